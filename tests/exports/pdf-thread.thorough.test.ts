import { afterAll, expect, test } from "vitest";
import type { PdfDocument } from "#app/exports/pdf/document";
import { drawPdf } from "#app/exports/pdf/draw";
import { endThread, makePdf } from "#app/exports/pdf/thread";
import { at } from "#tests/support/world";

const document: PdfDocument = {
  title: "Pārskats",
  lang: "lv",
  author: "Tilts",
  madeAt: at("2026-04-02T09:00"),
  foot: "Tilts",
  blocks: [{ kind: "table", heads: [{ text: "EUR", isNumber: true }], rows: [["12,50"], ["7,25"]], total: ["19,75"] }],
};

afterAll(endThread);

test("the thread makes the same file as the drawing itself, and goes on after a document that cannot be made", async () => {
  const wrong = makePdf({ ...document, blocks: [{ kind: "table" } as never] });
  const right = makePdf(document);
  await expect(wrong).rejects.toThrow();
  expect(Buffer.from(await right).equals(await drawPdf(document))).toBe(true);
  await endThread();
  expect(Buffer.from(await makePdf(document)).equals(await drawPdf(document))).toBe(true);
});
