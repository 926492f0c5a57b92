/**
 * "Live", "waiting", "still needs somebody" as SQL, told once for every list. Rows in hand are asked in
 * `dispatch/offer` and `dispatch/request-state`. `as` is the table's name in the statement.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Instant } from "#app/time";

const column = (as: string, name: string) => sql`${sql.identifier(as)}.${sql.identifier(name)}`;

/** A job that stands: its interpreter neither gave it back nor was released from it. */
export const isLiveJob = (as = "assignments"): SQL => sql`${column(as, "released_at")} is null`;

/** An offer stored as waiting. Past its deadline it has lapsed all the same: `canBeAnswered`. */
export const isWaitingOffer = (as = "offers"): SQL => sql`${column(as, "status")} = 'pending'`;

/** An offer that waits and whose deadline has not come. */
export const canBeAnswered = (now: Instant, as = "offers"): SQL =>
  sql`(${isWaitingOffer(as)} and ${column(as, "deadline_at")} > ${now})`;

/** An offer that waited until its deadline had come, whether or not that has been written down since. */
export const hasLapsed = (now: Instant, as = "offers"): SQL =>
  sql`(${isWaitingOffer(as)} and ${column(as, "deadline_at")} <= ${now})`;

/** An offer that waits, or that its person said yes to. */
export const isWaitingOrAccepted = (as = "offers"): SQL => sql`${column(as, "status")} in ('pending', 'accepted')`;

/** A request that is neither cancelled nor rejected. */
export const isStanding = (as = "requests"): SQL =>
  sql`(${column(as, "cancelled_at")} is null and ${column(as, "rejected_at")} is null)`;

/** What language and, on site, what place is meant is known: the same as `isMapped` of `dispatch/request-state`. */
export const isMappedSql = (as = "requests"): SQL =>
  sql`(${column(as, "language")} is not null and (${column(as, "mode")} <> 'onsite' or ${column(as, "place_id")} is not null))`;

/** Fewer live jobs than interpreters asked for. `besides` leaves further jobs out of account ("a.id not in …"). */
export const stillNeedsSomebody = (as = "requests", besides: SQL = sql`true`): SQL =>
  sql`(select count(*) from assignments a where a.request_id = ${column(as, "id")} and ${isLiveJob("a")} and ${besides})
    < ${column(as, "interpreter_count")}`;
