/** By when an answer comes, as the institution reads it on the form, on the request's page and in the mail. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { simpleParser } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, PATIENCE_MS, PHONE } from "#tests/support/browser";
import { offsetTo, type RunningServer, startServer } from "#tests/support/server";

let browser: Browser;
let night: RunningServer;
let nightBase: string;
const folder = mkdtempSync(path.join(tmpdir(), "tilts-night-"));

beforeAll(async () => {
  browser = await launch();
  night = startServer({ DATA_DIR: path.join(folder, "data"), CLOCK_OFFSET: offsetTo("2026-11-24T23:00:00+02:00") });
  nightBase = await night.ready;
});
afterAll(async () => {
  await browser.close();
  await night.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("by day for nine tomorrow: one promise, two hours before, in all three places", async () => {
  const { form, page, mail } = await ask(inject("base"), inject("dataDir"));
  expect(form).toBe("Atbildēsim ne vēlāk kā trešdien, 25. novembrī, plkst. 07:00.");
  expect(await page.locator(".request-next").innerText()).toContain(form);
  expect(mail).toContain(form);
  expect(bare(mail)).toMatch(/Zvaniet \+371 [\d ]+ \(darba dienās 08:30–17:00\) vai/);
});

test("at night for nine that morning: no promise, who is asked when, and no closed office to call", async () => {
  const { form, page, mail } = await ask(nightBase, path.join(folder, "data"));
  expect(form).toContain("atbildes laiku nevaram apsolīt");
  expect(form).toContain(
    "No 22:00 līdz 07:00 tulkiem neko nesūtām, tāpēc uzrunāsim trešdien, 25. novembrī, plkst. 07:00.",
  );
  expect(form).toContain("Kontaktpunkts tagad ir slēgts");
  expect(await page.locator(".request-next").innerText()).toContain(form);
  expect(mail).toContain(form);
  expect(await page.locator("main").innerText()).toContain("tagad slēgts, atvērs trešdien, 25. novembrī, plkst. 08:30");

  const visitor = await newPage();
  await visitor.goto(nightBase);
  const landing = await visitor.locator(".landing-urgent").innerText();
  expect(landing).not.toContain("Zvaniet");
  expect(landing).toContain("Darba dienās 08:30–17:00; tagad slēgts, atvērs trešdien, 25. novembrī, plkst. 08:30.");
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: "lv-LV", timezoneId: "Europe/Riga", ...PHONE });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

/** A requester asks for Dari tomorrow at nine, reads what the form says, sends it and waits for the mail. */
async function ask(base: string, dataDir: string) {
  const page = await newPage();
  await page.goto(`${base}/login`);
  await page.fill("input[name=email]", "sociala@demo.tilts.test");
  await page.fill("input[name=password]", "tilts-demo");
  await page.click("main button[type=submit]");
  await page.waitForURL(/\/institution/);
  await page.goto(`${base}/institution/new`);
  await page.locator("input[role=combobox]").first().fill("dari");
  await page.getByRole("option", { name: "dari" }).first().click();
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", "2026-11-25");
  await page.fill("input[name=start]", "09:00");
  await page.selectOption("select[name=topic]", "social");
  const form = await page.locator(".sentence-promise").innerText();
  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await page.waitForURL(/sent=1/);
  await page.locator("main", { hasText: /R-[2-9A-Z]{5}/ }).waitFor();
  const [reference] = /R-[2-9A-Z]{5}/.exec(await page.locator("main").innerText())!;
  await expect.poll(() => mailAbout(dataDir, reference), { timeout: PATIENCE_MS, interval: 300 }).toBeTruthy();
  return { form: form.trim(), page, mail: (await mailAbout(dataDir, reference))! };
}

async function mailAbout(dataDir: string, reference: string): Promise<string | undefined> {
  const outbox = path.join(dataDir, "outbox");
  for (const name of readdirSync(outbox, { encoding: "utf8" }).filter((one) => one.endsWith(".eml"))) {
    const { subject, text } = await simpleParser(readFileSync(path.join(outbox, name)));
    if (subject?.startsWith("Pieprasījums saņemts") && subject.includes(reference)) return text;
  }
  return undefined;
}

const bare = (text: string) => text.replaceAll("\u00a0", " ");
