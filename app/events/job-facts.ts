/** What messages and calendar entries may say of a job: as much as the disclosure table allows before anybody signs in. */
import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { joins } from "#app/facts/request-head";
import type { Instant, Interval } from "#app/time";
import { desks, languages, languageVariants, places, requests } from "#db/schema";

const pivots = alias(languages, "pivots");

/** The basics that everybody asked is told. `language: null` = not in the list, and so on site `town: null`. */
export interface JobFacts {
  requestId: string;
  reference: string;
  language: Names | null;
  variant: Names | null;
  mode: Mode;
  town: Names | null;
  interval: Interval;
}

/** A job and what decides whether a message about it is still true. */
export interface RequestFacts {
  job: JobFacts;
  /** Of a relay. */
  pivot: Names | null;
  interpreterCount: number;
  /** null waits for a coordinator. */
  languageCode: string | null;
  placeId: string | null;
  submittedAt: Instant;
  answerDueAt: Instant | null;
  queuedAt: Instant | null;
  needsInfoAt: Instant | null;
  hasEnded: boolean;
  deskPhone: string | null;
}

/** One request's basics. null: there is none. */
export function requestFacts(ctx: Pick<Ctx, "db">, requestId: string): RequestFacts | null {
  const row = ctx.db
    .select({
      requestId: requests.id,
      reference: requests.reference,
      languageCode: requests.language,
      placeId: requests.placeId,
      language: languages.name,
      variant: languageVariants.name,
      pivot: pivots.name,
      mode: requests.mode,
      town: places.name,
      start: requests.startAt,
      end: requests.endAt,
      interpreterCount: requests.interpreterCount,
      submittedAt: requests.submittedAt,
      answerDueAt: requests.answerDueAt,
      queuedAt: requests.queuedAt,
      needsInfoAt: requests.needsInfoAt,
      cancelledAt: requests.cancelledAt,
      rejectedAt: requests.rejectedAt,
      deskPhone: desks.phone,
    })
    .from(requests)
    .innerJoin(...joins.desk)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(pivots, eq(pivots.code, requests.pivotLanguage))
    .leftJoin(...joins.place)
    .where(eq(requests.id, requestId))
    .get();
  if (!row) return null;
  const { requestId: id, reference, language, variant, mode, town, start, end, cancelledAt, rejectedAt, ...rest } = row;
  return {
    ...rest,
    job: { requestId: id, reference, language, variant, mode, town: townOf(town), interval: { start, end } },
    hasEnded: cancelledAt !== null || rejectedAt !== null,
  };
}

/** The town, not the part of it: "Rīga" of "Rīga, centrs". */
function townOf(place: Names | null): Names | null {
  const town = (name: string) => name.replace(/,.*$/s, "");
  return place && { lv: town(place.lv), en: town(place.en) };
}

/** In a relay each place has its own languages: the request's and the pivot, or the pivot alone. */
export function jobAtSlot({ job, pivot }: RequestFacts, slot: number): JobFacts {
  if (!pivot || !job.language) return job;
  if (slot === 2) return { ...job, language: pivot, variant: null };
  const both = { lv: `${job.language.lv}–${pivot.lv}`, en: `${job.language.en}–${pivot.en}` };
  return { ...job, language: both };
}
