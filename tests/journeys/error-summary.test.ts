/** What is wrong with a form stays on the page while a person goes from line to line of it, by mouse and by keyboard. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESKTOP, launch, PATIENCE_MS, pageOf, press, settled } from "#tests/support/browser";

let browser: Browser;
const pages = new Map<string, Page>();
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** One browser a person, signed in once. */
async function as(who: string): Promise<Page> {
  const page = pages.get(who) ?? (await pageOf(browser, who, DESKTOP));
  pages.set(who, page);
  return page;
}

interface FormCase {
  who: string;
  /** The page, or how one gets there. */
  path: string | ((page: Page) => Promise<void>);
  /** What makes the form wrong, and what is typed beside it and must stay. */
  fill: Record<string, string>;
  submit: RegExp;
  /** Fields that the summary leads to. */
  wrong: string[];
}

const FORMS: Record<string, FormCase> = {
  login: { who: "", path: "/login", fill: { email: "kaut.kas" }, submit: /^Pieslēgties/, wrong: ["f-password"] },
  "forgotten password": { who: "", path: "/forgot", fill: {}, submit: /^Nosūtīt saiti/, wrong: ["f-email"] },
  "institution's request": {
    who: "sociala",
    path: "/institution/new",
    fill: { contactName: "", note: "Pie ieejas jāzvana" },
    submit: /^Nosūtīt pieprasījumu/,
    wrong: ["f-language", "f-date", "f-start", "f-topic", "f-contactName"],
  },
  "phone order": {
    who: "ilze",
    path: async (page) => {
      await page.goto(`${inject("base")}/coordinator/new`);
      await page.selectOption("select[name=organisation]", { index: 1 });
      await page.locator("main form button").click();
      await page.waitForURL(/organisation=/);
    },
    fill: { note: "Zvana no slimnīcas" },
    submit: /^Nosūtīt pieprasījumu/,
    wrong: ["f-caller", "f-language", "f-date", "f-start", "f-topic"],
  },
  "moving a job": {
    who: "ilze",
    path: async (page) => {
      await page.goto(`${inject("base")}/coordinator/calendar?view=week&date=2026-11-24`);
      const chip = page.locator('.chip[data-assignment][href^="/coordinator/move"]').first();
      await page.goto(`${inject("base")}${await chip.getAttribute("href")}&to=none`);
    },
    fill: { reason: "" },
    submit: /^Atbrīvot/,
    wrong: ["move-reason"],
  },
  invitation: {
    who: "admin",
    path: "/admin/users/invite",
    fill: { name: "Anna Ozola", email: "nav-adrese" },
    submit: /^Nosūtīt uzaicinājumu/,
    wrong: ["f-email", "f-organisationId"],
  },
  organisation: {
    who: "admin",
    path: async (page) => {
      await page.goto(`${inject("base")}/admin/organisations`);
      await page.locator('main a[href^="/admin/organisations/"]').first().click();
      await page.waitForURL(/organisations\/./);
    },
    fill: { name: "", address: "Brīvības iela 1" },
    submit: /^Saglabāt/,
    wrong: ["f-name"],
  },
  "a setting": {
    who: "admin",
    path: async (page) => {
      await page.goto(`${inject("base")}/admin/settings`);
      await page.locator("section.rule summary").first().click();
    },
    fill: { holdsFrom: "" },
    submit: /^Saglabāt/,
    wrong: [],
  },
  holiday: { who: "admin", path: "/admin/holidays", fill: { date: "" }, submit: /^Saglabāt dienu/, wrong: ["f-date"] },
  "report of a job": {
    who: "samir",
    path: openReport,
    fill: { start: "9:6x", end: "" },
    submit: /^Notika, iesniegt/,
    wrong: ["report-start", "report-end"],
  },
  "interpreter's days away": {
    who: "amina",
    path: "/interpreter/availability?view=away&from=2026-12-01&to=2026-12-02&fromTime=99",
    fill: {},
    submit: /./,
    wrong: ["away-fromTime"],
  },
  password: {
    who: "konsultants",
    path: "/account",
    fill: { current: "x", password: "īsa", again: "cita" },
    submit: /^Nomainīt paroli/,
    wrong: ["password-password"],
  },
};

for (const [name, form] of Object.entries(FORMS))
  test(`${name}: each line leads to its field, by mouse and with Enter, and nothing is lost`, async () => {
    const page = await as(form.who);
    await open(page, form);
    await send(page, form);
    const summary = page.locator(".error-summary");
    await summary.waitFor();
    const targets = await targetsOf(page, ".error-summary a");
    expect(targets).toEqual(expect.arrayContaining(form.wrong));
    const kept = await typedInto(page);
    const address = page.url();
    for (const how of ["click", "Enter"] as const)
      for (const [index, target] of targets.entries()) {
        const line = summary.locator("a").nth(index);
        await (how === "click" ? line.click() : line.press("Enter"));
        await expect.poll(() => focus(page), { timeout: PATIENCE_MS }).toBe(target);
        expect(await targetsOf(page, ".error-summary a")).toEqual(targets);
      }
    expect(await page.locator(".field-error").count()).toBeGreaterThan(0);
    expect(await typedInto(page)).toEqual(kept);
    expect(page.url()).toBe(address);
  });

test("the usual week: a line about a day leads to the hours that are wrong, and the hours stay as they were typed", async () => {
  const page = await as("amina");
  for (const how of ["click", "Enter"] as const) {
    await page.goto(`${inject("base")}/interpreter/availability`);
    const day = page.locator("#day-6");
    await day.locator("select").first().selectOption("10:00");
    await day.locator("select").nth(1).selectOption("");
    await page
      .getByRole("button", { name: /^Saglabāt/ })
      .last()
      .click();
    const line = page.locator('a[href="#day-6"]');
    await (how === "click" ? line.click() : line.press("Enter"));
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("fieldset")?.id)).toBe("day-6");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
    expect(await line.count()).toBe(1);
    expect(await day.locator("select").first().inputValue()).toBe("10:00");
  }
});

test("a line leads to a field that somebody has folded away, and unfolds it", async () => {
  const page = await as("samir");
  await openReport(page);
  await page.locator("details.fold:has(#report-reason) > summary").click();
  await page.getByRole("button", { name: "Nenotika, iesniegt" }).click();
  const line = page.locator('.error-summary a[href="#report-reason"]');
  await line.waitFor();
  await page.locator("details.fold:has(#report-reason) > summary").click();
  await line.press("Enter");
  await expect.poll(() => focus(page)).toBe("report-reason");
  expect(await page.locator("#report-reason").isVisible()).toBe(true);
});

test("“to the content” keeps the errors, and moves the focus into the page", async () => {
  const page = await as("admin");
  await open(page, FORMS.invitation!);
  await send(page, FORMS.invitation!);
  await page.locator(".error-summary").waitFor();
  await page.locator("a.skip-link").focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => focus(page)).toBe("main");
  expect(await page.locator(".error-summary a").count()).toBeGreaterThan(0);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main")?.id)).toBe("main");
});

test("without scripts the line is a plain link to its field", async () => {
  const page = await pageOf(browser, "sociala", { ...DESKTOP, javaScriptEnabled: false });
  await page.goto(`${inject("base")}/institution/new`);
  await press(page, page.getByRole("button", { name: /^Nosūtīt pieprasījumu/ }));
  await page.locator('.error-summary a[href="#f-start"]').click();
  expect(page.url()).toMatch(/#f-start$/);
  expect(await page.locator(".error-summary a").count()).toBeGreaterThan(2);
  expect(await page.locator("input:target").getAttribute("name")).toBe("start");
});

async function open(page: Page, { path }: FormCase): Promise<void> {
  if (typeof path === "string") await page.goto(`${inject("base")}${path}`);
  else await path(page);
  await settled(page);
}

/** The newest job that waits for its report. */
async function openReport(page: Page): Promise<void> {
  await page.goto(`${inject("base")}/interpreter/jobs?view=done`);
  const unreported = page.locator('main a[href^="/interpreter/jobs/"]').first();
  await page.goto(`${inject("base")}${await unreported.getAttribute("href")}`);
  await settled(page);
}

/** Fills and sends past the browser's own questions, as a browser would that has none. */
async function send(page: Page, { fill, submit }: FormCase): Promise<void> {
  if (page.url().includes("view=away")) return;
  const button = page.locator("main").getByRole("button", { name: submit }).last();
  const form = button.locator("xpath=ancestor::form");
  await form.evaluate((element: HTMLFormElement) => (element.noValidate = true));
  for (const [name, typed] of Object.entries(fill)) await form.locator(`[name="${name}"]`).fill(typed);
  await button.click();
}

function targetsOf(page: Page, links: string): Promise<string[]> {
  return page.locator(links).evaluateAll((all) => all.map((link) => link.getAttribute("href")!.slice(1)));
}

function focus(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** Everything that stands in the page's fields. */
function typedInto(page: Page): Promise<string[]> {
  return page
    .locator("main :is(input:not([type=hidden]), select, textarea)")
    .evaluateAll((all) => all.map((one) => `${(one as HTMLInputElement).name}=${(one as HTMLInputElement).value}`));
}
