/** A session that ends costs nothing; signing out leaves nothing. With scripts. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, pageOf, settled, signIn } from "#tests/support/browser";
import { drafts } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const base = inject("base");
const endSession = (page: Page) => page.context().clearCookies({ name: "tilts_session" });

async function signInHere(page: Page, who: string): Promise<void> {
  await page.waitForURL(/\/login/);
  await page.fill("input[name=email]", `${who}@demo.tilts.test`);
  await page.fill("input[name=password]", "tilts-demo");
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

test("a phone order comes back into its own fields, follows what is typed on, and is sent", async () => {
  const page = await pageOf(browser, "ilze");
  await page.goto(`${base}/coordinator/new`);
  await page.selectOption("select[name=organisation]", { index: 1 });
  await page.getByRole("button", { name: "Turpināt" }).click();
  await page.waitForURL(/organisation=/);
  const address = page.url();
  await page.locator("input[role=combobox]").first().click();
  await page.locator("input[role=combobox]").first().fill("dari");
  await page.getByRole("option", { name: "dari" }).first().click();
  await page.locator("input[name=mode][value=video]").check();
  await page.fill("input[name=date]", "10.12.2026.");
  await page.fill("input[name=start]", "15.00");
  await page.selectOption("select[name=topic]", "health");
  await page.selectOption("select[name=caller]", "-");
  await page.fill("input[name=callerName]", "Velga Ozoliņa");
  await page.fill("input[name=callerPhone]", "+371 67 000 900");
  await page.fill("textarea[name=note]", "Zvanīt no rīta");
  await endSession(page);
  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await signInHere(page, "ilze");

  expect(page.url()).toBe(address);
  await page.getByText("Viss, ko ievadījāt, ir atpakaļ veidlapā").waitFor();
  expect(await page.locator("form[data-kept] input[role=combobox]").first().inputValue()).toMatch(/dari/i);
  expect(await page.inputValue("form[data-kept] textarea[name=note]")).toBe("Zvanīt no rīta");
  expect(await page.inputValue("form[data-kept] input[name=callerName]")).toBe("Velga Ozoliņa");
  expect(await page.isChecked("form[data-kept] input[name=mode][value=video]")).toBe(true);
  expect(await page.isVisible("form[data-kept] input[name=videoLink]")).toBe(true);
  expect(await page.locator(".sentence-text").innerText()).toContain("10. decembrī, 15:00–16:00");
  expect(await page.locator(".kept-left").isVisible()).toBe(false);
  await page.getByRole("link", { name: "Uz veidlapu" }).click();
  await page.fill("form[data-kept] textarea[name=note]", "Zvanīt pēc pusdienām");
  expect(await page.inputValue("form[data-kept] input[name=callerName]")).toBe("Velga Ozoliņa");
  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await page.waitForURL(/done=submit/);
  await page.getByText("Zvanīt pēc pusdienām").first().waitFor();
  await page.context().close();
});

test("a draft stays when the session merely ends, and is gone from every tab when its owner signs out", async () => {
  const page = await pageOf(browser, "sociala");
  await page.goto(`${base}/institution/new`);
  await page.fill("textarea[name=note]", "Otrais stāvs");
  expect(await drafts(page)).toHaveLength(1);
  await endSession(page);
  await signIn(page, "sociala");
  await page.goto(`${base}/institution/new`);
  await expect.poll(() => page.inputValue("textarea[name=note]")).toBe("Otrais stāvs");

  const other = await page.context().newPage();
  await other.goto(`${base}/institution/new`);
  await other.fill("textarea[name=note]", "Trešais stāvs");
  expect(await drafts(other)).toHaveLength(1);
  await page.goto(`${base}/institution`);
  await page
    .locator("form[action='/logout'] button")
    .first()
    .evaluate((button: HTMLButtonElement) => button.click());
  await page.waitForURL(/note=signed_out/);
  await expect.poll(() => drafts(page)).toEqual([]);
  await other.waitForURL(/\/login/);
  expect(await drafts(other)).toEqual([]);
  await signInHere(other, "sociala");
  await other.goto(`${base}/institution/new`);
  expect(await other.inputValue("textarea[name=note]")).toBe("");
  await page.context().close();
});

/** Wherever a browser keeps something for a site, as one text. */
const keptHere = (page: Page) =>
  page.evaluate(async () =>
    JSON.stringify([
      { ...window.sessionStorage },
      { ...window.localStorage },
      window.history.state,
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
const fieldsHere = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].map(({ value }) => value),
  );

test("after signing out nothing of a half-typed request is left: not in storage, cookies or history, nor on going back", async () => {
  const page = await pageOf(browser, "sociala");
  await page.goto(`${base}/institution`);
  await page.goto(`${base}/institution/new`);
  const typed = {
    note: "Ceturtais stāvs, zvanīt divreiz",
    contactName: "Pusrakstīta Vaiva",
    contactPhone: "26 777 888",
  };
  await page.fill("textarea[name=note]", typed.note);
  await page.fill("input[name=contactName]", typed.contactName);
  await page.fill("input[name=contactPhone]", typed.contactPhone);
  expect(await keptHere(page)).toContain(typed.note);
  await page
    .locator("form[action='/logout'] button")
    .first()
    .evaluate((button: HTMLButtonElement) => button.click());
  await page.waitForURL(/note=signed_out/);
  await expect.poll(() => drafts(page)).toEqual([]);

  const left = async () => [await keptHere(page), ...(await fieldsHere(page)), await page.content()].join("\n");
  for (const back of [0, 1, 2]) {
    if (back > 0) await page.goBack();
    await settled(page);
    for (const text of Object.values(typed)) expect(await left(), `${back} back, ${page.url()}`).not.toContain(text);
  }
  const cookies = await page.context().cookies();
  for (const text of Object.values(typed)) expect(JSON.stringify(cookies)).not.toContain(text);
  await signIn(page, "sociala");
  await page.goto(`${base}/institution/new`);
  expect(await fieldsHere(page)).not.toContain(typed.note);
  await page.context().close();
});

test("a page that lay in the browser's memory while somebody signed out comes back empty", async () => {
  const page = await pageOf(browser, "sociala");
  await page.goto(`${base}/institution/new`);
  await page.fill("textarea[name=note]", "Piektais stāvs");
  const comesBack = () =>
    page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await comesBack();
  expect(await page.inputValue("textarea[name=note]")).toBe("Piektais stāvs");

  // What the other tab does on signing out; a page in memory hears no message of it.
  await page.evaluate(() => window.localStorage.setItem("tilts.signed-out", "0.5"));
  const anew = page.waitForEvent("load");
  await comesBack();
  await anew;
  expect(await drafts(page)).toEqual([]);
  expect(await page.inputValue("textarea[name=note]")).toBe("");
  await page.context().close();
});
