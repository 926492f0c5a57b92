/** What a coordinator decides of a service that is over, or says for whoever cannot. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { attestServices } from "#app/commands/attest-services";
import { reportAssignment } from "#app/commands/report-assignment";
import { settleCorrection } from "#app/commands/settle-correction";
import { settleService } from "#app/commands/settle-service";
import type { Ctx } from "#app/context.server";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { formKey, instantField, readForm } from "#app/form";
import { timesNear } from "#app/forms/report";
import { refused, textErrors } from "#app/respond";
import type { Result } from "#app/result";
import { instantFrom } from "#app/time";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const Sent = z.object({
  key: formKey.optional(),
  intent: z.enum(["report", "attestation", "own", "stays", "asked", "report_for", "paper"]),
  assignment: z.string().max(40),
  number: z.coerce.number().int().min(1).max(1_000_000).default(1),
  askedAt: instantField.optional(),
  plannedStart: instantField.optional(),
  plannedEnd: instantField.optional(),
  outcome: z.enum(["held", ...NOT_HELD_REASONS]).default("held"),
  start: z.string().max(20).default(""),
  end: z.string().max(20).default(""),
  reason: z.string().optional(),
  vouched: z.string().optional(),
});
type Sent = z.output<typeof Sent>;

/** `back` is the page's own address: there the decision is said. */
export function doDeed(ctx: Ctx, form: FormData, back: string) {
  const read = readForm(Sent, form);
  if (!read.ok) return refused("unknown", { problem: "unreadable", about: null });
  const sent = read.value;
  const about = sent.assignment;
  const values = { outcome: sent.outcome, start: sent.start, end: sent.end, reason: sent.reason ?? "" };
  const done = decide(ctx, sent);
  if (!done) return refused("unknown", { problem: "unreadable", about, values });
  if (done.ok) return redirect(back);
  const errors = textErrors(done) ?? undefined;
  return refused(done.reason, { problem: errors ? null : done.reason, about, values, errors });
}

function decide(ctx: Ctx, sent: Sent): Result<unknown> | null {
  const { intent, assignment: assignmentId, number: reportNumber, reason, key } = sent;
  const keyed = { ...(key && { key }), isVouched: sent.vouched === "on" };
  switch (intent) {
    case "stays":
    case "asked":
      return settleCorrection(ctx, {
        ...{ assignmentId, askedAt: instantFrom(sent.askedAt ?? 0), as: intent },
        ...(key && { key }),
      });
    case "paper":
      return attestServices(ctx, { services: [{ assignmentId, reportNumber, told: null }], ...keyed });
    case "report_for": {
      const own = ownVersion(sent);
      return own && reportAssignment(ctx, { assignmentId, ...own, endedEarly: true, ...(key && { key }) });
    }
    case "own": {
      const own = ownVersion(sent);
      return own && settleService(ctx, { assignmentId, reportNumber, as: intent, own, reason, ...keyed });
    }
    default:
      return settleService(ctx, { assignmentId, reportNumber, as: intent, reason, ...keyed });
  }
}

/** null when a time is none. */
function ownVersion({ outcome, start, end, plannedStart, plannedEnd }: Sent) {
  if (outcome !== "held") return { held: false, notHeldReason: outcome };
  if (plannedStart === undefined || plannedEnd === undefined) return null;
  const planned = { start: instantFrom(plannedStart), end: instantFrom(plannedEnd) };
  const { start: startedAt, end: endedAt } = timesNear(planned, { start, end });
  if (typeof startedAt === "string" || typeof endedAt === "string") return null;
  return { held: true, startedAt, endedAt };
}
