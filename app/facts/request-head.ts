/** What every list says of a request (which, in what language, how, where, for whom, when), and where it is read from. */
import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { LOCALES, type Locale, type Mode, type Names } from "#app/dispatch/vocabulary";
import { organisationThen } from "#app/facts/institutions/former-names";
import type { Interval } from "#app/time";
import {
  callers,
  clients,
  desks,
  interpreters,
  languages,
  languageVariants,
  organisations,
  places,
  requests,
  units,
  users,
} from "#db/schema";

/** `language: null` = not in the list; then `languageText` says it. `place` is then what was typed for it. */
export interface RequestHead {
  requestId: string;
  reference: string;
  language: Names | null;
  variant: Names | null;
  mode: Mode;
  place: Names | null;
  organisation: string;
  interval: Interval;
}

/** "kurdu", "kurdu: sorani": the language and its variant in one language of the pages; null where none is known. */
export function languageWords(
  { language, variant }: { language: Names | null; variant: Names | null },
  locale: Locale,
): string | null {
  if (!language) return null;
  return variant ? `${language[locale]}: ${variant[locale]}` : language[locale];
}

const typedPlace = sql.join(
  LOCALES.map((locale) => sql`${locale}, ${requests.placeText}`),
  sql`, `,
);
/** The place of a request; one that is not in the list by what was typed, in every language the same. Needs the join of place. */
export const placeNamed = sql<Names | null>`case
  when ${places.name} is not null then ${places.name}
  when ${requests.mode} = 'onsite' then json_object(${typedPlace}) end`.mapWith(places.name);

/**
 * Where to go in the place. What was typed for one that was not in the list goes first once a coordinator has mapped it: it
 * says more than the parish.
 */
export function addressOf({
  placeId,
  placeText,
  address,
}: {
  placeId: string | null;
  placeText: string | null;
  address: string | null;
}): string | null {
  return [placeId && placeText, address].filter(Boolean).join(", ") || null;
}

/** The columns of a head but for its time. They need the joins of organisation, language, variant and place. */
export const headColumns = {
  requestId: requests.id,
  reference: requests.reference,
  language: languages.name,
  variant: languageVariants.name,
  mode: requests.mode,
  place: placeNamed,
  organisation: organisationThen,
};

/** The interpreter whom the one who asked does not want. */
export const excluded = alias(interpreters, "excluded");

/** What hangs on a request, as [table, condition] of a join. Organisation, desk and requester are always there. */
export const joins = {
  organisation: [organisations, eq(organisations.id, requests.organisationId)],
  desk: [desks, eq(desks.id, requests.deskId)],
  language: [languages, eq(languages.code, requests.language)],
  variant: [
    languageVariants,
    and(eq(languageVariants.language, requests.language), eq(languageVariants.code, requests.variant)),
  ],
  place: [places, eq(places.id, requests.placeId)],
  client: [clients, eq(clients.id, requests.clientId)],
  unit: [units, eq(units.id, requests.unitId)],
  requester: [users, eq(users.id, requests.requesterId)],
  caller: [callers, eq(callers.requestId, requests.id)],
  excluded: [excluded, eq(excluded.id, requests.excludedInterpreterId)],
} as const;
