import { and, asc, eq, gt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import { isGone } from "#app/dispatch/vocabulary";
import { canBeAnswered, isLiveJob, isStanding } from "#app/facts/live";
import { hasPassedBy } from "#app/facts/offers";
import { rulesAt } from "#app/facts/rules";
import { ok, type Refusal, refuse } from "#app/result";
import { askPerson } from "#app/steps/ask-person";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { changeAssignment, findAssignment } from "#app/steps/live";
import { moveJob } from "#app/steps/move-job";
import { releasePerson } from "#app/steps/release-person";
import { changeStatus, type SettableStatus } from "#app/steps/roster/status";
import { instantFrom } from "#app/time";
import { assignments, interpreters, offers, requests } from "#db/schema";

/** What becomes of one coming job: it stays theirs, is looked for anew, or goes to a person who is asked or has said yes. */
export type Fate = { to: "keep" } | { to: "release" } | { to: "offer" | "assign"; interpreterId: string };

export interface Stop {
  interpreterId: string;
  /** What they were when this was decided, and what they are to be. */
  from: SettableStatus | "candidate";
  status: Exclude<SettableStatus, "active">;
  /** By assignment: every coming job that was shown. */
  fates: ReadonlyMap<string, Fate>;
  /** The live offers that were shown. They end in any case. */
  offerIds: readonly string[];
  /** What coordinators read in the timeline of a job that is taken off them. */
  reason: string;
  key?: string;
}

/** The job that cannot go the way that was decided, and why. */
export interface Stuck {
  assignmentId: string;
  reason: string;
}

/**
 * Somebody pauses or stops, and what becomes of each of their coming jobs, all in one transaction: live offers are withdrawn, the
 * next people asked, their sessions ended, and everybody concerned gets one message. Nothing is done, and it is told, when work has
 * come, gone or changed hands since it was shown (`work_changed`), or when one job cannot go that way (`not_possible`, `Stuck`).
 */
export function stopInterpreter(ctx: Ctx, { key, ...stop }: Stop) {
  const said = { ...stop, fates: [...stop.fates] };
  return transact(ctx, onceFor("stop_interpreter", key, said), (began) => {
    const { interpreterId, status, fates } = stop;
    const work = bundled(began);
    const person = work.db.select().from(interpreters).where(eq(interpreters.id, interpreterId)).get();
    if (!person || isGone(person.status) || !may.dispatch(work.viewer)) return refuse("not_found");
    if (person.status !== stop.from || !isAsShown(work, stop)) return refuse("work_changed");

    for (const [assignmentId, fate] of fates) {
      const stuck = decide(work, assignmentId, fate, stop.reason);
      if (stuck) return refuse("not_possible", { assignmentId, reason: stuck.reason } satisfies Stuck);
    }
    changeStatus(work, person, status);
    for (const [id, { to }] of fates) {
      if (to === "keep") changeAssignment(work, id, { keptAt: work.now });
      if (to === "release") dispatchRequest(work, findAssignment(work, id)?.requestId ?? "");
    }
    return ok({ interpreterId, kept: [...fates.values()].filter(({ to }) => to === "keep").length });
  });
}

/** Whoever is concerned by several of these things hears of them once, when all of it is written. */
function bundled(work: Work): Work {
  const seconds = rulesAt(work, work.now)["undo.seconds"];
  return { ...work, bundle: { id: newId(), from: instantFrom(work.now + seconds * 1000) } };
}

/** Every coming job and no other was decided about, and no question has come that nobody saw. */
function isAsShown(work: Work, { interpreterId, fates, offerIds }: Stop): boolean {
  const jobs = work.db
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(
      and(eq(assignments.interpreterId, interpreterId), isLiveJob(), gt(assignments.startAt, work.now), isStanding()),
    )
    .orderBy(asc(assignments.startAt))
    .all();
  const open = work.db
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.interpreterId, interpreterId), canBeAnswered(work.now)))
    .all();
  return (
    jobs.length === fates.size && jobs.every(({ id }) => fates.has(id)) && open.every(({ id }) => offerIds.includes(id))
  );
}

/** The refusal of whatever makes this job go another way than was decided. */
function decide(work: Work, assignmentId: string, fate: Fate, reason: string): Refusal | null {
  const job = findAssignment(work, assignmentId);
  if (!job) return refuse("not_found");
  if (fate.to === "keep") return null;
  if (fate.to === "release") return refusalOf(releasePerson(work, { assignmentId, reason }));
  const { interpreterId } = fate;
  if (hasPassedBy(work, job.requestId, interpreterId)) return refuse("passed_by");
  if (fate.to === "assign") return refusalOf(moveJob(work, { assignmentId, interpreterId }));
  return (
    refusalOf(releasePerson(work, { assignmentId, reason })) ??
    refusalOf(askPerson(work, { requestId: job.requestId, interpreterId, slot: job.slot }))
  );
}

function refusalOf(result: { ok: true } | Refusal): Refusal | null {
  return result.ok ? null : result;
}
