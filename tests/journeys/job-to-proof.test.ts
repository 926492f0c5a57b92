/**
 * The second half of a job as one chain: reported on a telephone without network, attested by one tap on the letter's link, on the
 * interpreter's own statement, in its files the same cents, and its act proof when nobody in it is known any more.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { inEuros } from "#app/exports/pdf/statement";
import { linesOfWorkbook } from "#app/imports/xlsx";
import { DATABASE_FILE } from "#db/installation.server";
import { axe, launch, mailTo, PHONE, pageOf, press } from "#tests/support/browser";
import { textOfPdf } from "#tests/support/pdf";
import { lightLink } from "./weight";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const WAITS = "Atskaite vēl nav nosūtīta";
const waiting = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((name) => /report/.test(name)));
const shown = (page: Page) => page.locator("main").innerText();

test("job over, reported without network, attested by a tap, paid to the cent, and proof without its people", async () => {
  const page = await pageOf(browser, "leila", PHONE);
  const reference = await reportedWithoutNetwork(page);
  const job = page.url();
  await attestedByLink(reference);
  await page.goto(job);
  expect(await shown(page)).toMatch(/Apliecinājums\s+Apliecināts/);

  const assignmentId = new URL(job).pathname.split("/").at(-1) ?? "";
  const [code, month] = recordOf(assignmentId);
  await page.goto(`${inject("base")}/interpreter/statement?month=${month}`);
  expect(await axe(page)).toEqual([]);
  await sameCentsEverywhere(page, { month, code, reference });

  const answer = await page.request.get(`${inject("base")}/act/${assignmentId}`);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const act = await answer.body();
  expect(textOfPdf(act)).toContain(code);
  forgetPeopleOf(assignmentId);
  const anyone = await pageOf(browser, "", { ...PHONE, javaScriptEnabled: false });
  await anyone.goto(`${inject("base")}/verify/${code}`); // what the act's QR leads to
  expect(await shown(anyone)).toContain("Ieraksts ir īsts");
  await lightLink(browser, `/verify/${code}`);
  expect(await verdictOn(anyone, act)).toContain("Akts ir īsts");
  expect(await verdictOn(anyone, withOneDigitChanged(act))).toContain("Akts neatbilst ierakstam");
});

/** By Leila, five minutes longer than planned; kept, and sent once there is a network. The request's reference. */
async function reportedWithoutNetwork(page: Page): Promise<string> {
  await page.goto(`${inject("base")}/interpreter/jobs?view=done`);
  await page.locator('main a[href^="/interpreter/jobs/"]').first().click();
  const held = page.getByRole("button", { name: "Notika, iesniegt" });
  await held.waitFor();
  await page.getByRole("button", { name: "Beigas 5 minūtes vēlāk" }).click();
  await page.context().setOffline(true);
  await page.evaluate(() => Object.defineProperty(navigator, "onLine", { get: () => true })); // it believes it is
  await held.click();
  await page.getByText(WAITS).waitFor();
  expect(await page.getByText(WAITS).evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
  expect(await waiting(page)).toHaveLength(1);
  await page.context().setOffline(false);
  await page.getByText("Atskaite nosūtīta.").waitFor();
  expect(await waiting(page)).toEqual([]);
  expect(await axe(page)).toEqual([]);
  expect(await page.getByRole("img", { name: "Kods, ko nolasīt" }).count()).toBe(1);
  return /R-[2-9A-Z]{5}/.exec(await shown(page))?.[0] ?? "";
}

/** By somebody who is not signed in and has no scripts. */
async function attestedByLink(reference: string): Promise<void> {
  quarterIsOver();
  const letter = await mailTo("sociala@demo.tilts.test", "Vai tulkošana notika?", reference);
  const link = /http:\/\/\S+\/a\/\S+/.exec(letter.text ?? "")?.[0] ?? "";
  const theirs = await pageOf(browser, "", { ...PHONE, javaScriptEnabled: false });
  await lightLink(browser, link);
  await theirs.goto(link); // looking is nothing
  await press(theirs, theirs.getByRole("button", { name: "Tā bija" }));
  expect(await shown(theirs)).toContain("Paldies, atbilde saņemta");
  await theirs.context().close();
}

function inDatabase<T>(deed: (db: Database.Database) => T): T {
  const db = new Database(path.join(inject("dataDir"), DATABASE_FILE));
  try {
    return deed(db);
  } finally {
    db.close();
  }
}

/** The time in which a report is corrected before anybody is asked about it. */
function quarterIsOver(): void {
  inDatabase((db) =>
    db.exec("update notifications set next_at = next_at - 3600000 where kind = 'attest_asked' and sent_at is null"),
  );
}

function recordOf(assignmentId: string): [code: string, month: string] {
  const sql = "select code, month from service_records where assignment_id = ?";
  return inDatabase((db) => db.prepare(sql).raw().get(assignmentId)) as [string, string];
}

/** On the page, in the PDF, in the workbook and in the table: row by row, and their sum. */
async function sameCentsEverywhere(page: Page, its: { month: string; code: string; reference: string }) {
  const rows = page.locator(".pay-row", { has: page.locator("details") });
  const cents = (await rows.locator(".pay-row-head .tabular").allInnerTexts()).map(inCents);
  cents.push(inCents(await page.locator("dd strong").first().innerText()));
  expect(cents.length).toBeGreaterThan(1);

  const pdf = await kept(page, "PDF");
  expect(pdf.called).toBe(`parskats-${its.month}.pdf`);
  const said = textOfPdf(pdf.file).split("\n");
  expect(said.filter((line) => /^−?[\d\u00a0]+,\d\d$/.test(line))).toEqual(cents.map(inEuros));
  expect(said.filter((line) => line.includes(its.code))).toHaveLength(1);
  expect(said.join(" ")).toContain(its.reference);
  const csv = (await kept(page, "CSV")).file.toString().trimEnd().split("\r\n").slice(1);
  expect(csv.map((line) => inCents(line.split(";")[5] ?? ""))).toEqual(cents);
  const workbook = linesOfWorkbook(new Uint8Array((await kept(page, "Excel")).file), undefined);
  expect(workbook.ok && workbook.value.slice(1).map(({ cells }) => inCents(cells[5] ?? ""))).toEqual(cents);
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

/** As retention will forget everybody in it, and what its record knew of them. */
function forgetPeopleOf(assignmentId: string): void {
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
}

async function verdictOn(anyone: Page, buffer: Buffer): Promise<string> {
  await anyone.goto(`${inject("base")}/verify`);
  await anyone.locator("input[type=file]").setInputFiles({ name: "akts.pdf", mimeType: "application/pdf", buffer });
  await press(anyone, anyone.getByRole("button", { name: "Pārbaudīt failu" }));
  return shown(anyone);
}

/** How long it took, one digit higher, in the facts inside: the file is one that every reader opens. */
function withOneDigitChanged(act: Buffer): Buffer {
  const at = act.indexOf("/EmbeddedFile");
  const from = act.indexOf("stream\n", at) + "stream\n".length;
  const until = act.indexOf("\nendstream", from);
  const facts = inflateSync(act.subarray(from, until)).toString();
  const changed = facts.replace(/"minutes":(\d)/, (_, digit) => `"minutes":${(Number(digit) % 9) + 1}`);
  expect(changed).not.toBe(facts);
  return Buffer.concat([act.subarray(0, from), deflateSync(changed), act.subarray(until)]);
}

test("a report that waits outlives its tab, and not a sign-out", async () => {
  const page = await pageOf(browser, "samir", PHONE);
  await page.evaluate(() => localStorage.setItem("tilts.report.somebody./interpreter/jobs/x", "{}"));
  const other = await page.context().newPage();
  await page.close();
  await other.goto(`${inject("base")}/interpreter`);
  expect(await waiting(other)).toHaveLength(1);
  await other.locator("header details summary, header [aria-haspopup]").first().click();
  await other.getByRole("button", { name: "Iziet" }).click();
  await other.waitForURL(/\/login/);
  await expect.poll(() => waiting(other)).toEqual([]);
});
