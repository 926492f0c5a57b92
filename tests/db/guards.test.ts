import { expect, test } from "vitest";
import type { Instant } from "#app/time";
import { brokenGuards } from "#db/client.server";
import * as schema from "#db/schema";
import { at, world } from "#tests/support/world";

/** The other job: Dari by phone for Amina, 2026-03-30 10:00-11:00, done from home in Rīga. */
function aminaIsBusy() {
  const w = world();
  const request = w.request();
  const assignment = w.assign(request, "amina");
  return { w, request, assignment };
}

test("a second job at the same time is refused on insert", () => {
  const { w } = aminaIsBusy();
  const other = w.request({ startAt: at("2026-03-30T10:59"), endAt: at("2026-03-30T12:00") });
  expect(() => w.assign(other, "amina")).toThrow("TILTS_OVERLAP");
});

test("moving a job onto another is refused on update, in time and in person", () => {
  const { w } = aminaIsBusy();
  const later = w.assign(w.request({ startAt: at("2026-03-30T12:00"), endAt: at("2026-03-30T13:00") }), "amina");
  const move = w.sqlite.prepare("update assignments set start_at = ?, end_at = ? where id = ?");
  expect(() => move.run(at("2026-03-30T10:30"), at("2026-03-30T11:30"), later)).toThrow("TILTS_OVERLAP");
  const karims = w.assign(w.request({ startAt: at("2026-03-30T10:30"), endAt: at("2026-03-30T11:30") }), "karim");
  const give = w.sqlite.prepare("update assignments set interpreter_id = 'amina' where id = ?");
  expect(() => give.run(karims)).toThrow("TILTS_OVERLAP");
});

test("a released job comes back only if its time is still free", () => {
  const { w, assignment } = aminaIsBusy();
  w.sqlite.prepare("update assignments set released_at = 1 where id = ?").run(assignment);
  w.assign(w.request(), "amina");
  const revive = w.sqlite.prepare("update assignments set released_at = null where id = ?");
  expect(() => revive.run(assignment)).toThrow("TILTS_OVERLAP");
});

test("remote jobs may touch; a journey must fit between, and exactly enough is enough", () => {
  const { w } = aminaIsBusy();
  w.assign(w.request({ startAt: at("2026-03-30T11:00"), endAt: at("2026-03-30T12:00") }), "amina");
  const inJelgava = (start: string, end: string) =>
    w.request({ mode: "onsite", placeId: "jelgava", startAt: at(start), endAt: at(end) });
  expect(() => w.assign(inJelgava("2026-03-30T12:47", "2026-03-30T13:30"), "amina")).toThrow("TILTS_TRAVEL_TOO_SHORT");
  w.assign(inJelgava("2026-03-30T12:48", "2026-03-30T13:30"), "amina");
});

test("too little travel time passes only when the row names it as overruled", () => {
  const { w } = aminaIsBusy();
  const inJelgava = w.request({
    mode: "onsite",
    placeId: "jelgava",
    startAt: at("2026-03-30T11:10"),
    endAt: at("2026-03-30T12:00"),
  });
  const overruled = (code: string) =>
    ({ by: "user-ilze", reason: "Viņu aizvedīs", twice: false, obstacles: [{ code }] }) as never;
  expect(() => w.assign(inJelgava, "amina", { overruled: overruled("absent") })).toThrow("TILTS_TRAVEL_TOO_SHORT");
  const id = w.assign(inJelgava, "amina", { overruled: overruled("travel_too_short") });
  const forget = w.sqlite.prepare("update assignments set overruled = null where id = ?");
  expect(() => forget.run(id)).toThrow("TILTS_TRAVEL_TOO_SHORT");
});

test("a journey that is not in the table is estimated from the distance", () => {
  const { w } = aminaIsBusy();
  w.sqlite.prepare("delete from travel_times where from_place_id = 'riga-centrs' and to_place_id = 'jelgava'").run();
  const tooSoon = w.request({
    mode: "onsite",
    placeId: "jelgava",
    startAt: at("2026-03-30T12:04"),
    endAt: at("2026-03-30T14:00"),
  });
  expect(() => w.assign(tooSoon, "amina")).toThrow("TILTS_TRAVEL_TOO_SHORT");
});

test("two accepted offers for one slot, or one person on both slots, are refused", () => {
  const w = world();
  const request = w.request({ interpreterCount: 2 });
  w.offer(request, "amina", { status: "accepted" });
  expect(() => w.offer(request, "karim", { status: "accepted" })).toThrow("UNIQUE");
  w.offer(request, "karim", { status: "accepted", slot: 2 });
  w.assign(request, "amina");
  expect(() => w.assign(request, "karim")).toThrow("UNIQUE");
  expect(() => w.assign(request, "amina", { slot: 2 })).toThrow("TILTS_OVERLAP");
});

test("nothing that is referred to can be deleted, and no row can refer to nothing", () => {
  const { w, request } = aminaIsBusy();
  for (const [table, id] of [
    ["requests", request],
    ["interpreters", "amina"],
    ["organisations", "social-riga"],
    ["users", "user-sociala"],
  ])
    expect(() => w.sqlite.prepare(`delete from ${table} where id = ?`).run(id)).toThrow("FOREIGN KEY");
  expect(() => w.assign(request, "karim", { slot: 2, requestId: "nowhere" })).toThrow("FOREIGN KEY");
  expect(w.sqlite.pragma("foreign_key_check")).toEqual([]);
});

test("what happened cannot be rewritten", () => {
  const w = world();
  w.sqlite
    .prepare("insert into events (at, kind, actor_kind, payload) values (1, 'setting_saved', 'system', '{}')")
    .run();
  expect(() => w.sqlite.prepare("update events set kind = 'x'").run()).toThrow("TILTS_APPEND_ONLY");
  expect(() => w.sqlite.prepare("delete from events").run()).toThrow("TILTS_APPEND_ONLY");
});

/** What is said once, with what of it can be forgotten. */
const SAID_ONCE = {
  attestations: ["name", "words"],
  settlements: ["reason"],
  report_corrections: [],
  pay_rates: [],
  pay_terms: [],
  organisation_fundings: [],
  request_fundings: [],
} satisfies Record<string, string[]>;

/** One row of each. */
function saidOnce() {
  const { w, request, assignment } = aminaIsBusy();
  w.report(assignment);
  const times = { held: true, startedAt: at("2026-03-30T10:00"), endedAt: at("2026-03-30T11:00") };
  const about = { assignmentId: assignment, reportNumber: 1, at: at("2026-03-30T12:00") };
  const entered = { enteredBy: "user:user-ilze", enteredAt: at("2026-03-30T12:00") };
  const { db } = w;
  db.insert(schema.attestations)
    .values({ ...about, ...times, way: "link", attestedAs: "differs" })
    .run();
  const decided = { by: "user-ilze", settledAs: "report", breakMinutes: 0, waitingMinutes: 0 } as const;
  db.insert(schema.settlements)
    .values({ ...about, ...times, ...decided })
    .run();
  const report = db.select().from(schema.reports).get();
  if (!report) throw new Error("nothing is reported");
  db.insert(schema.reportCorrections)
    .values({
      assignmentId: assignment,
      number: 1,
      said: report,
      reportedBy: "user:user-amina",
      replacedAt: 1 as Instant,
    })
    .run();
  db.insert(schema.payRates)
    .values({ key: "hour.phone.day.1", holdsFrom: "2026-01-01", value: 1, ...entered })
    .run();
  db.insert(schema.payTerms)
    .values({ interpreterId: "amina", holdsFrom: "2026-01-01", terms: "paid", ...entered })
    .run();
  const funding = "project" as const;
  db.insert(schema.organisationFundings)
    .values({ organisationId: "social-riga", holdsFrom: "2026-01-01", funding, ...entered })
    .run();
  db.insert(schema.requestFundings)
    .values({ requestId: request, funding, ...entered })
    .run();
  return w;
}

test.each(Object.entries(SAID_ONCE))(
  "of %s nothing is changed but what can be forgotten, and nothing is taken away",
  (table, forgotten: string[]) => {
    const { sqlite } = saidOnce();
    expect(sqlite.prepare(`select count(*) from ${table}`).pluck().get()).toBe(1);
    const columns = sqlite.prepare(`select name from pragma_table_info(?)`).pluck().all(table) as string[];
    const kept = columns.filter((column) => {
      try {
        sqlite.exec(`update ${table} set ${column} = ${column}`);
        return false;
      } catch (error) {
        return String(error).includes("TILTS_APPEND_ONLY");
      }
    });
    expect(columns.filter((column) => !kept.includes(column))).toEqual(forgotten);
    expect(() => sqlite.exec(`delete from ${table}`)).toThrow("TILTS_APPEND_ONLY");
  },
);

test("a guard that is dropped or changed is noticed", () => {
  const w = world();
  expect(brokenGuards(w.sqlite)).toEqual([]);
  w.sqlite.exec("drop trigger assignments_travel_update; drop index offers_one_accepted");
  expect(brokenGuards(w.sqlite)).toEqual(["assignments_travel_update", "offers_one_accepted"]);
});
