/** A call that was made is ticked off; the form comes back to the page it stood on. */
import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { tellCaller } from "#app/commands/tell-caller";
import { enter, notFound } from "#app/context.server";
import { invalid, readForm, sentForm } from "#app/form";
import { withinCoordinator } from "#app/ui/calendar/view";

const SCHEMA = z.object({ notification: z.string().max(64), back: z.string().max(500).optional() });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(SCHEMA, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { notification, back } = form.value;
  const told = tellCaller(ctx, { notificationId: notification });
  if (!told.ok && told.reason === "not_found") throw notFound();
  return redirect(withinCoordinator(back));
}
