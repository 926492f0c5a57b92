import { expect, test } from "vitest";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import { linkViewer } from "#app/auth/offer-link.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { ProtectionClass } from "#app/dispatch/vocabulary";
import { absenceAffects } from "#app/queries/interpreter/availability";
import { doneJobs, jobForInterpreter, jobsToReport, nextJobs } from "#app/queries/interpreter/jobs";
import { monthOfInterpreter } from "#app/queries/interpreter/month";
import { offerByLink } from "#app/queries/interpreter/offer-by-link";
import { offersForInterpreter } from "#app/queries/interpreter/offers";
import { addMinutes, type Instant } from "#app/time";
import { tokens } from "#db/schema";
import { at, world } from "#tests/support/world";

const START = at("2026-03-30T10:00");
const END = addMinutes(START, 60);

/** Every sensitive field holds a word that stands nowhere else. */
const CANARIES = {
  organisation: "Rīgas Sociālais dienests",
  address: "CANARY-ADDRESS",
  contactName: "CANARY-CONTACT",
  contactPhone: "+37120009999",
  videoLink: "https://canary.example/video",
  note: "CANARY-NOTE",
  clientCode: "CANARY-K1",
  topic: '"topic":"housing"',
  sector: '"sector":"social"',
} as const;
type Canary = keyof typeof CANARIES;
const EVERYTHING = Object.keys(CANARIES) as Canary[];
const ADDRESS_AND_CONTACT: Canary[] = ["address", "contactName", "contactPhone"];

function asked(protectionClass: ProtectionClass) {
  const w = world();
  const requestId = w.request({
    protectionClass,
    mode: "onsite",
    startAt: START,
    endAt: END,
    topic: "housing",
    address: CANARIES.address,
    contactName: CANARIES.contactName,
    contactPhone: CANARIES.contactPhone,
    videoLink: CANARIES.videoLink,
    note: CANARIES.note,
    clientId: w.client(CANARIES.clientCode),
  });
  const amina = (when: string | Instant) => w.as("amina", when) as Ctx<UserViewer>;
  return { ...w, requestId, amina };
}

const told = (page: unknown) => {
  const json = JSON.stringify(page);
  return EVERYTHING.filter((field) => json.includes(CANARIES[field])).sort();
};
const without = (...hidden: Canary[]) => EVERYTHING.filter((field) => !hidden.includes(field)).sort();

const CLASSES: ProtectionClass[] = ["A", "B", "C"];
const MORNING = "2026-03-20T10:00";
/** What a list of jobs leaves to the page of the one that is opened. */
const ON_ITS_PAGE: readonly string[] = ["topic", "sector", "note", "clientCode"];

test.each(CLASSES)("before acceptance a signed-in person asked about class %s sees only what the table allows", (c) => {
  const { offer, requestId, amina } = asked(c);
  offer(requestId, "amina");
  const offers = offersForInterpreter(amina(MORNING));
  expect(offers).toHaveLength(1);
  expect(offers[0]?.request).toMatchObject({ language: "dari", mode: "onsite", town: "Rīga, centrs" });
  expect(told(offers)).toEqual(c === "A" ? ["sector", "topic"] : []);
  expect(told(monthOfInterpreter(amina(MORNING), "2026-03"))).toEqual([]);
  expect(told(absenceAffects(amina(MORNING), { start: START, end: END }))).toEqual([]);
});

test.each(CLASSES)("the link's page about class %s shows topic and kind of institution only when ordinary", (c) => {
  const { db, offer, requestId, as } = asked(c);
  const offerId = offer(requestId, "amina");
  const token = offerToken({ id: offerId, interpreterId: "amina" });
  const dates = { createdAt: at(MORNING), expiresAt: at("2026-03-20T17:00") };
  db.insert(tokens)
    .values({ hash: tokenHash(token), kind: "offer", offerId, ...dates })
    .run();
  const viewer = linkViewer(db, token)!;
  const found = offerByLink({ ...as("anonymous", MORNING), viewer });
  expect(found?.state).toBe("open");
  expect(told(found)).toEqual(c === "A" ? ["sector", "topic"] : []);
});

test.each(CLASSES)(
  "from acceptance the person of a class %s job sees what they need, C without address until the day before",
  (c) => {
    const { assign, requestId, amina } = asked(c);
    const id = assign(requestId, "amina");
    const early = amina("2026-03-25T12:00");
    const expected = c === "C" ? without("clientCode", ...ADDRESS_AND_CONTACT) : without();
    expect(told(jobForInterpreter(early, id))).toEqual(expected);
    expect(told(nextJobs(early))).toEqual(expected.filter((what) => !ON_ITS_PAGE.includes(what)));
    expect(told(monthOfInterpreter(early, "2026-03"))).toEqual([]);

    const dayBefore = amina(addMinutes(START, -24 * 60));
    expect(told(jobForInterpreter(dayBefore, id))).toEqual(c === "C" ? without("clientCode") : without());
  },
);

test("class C says from when the address is shown", () => {
  const { assign, requestId, amina } = asked("C");
  const id = assign(requestId, "amina");
  expect(jobForInterpreter(amina("2026-03-25T12:00"), id)?.request.contactFrom).toBe(addMinutes(START, -24 * 60));
  expect(jobForInterpreter(amina("2026-03-29T12:00"), id)?.request.contactFrom).toBeNull();
});

test.each(CLASSES)("thirty days after a class %s job little is left of it", (c) => {
  const { assign, report, requestId, amina } = asked(c);
  const id = assign(requestId, "amina");
  const month = 30 * 24 * 60;
  const lastMoment = amina((addMinutes(END, month) - 1) as Instant);
  const after = amina(addMinutes(END, month));
  expect(told(jobsToReport(lastMoment))).toContain("address");
  expect(told(jobsToReport(after))).toEqual([]);
  report(id);
  expect(told(doneJobs(lastMoment, 1))).toEqual(["organisation"]);
  expect(told(doneJobs(after, 1))).toEqual([]);
  expect(told(jobForInterpreter(after, id))).toEqual([]);
});

test("a job that was given to somebody else tells nothing, but does not vanish before its time", () => {
  const { assign, requestId, amina } = asked("A");
  const id = assign(requestId, "amina", { releasedAt: at("2026-03-24T09:00"), releaseReason: "ill" });
  const jobs = nextJobs(amina("2026-03-25T12:00"));
  expect(jobs.map(({ state }) => state)).toEqual(["gone"]);
  expect(told(jobs)).toEqual([]);
  expect(told(jobForInterpreter(amina("2026-03-25T12:00"), id))).toEqual([]);
});

test("another interpreter's job, offer and a missing one are all nothing", () => {
  const { assign, offer, requestId, as } = asked("A");
  const id = assign(requestId, "amina");
  offer(requestId, "amina", { slot: 2 });
  const karim = as("karim", MORNING) as Ctx<UserViewer>;
  expect(jobForInterpreter(karim, id)).toBeNull();
  expect(jobForInterpreter(karim, "missing")).toBeNull();
  expect(offersForInterpreter(karim)).toEqual([]);
  expect(nextJobs(karim)).toEqual([]);
});
