/** What can be done about the jobs of somebody who cannot work. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { type JobToHandOver, type LineToReplace, replaceAbsent } from "#app/commands/replace-absent";
import { type Ctx, notFound } from "#app/context.server";
import { formKey, instantField, invalid, readForm } from "#app/form";
import { translator } from "#app/i18n";
import { undoMark } from "#app/queries/coordinator/undo";
import { refused } from "#app/respond";
import { instantFrom } from "#app/time";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const LINE = /^([\w-]{1,64}):([\w-]{0,64})$/;
const lines = z.array(z.string().regex(LINE)).max(500);
const Deed = z.object({
  intent: z.enum(["offer", "assign", "enter"]),
  key: formKey,
  start: instantField,
  end: instantField,
  /** Back to the same moments. */
  search: z.string().max(300).optional(),
  lines: lines.optional(),
  overs: lines.optional(),
  offers: z.array(z.string().max(64)).max(200).optional(),
});

/** Writes the absence down and hands over, asks for or releases the chosen jobs; leads back to the same moments. */
export function doDeed(ctx: Ctx, interpreterId: string, sent: FormData) {
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const { intent, key, start, end, search = "", lines = [], overs = [], offers = [] } = form.value;
  const replaced = replaceAbsent(ctx, {
    interpreterId,
    startAt: instantFrom(start),
    endAt: instantFrom(end),
    by: intent === "assign" ? "assign" : "offer",
    lines: intent === "enter" ? [] : lines.map(lineOf),
    handOvers: overs.map(lineOf).filter((over): over is JobToHandOver => over.interpreterId !== null),
    offerIds: offers,
    reason: translator(ctx.locale)("change:ill.reason"),
    key,
  });
  if (!replaced.ok && replaced.reason === "not_found") throw notFound();
  if (!replaced.ok) return refused(replaced.reason, { refusal: replaced.reason });
  const { done, refused: failed, eventId } = replaced.value;
  const to = new URLSearchParams(search);
  for (const said of ["done", "failed", "entered", "undo", "undone"]) to.delete(said);
  if (eventId !== null) to.set("undo", undoMark(ctx, eventId));
  else if (done.length > 0) to.set("done", String(done.length));
  else if (failed.length === 0) to.set("entered", "1");
  if (failed.length > 0) to.set("failed", String(failed.length));
  return redirect(`/coordinator/interpreters/${interpreterId}/ill?${to}`);
}

/** "assignment:interpreter"; without an interpreter they are only released. */
function lineOf(text: string): LineToReplace {
  const [, assignmentId = "", interpreterId = ""] = LINE.exec(text) ?? [];
  return { assignmentId, interpreterId: interpreterId || null };
}
