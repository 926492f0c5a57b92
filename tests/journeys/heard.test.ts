/** The client was heard: an evaluation in the client's own hand, and a complaint from its words to its answer. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, PHONE, pageOf, press } from "#tests/support/browser";
import { lightLink } from "./weight";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const EVALUATION = "Klienta izvērtējuma anketa";

/** A request of theirs whose meeting has taken place lately. */
async function lately(page: Page): Promise<string> {
  await page.goto(`${inject("base")}/institution?view=past`);
  const links = page.locator('main a[href^="/institution/requests/"]');
  const found = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  for (const href of found) {
    await page.goto(inject("base") + href);
    if (await page.getByRole("link", { name: EVALUATION }).count()) return href;
  }
  throw new Error("no meeting of the last days");
}

async function sound(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
}

test("the evaluation: handed over the browser is signed out, back leads nowhere, and the answer counts once", async () => {
  const page = await pageOf(browser, "sociala", PHONE);
  await lately(page);
  await press(page, page.getByRole("link", { name: EVALUATION }));
  await press(page, page.getByRole("button", { name: "Rādīt kodu" }));
  expect(await page.getByRole("img", { name: "Kods, kas atver anketu" }).locator("svg").count()).toBe(1);
  await sound(page);
  await press(page, page.getByRole("button", { name: "Dot klientam" }));
  expect(page.url()).toMatch(/\/e\/[\w-]{43}$/);
  const link = page.url();
  await lightLink(browser, link);
  await sound(page);
  const inside = await page.locator("main").innerHTML();
  expect(inside).not.toMatch(/href=|Sociālais|R-[A-Z0-9]{5}/);
  expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: "tilts_session" }));
  await page.goBack();
  expect(page.url()).toContain("/login");
  await page.goto(link);
  expect(await page.locator("[data-say]:visible").count()).toBe(0); // this browser has no voice
  await page.getByRole("group", { name: "Vai sapratāt tulku?" }).getByLabel("Jā").check();
  await press(page, page.getByRole("button", { name: "Nosūtīt" }));
  expect(await page.locator("h1").innerText()).toBe("Paldies!");
  await sound(page);
  expect((await page.goto(link))?.status()).toBe(404);
  await page.context().close();
});

test("a complaint: said on a phone, decided at a desk, read by whoever said it and by nobody else", async () => {
  const requester = await pageOf(browser, "sociala", PHONE);
  await lately(requester);
  await press(requester, requester.getByRole("link", { name: "Sūdzība vai pateicība" }));
  await press(requester, requester.getByRole("button", { name: "Nosūtīt" }));
  expect(await requester.getByRole("alert").innerText()).toContain("Uzrakstiet, kas notika.");
  await requester.getByLabel("Kas notika?").fill("Tulks kavējās divdesmit minūtes.");
  await press(requester, requester.getByRole("button", { name: "Nosūtīt" }));
  expect(await requester.locator("main").innerText()).toMatch(/Saņēmām[\s\S]*Atbildēsim ne vēlāk kā/);
  await sound(requester);

  const desk = await pageOf(browser, "ilze", DESKTOP);
  await desk.goto(`${inject("base")}/coordinator/complaints`);
  await sound(desk);
  await desk.locator(".row-link").last().click();
  await desk.getByLabel("Pamatota", { exact: true }).check();
  await desk.getByLabel("Atbilde", { exact: true }).fill("Atvainojamies, ar tulku runājām.");
  await sound(desk);
  await desk.getByRole("button", { name: "Nosūtīt atbildi" }).click();
  await desk.getByRole("button", { name: "Slēgt sūdzību" }).waitFor();
  await desk.goto(`${inject("base")}/coordinator/evaluations`);
  await sound(desk);

  await requester.reload();
  expect(await requester.locator("main").innerText()).toMatch(/Sūdzība ir pamatota\s+Atvainojamies/);
  const interpreter = await pageOf(browser, "amina", PHONE);
  await interpreter.goto(`${inject("base")}/interpreter/evaluation`);
  await sound(interpreter);
  const admin = await pageOf(browser, "admin", PHONE);
  for (const address of ["/admin/evaluation", "/admin/evaluation/prs", "/admin/evaluation/ku?variant=ckb"]) {
    await admin.goto(inject("base") + address);
    await sound(admin);
  }
});
