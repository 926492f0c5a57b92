import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import {
  type Gender,
  isGone,
  type Locale,
  MOST_HOURS,
  MOST_KM,
  type Mode,
  type Topic,
  topicsText,
} from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { peopleLike } from "#app/facts/doubles/people-like";
import { applicationById, isOpenCandidate } from "#app/facts/institutions/applications";
import { meantBy, perhapsMeant } from "#app/facts/keys/meant";
import { nextCode } from "#app/facts/keys/next-code";
import { lastSaved } from "#app/facts/roster/last-saved";
import { newlyMet, type WorkMet, workMet } from "#app/facts/roster/work-met";
import { ok, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { passText } from "#app/steps/free-text";
import { closeApplication } from "#app/steps/institutions/close-application";
import { findOffer } from "#app/steps/live";
import {
  addPerson,
  changeColumns,
  changeCredential,
  changeLanguages,
  correctCredential,
  dropCredential,
  type Held,
  isAddressTaken,
  languagesOf,
  type PersonColumns,
  type PersonRow,
  type SpokenRow,
} from "#app/steps/roster/person";
import { type SpokenWrong, spokenWrong } from "#app/steps/roster/spoken";
import { codeTyped, isCode, keyed, keyOf } from "#app/text/keys";
import { desks, interpreters, places } from "#db/schema";

export interface PersonToSave {
  /** Null for somebody new. */
  id: string | null;
  name: string;
  /** "" = the next one, or as it is. */
  code: string;
  gender: Gender | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  locale: Locale;
  homePlaceId: string;
  deskId: string;
  modes: readonly Mode[];
  /** Kilometres from home for work on site; null = no limit. */
  radiusKm: number | null;
  hoursPerWeek: number;
  languages: readonly SpokenRow[];
  /** With the id of one that stands there already its dates are corrected. Those not named stay. */
  credentials: readonly (Held & { id: string | null })[];
  /** Ids of those that were never theirs; one that has ended is given its last day instead. */
  notHeld?: readonly string[];
  /** What they would rather not be asked for; nothing said = as it is. */
  unwishedTopics?: readonly Topic[];
  /** What coordinators tell each other. */
  note: string | null;
  /** Of somebody new; another status is another command. */
  status?: "active" | "candidate";
  /** Of somebody new: the application at the door that is theirs, which is then decided. */
  applicationId?: string;
  /** Ids of the people of a like name or code who were shown, and it is none of them. */
  notThese?: readonly string[];
  /** Ids of the jobs and offers of which it was shown that they would meet an obstacle. */
  seen?: readonly string[];
  /** The newest change that was shown (of `facts/roster/last-saved`); what somebody saved meanwhile is not written over. */
  since?: number;
  isVouched?: boolean;
  key?: string;
}

type Wrong =
  | "not_found"
  | "saved_meanwhile"
  | "code_invalid"
  | "code_taken"
  | "email_taken"
  | "place_missing"
  | "desk_missing"
  | "mode_missing"
  | "value_invalid"
  | SpokenWrong
  | "dates_reversed";

/**
 * A coordinator adds somebody to the roster or changes what is known of them, by the same rules as a table that is read in.
 * `known_already` with those who may be the same person, until it is said that it is none of them; `work_met` with the coming
 * jobs and live offers that would then meet an obstacle, until these have been seen; `application_decided`. Jobs stay as they are; an offer that can
 * no longer be accepted is withdrawn and the next person asked. Refusals besides: `Wrong`, and the guard's of free text.
 */
export function saveInterpreter(ctx: Ctx, { key, ...person }: PersonToSave) {
  return transact(ctx, onceFor("save_interpreter", key, person), (work) => {
    const before = person.id === null ? undefined : find(work, person.id);
    if (!may.editRoster(work.viewer) || (person.id !== null && !before)) return refuse("not_found");
    if (before && person.since !== undefined && lastSaved(work, before.id) > person.since)
      return refuse("saved_meanwhile");
    const code = codeTyped(person.code) || (before?.code ?? nextCode(work));
    const wrong = whatIsWrong(work, person, code, before);
    if (wrong) return refuse(wrong);
    const alike = peopleLike(work, {
      id: person.id,
      name: before?.name === person.name ? null : person.name,
      code: before && keyOf(before.code) === keyOf(code) ? null : code,
      phone: before?.phone === person.phone ? null : person.phone,
    });
    if (alike.some(({ id }) => !person.notThese?.includes(id))) return refuse("known_already", alike);
    const columns = columnsOf(work, person);
    if (!columns.ok) return columns;

    const id = before?.id ?? newId();
    const met = before ? workMet(work, id) : [];
    const changed = write(work, { id, code, before, columns: columns.value }, person);
    if (before && changed.length === 0) return ok({ interpreterId: id, met: 0 });
    record(work, { kind: "interpreter_saved", interpreterId: id, payload: { added: !before, changed } });
    if (!before && person.applicationId !== undefined && !takeIn(work, person.applicationId, id))
      return refuse("application_decided");
    const newly = before ? newlyMet(met, workMet(work, id)) : [];
    if (newly.some((one) => !person.seen?.includes(one.id))) return refuse("work_met", newly);
    takeBack(work, newly);
    return ok({ interpreterId: id, met: newly.filter(({ kind }) => kind === "job").length });
  });
}

/** The candidate at the door whom this is. False: a colleague has decided about them meanwhile. */
function takeIn(work: Work, applicationId: string, interpreterId: string): boolean {
  const application = applicationById(work, applicationId);
  if (!application || !isOpenCandidate(application)) return false;
  closeApplication(work, applicationId, { outcome: "admitted" });
  record(work, { kind: "candidate_added", interpreterId, payload: { applicationId } });
  return true;
}

function find(work: Work, id: string): PersonRow | undefined {
  const row = work.db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  return row && isGone(row.status) ? undefined : row;
}

// --- what may be wrong -------------------------------------------------------------------------------

function whatIsWrong(work: Work, person: PersonToSave, code: string, before: PersonRow | undefined): Wrong | null {
  if (!isCode(code)) return "code_invalid";
  const rows = work.db.select().from(interpreters).where(perhapsMeant(interpreters, code)).all();
  const others = rows.filter(({ id }) => id !== before?.id);
  const isAsBefore = before !== undefined && keyOf(before.code) === keyOf(code);
  if (!isAsBefore && meantBy(others, (one) => one.code, code).same) return "code_taken";
  if (person.email && isAddressTaken(work, before?.id ?? "", person.email)) return "email_taken";
  if (!work.db.select().from(places).where(eq(places.id, person.homePlaceId)).get()) return "place_missing";
  if (!work.db.select().from(desks).where(eq(desks.id, person.deskId)).get()) return "desk_missing";
  if (person.modes.length === 0) return "mode_missing";
  if (!isWithin(person.radiusKm ?? 0, MOST_KM) || !isWithin(person.hoursPerWeek, MOST_HOURS)) return "value_invalid";
  if (person.credentials.some(({ from, until }) => until !== null && until < from)) return "dates_reversed";
  return spokenWrong(work, person.languages, before ? languagesOf(work, before.id) : []);
}

const isWithin = (number: number, most: number) => number >= 0 && number <= most;

// --- writing -----------------------------------------------------------------------------------------

function columnsOf(work: Work, person: PersonToSave) {
  const { gender, email, phone, locale, homePlaceId, deskId, modes, radiusKm, hoursPerWeek, isVouched } = person;
  const name = passText(work, { field: "name" }, person.name.replace(/\s+/g, " "), { longest: 200, isVouched });
  if (!name.ok) return name;
  const note = passText(work, { field: "note" }, person.note ?? "", { longest: 2000, isVouched });
  if (!note.ok) return note;
  return ok({
    name: name.value,
    note: note.value || null,
    ...{ gender, email, phone, locale, homePlaceId, deskId },
    radiusKm: radiusKm === null ? null : Math.round(radiusKm),
    maxMinutesPerWeek: Math.round(hoursPerWeek * 60),
    ...(person.unwishedTopics && { unwishedTopics: topicsText(person.unwishedTopics) }),
    onsite: modes.includes("onsite"),
    byPhone: modes.includes("phone"),
    byVideo: modes.includes("video"),
  } satisfies PersonColumns);
}

interface Row {
  id: string;
  code: string;
  before: PersonRow | undefined;
  columns: PersonColumns;
}

/** Names of what is different now. */
function write(work: Work, { id, code, before, columns }: Row, person: PersonToSave): string[] {
  if (!before) addPerson(work, { id, code, columns, status: person.status ?? "active" });
  const hasSameKey = before !== undefined && keyOf(before.code) === keyOf(code);
  const spelling = { code, key: hasSameKey ? before.key : keyed(code).key, nearKey: keyed(code).nearKey };
  const held = person.credentials.map((one) =>
    one.id === null ? changeCredential(work, id, one) : correctCredential(work, id, one.id, one),
  );
  const dropped = (person.notHeld ?? []).map((one) => dropCredential(work, id, one));
  return [
    ...(before ? changeColumns(work, before, { ...columns, ...spelling }) : []),
    ...(changeLanguages(work, id, person.languages) ? ["languages"] : []),
    ...(held.includes(true) || dropped.includes(true) ? ["credentials"] : []),
  ];
}

/** Who can no longer say yes is asked no more, and the next person is. */
function takeBack(work: Work, met: readonly WorkMet[]): void {
  const waiting = met.filter(({ kind }) => kind === "offer");
  for (const { id } of waiting) {
    const offer = findOffer(work, id);
    if (offer) withdraw(work, offer, "person_changed");
  }
  for (const requestId of new Set(waiting.map((offer) => offer.requestId))) dispatchRequest(work, requestId);
}
