/** What an interpreter may be told about a request: fields picked by hand, each asked of the disclosure table. */
import { sql } from "drizzle-orm";
import { contactShownFrom, type Disclosing, type DisclosureStage, disclosureFor } from "#app/dispatch/disclosure";
import type { Rules } from "#app/dispatch/rules";
import type { Locale, Mode, Names, Sector, Topic } from "#app/dispatch/vocabulary";
import { organisationThen } from "#app/facts/institutions/former-names";
import { addressOf } from "#app/facts/request-head";
import type { Instant } from "#app/time";
import { clients, languages, languageVariants, organisations, places, requests } from "#db/schema";

/** The basics are always there; what stands under `null` is either not there or not to be told. */
export interface DisclosedRequest {
  reference: string;
  /** What they interpret from and to; in a relay the two languages, or the pivot alone. */
  language: string;
  /** Their part of a relay: 1 between the request's language and the pivot, 2 between the pivot and Latvian. */
  relay: { slot: number; language: string; pivot: string } | null;
  variant: string | null;
  mode: Mode;
  start: Instant;
  end: Instant;
  town: string | null;
  topic: Topic | null;
  sector: Sector | null;
  organisation: string | null;
  address: string | null;
  contact: { name: string; phone: string } | null;
  videoLink: string | null;
  note: string | null;
  clientCode: string | null;
  /** Address and contact are kept back until this instant (class C); null when nothing waits. */
  contactFrom: Instant | null;
}

/** The columns `disclose` reads: they need the joins of organisation, language, variant, place and client. Never hand this row to a page. */
export const disclosable = {
  protectionClass: requests.protectionClass,
  reference: requests.reference,
  language: languages.name,
  pivot: sql`(select p.name from languages p where p.code = ${requests.pivotLanguage})`.mapWith(languages.name),
  variant: languageVariants.name,
  mode: requests.mode,
  start: requests.startAt,
  end: requests.endAt,
  town: places.name,
  topic: requests.topic,
  sector: organisations.sector,
  organisation: organisationThen,
  address: requests.address,
  placeId: requests.placeId,
  placeText: requests.placeText,
  contactName: requests.contactName,
  contactPhone: requests.contactPhone,
  videoLink: requests.videoLink,
  note: requests.note,
  clientCode: clients.code,
};

type Disclosable = Pick<DisclosedRequest, "reference" | "mode" | "start" | "end"> &
  Pick<DisclosedRequest, "address" | "videoLink" | "note" | "clientCode"> &
  Pick<Disclosing, "protectionClass"> & {
    language: Names;
    /** The place that is offered or taken. */
    slot: number;
    pivot: Names | null;
    variant: Names | null;
    town: Names | null;
    placeId: string | null;
    placeText: string | null;
    topic: Topic;
    sector: Sector;
    organisation: string;
    contactName: string;
    contactPhone: string;
  };

/** The row, reduced to what may be told at `stage`. Pure. */
export function disclose(
  row: Disclosable,
  { stage, now, locale, rules }: { stage: DisclosureStage; now: Instant; locale: Locale; rules: Rules },
): DisclosedRequest {
  const about = { protectionClass: row.protectionClass, stage, now, start: row.start, end: row.end, rules };
  const told = disclosureFor(about);
  const { slot } = row;
  const language = row.language[locale];
  const pivot = row.pivot?.[locale] ?? null;
  const isPivotOnly = pivot !== null && slot === 2;
  return {
    reference: row.reference,
    language: pivot === null ? language : isPivotOnly ? pivot : `${language}–${pivot}`,
    relay: pivot === null ? null : { slot, language, pivot },
    variant: isPivotOnly ? null : (row.variant?.[locale] ?? null),
    mode: row.mode,
    start: row.start,
    end: row.end,
    town: row.town?.[locale] ?? null,
    topic: told.has("topic") ? row.topic : null,
    sector: told.has("sector") ? row.sector : null,
    organisation: told.has("organisation") ? row.organisation : null,
    address: told.has("address") ? addressOf(row) : null,
    contact: told.has("contact") ? { name: row.contactName, phone: row.contactPhone } : null,
    videoLink: told.has("videoLink") ? row.videoLink : null,
    note: told.has("note") ? row.note : null,
    clientCode: told.has("clientCode") ? row.clientCode : null,
    contactFrom: told.has("organisation") && !told.has("contact") ? contactShownFrom(about) : null,
  };
}
