import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { isGone } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { againstOnePerson } from "#app/facts/roster/one-person";
import { ok, type Result, refuse } from "#app/result";
import { joinPay, termsDiffer } from "#app/steps/roster/one-pay";
import { fillIn, joinAccounts, joinEvaluations, leadOn, moveWork } from "#app/steps/roster/one-person";
import type { PersonRow } from "#app/steps/roster/person";
import { changeStatus } from "#app/steps/roster/status";
import { interpreters } from "#db/schema";

export interface OnePerson {
  /** The one who is no more. */
  from: string;
  /** The one who stays, as they are. */
  into: string;
  key?: string | undefined;
}

/**
 * Two people of the roster are one: past work and what is owed for it, absences, papers, languages, exclusions and the account of the first become the
 * second's, who otherwise stays as they are; the first's page and code lead there. It cannot be taken apart again. Refusals:
 * `not_found`, `same_person`, `work_ahead` while the first has coming jobs or open offers, `at_once` when both worked at one time,
 * `terms_differ` where one was paid and the other a volunteer.
 */
export function mergeInterpreters(
  ctx: Ctx,
  { key, ...two }: OnePerson,
): Result<{ interpreterId: string }, "not_found" | "same_person" | "work_ahead" | "at_once" | "terms_differ"> {
  return transact(ctx, onceFor("merge_interpreters", key, two), (work) => {
    const [from, into] = [standing(work, two.from), standing(work, two.into)];
    if (!may.editRoster(work.viewer) || !from || !into) return refuse("not_found");
    if (from.id === into.id) return refuse("same_person");
    const against = againstOnePerson(work, from.id, into.id);
    if (against.ahead > 0) return refuse("work_ahead");
    if (against.both.length > 0) return refuse("at_once");
    if (termsDiffer(work, { from, into })) return refuse("terms_differ");

    changeStatus(work, from, "merged");
    joinAccounts(work, { from, into });
    leadOn(work, { from, into });
    moveWork(work, { from, into });
    joinPay(work, { from, into });
    joinEvaluations(work, { from, into });
    fillIn(work, { from, into });
    record(work, { kind: "interpreters_merged", interpreterId: into.id, payload: { from: from.id } });
    return ok({ interpreterId: into.id });
  });
}

function standing(work: Work, id: string): PersonRow | undefined {
  const row = work.db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  return row && !isGone(row.status) ? row : undefined;
}
