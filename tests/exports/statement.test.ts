import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addExpense } from "#app/commands/add-expense";
import type { Ctx } from "#app/context.server";
import { csvOf } from "#app/exports/csv";
import { statementTable } from "#app/exports/pay";
import { drawPdf } from "#app/exports/pdf/draw";
import { inEuros, type Statement, statementDocument } from "#app/exports/pdf/statement";
import { printed } from "#app/exports/statement";
import { xlsxOf } from "#app/exports/xlsx";
import { linesOfWorkbook } from "#app/imports/xlsx";
import { statementOf } from "#app/queries/everyone/statement";
import { doneJob, lateCancelled, layRates } from "#tests/support/pay";
import { textOfPdf } from "#tests/support/pdf";
import { append, attest } from "#tests/support/records";
import { at, world } from "#tests/support/world";

const row = (n: number) => ({
  at: at("2026-03-30T09:00"),
  reference: `R-${n}`,
  kind: "tulkojums",
  minutes: 60,
  why: "1 stunda pa 14,20",
  cents: 1420 + n,
  code: null,
});
const statement = (rows: Statement["rows"]): Statement => ({
  service: "Tilts",
  interpreter: "Amina Karimi",
  month: "2026-03",
  state: "Apstiprināts",
  rows,
  minutes: rows.length * 60,
  cents: rows.reduce((sum, { cents }) => sum + cents, 0),
});

test("cents are cents: no fraction, no rounding, thousands apart", () => {
  expect([0, 5, 99, 100, 1420, 123_456_789, -5, -1420].map(inEuros)).toEqual([
    "0,00",
    "0,05",
    "0,99",
    "1,00",
    "14,20",
    "1\u00a0234\u00a0567,89",
    "−0,05",
    "−14,20",
  ]);
});

test("every row of a long month and its sum stand in the file, on pages whose table goes on", async () => {
  const rows = Array.from({ length: 90 }, (_, n) => row(n));
  const file = await drawPdf(statementDocument(statement(rows), at("2026-04-02T09:00")));
  const said = textOfPdf(file);
  for (const { reference, cents } of rows) {
    expect(said).toContain(`${reference}\n`);
    expect(said).toContain(inEuros(cents));
  }
  expect(said).toContain(inEuros(90 * 1420 + (89 * 90) / 2));
  expect(said.match(/Kāpēc tik/g)?.length).toBe(
    Buffer.from(file)
      .toString("latin1")
      .match(/\/Type \/Page\n/g)?.length,
  );
});

test("page, PDF, XLSX and CSV of a month have the same cents, and the PDF names each service's record", async () => {
  const w = world();
  layRates(w.db);
  const done = doneJob(w, "amina", "2026-03-18T10:00", { travelMeans: "own_car", travelKm: 37, travelMinutes: 45 });
  doneJob(w, "amina", "2026-03-20T18:30");
  lateCancelled(w, "amina");
  attest(w, done, { when: at("2026-03-18T12:00") });
  const code = append(w, done);
  const ctx = w.as("amina", "2026-03-27T12:00") as Ctx<UserViewer>;
  addExpense(ctx, { interpreterId: "amina", date: "2026-03-20", kind: "parking", cents: 420 });
  const statement = statementOf(ctx, { interpreterId: "amina", month: "2026-03" });
  if (!statement) throw new Error("no statement");
  const cents = [...statement.rows.map((each) => each.cents), statement.totals.cents];
  expect(new Set(cents).size).toBeGreaterThan(4);
  const said = textOfPdf(await drawPdf(printed(ctx, statement))).split("\n");
  const table = statementTable(ctx, statement);
  const toCents = (euros = "") => Math.round(Number(euros.replace(",", ".")) * 100);
  const csv = [...csvOf(table)].join("").trimEnd().split("\r\n").slice(1);
  expect(csv.map((line) => toCents(line.split(";")[5]))).toEqual(cents);
  const workbook = linesOfWorkbook(new Uint8Array(Buffer.concat([...xlsxOf(table)])), undefined);
  expect(workbook.ok && workbook.value.slice(1).map((line) => toCents(line.cells[5]))).toEqual(cents);
  expect(said.filter((line) => /^−?[\d\u00a0]+,\d\d$/.test(line))).toEqual(cents.map(inEuros));
  expect(code).not.toBeNull();
  expect(said.filter((line) => line === code)).toHaveLength(1);
});
