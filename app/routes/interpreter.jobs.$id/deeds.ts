/** What can be done about a job: report it, or give it back. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { reportAssignment } from "#app/commands/report-assignment";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import { type Ctx, notFound } from "#app/context.server";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { type FieldErrors, formKey, invalid, readForm } from "#app/form";
import { instantNear, SHIFTS, shifted } from "#app/forms/report";
import { type JobPage, jobForInterpreter } from "#app/queries/interpreter/jobs";
import { ownDesk } from "#app/queries/interpreter/own-desk";
import { refused, respond } from "#app/respond";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const Sent = z.object({
  key: formKey.optional(),
  intent: z.enum(["held", "not_held", "give_back"]).optional(),
  shift: z.enum(SHIFTS).optional(),
  start: z.string().default(""),
  end: z.string().default(""),
  reason: z.enum(NOT_HELD_REASONS).optional(),
});
type Sent = z.output<typeof Sent>;

/** Reports or gives back; without scripts also moves the times in the fields by five minutes. */
export function doDeed(ctx: Ctx<UserViewer>, id: string, sent: FormData) {
  const job = jobForInterpreter(ctx, id);
  if (!job) throw notFound();
  const form = readForm(Sent, sent);
  if (!form.ok) return invalid(form);
  if (form.value.shift) return { times: shifted(form.value, form.value.shift) };
  return form.value.intent === "give_back" ? giveBack(ctx, job, form.value) : report(ctx, job, form.value);
}

function giveBack(ctx: Ctx<UserViewer>, { id: assignmentId }: JobPage, { key }: Sent) {
  return respond(withdrawAssignment(ctx, { assignmentId, key }), {
    to: "/interpreter/jobs?gave=back",
    otherwise: ({ reason }) => ({ refused: reason, deskPhone: reason === "too_late" ? ownDesk(ctx).phone : null }),
  });
}

function report(ctx: Ctx<UserViewer>, job: JobPage, { key, intent, start, end, reason }: Sent) {
  const held = intent !== "not_held";
  const startedAt = held ? instantNear(job.request.start, start) : null;
  const endedAt = held ? instantNear(job.request.end, end) : null;
  const values = { start, end, reason: reason ?? "" };
  if (typeof startedAt === "string" || typeof endedAt === "string") {
    const wrong = Object.entries({ start: startedAt, end: endedAt }).filter(([, at]) => typeof at === "string");
    return invalid({
      ok: false,
      errors: Object.fromEntries(wrong.map(([name, key]) => [name, [String(key)]])),
      values,
    });
  }
  if (!held && !reason)
    return invalid({ ok: false, errors: { reason: ["interpreter:job.report.errorReason"] }, values });
  const reported = reportAssignment(ctx, {
    assignmentId: job.id,
    held,
    notHeldReason: reason,
    startedAt,
    endedAt,
    key,
  });
  if (reported.ok) return redirect(`/interpreter/jobs/${job.id}?reported`);
  const wrong = WRONG_TIMES[reported.reason];
  if (wrong) return invalid({ ok: false, errors: wrong, values });
  return refused(reported.reason, { refused: reported.reason, deskPhone: null });
}

const WRONG_TIMES: Record<string, FieldErrors | undefined> = {
  invalid_time: { end: ["interpreter:job.report.errorOrder"] },
  start_in_future: { start: ["interpreter:job.report.errorFuture"] },
  end_in_future: { end: ["interpreter:job.report.errorFuture"] },
  lasted_too_long: { end: ["interpreter:job.report.errorLong"] },
};
