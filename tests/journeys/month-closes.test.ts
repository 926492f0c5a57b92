/** A service is agreed and comes into the month: the same cents on the page, the PDF and both tables; its act outlives its people. */
import { readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { inEuros } from "#app/exports/pdf/statement";
import { linesOfWorkbook } from "#app/imports/xlsx";
import { axe, launch, PHONE, pageOf, press } from "#tests/support/browser";
import { textOfPdf } from "#tests/support/pdf";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

function inDatabase<T>(deed: (db: Database.Database) => T): T {
  const db = new Database(path.join(inject("dataDir"), "tilts.db"));
  try {
    return deed(db);
  } finally {
    db.close();
  }
}

/** The requester says that it was as reported; the assignment. */
async function attested(): Promise<string> {
  const page = await pageOf(browser, "sociala", PHONE);
  await page.goto(`${inject("base")}/institution/attest`);
  const service = page.locator('input[name="service[]"]').first();
  const [assignmentId = ""] = (await service.getAttribute("value"))?.split(":") ?? [];
  const form = page.locator("form", { has: service }).last();
  if ((await service.getAttribute("type")) === "checkbox") await service.evaluate((box: HTMLElement) => box.click());
  await press(page, form.getByRole("button").first());
  expect(await page.locator("main").innerText()).toContain("Paldies");
  await page.context().close();
  return assignmentId;
}

/** What the link of the page gives, as a browser keeps it. */
async function kept(page: Page, name: string): Promise<{ file: Buffer; called: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".downloads").getByRole("link", { name, exact: true }).click(),
  ]);
  return { file: readFileSync(await download.path()), called: download.suggestedFilename() };
}

/** Digits as they are written here: "1 234,05 €", "−14,20", "14.2". */
function inCents(text: string): number {
  const [euros = "0", part = ""] = text
    .replace(/[^\d,.−-]/g, "")
    .replace("−", "-")
    .split(/[,.]/);
  const cents = Math.abs(Number(euros)) * 100 + Number(part.padEnd(2, "0"));
  return text.includes("−") || text.includes("-") ? -cents : cents;
}

test("a month closes: page, PDF, XLSX and CSV agree to the cent, and an act is proof without its people", async () => {
  const assignmentId = await attested();
  const [code, interpreterId, month, reference] = inDatabase((db) =>
    db
      .prepare(
        `select r.code, a.interpreter_id, r.month, q.reference from service_records r
         join assignments a on a.id = r.assignment_id join requests q on q.id = a.request_id where a.id = ?`,
      )
      .raw()
      .get(assignmentId),
  ) as string[];

  const page = await pageOf(browser, "ilze");
  await page.goto(`${inject("base")}/finance/statements/${interpreterId}?month=${month}`);
  expect(await axe(page)).toEqual([]);
  const rows = page.locator(".pay-row", { has: page.locator("details") });
  const cents = (await rows.locator(".pay-row-head .tabular").allInnerTexts()).map(inCents);
  cents.push(inCents(await page.locator("dd strong").first().innerText()));
  expect(cents.length).toBeGreaterThan(1);

  const pdf = await kept(page, "PDF");
  expect(pdf.called).toBe(`parskats-${month}.pdf`);
  const said = textOfPdf(pdf.file).split("\n");
  expect(said.filter((line) => /^−?[\d\u00a0]+,\d\d$/.test(line))).toEqual(cents.map(inEuros));
  expect(
    said.filter((line) => line.includes(code ?? "-")),
    said.join("¦"),
  ).toHaveLength(1);
  expect(said.join(" ")).toContain(reference);
  const csv = (await kept(page, "CSV")).file.toString().trimEnd().split("\r\n").slice(1);
  expect(csv.map((line) => inCents(line.split(";")[5] ?? ""))).toEqual(cents);
  const workbook = linesOfWorkbook(new Uint8Array((await kept(page, "Excel")).file), undefined);
  expect(workbook.ok && workbook.value.slice(1).map(({ cells }) => inCents(cells[5] ?? ""))).toEqual(cents);

  const act = await page.request.get(`${inject("base")}/act/${assignmentId}`);
  expect(act.headers()["content-type"]).toBe("application/pdf");
  const genuine = await act.body();
  // Retention, as it will forget everybody in it.
  inDatabase((db) => {
    db.prepare("update service_records set facts = null where assignment_id = ?").run(assignmentId);
    const request = "(select request_id from assignments where id = ?)";
    db.prepare(`update users set name = '–' where id = (select requester_id from requests where id = ${request})`).run(
      assignmentId,
    );
    db.prepare(`update requests set client_id = null, contact_name = '–', note = null where id = ${request}`).run(
      assignmentId,
    );
  });
  const anyone = await pageOf(browser, "");
  const verdict = async (buffer: Buffer) => {
    await anyone.goto(`${inject("base")}/verify`);
    await anyone.locator("input[type=file]").setInputFiles({ name: "akts.pdf", mimeType: "application/pdf", buffer });
    await press(anyone, anyone.getByRole("button", { name: "Pārbaudīt failu" }));
    return anyone.locator("main").innerText();
  };
  expect(await verdict(genuine)).toContain("Akts ir īsts");
  const forged = Buffer.from(genuine);
  const at = forged.lastIndexOf("%%EOF") - 4; // a digit of where its table begins
  forged.write(String((Number(forged.toString("latin1", at, at + 1)) + 1) % 10), at, "latin1");
  expect(await verdict(forged)).not.toContain("Akts ir īsts");
});
