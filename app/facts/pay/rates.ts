/** What pay is reckoned by, on each date: rates, terms, sources of funding and the calendar. */
import { asc, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { workCalendarAt } from "#app/facts/rules";
import { among, grouped, remembered } from "#app/facts/sets";
import { type RateRow, type Rates, ratesOn } from "#app/pay/rates";
import type { Funding, PayCalendar, Terms } from "#app/pay/vocabulary";
import { type DateText, type Instant, startOfDay } from "#app/time";
import { holidays, organisationFundings, payRates, payTerms, requestFundings } from "#db/schema";
import { untilWritten } from "#db/until-written";

/** Every rate that was ever entered, in that order. */
export function rateRows({ db }: Pick<Ctx, "db">): RateRow[] {
  return rowsIn(db, "");
}

const rowsIn = untilWritten((db, _: ""): RateRow[] =>
  db
    .select({ key: payRates.key, holdsFrom: payRates.holdsFrom, value: payRates.value, enteredAt: payRates.enteredAt })
    .from(payRates)
    .orderBy(asc(payRates.id))
    .all(),
);

/** The rates of each date; `known`: as they stood then. */
export function ratesFor(ctx: Pick<Ctx, "db">, known?: Instant): (date: DateText) => Rates {
  const rows = rateRows(ctx);
  return remembered((date: DateText) => ratesOn(rows, date, known));
}

/** The calendar of each date: office hours are a dated setting. */
export function calendarFor(ctx: Pick<Ctx, "db">): (date: DateText) => PayCalendar {
  const holidays = holidaysIn(ctx.db, "");
  return remembered((date: DateText) => ({ ...workCalendarAt(ctx, startOfDay(date)), holidays }));
}

const holidaysIn = untilWritten((db, _: ""): ReadonlySet<DateText> => {
  const days = db.select({ date: holidays.date, kind: holidays.kind }).from(holidays).all();
  return new Set(days.filter(({ kind }) => kind === "holiday").map(({ date }) => date));
});

interface Dated {
  holdsFrom: DateText;
}

/** Rows stand in the order in which they were entered: of two for one date the later one holds. */
function onDate<R extends Dated>(rows: readonly R[] | undefined, date: DateText): R | undefined {
  let found: R | undefined;
  for (const row of rows ?? []) if (row.holdsFrom <= date && (!found || found.holdsFrom <= row.holdsFrom)) found = row;
  return found;
}

/** On which terms each of these people interprets on a date. */
export function termsFor({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[]) {
  const rows = db
    .select({ id: payTerms.interpreterId, holdsFrom: payTerms.holdsFrom, terms: payTerms.terms })
    .from(payTerms)
    .where(sql`${payTerms.interpreterId} in ${among(JSON.stringify(interpreterIds))}`)
    .orderBy(asc(payTerms.id))
    .all();
  const byPerson = grouped(rows, ({ id }) => id);
  return (interpreterId: string, date: DateText): Terms => onDate(byPerson.get(interpreterId), date)?.terms ?? "paid";
}

interface Funded {
  requestId: string;
  organisationId: string;
}

/** Who pays for each of these requests: what was said of that one, else of its organisation on the date, else the project. */
export function fundingFor({ db }: Pick<Ctx, "db">, requests: readonly Funded[]) {
  const own = new Map(
    db
      .select({ id: requestFundings.requestId, funding: requestFundings.funding })
      .from(requestFundings)
      .where(sql`${requestFundings.requestId} in ${among(JSON.stringify(requests.map(({ requestId }) => requestId)))}`)
      .orderBy(asc(requestFundings.id))
      .all()
      .map(({ id, funding }) => [id, funding]),
  );
  const organisationIds = [...new Set(requests.map(({ organisationId }) => organisationId))];
  const rows = db
    .select({
      id: organisationFundings.organisationId,
      holdsFrom: organisationFundings.holdsFrom,
      funding: organisationFundings.funding,
    })
    .from(organisationFundings)
    .where(sql`${organisationFundings.organisationId} in ${among(JSON.stringify(organisationIds))}`)
    .orderBy(asc(organisationFundings.id))
    .all();
  const byOrganisation = grouped(rows, ({ id }) => id);
  return ({ requestId, organisationId }: Funded, date: DateText): Funding =>
    own.get(requestId) ?? onDate(byOrganisation.get(organisationId), date)?.funding ?? "project";
}
