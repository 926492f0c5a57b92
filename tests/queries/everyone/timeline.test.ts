import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { submitRequest } from "#app/commands/submit-request";
import { undoAction } from "#app/commands/undo-action";
import type { EventKind } from "#app/events/kinds";
import { translator } from "#app/i18n";
import { SUBJECTS, timelineSentence } from "#app/i18n/timeline";
import { timelineFor } from "#app/queries/everyone/timeline";
import { events, notifications, offers } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-30T09:00";

/** A Dari request by phone on Wednesday at ten, of which Amina and then Karim are asked. */
function submitted(w: World): string {
  const sent = submitRequest(w.as("sociala", MONDAY), {
    organisationId: "social-riga",
    contactName: "Sanita Ozola",
    contactPhone: "+37120000101",
    language: "prs",
    mode: "phone",
    startAt: at("2026-04-01T10:00"),
    endAt: at("2026-04-01T11:00"),
    topic: "social",
  });
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.requestId;
}

function answer(w: World, requestId: string, move: "accept" | "decline", when: string): string {
  const offer = w.db
    .select()
    .from(offers)
    .where(eq(offers.requestId, requestId))
    .all()
    .find(({ status }) => status === "pending");
  if (!offer) throw new Error("nobody is asked");
  const answered = answerOffer(w.asLink(offer.id, when), { offerId: offer.id, move });
  if (!answered.ok) throw new Error(answered.reason);
  return offer.interpreterId;
}

function read(w: World, who: string, requestId: string): string[] {
  const { db, viewer } = w.as(who, "2026-03-30T18:00");
  return timelineFor({ db, viewer }, requestId).map((entry) => timelineSentence(translator("lv"), "lv", entry));
}

test("a coordinator reads every step of a journey: who did what", () => {
  const w = world();
  const id = submitted(w);
  const first = answer(w, id, "decline", "2026-03-30T09:20");
  const second = answer(w, id, "accept", "2026-03-30T09:40");
  const names: Record<string, string> = { amina: "Amina Karimi", karim: "Karim Rahimi", reza: "Reza Ahmadi" };
  const story = read(w, "ilze", id);
  expect(story[0]).toBe("Sanita Ozola iesniedza pieprasījumu");
  expect(story[1]).toMatch(
    new RegExp(`^Automātiski piedāvāts: ${names[first]} \\(atbilde līdz 30\\.03\\. \\d\\d:\\d\\d\\)$`),
  );
  expect(story).toContain(`${names[first]} noraidīja piedāvājumu`);
  expect(story.at(-1)).toBe(`${names[second]} pieņēma piedāvājumu`);
  expect(story).toHaveLength(w.eventKinds(id).length);
});

test("every message stands beside its event with what became of it", () => {
  const w = world();
  const id = submitted(w);
  const { db } = w;
  const [first] = timelineFor(w.as("ilze", MONDAY), id);
  expect(first?.deliveries).toMatchObject([{ kind: "request_received", to: "Sanita Ozola", state: "waiting" }]);
  db.update(notifications)
    .set({ deadAt: at("2026-03-30T09:10"), tries: 8 })
    .run();
  expect(timelineFor(w.as("ilze", MONDAY), id)[0]?.deliveries).toMatchObject([{ state: "dead", tries: 8 }]);
});

test("the one who asked reads what became of it: no names, nothing to count the asked by, no messages", () => {
  const w = world();
  const id = submitted(w);
  answer(w, id, "decline", "2026-03-30T09:20");
  answer(w, id, "accept", "2026-03-30T09:40");
  expect(read(w, "sociala", id)).toEqual([
    "Sanita Ozola iesniedza pieprasījumu",
    "Meklējam tulku",
    "Tulks ir apstiprināts",
  ]);
  const { db, viewer } = w.as("sociala", MONDAY);
  const told = JSON.stringify(timelineFor({ db, viewer }, id));
  expect(told).not.toMatch(/Amina|Karim|declin|deliveries":\[\{/);
});

test("a colleague of the one who asked reads the same; foreign people and interpreters read nothing", () => {
  const w = world();
  const id = submitted(w);
  expect(read(w, "sociala2", id)).toEqual(read(w, "sociala", id));
  for (const who of ["krize", "banka", "amina", "anonymous"]) expect(read(w, who, id)).toEqual([]);
  expect(read(w, "ilze", "no-such-request")).toEqual([]);
});

test("what was undone is struck out for coordinators and never happened for the one who asked", () => {
  const w = world();
  const id = submitted(w);
  const done = assignInterpreter(w.as("ilze", "2026-03-30T10:00"), { requestId: id, interpreterId: "karim" });
  if (!done.ok) throw new Error(done.reason);
  undoAction(w.as("ilze", "2026-03-30T10:00"), { eventId: done.value.eventId });
  const { db, viewer } = w.as("ilze", "2026-03-30T10:01");
  const entries = timelineFor({ db, viewer }, id);
  expect(entries.find((entry) => entry.kind === "assignment_made")?.isUndone).toBe(true);
  expect(read(w, "ilze", id).at(-1)).toBe("Ilze Kalniņa atsauca darbību: norīkošana");
  expect(read(w, "sociala", id)).toEqual(["Sanita Ozola iesniedza pieprasījumu", "Meklējam tulku"]);
});

test("a release tells coordinators its reason and the one who asked only that we look again", () => {
  const w = world();
  const id = submitted(w);
  answer(w, id, "accept", "2026-03-30T09:20");
  const { db, viewer } = w.as("ilze", MONDAY);
  const job = w.db.query.assignments.findFirst().sync();
  releaseAssignment(w.as("ilze", "2026-03-30T10:00"), { assignmentId: job?.id ?? "", reason: "Saslima" });
  const released = timelineFor({ db, viewer }, id).find((entry) => entry.kind === "assignment_released");
  expect(released?.reason).toBe("Saslima");
  expect(read(w, "ilze", id).join("\n")).toContain("– iemesls: Saslima");
  const told = read(w, "sociala", id);
  expect(told.at(-1)).toMatch(/meklējam/i);
  expect(told.join()).not.toContain("Saslima");
});

test("an override names what was overruled", () => {
  const w = world();
  const id = w.request({ gender: "F", genderStrength: "must" });
  assignInterpreter(w.as("ilze", "2026-03-27T12:00"), {
    requestId: id,
    interpreterId: "karim",
    override: { reason: "Citas iespējas nav", twice: true },
  });
  const { db, viewer } = w.as("ilze", "2026-03-27T12:00");
  const made = timelineFor({ db, viewer }, id).find((entry) => entry.kind === "assignment_made");
  expect(made).toMatchObject({ reason: "Citas iespējas nav", overruled: [{ code: "gender_required" }] });
});

test("every kind of event about a request has its sentence in both languages", () => {
  const empty = {
    actor: { kind: "coordinator" as const, name: "Ilze" },
    person: "Amina",
    fromPerson: null,
    from: null,
    to: null,
    deadlineAt: null,
    why: null,
    reason: null,
    late: false,
    held: true,
    languageNames: null,
    placeNames: null,
    change: null,
    changed: [],
    cleared: false,
    byPhone: false,
    actsFor: null,
    undid: "assignment_made",
  };
  const kinds: EventKind[] = [
    "request_submitted",
    "request_rescheduled",
    "request_edited",
    "call_noted",
    "request_cancelled",
    "request_rejected",
    "caller_told",
    "caller_corrected",
    "request_queued",
    "promise_at_risk",
    "request_unfilled",
    "report_corrected",
    "correction_asked",
    "correction_answered",
    "correction_settled",
    "service_attested",
    "service_objected",
    "attestation_asked_again",
    "service_settled",
    "request_handed_over",
    "language_mapped",
    "place_mapped",
    "text_vouched",
    "info_asked",
    "info_cleared",
    "proposal_made",
    "proposal_accepted",
    "proposal_declined",
    "proposal_overtaken",
    "offer_made",
    "offer_seen",
    "offer_accepted",
    "offer_declined",
    "offer_expired",
    "offer_withdrawn",
    "offer_superseded",
    "yes_ended",
    "assignment_made",
    "assignment_moved",
    "assignment_released",
    "assignment_withdrawn",
    "assignment_reported",
    "action_undone",
  ];
  const told = Object.entries(SUBJECTS).flatMap(([kind, subject]) => (subject === null ? [] : [kind]));
  expect(told.sort()).toEqual([...kinds].sort());
  for (const locale of ["lv", "en"] as const)
    for (const kind of kinds)
      for (const [person, name] of [
        ["Amina", "Ilze"],
        ["Amina", null],
        [null, null],
      ])
        expect(
          timelineSentence(translator(locale), locale, {
            ...empty,
            kind,
            person: person ?? null,
            actor: { kind: "coordinator", name: name ?? null },
          }),
        ).not.toMatch(/timeline\./);
});

test("a timeline that is too long keeps its newest events", () => {
  const w = world();
  const requestId = submitted(w);
  for (let seen = 0; seen < 500; seen++)
    w.db
      .insert(events)
      .values({ at: at("2026-03-31T09:00"), kind: "offer_seen", actorKind: "system", requestId, payload: {} })
      .run();
  const cancelled = cancelRequest(w.as("sociala", "2026-03-31T10:00"), { requestId });
  expect(cancelled.ok).toBe(true);
  const timeline = timelineFor({ ...w, viewer: w.as("ilze", "2026-03-31T11:00").viewer }, requestId);
  expect(timeline).toHaveLength(500);
  expect(timeline.at(-1)?.kind).toBe("request_cancelled");
});
