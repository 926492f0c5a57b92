/** What can be done about a job: report it, correct that, have it attested on the spot, or give it back. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { mayTryCode } from "#app/auth/rate-limit.server";
import type { UserViewer } from "#app/auth/viewer";
import { attestOnTheSpot } from "#app/commands/attest-on-the-spot";
import { correctReport } from "#app/commands/correct-report";
import { reportAssignment } from "#app/commands/report-assignment";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import { type Ctx, notFound } from "#app/context.server";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { type FieldErrors, formKey, invalid, readForm } from "#app/form";
import { readReport, SHIFTS, shifted } from "#app/forms/report";
import { TRAVEL_MEANS } from "#app/pay/took-place";
import { type JobPage, jobForInterpreter } from "#app/queries/interpreter/jobs";
import { ownDesk } from "#app/queries/interpreter/own-desk";
import { refused, respond, textErrors } from "#app/respond";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const text = z.string().max(40).default("");
const Sent = z.object({
  key: formKey.optional(),
  /** `early`: it did end before the planned end. */
  intent: z.enum(["held", "early", "not_held", "give_back", "on_the_spot"]).optional(),
  shift: z.enum(SHIFTS).optional(),
  start: z.string().default(""),
  end: z.string().default(""),
  reason: z.enum(NOT_HELD_REASONS).optional(),
  breakMinutes: text,
  waitingMinutes: text,
  travelMeans: z.enum(["none", ...TRAVEL_MEANS]).default("none"),
  travelKm: text,
  travelMinutes: text,
  ticket: text,
  language: text,
  /** Of the report that is corrected or attested. */
  number: z.coerce.number().int().min(1).optional(),
  name: z.string().default(""),
  code: text,
  drawn: z.string().default(""),
  vouched: z.string().optional(),
});
type Sent = z.output<typeof Sent>;

/** Without scripts also moves the times in the fields by five minutes. */
export async function doDeed(ctx: Ctx<UserViewer>, id: string, sent: FormData) {
  const job = jobForInterpreter(ctx, id);
  if (!job) throw notFound();
  const form = readForm(Sent, sent);
  if (!form.ok) return invalid(form);
  if (form.value.shift) return { times: shifted(form.value, form.value.shift), values: typedOf(form.value) };
  if (form.value.intent === "give_back") return giveBack(ctx, job, form.value);
  return form.value.intent === "on_the_spot" ? onTheSpot(ctx, job, form.value) : report(ctx, job, form.value);
}

function giveBack(ctx: Ctx<UserViewer>, { id: assignmentId }: JobPage, { key }: Sent) {
  return respond(withdrawAssignment(ctx, { assignmentId, key }), {
    to: "/interpreter/jobs?gave=back",
    otherwise: ({ reason }) => ({ refused: reason, deskPhone: reason === "too_late" ? ownDesk(ctx).phone : null }),
  });
}

function typedOf({ key: _, intent: __, shift: ___, drawn: ____, number: _____, reason, ...typed }: Sent) {
  return { ...typed, reason: reason ?? "", vouched: typed.vouched ?? "" };
}

function report(ctx: Ctx<UserViewer>, job: JobPage, sent: Sent) {
  const { key, intent, reason, number } = sent;
  const held = intent !== "not_held";
  const values = typedOf(sent);
  const told = { held, notHeldReason: held ? null : (reason ?? null), endedEarly: intent === "early" };
  const read = readReport(sent, job.request, told);
  if (!read.ok) return invalid({ ...read, values });
  if (!held && !reason)
    return invalid({ ok: false, errors: { reason: ["interpreter:job.report.errorReason"] }, values });
  const said = { ...read.value, assignmentId: job.id, key };
  const done = number ? correctReport(ctx, { ...said, number }) : reportAssignment(ctx, said);
  if (done.ok) return redirect(`/interpreter/jobs/${job.id}?${"as" in done.value ? done.value.as : "reported"}`);
  const wrong = WRONG[done.reason];
  if (wrong) return invalid({ ok: false, errors: wrong, values });
  return refused(done.reason, { refused: done.reason, deskPhone: null });
}

const WRONG: Record<string, FieldErrors | undefined> = {
  invalid_time: { end: ["interpreter:job.report.errorOrder"] },
  start_in_future: { start: ["interpreter:job.report.errorFuture"] },
  end_in_future: { end: ["interpreter:job.report.errorFuture"] },
  lasted_too_long: { end: ["interpreter:job.report.errorLong"] },
  ended_early: { end: ["interpreter:job.report.early"] },
  break_too_long: { breakMinutes: ["interpreter:job.report.errorBreak"] },
  waiting_too_long: { waitingMinutes: ["interpreter:job.report.errorWaiting"] },
  travel_too_long: { travelMinutes: ["interpreter:job.report.errorTravel"] },
  language_missing: { language: ["interpreter:job.report.errorLanguage"] },
};

async function onTheSpot(ctx: Ctx<UserViewer>, job: JobPage, { key, number = 0, name, code, drawn, vouched }: Sent) {
  const values = { name, code: "" };
  const isDrawn = code === "";
  if (!isDrawn && !(await mayTryCode(job.id)))
    return refused("too_many_tries", { refused: "too_many_tries", deskPhone: null, spot: true });
  const attested = attestOnTheSpot(ctx, {
    ...{ assignmentId: job.id, reportNumber: number, name, by: isDrawn ? { drawn } : { code } },
    ...{ isVouched: vouched === "on", key },
  });
  if (attested.ok) return redirect(`/interpreter/jobs/${job.id}?attested`);
  const errors = textErrors(attested) ?? SPOT[attested.reason];
  if (errors) return invalid({ ok: false, errors, values });
  return refused(attested.reason, { refused: attested.reason, deskPhone: null });
}

const SPOT: Record<string, FieldErrors | undefined> = {
  name_missing: { name: ["interpreter:refusal.name_missing"] },
  signature_missing: { code: ["interpreter:refusal.signature_missing"] },
  code_wrong: { code: ["interpreter:refusal.code_wrong"] },
};
