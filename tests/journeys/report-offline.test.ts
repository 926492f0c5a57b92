/** A report sent without network: kept, sent when there is some, attested by one tap on the letter's link. */
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDatabase } from "#db/client.server";
import { DATABASE_FILE } from "#db/installation.server";
import { axe, launch, mailTo, PHONE, pageOf, press } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const WAITS = "Atskaite vēl nav nosūtīta";
const waiting = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((name) => /report/.test(name)));

test("reported without network, sent later, attested by one tap on the link in the letter", async () => {
  const page = await pageOf(browser, "leila", PHONE);
  await page.goto(`${inject("base")}/interpreter/jobs?view=done`);
  await page.locator('main a[href^="/interpreter/jobs/"]').first().click();
  const held = page.getByRole("button", { name: "Notika, iesniegt" });
  await held.waitFor();
  const job = page.url();
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
  const reference = /R-[2-9A-Z]{5}/.exec(await page.locator("main").innerText())?.[0] ?? "";
  expect(await page.getByRole("img", { name: "Kods, ko nolasīt" }).count()).toBe(1);

  quarterIsOver();
  const letter = await mailTo("sociala@demo.tilts.test", "Vai tulkošana notika?", reference);
  const link = /http:\/\/\S+\/a\/\S+/.exec(letter.text ?? "")?.[0] ?? "";
  const theirs = await (await browser.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await theirs.goto(link);
  await theirs.goto(link); // looking is nothing
  await press(theirs, theirs.getByRole("button", { name: "Tā bija" }));
  expect(await theirs.locator("main").innerText()).toContain("Paldies, atbilde saņemta");
  await page.goto(job);
  expect(await page.locator("main").innerText()).toMatch(/Apliecinājums\s+Apliecināts/);
});

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

/** The time in which a report is corrected before anybody is asked about it. */
function quarterIsOver(): void {
  const { sqlite } = openDatabase(path.join(inject("dataDir"), DATABASE_FILE));
  sqlite.exec("update notifications set next_at = next_at - 3600000 where kind = 'attest_asked' and sent_at is null");
  sqlite.close();
}
