/**
 * `npm run screenshots`: makes the pictures of the README from a fresh demo on a Tuesday morning. The act is a PDF, which `pdftoppm`
 * (Debian: poppler-utils) draws.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { openDatabase } from "#db/client.server";
import { DATABASE_FILE } from "#db/installation.server";
import { launch } from "#tests/support/chromium";
import { OVER_BOOKED, overBook } from "#tests/support/over-booked";
import { offsetTo, startServer, TEST_CLOCK } from "#tests/support/server";

const FOLDER = "tests/screenshots";
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 2 };

const dataDir = mkdtempSync(path.join(tmpdir(), "tilts-pictures-"));
const server = startServer({ DATA_DIR: path.join(dataDir, "data"), CLOCK_OFFSET: offsetTo(TEST_CLOCK) });
const base = await server.ready;
const browser = await launch();

async function pageOf(who: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: "lv-LV", timezoneId: "Europe/Riga", ...options });
  const page = await context.newPage();
  if (!who) return page;
  await page.goto(`${base}/login`);
  await page.fill("input[name=email]", `${who}@demo.tilts.test`);
  await page.fill("input[name=password]", "tilts-demo");
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}

/** The link in the mail about this request, once it has left; of an offer (`o`) or of what took place (`a`). */
async function linkOf(kind: "o" | "a", reference: string): Promise<string> {
  for (let i = 0; i < 60; i++) {
    const outbox = path.join(dataDir, "data", "outbox");
    for (const file of safely(() => readdirSync(outbox))) {
      const mail = readFileSync(path.join(outbox, file), "utf8")
        .replace(/=\r?\n/g, "")
        .replace(/=3D/g, "=");
      const link = new RegExp(`http://\\S+?/${kind}/[\\w.-]{40,}`).exec(mail)?.[0];
      if (link && mail.includes(reference)) return link;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error("no letter has left");
}

function safely(read: () => string[]): string[] {
  try {
    return read();
  } catch {
    return []; // the outbox is made with the first mail
  }
}

/** A report is not asked about for a quarter of an hour, in which it may be corrected. */
function askAtOnce(): void {
  const { sqlite } = openDatabase(path.join(dataDir, "data", DATABASE_FILE));
  sqlite.exec("update notifications set next_at = next_at - 3600000 where kind = 'attest_asked' and sent_at is null");
  sqlite.close();
}

/** The requester's telephone in the client's hand, after a meeting of the last days. */
async function handedOver(): Promise<Page> {
  const page = await pageOf("sociala", PHONE);
  await page.goto(`${base}/institution?view=past`);
  const links = page.locator('main a[href^="/institution/requests/"]');
  for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""))) {
    await page.goto(base + href);
    const evaluation = page.getByRole("link", { name: "Klienta izvērtējuma anketa" });
    if (!(await evaluation.count())) continue;
    await evaluation.click();
    await page.getByRole("button", { name: "Dot klientam" }).click();
    await page.waitForURL(/\/e\//);
    return page;
  }
  throw new Error("no meeting of the last days");
}

const requester = await pageOf("sociala", DESKTOP);
await requester.goto(`${base}/institution/new`);
await requester.getByRole("combobox", { name: "Valoda" }).waitFor(); // the page is alive
await requester.getByRole("combobox", { name: "Valoda" }).fill("arābu");
await requester.getByRole("option", { name: "arābu" }).first().click();
await requester.locator("input[name=mode][value=phone]").check();
await requester.fill("input[name=date]", "2026-11-26");
await requester.fill("input[name=start]", "13:00");
await requester.selectOption("select[name=topic]", "health");
await requester.fill("input[name=clientCode]", "OZ-151");
await requester.evaluate(() => window.scrollTo(0, 0));
await take(requester, "request-form");
await requester.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
await requester.waitForURL(/sent=1/);
await requester.locator("main", { hasText: /R-[2-9A-Z]{5}/ }).waitFor();
const [reference] = /R-[2-9A-Z]{5}/.exec(await requester.locator("main").innerText())!;
const id = new URL(requester.url()).pathname.split("/").at(-1);
await take(requester, "request-page");

const phone = await pageOf("", PHONE);
await phone.goto(await linkOf("o", reference));
await take(phone, "offer");

const coordinator = await pageOf("ilze", DESKTOP);
await coordinator.goto(`${base}/coordinator`);
await take(coordinator, "queue");
await coordinator.goto(`${base}/coordinator/calendar?request=${id}`);
await coordinator.locator(".rbc-event").first().waitFor();
await take(coordinator, "calendar");
await coordinator.goto(`${base}/coordinator/requests/${id}`);
await take(coordinator, "candidates");
overBook(path.join(dataDir, "data"), { "R-PLN2B": "amina", "R-PLN2E": "leila", "R-PLN3D": "emre", "R-PLN4A": "farid" });
await coordinator.setViewportSize({ width: 1440, height: 1240 });
await coordinator.goto(`${base}/coordinator/plan?from=${OVER_BOOKED.from}&to=${OVER_BOOKED.to}&plan=1`);
await take(coordinator, "plan");

const interpreter = await pageOf("leila", PHONE);
await interpreter.goto(`${base}/interpreter/jobs?view=done`);
await interpreter.locator('main a[href^="/interpreter/jobs/"]').first().click();
const held = interpreter.getByRole("button", { name: "Notika, iesniegt" });
await held.waitFor();
await take(interpreter, "report");
const job = new URL(interpreter.url()).pathname.split("/").at(-1);
await held.click();
await interpreter.getByRole("img", { name: "Kods, ko nolasīt" }).waitFor();
const [reported] = /R-[2-9A-Z]{5}/.exec(await interpreter.locator("main").innerText())!;
askAtOnce();
await phone.goto(await linkOf("a", reported));
await take(phone, "attest");
await phone.getByRole("button", { name: "Tā bija" }).click();
await phone.getByText("Paldies, atbilde saņemta").waitFor();
await interpreter.goto(`${base}/interpreter/statement?month=2026-10`);
await take(interpreter, "statement");
const act = path.join(dataDir, "act.pdf");
writeFileSync(act, await (await interpreter.request.get(`${base}/act/${job}`)).body());
execFileSync("pdftoppm", ["-r", "110", "-png", "-singlefile", act, path.join(FOLDER, "act")]);

await coordinator.setViewportSize(DESKTOP.viewport);
await coordinator.goto(`${base}/coordinator/settle`);
await take(coordinator, "settle");

await take(await handedOver(), "evaluation");

await browser.close();
await server.stop();
rmSync(dataDir, { recursive: true });
