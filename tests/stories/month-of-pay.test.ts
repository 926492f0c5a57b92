/** A month of an interpreter, from the jobs to the money: what is owed, handed in, approved, closed, and set right afterwards. */
import { eq, like } from "drizzle-orm";
import { expect, test } from "vitest";
import { approveStatement } from "#app/commands/approve-statement";
import { exportPayments } from "#app/commands/export-payments";
import { handInStatement } from "#app/commands/hand-in-statement";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { payStatements } from "#app/commands/pay-statements";
import { returnStatement } from "#app/commands/return-statement";
import { saveBankAccount, savePayer } from "#app/commands/save-bank-account";
import { saveRates } from "#app/commands/save-rates";
import { setTerms } from "#app/commands/set-terms";
import { ibansOf } from "#app/facts/pay/accounts";
import { reckonedAgain, statementsOf } from "#app/facts/pay/statements";
import { hourKey } from "#app/pay/rates";
import { totalsOf } from "#app/pay/statement";
import * as schema from "#db/schema";
import { doneJob, layRates } from "#tests/support/pay";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const APRIL = "2026-04-02T10:00";
const MAY = "2026-05-05T10:00";

function paid(): World {
  const w = world();
  layRates(w.db);
  return w;
}

function statement(w: World, month: string, when: string, who = "amina") {
  const [one] = statementsOf(w.as("ilze", when), [who], month);
  if (!one) throw new Error("no statement");
  return { ...one, cents: totalsOf(one.rows).cents };
}

function close(w: World, month: string, when: string, who = "amina") {
  const { cents } = statement(w, month, when, who);
  const given = { interpreterId: who, month, cents };
  const handed = handInStatement(w.as(who, when), given);
  if (!handed.ok) throw new Error(handed.reason);
  const approved = approveStatement(w.as("ilze", when), given);
  if (!approved.ok) throw new Error(approved.reason);
  return cents;
}

test("the month is filled in by what both sides agree on; what waits is named, and what is ahead is not there", () => {
  const w = paid();
  doneJob(w, "amina", "2026-03-02T10:00");
  doneJob(w, "amina", "2026-03-03T10:00", { agreedAt: null });
  w.assign(w.request({ startAt: at("2026-03-04T10:00") }), "amina");
  w.assign(w.request({ startAt: at("2026-04-20T10:00") }), "amina");
  const march = statement(w, "2026-03", APRIL);
  expect(march.rows).toMatchObject([{ kind: "service", minutes: 60, cents: 800, corrects: null }]);
  expect(march.waiting.map(({ waitsFor }) => waitsFor)).toEqual(["attestation", "report"]);
  expect(statement(w, "2026-04", APRIL)).toMatchObject({ rows: [], waiting: [] });
});

test("handed in, sent back, handed in again, approved, paid: each once, in this order, by those who may", () => {
  const w = paid();
  doneJob(w, "amina", "2026-03-02T10:00");
  const [amina, ilze] = [w.as("amina", APRIL), w.as("ilze", APRIL)];
  const march = { interpreterId: "amina", month: "2026-03", cents: 800 };
  const { reason: _, ...back } = { ...march, reason: "Trūkst biļetes" };
  expect(handInStatement(w.as("karim", APRIL), march)).toMatchObject({ reason: "not_found" });
  expect(handInStatement(w.as("amina", "2026-03-31T23:59"), march)).toMatchObject({ reason: "month_not_over" });
  expect(handInStatement(amina, { ...march, cents: 900 })).toMatchObject({ reason: "changed_meanwhile" });
  expect(approveStatement(ilze, march)).toMatchObject({ reason: "not_handed_in" });
  expect(handInStatement(amina, march)).toMatchObject({ ok: true });
  expect(handInStatement(amina, march)).toMatchObject({ reason: "already_handed_in" });
  expect(approveStatement(amina, march)).toMatchObject({ reason: "not_found" });
  expect(returnStatement(ilze, { ...back, reason: " " })).toMatchObject({ reason: "reason_missing" });
  expect(returnStatement(ilze, { ...back, reason: "Trūkst biļetes" })).toMatchObject({ ok: true });
  expect(approveStatement(ilze, march)).toMatchObject({ reason: "not_handed_in" });
  expect(handInStatement(amina, march)).toMatchObject({ ok: true });
  expect(approveStatement(ilze, { ...march, cents: 1 })).toMatchObject({ reason: "changed_meanwhile" });
  expect(approveStatement(ilze, march)).toMatchObject({ ok: true });
  expect(approveStatement(ilze, march)).toMatchObject({ reason: "already_approved" });
  expect(handInStatement(amina, march)).toMatchObject({ reason: "already_approved" });
  expect(payStatements(ilze, { month: "2026-03", seen: 1 })).toMatchObject({ ok: true });
  expect(payStatements(ilze, { month: "2026-03", seen: 1 })).toMatchObject({ reason: "nothing_to_pay" });
  const told = w.db.select().from(schema.notifications).where(like(schema.notifications.kind, "statement_%")).all();
  expect(told.map(({ kind, interpreterId }) => `${kind} ${interpreterId}`)).toEqual([
    "statement_returned amina",
    "statement_approved amina",
    "statement_paid amina",
  ]);
});

test("what comes after a month is closed goes to the next open one, once, and says of which month it is", () => {
  const w = paid();
  const corrected = doneJob(w, "amina", "2026-03-02T10:00");
  const late = doneJob(w, "amina", "2026-03-09T10:00", { agreedAt: null });
  doneJob(w, "amina", "2026-04-01T10:00");
  expect(close(w, "2026-03", APRIL)).toBe(800);
  w.db
    .update(schema.reports)
    .set({ agreedAt: at(APRIL) })
    .where(eq(schema.reports.assignmentId, late))
    .run();
  const endedAt = at("2026-03-02T11:30");
  w.db.update(schema.reports).set({ endedAt }).where(eq(schema.reports.assignmentId, corrected)).run();
  const april = statement(w, "2026-04", MAY);
  expect(april.rows.map(({ cents, corrects, number }) => ({ cents, corrects, number }))).toEqual([
    { cents: 400, corrects: "2026-03", number: 1 },
    { cents: 800, corrects: "2026-03", number: 0 },
    { cents: 800, corrects: null, number: 0 },
  ]);
  expect(statement(w, "2026-05", MAY).rows).toEqual([]);
  expect(close(w, "2026-04", MAY)).toBe(2000);
  expect(statement(w, "2026-05", "2026-06-01T10:00").rows).toEqual([]);
});

test("an empty month passes on what is left of the month before it", () => {
  const w = paid();
  const late = doneJob(w, "amina", "2026-03-09T10:00", { agreedAt: null });
  expect(close(w, "2026-03", APRIL)).toBe(0);
  w.db
    .update(schema.reports)
    .set({ agreedAt: at(MAY) })
    .where(eq(schema.reports.assignmentId, late))
    .run();
  expect(statement(w, "2026-05", MAY).rows).toMatchObject([{ cents: 800, corrects: "2026-03" }]);
});

test("a closed month reckoned again gives the same cents after rates changed; what the new rate changes comes next", () => {
  const w = paid();
  doneJob(w, "amina", "2026-03-02T10:00");
  close(w, "2026-03", APRIL);
  const approvedAt = at(APRIL);
  const key = hourKey("paid", "phone", "day", 1);
  const from = { values: { [key]: 1000 }, holdsFrom: "2026-03-01" };
  expect(saveRates(w.as("ilze", "2026-04-03T10:00"), from)).toMatchObject({ reason: "not_found" });
  expect(saveRates(w.as("admin", "2026-04-03T10:00"), from)).toMatchObject({ ok: true });
  expect(statement(w, "2026-03", MAY).cents).toBe(800);
  expect(reckonedAgain(w.as("ilze", MAY), "amina", "2026-03", approvedAt)).toMatchObject([{ cents: 800 }]);
  expect(statement(w, "2026-04", MAY).rows).toMatchObject([
    {
      cents: 200,
      minutes: 0,
      corrects: "2026-03",
      reasons: expect.arrayContaining([{ code: "correction", month: "2026-03", before: 800, after: 1000 }]),
    },
  ]);
});

test("called off late it is owed, less what was done instead; in good time it is not", () => {
  const w = paid();
  const at12 = at("2026-03-24T12:00");
  const off = (cancelledLate: boolean) => {
    const id = w.request({
      startAt: at12,
      cancelledAt: at("2026-03-24T09:30"),
      cancelledBy: "user-sociala",
      cancelledLate,
    });
    w.assign(id, cancelledLate ? "amina" : "karim", { releasedAt: at("2026-03-24T09:30"), releaseReason: "cancelled" });
  };
  off(true);
  off(false);
  expect(statement(w, "2026-03", APRIL).rows).toMatchObject([{ kind: "cancellation", minutes: 60, cents: 600 }]);
  expect(statement(w, "2026-03", APRIL, "karim").rows).toEqual([]);
  doneJob(w, "amina", "2026-03-24T12:30");
  expect(statement(w, "2026-03", APRIL).rows).toMatchObject([
    { kind: "cancellation", minutes: 30, cents: 300 },
    { kind: "service", cents: 800 },
  ]);
});

test("the database itself pays nothing twice and changes nothing that is closed", () => {
  const w = paid();
  const id = doneJob(w, "amina", "2026-03-02T10:00", { travelMeans: "own_car", travelKm: 10, travelMinutes: 10 });
  close(w, "2026-03", APRIL);
  const row = (more: string) =>
    `insert into statement_rows (interpreter_id, month, key, number, kind, date, assignment_id, minutes, cents, funding, corrects, reasons) values ${more}`;
  const refused = (sql: string) => {
    try {
      w.sqlite.exec(sql);
      return "taken";
    } catch (error) {
      return String(error).replace(/^SqliteError: /, "");
    }
  };
  const again = `'service:x', 0, 'service', '2026-03-02', '${id}', 60, 800, 'project', '2026-03', '[]')`;
  expect(refused(row(`('amina', '2026-03', ${again}`))).toContain("APPEND_ONLY");
  expect(refused(row(`('amina', '2026-04', ${again}`))).toContain(
    "UNIQUE constraint failed: statement_rows.assignment_id",
  );
  expect(refused(row(`('karim', '2026-04', ${again}`))).toContain("UNIQUE");
  const journey = `('amina', '2026-04', 'travel:y', 0, 'travel', '2026-03-02', '${id}', 1, 1, 'project', '2026-03', '[]')`;
  expect(refused(row(journey))).toContain(
    "UNIQUE constraint failed: statement_rows.interpreter_id, statement_rows.date",
  );
  expect(refused("update statement_rows set cents = cents + 1")).toContain("APPEND_ONLY");
  expect(refused("delete from statement_rows")).toContain("APPEND_ONLY");
  expect(refused("update statements set approved_cents = 1")).toContain("APPEND_ONLY");
  expect(refused("delete from statements")).toContain("APPEND_ONLY");
  expect(refused("update pay_rates set value = 1")).toContain("APPEND_ONLY");
  const open =
    "insert into statements (interpreter_id, month, handed_in_at, handed_in_cents) values ('karim', '2026-03', 1, 5)";
  expect(refused(open)).toBe("taken");
  expect(refused("update statements set approved_at = 2, approved_cents = 5 where interpreter_id = 'karim'")).toContain(
    "STATEMENT_SUM",
  );
});

test("the bank is told what was approved and not paid, of whom an account is known; the number stands nowhere else", () => {
  const w = paid();
  const iban = "LV80BANK0000435195001";
  doneJob(w, "amina", "2026-03-02T10:00");
  close(w, "2026-03", APRIL);
  const [ilze, admin] = [w.as("ilze", APRIL), w.as("admin", APRIL)];
  const months = { month: "2026-03" };
  expect(exportPayments(w.as("amina", APRIL), months)).toMatchObject({ reason: "not_found" });
  expect(exportPayments(ilze, months)).toMatchObject({ reason: "payer_missing" });
  expect(savePayer(admin, { name: "Biedrība", iban })).toMatchObject({ ok: true });
  expect(exportPayments(ilze, months)).toMatchObject({ reason: "no_payments" });
  expect(saveBankAccount(w.as("karim", APRIL), { interpreterId: "amina", iban })).toMatchObject({
    reason: "not_found",
  });
  const wrong = { interpreterId: "amina", iban: "LV81BANK0000435195001" };
  expect(saveBankAccount(w.as("amina", APRIL), wrong)).toMatchObject({ reason: "iban_invalid" });
  expect(saveBankAccount(w.as("amina", APRIL), { interpreterId: "amina", iban: "lv80 bank 0000 4351 9500 1" }).ok).toBe(
    true,
  );
  const made = exportPayments(ilze, months);
  expect(made).toMatchObject({ ok: true, value: { count: 1, left: 0 } });
  expect(made.ok && made.value.file).toContain(`<InstdAmt Ccy="EUR">8.00</InstdAmt>`);
  expect(made.ok && made.value.file).toContain(iban);
  expect(w.sqlite.serialize().toString("latin1")).not.toContain("0000435195001");
  payStatements(ilze, { ...months, seen: 1 });
  expect(exportPayments(ilze, months)).toMatchObject({ reason: "no_payments" });
});

test("two who are one person: what is open is one month, what is closed stays, and nothing is paid twice", () => {
  const w = paid();
  doneJob(w, "karim", "2026-02-03T10:00");
  doneJob(w, "karim", "2026-03-03T10:00");
  doneJob(w, "amina", "2026-03-02T10:00");
  const spent = (id: string, interpreterId: string, date: string) =>
    w.db
      .insert(schema.expenses)
      .values({
        id,
        interpreterId,
        date,
        kind: "parking",
        cents: 250,
        enteredBy: "user:user-karim",
        enteredAt: at(APRIL),
      })
      .run();
  spent("closed", "karim", "2026-02-03");
  spent("open", "karim", "2026-03-03");
  const closed = close(w, "2026-02", APRIL, "karim");
  const [first, second] = [statement(w, "2026-03", APRIL, "karim").cents, statement(w, "2026-03", APRIL).cents];
  for (const [who, cents] of [
    ["karim", first],
    ["amina", second],
  ] as const)
    expect(handInStatement(w.as(who, APRIL), { interpreterId: who, month: "2026-03", cents })).toMatchObject({
      ok: true,
    });
  expect(
    saveBankAccount(w.as("karim", APRIL), { interpreterId: "karim", iban: "LV80BANK0000435195001" }),
  ).toMatchObject({ ok: true });
  const ctx = w.as("ilze", APRIL);
  setTerms(ctx, { interpreterId: "karim", terms: "volunteer", holdsFrom: "2026-04-02" });
  expect(mergeInterpreters(ctx, { from: "karim", into: "amina" })).toMatchObject({ reason: "terms_differ" });
  setTerms(ctx, { interpreterId: "karim", terms: "paid", holdsFrom: "2026-04-02" });
  expect(mergeInterpreters(ctx, { from: "karim", into: "amina" })).toMatchObject({ ok: true });

  expect(statement(w, "2026-03", APRIL)).toMatchObject({ cents: first + second, facts: { handedInCents: second } });
  expect(statement(w, "2026-03", APRIL, "karim")).toMatchObject({ rows: [], facts: { handedInAt: null } });
  expect(statement(w, "2026-02", APRIL)).toMatchObject({ rows: [] });
  expect(statement(w, "2026-02", APRIL, "karim").cents).toBe(closed);
  expect([...ibansOf(ctx, ["karim", "amina"])]).toEqual([
    ["amina", "LV80BANK0000435195001"],
    ["karim", "LV80BANK0000435195001"],
  ]);
  const given = { interpreterId: "amina", month: "2026-03", cents: first + second };
  expect(approveStatement(ctx, given)).toMatchObject({ ok: true });
  expect(statement(w, "2026-04", MAY)).toMatchObject({ rows: [] });
});

test("a holiday that is announced afterwards is a fact of its date: an open month changes, a closed one stays and its difference comes next", () => {
  const w = paid();
  doneJob(w, "amina", "2026-02-03T10:00");
  doneJob(w, "amina", "2026-03-03T10:00");
  const closed = close(w, "2026-02", APRIL);
  const before = statement(w, "2026-03", APRIL).cents;
  for (const date of ["2026-02-03", "2026-03-03"])
    w.db
      .insert(schema.holidays)
      .values({ date, kind: "holiday", name: { lv: "Diena", en: "Day" }, source: written("likums") })
      .run();
  expect(statement(w, "2026-02", APRIL).cents).toBe(closed);
  const after = statement(w, "2026-03", APRIL);
  const [late] = after.rows.filter(({ corrects }) => corrects === "2026-02");
  expect(late?.cents).toBeGreaterThan(0);
  expect(after.cents - (late?.cents ?? 0)).toBeGreaterThan(before);
});
