import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { transact } from "#app/context.server";
import { chainHead, recordByCode, recordOf, walkedChain } from "#app/facts/proof/records";
import { canonical, publicFacts, type ServiceFacts } from "#app/pay/record";
import { codeIn, commitmentTo, newCode } from "#app/proof/chain";
import { ok } from "#app/result";
import { agree } from "#app/steps/took-place/agree";
import { TRIGGERS } from "#db/guards";
import * as schema from "#db/schema";
import { append, attest, recorded, reported, WHEN } from "#tests/support/records";
import { at, type World, world } from "#tests/support/world";

let w: World;
beforeEach(() => {
  w = world();
});

function withoutGuards(sql: string) {
  for (const { name, table } of TRIGGERS)
    if (/^(service_records|record_head)$/.test(table)) w.sqlite.exec(`drop trigger ${name}`);
  w.sqlite.exec(sql);
}

const walk = () => walkedChain(w.as("system", WHEN));

test("what nobody has attested has no record; what both agree about has one, and only one however often it is asked for", () => {
  const id = reported(w);
  expect(append(w, id)).toBeNull();
  attest(w, id);
  const code = append(w, id);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(append(w, id)).toBe(code);
  expect(recordByCode(w.as("system", WHEN), code ?? "")).toMatchObject({
    number: 1,
    month: "2026-03",
    minutes: 60,
    mode: "phone",
    held: true,
    state: "confirmed",
    at: WHEN,
    replaces: null,
  });
});

test("what was reported before anybody was asked to attest has none", () => {
  const id = reported(w);
  w.db.update(schema.reports).set({ agreedAt: WHEN }).where(eq(schema.reports.assignmentId, id)).run();
  expect(append(w, id)).toBeNull();
});

test("numbers have no gap, each record follows the one before, and the head is the last of them", () => {
  const ids = ["2026-03-30", "2026-03-31", "2026-04-01"].map((day) => recorded(w, day));
  const rows = w.db.select().from(schema.serviceRecords).all();
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(rows.map(({ assignmentId }) => assignmentId)).toEqual(ids);
  expect(rows.slice(1).map(({ previousDigest }) => previousDigest)).toEqual(
    rows.slice(0, 2).map(({ digest }) => digest),
  );
  expect(chainHead(w.as("system", WHEN))).toEqual({ number: 3, digest: rows[2]?.digest });
  expect(walk()).toEqual({ sound: true, records: 3, head: rows[2]?.digest });
});

test("a correction that is agreed later is a new record, which names the one it replaces", () => {
  const id = recorded(w);
  const later = at("2026-04-02T10:00");
  w.db
    .update(schema.reports)
    .set({ number: 2, endedAt: at("2026-03-30T10:30"), agreedAt: null })
    .where(eq(schema.reports.assignmentId, id))
    .run();
  attest(w, id, { reportNumber: 2, when: later });
  append(w, id, later);
  expect(recordOf(w.as("system", later), id)).toMatchObject({ number: 2, replaces: 1, minutes: 85, reportNumber: 2 });
});

test("whichever way a service becomes agreed, its record is there from that moment on", () => {
  const id = reported(w);
  attest(w, id);
  transact(w.as("system", WHEN), (work) => ok(agree(work, id)));
  expect(recordOf(w.as("system", WHEN), id)).toMatchObject({ number: 1, state: "confirmed" });
});

test("silence is recorded as silence", () => {
  const id = reported(w);
  attest(w, id, { way: "silence" });
  append(w, id);
  expect(recordOf(w.as("system", WHEN), id)?.state).toBe("auto_confirmed");
});

test("the database refuses what would change a record, take one away, or follow another than the last", () => {
  recorded(w);
  const run = (sql: string) => () => w.sqlite.exec(sql);
  for (const sql of [
    "update service_records set minutes = 61",
    "update service_records set code = 'AAAAAAAAAA'",
    "update service_records set facts = '{}'",
    "delete from service_records",
  ])
    expect(run(sql), sql).toThrow("TILTS_APPEND_ONLY");
  const copy = (number: number, previous: string) =>
    `insert into service_records select ${number}, code || '2', assignment_id, report_number, at, month, mode, held, not_held_reason, minutes, state, null, commitment, ${previous}, digest, null from service_records`;
  expect(run(copy(3, "digest"))).toThrow("TILTS_CHAIN");
  expect(run(copy(2, "previous_digest"))).toThrow("TILTS_CHAIN");
  expect(run(copy(2, "digest"))).not.toThrow();
});

test("whoever goes round the guards is found at the first number that is wrong", () => {
  for (const day of ["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02"]) recorded(w, day);
  const found = (sql: string) => {
    w.sqlite.exec("savepoint attack");
    withoutGuards(sql);
    const walked = walk();
    w.sqlite.exec("rollback to attack; release attack");
    return walked;
  };
  expect(found("update service_records set minutes = 90 where number = 3")).toEqual({
    sound: false,
    number: 3,
    why: "row",
  });
  expect(found("update service_records set facts = replace(facts, 'Amina', 'Anna') where number = 2")).toEqual({
    sound: false,
    number: 2,
    why: "row",
  });
  expect(found("delete from service_records where number = 2")).toEqual({ sound: false, number: 2, why: "gap" });
  expect(found("delete from service_records where number = 4")).toEqual({ sound: false, number: 4, why: "end" });
  expect(found("delete from service_records")).toEqual({ sound: false, number: 1, why: "end" });
  expect(found(`update service_records set digest = '${"a".repeat(64)}' where number = 1`)).toMatchObject({
    number: 1,
  });
  expect(walk()).toMatchObject({ sound: true, records: 4 });
});

test("after an end was cut off the next record does not hide it", () => {
  recorded(w, "2026-03-30");
  recorded(w, "2026-03-31");
  withoutGuards("delete from service_records where number = 2");
  recorded(w, "2026-04-01");
  expect(walk()).toEqual({ sound: false, number: 2, why: "gap" });
});

test("the chain is sound after what is personal was forgotten, and holds nothing of it", () => {
  const id = recorded(w);
  const before = walk();
  w.sqlite.exec("update service_records set facts = null");
  w.sqlite.exec("update interpreters set name = '–', status = 'erased' where id = 'amina'");
  expect(walk()).toEqual(before);
  const row = w.sqlite.prepare("select * from service_records where assignment_id = ?").get(id);
  expect(JSON.stringify(row)).not.toMatch(/Amina|Sociālais|Sanita|Dari|R-/);
});

test("a commitment does not depend on the order of keys or the form of letters, and on everything else", () => {
  expect(canonical({ b: "Rīga", a: [1, null, true] })).toBe('{"a":[1,null,true],"b":"Rīga"}');
  expect(commitmentTo({ b: 1, a: "Rīga".normalize("NFD") })).toBe(commitmentTo({ a: "Rīga", b: 1 }));
  expect(commitmentTo({ a: "Rīga", b: 2 })).not.toBe(commitmentTo({ a: "Rīga", b: 1 }));
  expect(commitmentTo({ a: 0.5 })).toBeNull();
});

test("public facts say the month in Riga, by when it began", () => {
  const told = { held: true, notHeldReason: null, startedAt: at("2026-04-01T00:10"), endedAt: at("2026-04-01T01:00") };
  const facts = {
    mode: "phone",
    plannedStart: at("2026-03-31T23:50"),
    agreed: { ...told, at: WHEN, state: "confirmed", breakMinutes: 0, waitingMinutes: 0, minutes: 50 },
  } as ServiceFacts;
  expect(publicFacts(facts).month).toBe("2026-04");
});

test("a code is read however it was typed, and no two are alike", () => {
  expect(codeIn(" abcde-01234 ")).toBe("ABCDE01234");
  expect(codeIn("iLoOO11111")).toBe("1100011111");
  for (const wrong of ["", "ABC", "ABCDE0123U", "ABCDE012345", "../etc/pass"]) expect(codeIn(wrong)).toBeNull();
  expect(new Set(Array.from({ length: 1000 }, newCode)).size).toBe(1000);
});
