import { expect, test } from "vitest";
import { drawPdf } from "#app/exports/pdf/draw";
import { inEuros, type Statement, statementDocument } from "#app/exports/pdf/statement";
import { textOfPdf } from "#tests/support/pdf";
import { at } from "#tests/support/world";

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
