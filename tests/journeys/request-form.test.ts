import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, launch, pageOf, press } from "#tests/support/browser";
import { drafts } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const NARROW = { viewport: { width: 320, height: 640 } };

test("without scripts, 320 px wide: an error keeps everything, a holiday is said once, then it is sent and cancelled", async () => {
  const page = await pageOf(browser, "sociala", { ...NARROW, javaScriptEnabled: false });
  await page.goto(`${inject("base")}/institution/new`);
  const submit = page.getByRole("button", { name: "Nosūtīt pieprasījumu" });
  await page.selectOption("select[name=language]", "ps");
  await page.fill("input[name=start]", "9:30");
  await page.selectOption("select[name=topic]", "social");
  await page.fill("textarea[name=note]", "Klienta p.k. 010190-12345");
  await press(page, submit);

  const summary = page.getByRole("alert").first();
  expect(await summary.innerText()).toContain("Datums");
  expect(await summary.getByRole("link", { name: /Datums/ }).getAttribute("href")).toBe("#f-date");
  expect(await page.inputValue("select[name=language]")).toBe("ps");
  expect(await page.inputValue("input[name=start]")).toBe("9:30");

  await page.fill("input[name=date]", "2026-12-25");
  await press(page, submit);
  expect(await page.getByRole("alert").first().innerText()).toContain("personas kods");
  expect(await page.locator("main").innerText()).toContain("Ziemassvētk");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await page.fill("textarea[name=note]", "Saruna par dzīvesvietu.");
  await press(page, submit);
  expect(await page.locator("h1").innerText()).toBe("Pieprasījums saņemts");

  await press(page, page.getByRole("link", { name: "Atcelt pieprasījumu" }));
  await press(page, page.getByRole("button", { name: "Jā, atcelt pieprasījumu" }));
  expect(await page.locator(".badge").first().innerText()).toBe("Atcelts");
});

test("what was typed survives a reload and a new sign-in; pressing twice makes one request", async () => {
  const page = await pageOf(browser, "sociala");
  await page.goto(`${inject("base")}/institution/new`);
  await chooseLanguage("farsi", "farsi");
  await page.fill("input[name=date]", "2026-12-10");
  await page.fill("input[name=start]", "14:00");
  await page.selectOption("select[name=topic]", "health");
  await page.fill("input[name=clientCode]", "K-8842");
  await page.fill("textarea[name=note]", "Klients slikti dzird.");

  await page.context().clearCookies();
  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await page.waitForURL(/\/login/);
  await page.fill("input[name=email]", "sociala@demo.tilts.test");
  await page.fill("input[name=password]", "tilts-demo");
  await page.locator("main form").first().getByRole("button").first().click();
  await page.waitForURL(/\/institution/);
  await page.goto(`${inject("base")}/institution/new`);
  await page.getByText("Atjaunojām iesākto pieprasījumu").waitFor();
  expect(await page.locator("input[role=combobox]").first().inputValue()).toBe("farsi");
  expect(await page.inputValue("textarea[name=note]")).toBe("Klients slikti dzird.");
  expect(await page.locator(".sentence-text").innerText()).toBe(
    "Farsi valodas tulks pa tālruni, ceturtdien, 10. decembrī, 14:00–15:00.",
  );
  expect(await axe(page)).toEqual([]);

  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).dblclick();
  await page.waitForURL(/sent=1/);
  expect(await countOf("K-8842")).toBe(1);
  // Dropped by the page that says it was sent, once its scripts run there.
  await expect.poll(() => drafts(page)).toEqual([]);
  await page.goto(`${inject("base")}/institution/new`);
  expect(await page.getByText("Atjaunojām iesākto pieprasījumu").count()).toBe(0);

  async function chooseLanguage(typed: string, name: string) {
    await page.locator("input[role=combobox]").first().fill(typed);
    await page.getByRole("option", { name }).first().click();
  }
  async function countOf(words: string): Promise<number> {
    const list = await page.request.get(`${inject("base")}/institution?q=${words}`);
    return (await list.text()).split('class="request-row-title"').length - 1;
  }
});

test("with the keyboard alone: a language is found and chosen, an hour that happens twice is asked about", async () => {
  const page = await pageOf(browser, "sociala");
  await page.goto(`${inject("base")}/institution/new`);
  const box = page.locator("input[role=combobox]").first();
  await box.focus();
  await page.keyboard.type("krievu");
  await page.keyboard.press("Enter");
  await page.getByText("Krievu un angļu valodas tulkus nenodrošinām").waitFor();
  await box.fill("");
  await page.keyboard.type("kurd");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  expect(await box.inputValue()).toBe("kurdu");
  expect(await page.locator("select[name=variant] option").allInnerTexts()).toContain("kurmandži");

  await page.fill("input[name=date]", "2027-10-31");
  await page.fill("input[name=start]", "03:30");
  await page.getByText("Kurš no diviem laikiem?").waitFor();
  await page.getByLabel("otrais – jau ziemas laiks").focus();
  await page.keyboard.press("Space");
  expect(await page.locator(".sentence-text").innerText()).toContain("03:30 (ziemas laiks)");
  await page.fill("input[name=date]", "2027-03-28");
  await page.getByText("Šajā naktī pulksteņus pagriež uz priekšu").waitFor();
});

test("in a browser that speaks English a date is typed and shown as in Latvia, and may be chosen in the browser's own calendar", async () => {
  const page = await pageOf(browser, "sociala", { locale: "en-US" });
  await page.goto(`${inject("base")}/institution/new`);
  await page.locator("input[role=combobox]").first().fill("farsi");
  await page.getByRole("option", { name: "farsi" }).first().click();
  const field = page.locator("input[name=date]");
  await page.fill("input[name=start]", "14:00");
  await field.fill("2.12.");
  await field.blur();
  await page.locator(".sentence-text", { hasText: /2 December|2\. decembrī/ }).waitFor();
  // The browser draws its calendar outside the page; what is chosen there arrives like this.
  const calendar = page.locator(".date-pick input[type=date]").first();
  await calendar.evaluate((input: HTMLInputElement) => {
    input.showPicker = () => input.setAttribute("data-shown", "");
  });
  await page.locator(".date-pick button").first().click();
  expect(await calendar.getAttribute("data-shown")).toBe("");
  await calendar.evaluate((input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, "2026-12-10");
    for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  });
  expect(await field.inputValue()).toBe("10.12.2026.");
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.locator(".sentence-text", { hasText: /10 December|10\. decembrī/ }).waitFor();
});
