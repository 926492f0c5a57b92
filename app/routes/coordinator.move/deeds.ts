/** What is confirmed on the Move… page: the one command that it means. */
import { redirect } from "@remix-run/node";
import { z } from "zod";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { moveAssignment } from "#app/commands/move-assignment";
import { releaseAssignment } from "#app/commands/release-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import type { Ctx } from "#app/context.server";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { formKey, instantField, invalid, readForm } from "#app/form";
import type { CalendarEntry } from "#app/queries/coordinator/calendar";
import { strengthNeeded } from "#app/queries/coordinator/move-choices";
import { undoMark } from "#app/queries/coordinator/undo";
import { refused, textErrors } from "#app/respond";
import { instantFrom } from "#app/time";
import { type Plan, planOf, type Target } from "#app/ui/calendar/drag/drop";
import { withinCoordinator } from "#app/ui/calendar/view";
import { concernedPeople, placeOfRequest } from "./place";

const SCHEMA = z.object({
  request: z.string().max(64),
  slot: z.coerce.number().int().min(1).max(2),
  assignment: z.string().max(64).optional(),
  to: z.string().max(64),
  startAt: instantField,
  version: z.coerce.number().int(),
  key: formKey,
  reason: z.string().max(500, "common:error.tooLong").optional(),
  twice: z.string().optional(),
  vouched: z.literal("on").optional(),
  back: z.string().max(500).optional(),
});
type Answer = z.output<typeof SCHEMA>;

/** Carries out what is shown and leads back; asks again when a word for it is missing or the world has moved on. */
export function doDeed(ctx: Ctx, sent: FormData) {
  const form = readForm(SCHEMA, sent);
  if (!form.ok) return invalid(form);
  const answer = form.value;
  const { subject, others } = placeOfRequest(
    ctx,
    new URLSearchParams({ request: answer.request, slot: String(answer.slot) }),
  );
  const again = (reason: string, field = "", error = `explain:refusal.${reason}`) =>
    refused(reason, {
      errors: { [field]: [error] },
      values: { reason: answer.reason ?? "", twice: answer.twice ?? "", vouched: answer.vouched ?? "" },
    });
  if (subject.assignmentId !== (answer.assignment ?? null)) return again("version_changed");
  const target: Target = {
    interpreterId: answer.to === "none" ? null : answer.to,
    startAt: instantFrom(answer.startAt),
  };
  const plan = planOf(subject, target);
  if (!plan) return again("nothing_to_move");
  const missing = missingConfirmation(ctx, subject, others, target, plan, answer);
  if (missing) return again("reason_missing", missing.field, missing.error);

  const moved = carryOut(ctx, plan, answer);
  if (!moved.ok) return textErrors(moved) ? again(moved.reason, "reason") : again(moved.reason);
  const back = new URL(withinCoordinator(answer.back), "http://here");
  if (back.searchParams.get("request") === answer.request) back.searchParams.delete("request");
  back.searchParams.delete("undone");
  back.searchParams.set("undo", undoMark(ctx, moved.value.eventId));
  throw redirect(`${back.pathname}${back.search}`);
}

/** What the coordinator still has to say, asked before the command so that the field itself can say so. */
function missingConfirmation(
  ctx: Ctx,
  subject: CalendarEntry,
  others: readonly CalendarEntry[],
  target: Target,
  plan: Plan,
  answer: Answer,
): { field: string; error: string } | null {
  if (plan.kind === "release")
    return answer.reason ? null : { field: "reason", error: "explain:refusal.reason_missing" };
  const interval = { start: target.startAt, end: instantFrom(target.startAt + (subject.endAt - subject.startAt)) };
  const obstacles: Obstacle[] = concernedPeople(ctx, subject, others, interval, target.interpreterId).flatMap(
    (person) => person.obstacles,
  );
  const needed = strengthNeeded(obstacles);
  if (!needed || needed === "never") return null;
  if (!answer.reason) return { field: "reason", error: "explain:refusal.reason_missing" };
  return needed === "twice" && !answer.twice ? { field: "twice", error: "coordinator:move.error.twice" } : null;
}

function carryOut(ctx: Ctx, plan: Plan, { reason, twice, vouched, version, key }: Answer) {
  const isVouched = vouched === "on";
  const override = reason ? { reason, twice: !!twice, isVouched } : undefined;
  const shared = { override, expectedVersion: version, key };
  switch (plan.kind) {
    case "assign": {
      const { requestId, slot, interpreterId, startAt } = plan;
      return assignInterpreter(ctx, { requestId, slot, interpreterId, startAt: startAt ?? undefined, ...shared });
    }
    case "move": {
      const { assignmentId, interpreterId, startAt } = plan;
      return moveAssignment(ctx, {
        assignmentId,
        interpreterId: interpreterId ?? undefined,
        startAt: startAt ?? undefined,
        ...shared,
      });
    }
    case "reschedule":
      return rescheduleRequest(ctx, { requestId: plan.requestId, startAt: plan.startAt, ...shared });
    case "release":
      return releaseAssignment(ctx, { assignmentId: plan.assignmentId, reason: reason ?? "", isVouched, key });
  }
}
