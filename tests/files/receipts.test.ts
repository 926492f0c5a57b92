/** The picture of a receipt: optional, kept with its expense, and gone with it or when its month was approved long enough ago. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { addExpense, withdrawExpense } from "#app/commands/add-expense";
import { approveStatement } from "#app/commands/approve-statement";
import { forgetFiles } from "#app/commands/forget-files";
import { handInStatement } from "#app/commands/hand-in-statement";
import { receiptOf } from "#app/facts/pay/receipts";
import { LARGEST_PAPER } from "#app/files/type";
import { statementOf } from "#app/queries/everyone/statement";
import { type FileStore, storeIn } from "#db/files/store.server";
import * as schema from "#db/schema";
import { layRates } from "#tests/support/pay";
import { type World, world } from "#tests/support/world";

const PDF = Buffer.from("%PDF-1.7\n…");
const spent = { interpreterId: "amina", date: "2026-03-19", kind: "parking", cents: 420 } as const;
const MARCH = { interpreterId: "amina", month: "2026-03" };
const NOON = "2026-03-27T12:00";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function emptyStore(): FileStore {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-receipts-"));
  folders.push(folder);
  return storeIn(folder);
}

const add = (w: World, store: FileStore, bytes: Uint8Array | null, more = {}) =>
  addExpense(w.as("amina", NOON), { ...spent, ...more }, { store, bytes });
const round = (w: World, store: FileStore, when = NOON) => forgetFiles(w.as("system", when), store);

test("an expense has its receipt or none; what cannot be taken leaves neither", () => {
  const w = world();
  const store = emptyStore();
  expect(add(w, store, Buffer.from("<svg onload=…>"))).toMatchObject({ reason: "file_type" });
  expect(add(w, store, Buffer.concat([PDF, Buffer.alloc(LARGEST_PAPER)]))).toMatchObject({ reason: "file_too_large" });
  expect(add(w, store, PDF, { date: "2027-01-01" })).toMatchObject({ reason: "date_future" });
  expect([store.ids(), w.db.select().from(schema.expenses).all()]).toEqual([[], []]);
  const [with_, without] = [add(w, store, PDF), add(w, store, null)];
  const ids = [with_, without].map((done) => (done.ok ? done.value.expenseId : ""));
  expect(store.read(receiptOf(w, ids[0] ?? "")?.fileId ?? "")).toEqual(PDF);
  expect(receiptOf(w, ids[1] ?? "")).toBeNull();
  for (const who of ["amina", "ilze"]) {
    const shown = statementOf(w.as(who, NOON), MARCH)?.expenses ?? [];
    expect(new Map(shown.map(({ id, receipt }) => [id, receipt]))).toEqual(
      new Map([
        [ids[0], { type: "PDF", kilobytes: 1 }],
        [ids[1], null],
      ]),
    );
  }
});

test("what is taken back takes its receipt along", () => {
  const w = world();
  const store = emptyStore();
  const added = add(w, store, PDF);
  round(w, store);
  expect(store.ids()).toHaveLength(1);
  withdrawExpense(w.as("amina", NOON), { expenseId: added.ok ? added.value.expenseId : "" });
  round(w, store);
  expect([store.ids(), w.db.select().from(schema.files).all()]).toEqual([[], []]);
});

test("the receipt of an approved month goes after its days, and that of one never handed in a year later", () => {
  const w = world();
  layRates(w.db);
  const store = emptyStore();
  add(w, store, PDF);
  add(w, store, PDF, { interpreterId: "amina", date: "2026-02-10", cents: 100 });
  const inApril = "2026-04-02T12:00";
  for (const [month, cents] of [["2026-02", 100]] as const) {
    expect(handInStatement(w.as("amina", inApril), { ...MARCH, month, cents }).ok).toBe(true);
    expect(approveStatement(w.as("ilze", inApril), { ...MARCH, month, cents }).ok).toBe(true);
  }
  const kept = (when: string) => {
    round(w, store, when);
    return store.ids().length;
  };
  expect([kept("2026-06-30T12:00"), kept("2026-07-02T13:00")]).toEqual([2, 1]);
  expect([kept("2027-06-01T12:00"), kept("2027-07-15T12:00")]).toEqual([1, 0]);
  expect(statementOf(w.as("ilze", inApril), { ...MARCH, month: "2026-02" })?.expenses).toMatchObject([
    { cents: 100, receipt: null },
  ]);
});
