/**
 * "Live", "waiting", "still needs somebody" as SQL, told once for every list. Rows in hand are asked in
 * `dispatch/offer` and `dispatch/request-state`. `as` is the table's name in the statement.
 */
import { type SQL, sql } from "drizzle-orm";
import { DAY, type Instant } from "#app/time";

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

/** What a coordinator has still to say by phone. The words of its index: a bound value would not find it. */
export const isOpenCall = (as = "notifications"): SQL =>
  sql`(${column(as, "channel")} = 'call' and ${column(as, "sent_at")} is null and ${column(as, "suppressed_at")} is null)`;

/** A request that is neither cancelled nor rejected. */
export const isStanding = (as = "requests"): SQL =>
  sql`(${column(as, "cancelled_at")} is null and ${column(as, "rejected_at")} is null)`;

/** A request that is cancelled or rejected, in the words of its index. */
export const isClosed = (as = "requests"): SQL =>
  sql`(${column(as, "cancelled_at")} is not null or ${column(as, "rejected_at")} is not null)`;

/**
 * A request or a job that is not over. It lasts a day at most, by the schema: its start says nearly as much and stands in every
 * index, so that nobody looks through what is long past.
 */
export const isNotOver = (now: Instant, as: "requests" | "assignments"): SQL =>
  sql`(${column(as, "start_at")} > ${now - DAY} and ${column(as, "end_at")} > ${now})`;

/** What language and, on site, what place is meant is known: the same as `isMapped` of `dispatch/request-state`. */
export const isMappedSql = (as = "requests"): SQL =>
  sql`(${column(as, "language")} is not null and (${column(as, "mode")} <> 'onsite' or ${column(as, "place_id")} is not null))`;

/** Fewer live jobs than interpreters asked for. `besides` leaves further jobs out of account ("a.id not in …"). */
export const stillNeedsSomebody = (as = "requests", besides: SQL = sql`true`): SQL =>
  sql`(select count(*) from assignments a where a.request_id = ${column(as, "id")} and ${isLiveJob("a")} and ${besides})
    < ${column(as, "interpreter_count")}`;
