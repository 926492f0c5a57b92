/** Every message in every situation that has its own words, made of rows whose sensitive fields carry a canary. */
import { eq } from "drizzle-orm";
import { layLink } from "#app/auth/account-links.server";
import { surveyToken, tokenHash } from "#app/auth/link-token.server";
import type { Locale, Obstacle } from "#app/dispatch/vocabulary";
import { CLOSED_BECAUSE, type Letter, writeLetter, YES_ENDED_AS } from "#app/events/email";
import { type EventKind, type NotificationKind, QUEUED_BECAUSE } from "#app/events/kinds";
import type { MessageFacts } from "#app/events/message";
import { messageFacts } from "#app/events/message-facts";
import type { PAY_LETTERS } from "#app/events/pay/kinds";
import * as schema from "#db/schema";
import { layApplication } from "#tests/support/applications";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";
import { APP_URL, notify } from "./post-office";

const NOW = at("2026-03-20T10:00");
const decided = { decidedAt: NOW, decidedBy: "user-ilze", upheld: true, answer: written("Canary answer") };
const sender = { appUrl: APP_URL, from: "Tilts <dispecers@tilts.example>" };

interface Situation {
  name: string;
  kind: NotificationKind;
  facts: MessageFacts;
}

export function letterOf({ facts }: Situation, locale: Locale): Letter {
  return writeLetter({ ...facts, to: { ...facts.to, locale } }, "somebody@tilts.test", sender, NOW);
}

/** Facts as delivery would read them. Throws when a situation is not true enough to be told. */
export function situations(): Situation[] {
  return SITUATIONS.map(({ name, kind, lay }) => {
    const w = canaryWorld();
    const id = lay(w);
    const facts = messageFacts({ ...w, now: NOW }, id);
    if (!facts.ok) throw new Error(`${name}: ${facts.reason}`);
    return { name, kind, facts: facts.value };
  });
}

/** Names, addresses, contacts, notes and codes of everybody are canaries. */
function canaryWorld(): World {
  const w = world();
  w.db
    .update(schema.interpreters)
    .set({ name: written("Canary Name"), sortKey: "canary", phone: "+37120000canary" })
    .run();
  w.db
    .update(schema.users)
    .set({ name: written("Canary User"), phone: "canary-phone" })
    .run();
  w.db
    .update(schema.organisations)
    .set({ name: written("Canary Org"), address: written("Canary st"), phone: "canary" })
    .run();
  return w;
}

function sensitive(w: World, overrides: Parameters<World["request"]>[0] = {}): string {
  w.db
    .insert(schema.units)
    .values({ id: "unit", organisationId: "social-riga", name: written("Canary unit") })
    .run();
  return w.request({
    mode: "onsite",
    placeId: "riga-centrs",
    address: "Canary street 1",
    videoLink: "https://canary.example/room",
    contactName: "Canary Contact",
    contactPhone: "+371canary",
    languageText: "canary language",
    placeText: "canary place",
    topic: "violence",
    protectionClass: "C",
    note: "canary note",
    rejectionReason: "canary reason",
    unitId: "unit",
    clientId: w.client("CANARY-1"),
    ...overrides,
  });
}

interface Lay {
  name: string;
  kind: NotificationKind;
  lay: (w: World) => string;
}

const requester = { userId: "user-sociala" };

function toRequester(
  kind: NotificationKind,
  event: EventKind,
  name: string = kind,
  request: Parameters<World["request"]>[0] = {},
  people: string[] = [],
  payload: Record<string, unknown> = {},
): Lay {
  return {
    name,
    kind,
    lay: (w) => {
      const requestId = sensitive(w, request);
      for (const [i, person] of people.entries())
        w.assign(requestId, person, { slot: i + 1, releaseReason: "canary reason" });
      if (kind !== "request_confirmed" && people.length) {
        const told = notify(w, {
          id: "earlier",
          kind: "request_confirmed",
          event: "offer_accepted",
          to: requester,
          requestId,
        });
        w.db.update(schema.notifications).set({ sentAt: NOW }).where(eq(schema.notifications.id, told)).run();
      }
      return notify(w, { id: "note", kind, event, to: requester, requestId, payload });
    },
  };
}

/** Of a month of Amina's pay. */
function ofMonth(kind: (typeof PAY_LETTERS)[number], facts: Partial<typeof schema.statements.$inferInsert>): Lay {
  return {
    name: kind,
    kind,
    lay: (w) => {
      const month = "2026-02";
      w.db
        .insert(schema.statements)
        .values({ interpreterId: "amina", month, handedInAt: NOW, handedInCents: 0, ...facts })
        .run();
      return notify(w, { id: "note", kind, event: kind, to: { interpreterId: "amina" }, payload: { month } });
    },
  };
}

/** Of a job that is over and reported: to whoever asked, and `report_settled` to its interpreter. */
function ofService(kind: NotificationKind, event: EventKind, payload: Record<string, unknown> = {}): Lay {
  return {
    name: kind,
    kind,
    lay: (w) => {
      const times = { startAt: at("2026-03-19T10:00"), endAt: at("2026-03-19T11:00") };
      const requestId = sensitive(w, times);
      const assignmentId = w.assign(requestId, "amina", times);
      w.report(assignmentId, { startedAt: times.startAt, endedAt: times.endAt, reportedAt: at("2026-03-19T11:30") });
      if (kind === "attest_noted") attestOnTheSpot(w, assignmentId, payload.as === "differs");
      if (kind === "correction_asked") askToCorrect(w, assignmentId);
      const to = kind === "report_settled" ? { interpreterId: "amina" } : requester;
      return notify(w, { id: "note", kind, event, to, requestId, payload: { assignmentId, number: 1, ...payload } });
    },
  };
}

function attestOnTheSpot(w: World, assignmentId: string, differs: boolean): void {
  const times = { startedAt: at("2026-03-19T10:00"), endedAt: at(differs ? "2026-03-19T10:30" : "2026-03-19T11:00") };
  const said = { held: true, notHeldReason: null, ...times, way: "signature", at: NOW } as const;
  w.db
    .insert(schema.attestations)
    .values({ assignmentId, reportNumber: 1, attestedAs: differs ? "differs" : "as_reported", ...said })
    .run();
}

function askToCorrect(w: World, assignmentId: string): void {
  const report = w.db.select().from(schema.reports).get();
  if (!report) throw new Error("nothing is reported");
  w.db
    .insert(schema.correctionsAsked)
    .values({ assignmentId, number: 1, askedAt: NOW, askedBy: "user-amina", said: report })
    .run();
}

/** The same to somebody who called and has no account. */
function toCaller(
  kind: NotificationKind,
  event: EventKind,
  name: string,
  request: Parameters<World["request"]>[0] = {},
  people: string[] = [],
): Lay {
  return {
    name,
    kind,
    lay: (w) => {
      const requestId = sensitive(w, request);
      const contact = { name: written("Canary Caller"), email: "caller@tilts.test", phone: "+371canary" };
      w.db
        .insert(schema.callers)
        .values({ requestId, ...contact, linkHash: "canary" })
        .run();
      for (const [i, person] of people.entries()) w.assign(requestId, person, { slot: i + 1 });
      return notify(w, { id: "note", kind, event, to: { callerId: requestId }, requestId });
    },
  };
}

function toInterpreter(
  kind: NotificationKind,
  event: EventKind,
  name: string,
  payload: Record<string, unknown> = {},
  released = false,
): Lay {
  return {
    name,
    kind,
    lay: (w) => {
      const requestId = sensitive(w);
      const offerId = w.offer(requestId, "amina", { status: kind === "offer" ? "pending" : "expired" });
      if (kind.startsWith("job"))
        w.assign(requestId, "amina", released ? { releasedAt: NOW, releaseReason: "canary reason" } : {});
      const to = { interpreterId: "amina" };
      if (released) {
        notify(w, { id: "earlier", kind: "job_confirmed", event: "offer_accepted", to, requestId });
        w.db.update(schema.notifications).set({ sentAt: NOW }).run();
      }
      return notify(w, {
        id: "note",
        kind,
        event,
        to,
        requestId,
        interpreterId: "amina",
        payload: { offerId, reason: written("canary reason"), ...payload },
      });
    },
  };
}

const candidate = { kind: "candidate", organisationName: null, answerDueAt: null } as const;

function toApplicant(
  kind: NotificationKind,
  event: EventKind,
  overrides: Parameters<typeof layApplication>[1],
  to?: typeof ilze,
): Lay {
  return {
    name: `${kind} ${JSON.stringify(overrides)}`,
    kind,
    lay: (w) => {
      w.db.update(schema.users).set({ disabledAt: NOW }).where(eq(schema.users.id, "user-krize")).run();
      const organisationName = overrides?.kind === "candidate" ? null : written("Canary");
      const canary = { organisationName, name: written("Canary"), phone: "canary" };
      const applicationId = layApplication(w, { ...canary, ...overrides });
      return notify(w, { id: "note", kind, event, to: to ?? { applicationId }, payload: { applicationId } });
    },
  };
}

function ofComplaint(
  kind: NotificationKind,
  event: EventKind,
  { side = "requester", ...overrides }: Partial<typeof schema.complaints.$inferInsert>,
  userId: string,
): Lay {
  return {
    name: `${kind} ${side}`,
    kind,
    lay: (w) => {
      const requestId = sensitive(w);
      const byAssignmentId = side === "interpreter" ? w.assign(requestId, "amina") : null;
      const from = { writtenBy: userId, fromUserId: userId, receivedAt: NOW, dueAt: NOW, words: written("Canary") };
      w.db
        .insert(schema.complaints)
        .values({ id: "said", kind: "complaint", requestId, side, byAssignmentId, ...from, ...overrides })
        .run();
      return notify(w, { id: "note", kind, event, to: { userId }, payload: { complaintId: "said" } });
    },
  };
}

function toUser(kind: "invite" | "password_reset", event: EventKind): Lay {
  return {
    name: kind,
    kind,
    lay: (w) => {
      w.db.transaction((tx) => layLink(tx, NOW, kind === "invite" ? "invite" : "reset", "user-marta", "nonce"));
      return notify(w, {
        id: "note",
        kind,
        event,
        to: { userId: "user-marta" },
        payload: { userId: "user-marta", nonce: "nonce" },
      });
    },
  };
}

const ilze = { userId: "user-ilze" };
const moved = { from: { start: at("2026-03-30T09:00"), end: at("2026-03-30T10:00") } };
const SOON = at("2026-03-20T10:30");
const PAST = at("2026-03-20T09:30");
const handed = { from: "user-sociala2", to: { colleague: "user-sociala" }, isSecured: true };
const edited = { changed: ["minutes", "address", "note"], releasedInterpreterIds: [], cleared: false };
const settled = { changed: [], releasedInterpreterIds: [], cleared: true };
const unlisted = { language: null, mode: "phone", placeId: null, address: null } as const;

/** On site, where no listed place is known. */
const nowhere = { placeId: null } as const;

/** As a request is that waits for this reason. */
function unmapped(why: string): Parameters<World["request"]>[0] {
  if (why === "language_not_listed") return unlisted;
  return why === "place_not_listed" ? nowhere : {};
}

const payloadOf = (why: string) =>
  why === "person_took_other_way" ? { why: "person_took_other", clash: "way" } : { why };

function endedYes(as: (typeof YES_ENDED_AS)[number]): Lay {
  return {
    name: `yes_ended, ${as}`,
    kind: "yes_ended",
    lay: (w) => {
      const requestId = sensitive(w);
      const obstacles = { metObstacles: [{ code: "not_available" as const }], answeredAt: NOW, yesEndedAs: as };
      const offerId = w.offer(requestId, "amina", { status: "withdrawn", ...obstacles });
      const to = { interpreterId: "amina" };
      const payload = { offerId, as };
      return notify(w, {
        id: "note",
        kind: "yes_ended",
        event: "yes_ended",
        to,
        requestId,
        interpreterId: "amina",
        payload,
      });
    },
  };
}

/** A coordinator asks in spite of everything that she may be told of. */
const inSpite: Lay = {
  name: "offer, in spite of obstacles",
  kind: "offer",
  lay: (w) => {
    const requestId = sensitive(w);
    const obstacles: Obstacle[] = [
      { code: "excluded" },
      { code: "not_available" },
      { code: "level_too_low", has: 1, needs: 3 },
    ];
    const overruled = { by: "user-ilze", reason: written("canary reason"), twice: true, obstacles };
    const offerId = w.offer(requestId, "amina", { overruled });
    const to = { interpreterId: "amina" };
    return notify(w, {
      id: "note",
      kind: "offer",
      event: "offer_made",
      to,
      requestId,
      interpreterId: "amina",
      payload: { offerId },
    });
  },
};

const absence = (jobs: number): Lay => ({
  name: `absence over ${jobs} jobs`,
  kind: "absence_conflict",
  lay: (w) => {
    const affects = Array.from({ length: jobs }, (_, i) => {
      const startAt = at(`2026-04-0${i + 1}T10:00`);
      return w.assign(w.request({ startAt, note: "canary", contactName: "canary" }), "amina");
    });
    const absenceId = w.absence("amina", "2026-04-01T00:00", "2026-04-10T00:00", "illness");
    const payload = { absenceId, affects };
    return notify(w, {
      id: "note",
      kind: "absence_conflict",
      event: "absence_added",
      to: ilze,
      interpreterId: "amina",
      payload,
    });
  },
});

export const SITUATIONS: Lay[] = [
  toRequester("request_received", "request_submitted"),
  toRequester("request_received", "request_submitted", "request_received, not listed", unlisted),
  toRequester("request_received", "request_submitted", "request_received, a variant by video", {
    language: "zh",
    variant: "cmn",
    mode: "video",
    placeId: null,
    address: null,
  }),
  toRequester("request_confirmed", "offer_accepted", "request_confirmed", {}, ["amina"]),
  toRequester("request_confirmed", "offer_accepted", "request_confirmed, two", { interpreterCount: 2 }, [
    "amina",
    "karim",
  ]),
  toRequester("request_partly_confirmed", "offer_accepted", undefined, { interpreterCount: 2 }, ["amina"]),
  toRequester("request_moved", "request_rescheduled", "request_moved", {}, [], moved),
  toRequester("request_moved", "request_rescheduled", "request_moved, confirmed", {}, ["amina"], moved),
  toRequester("request_changed", "request_edited", "request_changed, its length", {}, [], { ...edited, ...moved }),
  toRequester("request_changed", "request_edited", "request_changed, confirmed", {}, ["amina"], edited),
  toRequester("request_changed", "request_edited", "request_changed, a question settled", {}, [], settled),
  toRequester("request_cancelled", "request_cancelled", "request_cancelled, confirmed", { cancelledAt: NOW }, [
    "amina",
  ]),
  toRequester("request_cancelled", "request_cancelled", "request_cancelled", { cancelledAt: NOW }),
  toRequester("request_rejected", "request_rejected", undefined, { rejectedAt: NOW }),
  toRequester("info_asked", "info_asked", undefined, { needsInfoAt: NOW, infoQuestion: "Kurā adresē?" }),
  toRequester("request_received", "request_submitted", "request_received, nobody found", { queuedAt: NOW }),
  toRequester("request_searching_again", "assignment_withdrawn"),
  toRequester("request_searching_again", "assignment_withdrawn", "request_searching_again, nobody found", {
    queuedAt: NOW,
  }),
  toRequester("request_clarified", "info_cleared"),
  toRequester("request_clarified", "language_mapped", "request_clarified, language"),
  toRequester("request_clarified", "place_mapped", "request_clarified, place"),
  toRequester("request_clarified", "language_mapped", "request_clarified, place still unlisted", nowhere),
  toRequester("request_clarified", "place_mapped", "request_clarified, language still unlisted", unlisted),
  toRequester("request_received", "request_submitted", "request_received, unlisted place", nowhere),
  toRequester("request_clarified", "info_cleared", "request_clarified, nobody found", { queuedAt: NOW }),
  ...QUEUED_BECAUSE.map((why) =>
    toRequester("request_undecided", "request_queued", `request_undecided, ${why}`, { queuedAt: NOW }, [], { why }),
  ),
  toRequester(
    "request_undecided",
    "request_queued",
    "request_undecided, one of two",
    { queuedAt: NOW, interpreterCount: 2 },
    ["amina"],
    { why: "nobody_left" },
  ),
  toRequester("promise_at_risk", "promise_at_risk", "promise_at_risk, near", { answerDueAt: SOON }, [], {
    dueAt: SOON,
  }),
  toRequester("promise_at_risk", "promise_at_risk", "promise_at_risk, missed", { answerDueAt: PAST }, [], {
    dueAt: PAST,
  }),
  toRequester(
    "promise_at_risk",
    "promise_at_risk",
    "promise_at_risk, one of two",
    { answerDueAt: SOON, interpreterCount: 2 },
    ["amina"],
    { dueAt: SOON },
  ),
  toRequester("request_unfilled", "request_unfilled", undefined, { startAt: PAST }),
  toRequester("request_handed_over", "request_handed_over", "request_handed_over", {}, [], handed),
  toRequester("request_handed_over", "request_handed_over", "request_handed_over, confirmed", {}, ["amina"], handed),
  toCaller("request_received", "request_submitted", "request_received, by phone"),
  toCaller("request_confirmed", "offer_accepted", "request_confirmed, by phone", {}, ["amina"]),
  toCaller("request_confirmed", "offer_accepted", "request_confirmed, by phone, two", { interpreterCount: 2 }, [
    "amina",
    "karim",
  ]),
  toCaller("info_asked", "info_asked", "info_asked, by phone", { needsInfoAt: NOW, infoQuestion: "Kurā adresē?" }),
  toInterpreter("offer", "offer_made", "offer"),
  inSpite,
  ...CLOSED_BECAUSE.map((why) =>
    why === "offer_expired" || why === "offer_superseded"
      ? toInterpreter("offer_closed", why, `offer_closed, ${why}`)
      : toInterpreter("offer_closed", "offer_withdrawn", `offer_closed, ${why}`, payloadOf(why)),
  ),
  toInterpreter("offer_closed", "offer_withdrawn", "offer_closed, coordinator", { why: "coordinator" }),
  ...YES_ENDED_AS.map((as) => endedYes(as)),
  toInterpreter("job_confirmed", "offer_accepted", "job_confirmed, accepted"),
  toInterpreter("job_confirmed", "assignment_made", "job_confirmed, assigned"),
  toInterpreter("job_moved", "request_rescheduled", "job_moved", moved),
  toInterpreter("job_changed", "request_edited", "job_changed", { ...edited, ...moved }),
  toInterpreter("job_changed", "request_edited", "job_changed, only to read", { ...edited, changed: ["note"] }),
  toInterpreter("job_cancelled", "request_cancelled", "job_cancelled, cancelled", {}, true),
  toInterpreter("job_cancelled", "assignment_released", "job_cancelled, released", {}, true),
  toInterpreter("job_given_back", "assignment_withdrawn", "job_given_back", {}, true),
  ...[...QUEUED_BECAUSE, "something_new"].map(
    (why): Lay => ({
      name: `needs_decision, ${why}`,
      kind: "needs_decision",
      lay: (w) => {
        const requestId = sensitive(w, { queuedAt: NOW, ...unmapped(why) });
        return notify(w, {
          id: "note",
          kind: "needs_decision",
          event: "request_queued",
          to: ilze,
          requestId,
          payload: { why },
        });
      },
    }),
  ),
  absence(1),
  absence(7),
  toApplicant("application_check", "application_made", { confirmedAt: null, answerDueAt: null }),
  toApplicant("application_check", "application_made", { confirmedAt: null, email: "sociala@tilts.test" }),
  toApplicant("application_check", "application_made", { confirmedAt: null, email: "krize@tilts.test" }),
  toApplicant("application_received", "application_confirmed", {}),
  toApplicant("application_received", "application_confirmed", { startAt: at("2026-04-01T10:00") }),
  toApplicant("application_closed", "application_refused", { decidedAt: NOW, outcome: "refused" }),
  toApplicant("application_closed", "application_lapsed", { decidedAt: NOW, outcome: "lapsed" }),
  toApplicant("application_waiting", "application_confirmed", {}, ilze),
  toApplicant("application_closed", "application_admitted", { decidedAt: NOW, outcome: "admitted" }),
  toApplicant("application_check", "application_made", { ...candidate, confirmedAt: null }),
  toApplicant("application_received", "application_confirmed", candidate),
  toApplicant("application_closed", "candidate_added", { ...candidate, decidedAt: NOW, outcome: "admitted" }),
  toApplicant("application_waiting", "application_confirmed", candidate, ilze),
  {
    name: "survey",
    kind: "survey",
    lay: (w) => {
      const who = { period: "2025-10-01", userId: "user-marta" };
      const linkHash = tokenHash(surveyToken(who.period, who.userId));
      w.db
        .insert(schema.surveyLinks)
        .values({ ...who, linkHash, closesAt: at("2026-04-01T00:00") })
        .run();
      return notify(w, { id: "note", kind: "survey", event: "survey_sent", to: { userId: who.userId }, payload: who });
    },
  },
  ofComplaint("complaint_waiting", "complaint_received", {}, "user-ilze"),
  ofComplaint("complaint_answered", "complaint_decided", decided, "user-sociala"),
  ofComplaint("complaint_answered", "complaint_decided", { ...decided, side: "interpreter" }, "user-amina"),
  ofService("attest_asked", "assignment_reported"),
  ofService("attest_again", "attestation_asked_again"),
  ofService("attest_last", "attestation_asked_again", { isLast: true }),
  ofService("correction_asked", "correction_asked"),
  ofService("attest_noted", "service_attested", { way: "signature", as: "as_reported" }),
  ofService("attest_noted", "service_attested", { way: "signature", as: "differs" }),
  ofService("attest_settled", "service_settled"),
  ofService("report_settled", "service_settled"),
  ofMonth("statement_returned", {
    returnedAt: NOW,
    returnedBy: "user:user-ilze",
    returnReason: written("Trūkst čeka."),
  }),
  ofMonth("statement_approved", { approvedAt: NOW, approvedBy: "user:user-ilze", approvedCents: 0 }),
  ofMonth("statement_paid", {
    approvedAt: NOW,
    approvedBy: "user:user-ilze",
    approvedCents: 0,
    paidAt: NOW,
    paidBy: "user:user-ilze",
  }),
  toUser("invite", "user_invited"),
  toUser("password_reset", "password_reset_asked"),
];
