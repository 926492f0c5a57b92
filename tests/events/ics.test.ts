import { execFileSync } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { deliverDue } from "#app/events/deliver";
import { jobIcs, requestIcs } from "#app/events/ics";
import { addMinutes, instantFrom } from "#app/time";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { icsOf, mailerTo, notify, postOffice, readIcs } from "./post-office";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Everything that was to be told until then, by recipient: method, UID, SEQUENCE and time of each calendar part. */
async function calendarsTold(w: World, when: string) {
  const post = await postOffice();
  const mailer = mailerTo(post.url);
  cleanUp.push(post.close, mailer.close);
  await deliverDue(w.as("system", when), { email: mailer });
  const told: Record<string, ReturnType<typeof readIcs>> = {};
  for (const [i, letter] of (await post.letters()).entries())
    if (letter.attachments.length) told[post.recipients[i]![0]!] = readIcs(icsOf(letter));
  return told;
}

test("from confirmation over a new time to the end it is one entry, whose number only rises", async () => {
  const w = world();
  const requestId = w.request({ mode: "onsite", interpreterCount: 2 });
  const override = { reason: "agreed by phone", twice: true };
  for (const [i, interpreterId] of ["amina", "karim"].entries())
    expect(
      assignInterpreter(w.as("ilze", "2026-03-20T10:00"), {
        requestId,
        interpreterId,
        slot: (i + 1) as 1 | 2,
        override,
      }),
    ).toMatchObject({ ok: true });
  const confirmed = await calendarsTold(w, "2026-03-20T10:05");
  rescheduleRequest(w.as("ilze", "2026-03-20T11:00"), { requestId, startAt: at("2026-03-30T14:00"), override });
  const moved = await calendarsTold(w, "2026-03-20T11:05");
  cancelRequest(w.as("sociala", "2026-03-20T12:00"), { requestId });
  const cancelled = await calendarsTold(w, "2026-03-20T12:05");

  const uids = {
    "sociala@tilts.test": `${requestId}@tilts.example`,
    "amina@tilts.test": `${requestId}-1@tilts.example`,
    "karim@tilts.test": `${requestId}-2@tilts.example`,
  };
  for (const [who, uid] of Object.entries(uids)) {
    const story = [confirmed[who]!, moved[who]!, cancelled[who]!];
    expect(story.map((one) => one.uid)).toEqual([uid, uid, uid]);
    expect(story.map((one) => one.method)).toEqual(["REQUEST", "REQUEST", "CANCEL"]);
    expect(story.map((one) => one.status)).toEqual(["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    expect(story.map((one) => one.start)).toEqual(["10:00", "14:00", "14:00"].map((time) => at(`2026-03-30T${time}`)));
    expect(story[1]!.sequence).toBeGreaterThan(story[0]!.sequence);
    expect(story[2]!.sequence).toBeGreaterThan(story[1]!.sequence);
  }
});

test("whoever loses a job loses the entry; who asked keeps it, tentative", async () => {
  const w = world();
  const requestId = w.request();
  const made = assignInterpreter(w.as("ilze", "2026-03-20T10:00"), { requestId, interpreterId: "amina" });
  expect(made.ok).toBe(true);
  const before = await calendarsTold(w, "2026-03-20T10:05");
  const assignmentId = w.db.select().from(schema.assignments).get()!.id;
  releaseAssignment(w.as("ilze", "2026-03-20T11:00"), { assignmentId, reason: "ill" });
  const after = await calendarsTold(w, "2026-03-20T11:05");
  expect(after["amina@tilts.test"]).toMatchObject({ method: "CANCEL", uid: before["amina@tilts.test"]!.uid });
  expect(after["sociala@tilts.test"]).toMatchObject({ method: "REQUEST", status: "TENTATIVE" });
  expect(after["amina@tilts.test"]!.sequence).toBeGreaterThan(before["amina@tilts.test"]!.sequence);
});

test("an entry says nothing but language, town and time, in legal lines", async () => {
  const w = world();
  const requestId = w.request({ mode: "onsite" });
  w.assign(requestId, "amina");
  const post = await postOffice();
  const mailer = mailerTo(post.url);
  cleanUp.push(post.close, mailer.close);
  const event = "offer_accepted";
  notify(w, { id: "note-1", kind: "job_confirmed", event, to: { interpreterId: "amina" }, requestId });
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  const [letter] = await post.letters();
  const text = icsOf(letter!);

  expect(post.raw[0]).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
  const lines = text.split("\r\n");
  expect(text).not.toMatch(/[^\r]\n/);
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain("DTSTAMP:20260320T080000Z");
  expect(unfolded).toContain("DTSTART:20260330T070000Z");
  expect(unfolded).toContain("LOCATION:Rīga");
  expect(unfolded).toContain("PARTSTAT=ACCEPTED;RSVP=FALSE");
  expect(unfolded).toMatch(/^ORGANIZER.*dispecers@tilts\.example/m);
  expect(unfolded).not.toContain("VALARM");
  expect(unfolded).not.toMatch(/TZID|Pārbaudes|Sanita|Sociālais/);
});

test("the download is the same entry, only for whose it is", async () => {
  const w = world();
  const sender = { appUrl: "https://tilts.example", from: "Tilts <dispecers@tilts.example>" };
  const requestId = w.request();
  const assignmentId = w.assign(requestId, "amina");
  const when = "2026-03-20T12:00";
  expect(readIcs(requestIcs(w.as("sociala2", when), requestId, sender)!)).toMatchObject({
    method: "PUBLISH",
    uid: `${requestId}@tilts.example`,
    status: "CONFIRMED",
    start: at("2026-03-30T10:00"),
  });
  expect(requestIcs(w.as("ilze", when), requestId, sender)).not.toBeNull();
  for (const who of ["krize", "amina", "anonymous"]) expect(requestIcs(w.as(who, when), requestId, sender)).toBeNull();
  expect(readIcs(jobIcs(w.as("amina", when), assignmentId, sender)!).uid).toBe(`${requestId}-1@tilts.example`);
  for (const who of ["karim", "sociala", "ilze", "anonymous"])
    expect(jobIcs(w.as(who, when), assignmentId, sender)).toBeNull();
});

/** By hand: Riga is UTC+2 in winter, UTC+3 in summer, and changes at 01:00 UTC. Half an hour from each. */
const CLOCK_CHANGES: [utc: string, start: string, end: string, lv: string][] = [
  ["2026-03-29T00:30Z", "20260329T003000Z", "20260329T010000Z", "Svētdien, 29. martā, 02:30–04:00"],
  ["2026-03-29T00:59Z", "20260329T005900Z", "20260329T012900Z", "Svētdien, 29. martā, 02:59–04:29"],
  ["2026-03-29T01:00Z", "20260329T010000Z", "20260329T013000Z", "Svētdien, 29. martā, 04:00–04:30"],
  ["2026-10-24T23:59Z", "20261024T235900Z", "20261025T002900Z", "Svētdien, 25. oktobrī, 02:59–03:29 (vasaras laiks)"],
  [
    "2026-10-25T00:00Z",
    "20261025T000000Z",
    "20261025T003000Z",
    "Svētdien, 25. oktobrī, 03:00 (vasaras laiks)–03:30 (vasaras laiks)",
  ],
  [
    "2026-10-25T00:30Z",
    "20261025T003000Z",
    "20261025T010000Z",
    "Svētdien, 25. oktobrī, 03:30 (vasaras laiks)–03:00 (ziemas laiks)",
  ],
  ["2026-10-25T01:30Z", "20261025T013000Z", "20261025T020000Z", "Svētdien, 25. oktobrī, 03:30 (ziemas laiks)–04:00"],
  [
    "2026-10-25T00:59Z",
    "20261025T005900Z",
    "20261025T012900Z",
    "Svētdien, 25. oktobrī, 03:59 (vasaras laiks)–03:29 (ziemas laiks)",
  ],
  ["2026-10-25T01:59Z", "20261025T015900Z", "20261025T022900Z", "Svētdien, 25. oktobrī, 03:59 (ziemas laiks)–04:29"],
  ["2026-10-25T02:00Z", "20261025T020000Z", "20261025T023000Z", "Svētdien, 25. oktobrī, 04:00–04:30"],
  ["2027-03-28T00:59Z", "20270328T005900Z", "20270328T012900Z", "Svētdien, 28. martā, 02:59–04:29"],
  ["2027-03-28T01:00Z", "20270328T010000Z", "20270328T013000Z", "Svētdien, 28. martā, 04:00–04:30"],
  ["2027-10-31T01:30Z", "20271031T013000Z", "20271031T020000Z", "Svētdien, 31. oktobrī, 03:30 (ziemas laiks)–04:00"],
  ["2028-03-26T01:00Z", "20280326T010000Z", "20280326T013000Z", "Svētdien, 26. martā, 04:00–04:30"],
  ["2028-10-29T01:30Z", "20281029T013000Z", "20281029T020000Z", "Svētdien, 29. oktobrī, 03:30 (ziemas laiks)–04:00"],
];

test.each(["UTC", "Europe/Riga", "America/New_York"])(
  "on days when the clock changes, mails and entries are right on a machine in %s",
  (TZ) => {
    const args = ["--import", "tsx", "tests/events/clock-change-child.ts", ...CLOCK_CHANGES.map(([iso]) => iso)];
    const said = JSON.parse(execFileSync(process.execPath, args, { env: { ...process.env, TZ }, encoding: "utf8" }));
    expect(said).toMatchObject(
      CLOCK_CHANGES.map(([iso, start, end, lv]) => ({
        iso,
        start: `DTSTART:${start}`,
        end: `DTEND:${end}`,
        stamp: `DTSTAMP:${start}`,
        lv: `${lv} · 30 min`,
      })),
    );
  },
);

test("both half past threes of an autumn night come out of a calendar program as they went in", () => {
  const w = world();
  const sender = { appUrl: "https://tilts.example", from: "a@tilts.example" };
  const [first, second] = ["2026-10-25T00:30Z", "2026-10-25T01:30Z"].map((iso) => {
    const startAt = instantFrom(Date.parse(iso));
    const requestId = w.request({ startAt, endAt: addMinutes(startAt, 60) });
    return readIcs(requestIcs(w.as("sociala", "2026-03-20T12:00"), requestId, sender)!);
  });
  expect(first!.start).toBe(Date.parse("2026-10-25T00:30Z"));
  expect(second!.start).toBe(Date.parse("2026-10-25T01:30Z"));
  expect(second!.end - second!.start).toBe(3_600_000);
});
