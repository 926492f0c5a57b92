/** The requests of the viewer's own organisation, one page at a time. */

import { and, asc, desc, eq, gt, inArray, like, lte, not, or, type SQL, sql } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { isStanding } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { countOf, pageOf } from "#app/facts/pages";
import { joins, languageWords, placeNamed } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { hasNumber, numberSought } from "#app/phone";
import { fold, foundIn } from "#app/text";
import { isNear, keyOf, referenceIn } from "#app/text/keys";
import { DAY, type Interval } from "#app/time";
import { clients, languages, languageVariants, requests } from "#db/schema";

export const PAGE_SIZE = 20;
export const VIEWS = ["upcoming", "past", "closed"] as const;
export type View = (typeof VIEWS)[number];

export interface MyFilters {
  view: View;
  /** Reference, client code, contact or language, with or without diacritics. */
  q: string;
  /** Only those the viewer made. */
  mine: boolean;
  /** From 1. */
  page: number;
}

export interface MyRequest {
  id: string;
  reference: string;
  state: RequestState;
  language: string;
  mode: Mode;
  place: string | null;
  interval: Interval;
  clientCode: string | null;
  contactName: string;
  /** Names the organisation may know now; empty before acceptance and when the time to know them is over. */
  people: string[];
}

/** Upcoming soonest first, everything else newest first. */
export function myRequests(ctx: Ctx<UserViewer>, filters: MyFilters) {
  const { db, now, locale } = ctx;
  const where = and(...conditions(ctx, filters));
  const total = countOf(ctx, requests, where);
  const { page, pages, offset } = pageOf(total, PAGE_SIZE, filters.page);
  const found = db
    .select({
      request: requests,
      language: languages.name,
      variant: languageVariants.name,
      place: placeNamed,
      clientCode: clients.code,
    })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(where)
    .orderBy(filters.view === "upcoming" ? asc(requests.startAt) : desc(requests.startAt), asc(requests.id))
    .limit(PAGE_SIZE)
    .offset(offset)
    .all();
  const ids = found.map(({ request }) => request.id);
  const work = offersAndJobs(ctx, ids);
  const nameable = now - rulesAt(ctx, now)["disclosure.daysAfter"] * DAY;
  const rows = found.map(({ request, place, clientCode, ...spoken }): MyRequest => {
    const jobs = work.jobsOf(request.id);
    return {
      id: request.id,
      reference: request.reference,
      state: requestStateAt(request, work.offersOf(request.id), jobs, now),
      language: languageWords(spoken, locale) ?? request.languageText ?? "",
      mode: request.mode,
      place: place?.[locale] ?? null,
      interval: { start: request.startAt, end: request.endAt },
      clientCode,
      contactName: request.contactName,
      people: request.endAt > nameable ? jobs.filter((job) => job.releasedAt === null).map((job) => job.name) : [],
    };
  });
  return { rows, total, page, pages };
}

/** The viewer's newest request, for "same as last time". */
export function lastRequestOf({ db, viewer, locale }: Ctx<UserViewer>): { id: string; what: string } | null {
  const row = db
    .select({ id: requests.id, language: languages.name, variant: languageVariants.name })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(and(eq(requests.requesterId, viewer.userId), isOwn(viewer)))
    .orderBy(desc(requests.submittedAt))
    .limit(1)
    .get();
  return row ? { id: row.id, what: languageWords(row, locale) ?? "" } : null;
}

/** The window: nothing of another organisation is ever in the WHERE's reach. */
export function isOwn(viewer: UserViewer): SQL {
  return eq(requests.organisationId, viewer.organisationId ?? "");
}

function conditions(ctx: Ctx<UserViewer>, { view, q, mine }: MyFilters): (SQL | undefined)[] {
  const inView = {
    upcoming: and(isStanding(), gt(requests.endAt, ctx.now)),
    past: and(isStanding(), lte(requests.endAt, ctx.now)),
    closed: not(isStanding()),
  };
  return [
    isOwn(ctx.viewer),
    inView[view],
    mine ? eq(requests.requesterId, ctx.viewer.userId) : undefined,
    q.trim() ? matching(ctx, q.trim()) : undefined,
  ];
}

/** SQLite folds no accents, so an organisation's own contacts and the languages are folded here. */
function matching({ db, viewer }: Ctx<UserViewer>, q: string): SQL | undefined {
  const [key, reference, number] = [keyOf(q), referenceIn(q), numberSought(q)];
  const languageCodes = db
    .select({ code: languages.code, words: languages.searchWords })
    .from(languages)
    .all()
    .filter(({ words }) => foundIn(words, q))
    .map((row) => row.code);
  const contacts = db
    .selectDistinct({ name: requests.contactName, phone: requests.contactPhone })
    .from(requests)
    .where(isOwn(viewer))
    .limit(2000)
    .all()
    .filter(({ name, phone }) => fold(name).includes(fold(q)) || (number !== null && hasNumber(phone, number)))
    .map(({ name }) => name)
    .slice(0, 200);
  const clientIds = db
    .select({ id: clients.id, code: clients.code })
    .from(clients)
    .where(eq(clients.organisationId, viewer.organisationId ?? ""))
    .all()
    .filter(({ code }) => key !== "" && (keyOf(code).includes(key) || isNear(code, q)))
    .map(({ id }) => id)
    .slice(0, 200);
  return or(
    reference ? like(requests.reference, `${reference}%`) : sql`false`,
    clientIds.length ? inArray(requests.clientId, clientIds) : undefined,
    languageCodes.length ? inArray(requests.language, languageCodes) : undefined,
    contacts.length ? inArray(requests.contactName, contacts) : undefined,
  );
}
