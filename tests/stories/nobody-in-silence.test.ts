/** Whoever asked, or gave a job back, hears what becomes of it, at the time and in the words that are true. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { answerProposal } from "#app/commands/answer-proposal";
import { askForInfo } from "#app/commands/ask-for-info";
import { cancelRequest } from "#app/commands/cancel-request";
import { clearInfo } from "#app/commands/clear-info";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { endUnfilled } from "#app/commands/end-unfilled";
import { expireOffers } from "#app/commands/expire-offers";
import { mapLanguage } from "#app/commands/map-language";
import { offerRequest } from "#app/commands/offer-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { submitRequest } from "#app/commands/submit-request";
import { undoAction } from "#app/commands/undo-action";
import { warnOfLateAnswers } from "#app/commands/warn-of-late-answers";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import type { Ctx } from "#app/context.server";
import { writeLetter } from "#app/events/email";
import { messageFacts } from "#app/events/message-facts";
import { ownText } from "#app/privacy";
import { requestForInstitution } from "#app/queries/institution/request";
import { addMinutes, dateOf, type Instant, timeOf } from "#app/time";
import { assignments, events, interpreters, notifications, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-23T10:00";

function ask(w: World, now: string, start: string, more: { language?: string; count?: 1 | 2 } = {}) {
  const sent = submitRequest(w.as("sociala", now), {
    organisationId: "social-riga",
    language: more.language ?? "prs",
    mode: "phone",
    startAt: at(start),
    endAt: addMinutes(at(start), 60),
    topic: "social",
    interpreterCount: more.count ?? 1,
    contactName: "Sanita Ozola",
    contactPhone: "+37120000101",
  });
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  return sent.value.requestId;
}

/** Everything that the mail server takes until then, as kinds; what is no longer true is held back. */
function deliverUntil(w: World, now: string, recipient = "user:user-sociala"): string[] {
  const due = w.db.select().from(notifications).all();
  return due
    .filter((one) => one.sentAt === null && one.suppressedAt === null && one.nextAt <= at(now))
    .flatMap((one) => {
      const facts = messageFacts({ db: w.db, now: at(now) }, one.id);
      const end = facts.ok ? { sentAt: at(now) } : { suppressedAt: at(now) };
      w.db.update(notifications).set(end).where(eq(notifications.id, one.id)).run();
      return facts.ok && one.recipient === recipient ? [one.kind] : [];
    });
}

/** The newest letter of that kind to the recipient, in Latvian. */
function letter(w: World, kind: string, now: string, recipient = "user:user-sociala") {
  const row = w.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.kind, kind), eq(notifications.recipient, recipient)))
    .all()
    .at(-1);
  if (!row) throw new Error(`no ${kind}`);
  const facts = messageFacts({ db: w.db, now: at(now) }, row.id);
  if (!facts.ok) throw new Error(facts.reason);
  const sender = { appUrl: "https://tilts.example", from: "Tilts <a@tilts.example>" };
  const written = writeLetter(
    { ...facts.value, to: { ...facts.value.to, locale: "lv" } },
    "b@tilts.test",
    sender,
    at(now),
  );
  return { ...written, text: written.text.replaceAll("\u00a0", " ") };
}

const inactive = (w: World, ...who: string[]) => {
  for (const id of who) w.db.update(interpreters).set({ status: "inactive" }).where(eq(interpreters.id, id)).run();
};
const offersTo = (w: World, requestId: string) =>
  w.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
const pending = (w: World, requestId: string) => offersTo(w, requestId).find(({ status }) => status === "pending")!;
const decline = (w: World, requestId: string, now: string) => {
  const { id, interpreterId } = pending(w, requestId);
  const done = answerOffer(w.as(interpreterId, now), { offerId: id, move: "decline" });
  if (!done.ok) throw new Error(done.reason);
};
const accept = (w: World, requestId: string, now: string) => {
  const { id, interpreterId } = pending(w, requestId);
  const done = answerOffer(w.as(interpreterId, now), { offerId: id, move: "accept" });
  if (!done.ok) throw new Error(done.reason);
  return { interpreterId, assignmentId: w.db.select().from(assignments).where(eq(assignments.offerId, id)).get()!.id };
};
const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get()!;
const wall = (instant: Instant | null) => instant && `${dateOf(instant)}T${timeOf(instant)}`;
const system = (w: World, now: string) => w.as("system", now);

describe("when a coordinator must decide", () => {
  test("nobody can come from the start: the receipt itself says so, in one letter", () => {
    const w = world();
    inactive(w, "amina", "karim");
    ask(w, MONDAY, "2026-03-31T10:00");
    expect(letter(w, "request_received", MONDAY).text).toContain(
      "Pagaidām neesam atraduši tulku, kas šajā laikā varētu, bet meklēšanu neesam beiguši. Atbildēsim ne vēlāk kā otrdien, 24. martā, plkst. 10:00. Tālāk lemj koordinators.",
    );
    expect(deliverUntil(w, MONDAY)).toEqual(["request_received"]);
  });

  test("everybody has declined: whoever asked hears that the search goes on and who decides", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    expect(deliverUntil(w, MONDAY)).toEqual(["request_received"]);
    decline(w, id, "2026-03-23T11:00");
    expect(deliverUntil(w, "2026-03-23T11:00")).toEqual([]);
    decline(w, id, "2026-03-23T11:30");
    const said = letter(w, "request_undecided", "2026-03-23T11:30");
    expect(said.subject).toMatch(/^Tulku vēl meklējam: dari, otrdien, 31\. martā/);
    expect(said.text).toContain("Tālāk lemj koordinators.");
    expect(said.text).not.toMatch(/Amina|Karim/);
    expect(deliverUntil(w, "2026-03-23T11:30")).toEqual(["request_undecided"]);
  });

  test("nobody is told twice in a row, however many a coordinator asks in vain", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    deliverUntil(w, MONDAY);
    for (const minute of ["10:10", "10:20"]) decline(w, id, `2026-03-23T${minute}`);
    expect(deliverUntil(w, "2026-03-23T10:20")).toEqual(["request_undecided"]);
    const again = offerRequest(w.as("ilze", "2026-03-23T11:00"), {
      requestId: id,
      interpreterId: "amina",
    });
    expect(again.ok).toBe(true);
    decline(w, id, "2026-03-23T11:10");
    expect(rowOf(w, id).queuedAt).not.toBeNull();
    expect(deliverUntil(w, "2026-03-23T11:10")).toEqual([]);
  });

  test("at night it waits for the morning, but not when it begins early", () => {
    const w = world();
    const late = ask(w, "2026-03-23T21:00", "2026-03-26T10:00");
    deliverUntil(w, "2026-03-23T21:00");
    for (const minute of ["22:10", "22:20"]) decline(w, late, `2026-03-23T${minute}`);
    expect(deliverUntil(w, "2026-03-24T06:59")).toEqual([]);
    expect(deliverUntil(w, "2026-03-24T07:00")).toEqual(["request_undecided"]);

    const early = ask(w, "2026-03-24T21:00", "2026-03-25T08:30");
    deliverUntil(w, "2026-03-24T21:00");
    for (const minute of ["21:40", "22:20"]) decline(w, early, `2026-03-24T${minute}`);
    expect(deliverUntil(w, "2026-03-24T22:20")).toEqual(["request_undecided"]);
  });

  test("of two places one is taken: the letter says that only the second is missing", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00", { count: 2 });
    deliverUntil(w, MONDAY);
    accept(w, id, "2026-03-23T10:30");
    expect(deliverUntil(w, "2026-03-23T10:30")).toEqual(["request_partly_confirmed"]);
    decline(w, id, "2026-03-23T10:40");
    expect(letter(w, "request_undecided", "2026-03-23T10:40").text).toContain(
      "Viens tulks ir apstiprināts. Otru pagaidām neesam atraduši, bet meklēšanu neesam beiguši.",
    );
  });

  test("they agreed to a change with which nobody can come any more, and hear it", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    deliverUntil(w, MONDAY);
    w.db
      .update(requests)
      .set({
        needsInfoAt: at("2026-03-23T12:00"),
        proposal: {
          change: { kind: "time", start: at("2026-03-31T14:00"), end: at("2026-03-31T15:00") },
          version: 7,
          interpreterId: "amina",
        },
      })
      .where(eq(requests.id, id))
      .run();
    const answered = answerProposal(w.as("sociala", "2026-03-23T13:00"), {
      requestId: id,
      agree: true,
      askedAt: at("2026-03-23T12:00"),
    });
    expect(answered).toMatchObject({ ok: true, value: { outcome: "overtaken" } });
    expect(letter(w, "request_undecided", "2026-03-23T13:00").text).toContain("Paldies, ka piekritāt izmaiņai!");
  });

  test("the page says the same as the letter", () => {
    const w = world();
    inactive(w, "amina", "karim");
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    const page = requestForInstitution(w.as("sociala", MONDAY) as Ctx<UserViewer>, id)!;
    expect(page.outlook).toMatchObject({ asks: "coordinator", dueAt: at("2026-03-24T10:00"), risk: null });
  });
});

describe("the search goes on", () => {
  test("a question that is answered, and a language that is found, are told", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    askForInfo(w.as("ilze", "2026-03-23T11:00"), { requestId: id, question: "Kurš dialekts?" });
    deliverUntil(w, "2026-03-23T11:00");
    clearInfo(w.as("ilze", "2026-03-25T11:00"), { requestId: id });
    const said = letter(w, "request_clarified", "2026-03-25T11:00").text;
    expect(said).toContain("Viss vajadzīgais ir noskaidrots, un meklējam tulku.");
    expect(said).toContain("Atbildēsim ne vēlāk kā ceturtdien, 26. martā, plkst. 11:00.");
    expect(deliverUntil(w, "2026-03-25T11:00")).toEqual([]);
    expect(deliverUntil(w, "2026-03-25T11:01")).toEqual(["request_clarified"]);

    const unlisted = ask(w, MONDAY, "2026-04-02T10:00");
    w.db
      .update(requests)
      .set({ language: null, languageText: ownText("no Kabulas"), queuedAt: at(MONDAY) })
      .where(eq(requests.id, unlisted))
      .run();
    mapLanguage(w.as("ilze", "2026-03-23T12:00"), { requestId: unlisted, language: "prs" });
    expect(letter(w, "request_clarified", "2026-03-23T12:00").text).toContain(
      "Valoda ir noskaidrota, un meklējam tulku.",
    );
  });

  test("a new time that they agreed to brings a promise of its own, however late they answered", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const askedAt = at("2026-03-23T12:00");
    const change = { kind: "time", start: at("2026-04-14T14:00"), end: at("2026-04-14T15:00") } as const;
    w.db
      .update(requests)
      .set({ needsInfoAt: askedAt, proposal: { change, version: 1, interpreterId: "amina" } })
      .where(eq(requests.id, id))
      .run();
    const answered = answerProposal(w.as("sociala", "2026-04-01T12:00"), { requestId: id, agree: true, askedAt });
    expect(answered).toMatchObject({ ok: true, value: { outcome: "agreed" } });
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-04-02T12:00");
  });

  test("whoever was to come gives the job back: a new answer is promised, and the old one is not called late", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const { assignmentId, interpreterId } = accept(w, id, "2026-03-23T10:30");
    deliverUntil(w, "2026-03-23T10:30");
    withdrawAssignment(w.as(interpreterId, "2026-04-01T12:00"), { assignmentId });
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-04-02T12:00");
    const said = letter(w, "request_searching_again", "2026-04-01T12:00").text;
    expect(said).toContain("Jau meklējam citu. Atbildēsim ne vēlāk kā ceturtdien, 2. aprīlī, plkst. 12:00.");
    expect(warnOfLateAnswers(system(w, "2026-04-01T12:01"))).toBe(0);
  });

  test("a release that is undone promises what was promised before", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const { assignmentId } = accept(w, id, "2026-03-23T10:30");
    const done = releaseAssignment(w.as("ilze", "2026-04-01T12:00"), { assignmentId, reason: "cita darba dēļ" });
    if (!done.ok) throw new Error(done.reason);
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-04-02T12:00");
    expect(undoAction(w.as("ilze", "2026-04-01T12:00"), { eventId: done.value.eventId }).ok).toBe(true);
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-24T10:00");
  });

  test("nobody else is found at once: one letter says both, that they fell out and that a coordinator decides", () => {
    const w = world();
    inactive(w, "karim");
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const { assignmentId } = accept(w, id, "2026-03-23T10:30");
    deliverUntil(w, "2026-03-23T10:30");
    const done = releaseAssignment(w.as("ilze", "2026-04-01T12:00"), { assignmentId, reason: "slimība" });
    expect(done.ok).toBe(true);
    w.db.update(interpreters).set({ status: "inactive" }).where(eq(interpreters.id, "amina")).run();
    expect(dispatchWaiting(system(w, "2026-04-01T12:01"))).toBe(1);
    const said = letter(w, "request_searching_again", "2026-04-01T12:01");
    expect(said.text).toContain("citu pagaidām neesam atraduši");
    expect(said.calendar?.content).toContain("STATUS:TENTATIVE");
    expect(deliverUntil(w, "2026-04-01T12:01")).toEqual(["request_searching_again"]);
  });
});

describe("a promise that may be missed", () => {
  const answer = (w: World, id: string) => {
    while (offersTo(w, id).some(({ status }) => status === "pending")) decline(w, id, "2026-03-23T10:30");
  };

  test("is told once, an hour of office time before, with who decides and whom to call", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    answer(w, id);
    deliverUntil(w, "2026-03-23T10:30");
    expect(warnOfLateAnswers(system(w, "2026-03-24T08:59"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-24T09:00"))).toBe(1);
    expect(warnOfLateAnswers(system(w, "2026-03-24T09:01"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-24T12:00"))).toBe(0);
    const said = letter(w, "promise_at_risk", "2026-03-24T09:00");
    expect(said.subject).toMatch(/^Atbilde var kavēties: /);
    expect(said.text.replace(/\+371 \d\d \d{3} \d{3} –/, "… –")).toContain(
      "Solītais atbildes laiks (otrdien, 24. martā, plkst. 10:00) tuvojas, bet galīgas atbildes vēl nav, tāpēc tā var kavēties. Tālāk lemj koordinators. Ja steidzas, zvaniet koordinatoram: … – kāds atbild līdz otrdienai, 24. martam, plkst. 17:00.",
    );
    expect(deliverUntil(w, "2026-03-24T09:00")).toEqual(["promise_at_risk"]);
    expect(w.eventKinds(id).filter((kind) => kind === "promise_at_risk")).toHaveLength(1);
  });

  test("while somebody is still asked, the letter says that they are", () => {
    const w = world();
    ask(w, MONDAY, "2026-04-14T10:00");
    expect(warnOfLateAnswers(system(w, "2026-03-24T09:30"))).toBe(1);
    expect(letter(w, "promise_at_risk", "2026-03-24T09:30").text).toContain("Tulkus joprojām uzrunājam");
  });

  test("a letter that goes out late says that the time has passed; one that is kept by then is not sent", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    warnOfLateAnswers(system(w, "2026-03-24T09:30"));
    expect(letter(w, "promise_at_risk", "2026-03-24T10:30").text).toContain("ir pagājis, bet galīgas atbildes vēl nav");
    accept(w, id, "2026-03-23T16:00");
    expect(deliverUntil(w, "2026-03-24T10:30")).not.toContain("promise_at_risk");
  });

  test("at night nobody is woken by it, and a promise for seven is told while the office is open", () => {
    const w = world();
    const id = ask(w, "2026-03-23T09:30", "2026-03-24T09:00");
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-24T07:00");
    expect(warnOfLateAnswers(system(w, "2026-03-23T15:59"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-24T02:00"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-23T16:00"))).toBe(1);
  });

  test("a short promise is not called late the moment it is given", () => {
    const w = world();
    const id = ask(w, "2026-03-23T20:00", "2026-03-24T11:00");
    expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-24T09:00");
    expect(warnOfLateAnswers(system(w, "2026-03-23T20:01"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-24T08:44"))).toBe(0);
    expect(warnOfLateAnswers(system(w, "2026-03-24T08:45"))).toBe(1);
  });

  test("whoever has their interpreter, a question to answer, or no promise, is not warned", () => {
    const w = world();
    accept(w, ask(w, MONDAY, "2026-03-31T10:00"), "2026-03-23T10:30");
    const asked = ask(w, MONDAY, "2026-04-01T10:00");
    askForInfo(w.as("ilze", "2026-03-23T11:00"), { requestId: asked, question: "Kurš dialekts?" });
    const cancelled = ask(w, MONDAY, "2026-04-02T10:00");
    cancelRequest(w.as("sociala", "2026-03-23T11:00"), { requestId: cancelled });
    expect(warnOfLateAnswers(system(w, "2026-03-24T09:55"))).toBe(0);
  });

  test("the page knows it too, and so does a promise that has been missed", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    const riskAt = (now: string) => requestForInstitution(w.as("sociala", now) as Ctx<UserViewer>, id)!.outlook.risk;
    expect(["2026-03-24T08:59", "2026-03-24T09:00", "2026-03-24T10:00"].map(riskAt)).toEqual([null, "near", "missed"]);
  });
});

describe("nobody was found by the start", () => {
  test("whoever asked is told once, and not when somebody has come after all", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-03-31T10:00");
    deliverUntil(w, MONDAY);
    expect(endUnfilled(system(w, "2026-03-31T09:59"))).toBe(0);
    expect(endUnfilled(system(w, "2026-03-31T10:00"))).toBe(1);
    expect(endUnfilled(system(w, "2026-03-31T10:01"))).toBe(0);
    expect(letter(w, "request_unfilled", "2026-03-31T10:01").text).toContain("tulku diemžēl neizdevās atrast");
    w.assign(id, "amina");
    expect(deliverUntil(w, "2026-03-31T10:02")).not.toContain("request_unfilled");
  });

  test("what is a day old, has its interpreter or was called off is left alone", () => {
    const w = world();
    ask(w, MONDAY, "2026-03-31T10:00");
    accept(w, ask(w, MONDAY, "2026-04-01T12:00"), "2026-03-23T10:30");
    cancelRequest(w.as("sociala", "2026-03-23T11:00"), { requestId: ask(w, MONDAY, "2026-04-01T13:00") });
    expect(endUnfilled(system(w, "2026-04-01T14:00"))).toBe(0);
  });
});

describe("somebody who gives a job back", () => {
  test("has it in writing, and their calendar takes the job out: the same entry, a higher number", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const { assignmentId, interpreterId } = accept(w, id, "2026-03-23T10:30");
    const to = `interpreter:${interpreterId}`;
    const given = letter(w, "job_confirmed", "2026-03-23T10:30", to).calendar!;
    deliverUntil(w, "2026-03-23T10:30");
    withdrawAssignment(w.as(interpreterId, "2026-04-01T12:00"), { assignmentId });
    const receipt = letter(w, "job_given_back", "2026-04-01T12:00", to);
    expect(receipt.subject).toMatch(/^Darbs ir atdots: dari, otrdien, 14\. aprīlī/);
    expect(receipt.text).toContain("Pievienotais ieraksts izņem šo laiku no Jūsu kalendāra.");
    const line = (ics: string, name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(ics)?.[1]?.trim();
    expect(receipt.calendar!.method).toBe("CANCEL");
    expect(line(receipt.calendar!.content, "UID")).toBe(line(given.content, "UID"));
    expect(Number(line(receipt.calendar!.content, "SEQUENCE"))).toBeGreaterThan(
      Number(line(given.content, "SEQUENCE")),
    );
    expect(deliverUntil(w, "2026-04-01T12:00", to)).toEqual(["job_given_back"]);
  });

  test("is not told of a loss when the job is theirs again by then", () => {
    const w = world();
    const id = ask(w, MONDAY, "2026-04-14T10:00");
    const { assignmentId, interpreterId } = accept(w, id, "2026-03-23T10:30");
    deliverUntil(w, "2026-03-23T10:30");
    withdrawAssignment(w.as(interpreterId, "2026-04-01T12:00"), { assignmentId });
    w.assign(id, interpreterId);
    expect(deliverUntil(w, "2026-04-01T12:00", `interpreter:${interpreterId}`)).toEqual([]);
  });
});

test("the timer tells all of it: a lapsed offer, the queue and the promise, each once", () => {
  const w = world();
  inactive(w, "karim");
  const id = ask(w, MONDAY, "2026-03-24T16:00");
  deliverUntil(w, MONDAY);
  const round = (now: string) => {
    expireOffers(system(w, now));
    dispatchWaiting(system(w, now));
    warnOfLateAnswers(system(w, now));
    endUnfilled(system(w, now));
    return deliverUntil(w, now);
  };
  const heard = ["10:30", "11:30", "16:59"].flatMap((time) => round(`2026-03-23T${time}`));
  expect(heard).toEqual(["request_undecided"]);
  expect(["09:00", "09:30", "12:00", "16:00"].flatMap((time) => round(`2026-03-24T${time}`))).toEqual([
    "promise_at_risk",
    "request_unfilled",
  ]);
  expect(w.db.select().from(events).where(eq(events.requestId, id)).all().length).toBeLessThan(10);
});
