/** What the lead of a unit sees of it: who is in it, and what was asked for. */
import { and, asc, eq, gte, isNull } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import { REQUEST_STATES, type RequestState } from "#app/dispatch/vocabulary";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { joins } from "#app/facts/request-head";
import { type DateText, dateOf, type Instant, startOfDay } from "#app/time";
import { languages, requests, users } from "#db/schema";
import { isOwn, ledUnitOf } from "./my-requests";

/** A year: this month and eleven before it, and whatever is ahead. */
const MONTHS = 12;
/** Of one unit in a year there are far fewer. */
const MOST = 20_000;
const AT_ONCE = 500;

export interface Counts {
  /** Whatever became of it. */
  requested: number;
  /** Its report says that it was held. */
  tookPlace: number;
  cancelled: number;
}

export interface UnitFigures {
  /** Newest first; each month's first day. */
  months: (Counts & { month: DateText })[];
  /** The most requested first; null: not in the list. */
  languages: (Counts & { language: string | null })[];
  /** Those that there are, in the order in which a request goes through them. */
  states: { state: RequestState; requested: number }[];
}

/** null: the viewer does not lead that unit, or there is none. */
export function unitPage(ctx: Ctx<UserViewer>, unitId: string) {
  const led = ledUnitOf(ctx);
  if (led?.id !== unitId) return null;
  return { ...led, colleagues: colleaguesIn(ctx, unitId), figures: figuresOf(ctx, unitId) };
}

function colleaguesIn({ db, viewer }: Ctx<UserViewer>, unitId: string) {
  return db
    .select({ name: users.name, email: users.email, hasPassword: users.passwordHash })
    .from(users)
    .where(
      and(eq(users.organisationId, viewer.organisationId ?? ""), eq(users.unitId, unitId), isNull(users.disabledAt)),
    )
    .orderBy(asc(users.name))
    .limit(200)
    .all()
    .map(({ hasPassword, ...colleague }) => ({ ...colleague, isInvited: hasPassword === null }));
}

interface Counted {
  month: DateText;
  language: string | null;
  state: RequestState;
}

function figuresOf(ctx: Ctx<UserViewer>, unitId: string): UnitFigures {
  const all = countedIn(ctx, unitId);
  const byMonth = grouped(all, ({ month }) => month);
  const byLanguage = grouped(all, ({ language }) => language);
  return {
    months: [...byMonth]
      .map(([month, of]) => ({ month, ...countsOf(of) }))
      .sort((a, b) => (a.month < b.month ? 1 : -1)),
    languages: [...byLanguage]
      .map(([language, of]) => ({ language, ...countsOf(of) }))
      .sort((a, b) => b.requested - a.requested || `${a.language}`.localeCompare(`${b.language}`, "lv")),
    states: REQUEST_STATES.map((state) => ({
      state,
      requested: all.filter((one) => one.state === state).length,
    })).filter(({ requested }) => requested > 0),
  };
}

function countedIn(ctx: Ctx<UserViewer>, unitId: string): Counted[] {
  const rows = ctx.db
    .select({ request: requests, language: languages.name })
    .from(requests)
    .leftJoin(...joins.language)
    .where(and(isOwn(ctx.viewer), gte(requests.startAt, beginning(ctx.now)), eq(requests.unitId, unitId)))
    .orderBy(asc(requests.startAt))
    .limit(MOST)
    .all();
  const counted: Counted[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const work = offersAndJobs(
      ctx,
      some.map(({ request }) => request.id),
    );
    for (const { request, language } of some)
      counted.push({
        month: monthOf(request.startAt),
        language: language?.[ctx.locale] ?? null,
        state: requestStateAt(request, work.offersOf(request.id), work.jobsOf(request.id), ctx.now),
      });
  }
  return counted;
}

/** The first day of its month. */
function monthOf(at: Instant): DateText {
  const [year, month] = dateOf(at).split("-").map(Number);
  return dateText(year!, month!);
}

function beginning(now: Instant): Instant {
  const [year, month] = dateOf(now).split("-").map(Number);
  const months = year! * 12 + (month! - 1) - (MONTHS - 1);
  return startOfDay(dateText(Math.floor(months / 12), (months % 12) + 1));
}

const dateText = (year: number, month: number): DateText => `${year}-${String(month).padStart(2, "0")}-01`;

function countsOf(of: readonly Counted[]): Counts {
  const having = (wanted: RequestState) => of.filter(({ state }) => state === wanted).length;
  return { requested: of.length, tookPlace: having("completed"), cancelled: having("cancelled") };
}

function grouped<Key>(all: readonly Counted[], keyOf: (one: Counted) => Key): Map<Key, Counted[]> {
  const groups = new Map<Key, Counted[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
