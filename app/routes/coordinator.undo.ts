/** Takes a board action back. The toast asks here how long that is still possible; without JavaScript the form comes back to its page. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { undoAction } from "#app/commands/undo-action";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { eventOfMark, undoable } from "#app/queries/coordinator/undo";
import { withinCoordinator } from "#app/ui/calendar/view";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const mark = new URL(request.url).searchParams.get("event") ?? "";
  const found = undoable(ctx, eventOfMark(ctx, mark) ?? NONE);
  if (!found) throw notFound();
  return { ...found, mark, key: newId() };
}

/** No event has this number. */
const NONE = 0;

const SCHEMA = z.object({
  event: z.string().max(200),
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
  const undone = undoAction(ctx, { eventId: eventOfMark(ctx, event) ?? NONE, key });
  const outcome = undone.ok ? "done" : undone.reason;
  if (inline) return { outcome };
  const to = new URL(withinCoordinator(back), "http://here");
  to.searchParams.delete("undo");
  to.searchParams.set("undone", outcome);
  throw redirect(`${to.pathname}${to.search}`);
}
