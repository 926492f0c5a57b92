/** Takes a board action back. The toast asks here how long that is still possible; without JavaScript the form comes back to its page. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { undoAction } from "#app/commands/undo-action";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { undoable } from "#app/queries/coordinator/undo";
import { withinCoordinator } from "#app/ui/calendar/view";

const EVENT_ID = z.coerce.number().int().positive();

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const eventId = EVENT_ID.safeParse(new URL(request.url).searchParams.get("event"));
  const found = eventId.success ? undoable(ctx, eventId.data) : null;
  if (!found) throw notFound();
  return { ...found, key: newId() };
}

const SCHEMA = z.object({
  event: EVENT_ID,
  key: formKey,
  back: z.string().max(500).optional(),
  /** The toast shows the answer itself. */
  inline: z.string().optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(SCHEMA, await sentForm(request));
  if (!form.ok) return invalid(form);
  const { event, key, back, inline } = form.value;
  const undone = undoAction(ctx, { eventId: event, key });
  const outcome = undone.ok ? "done" : undone.reason;
  if (inline) return { outcome };
  const to = new URL(withinCoordinator(back), "http://here");
  to.searchParams.delete("undo");
  to.searchParams.set("undone", outcome);
  throw redirect(`${to.pathname}${to.search}`);
}
