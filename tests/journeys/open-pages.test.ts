/** Pages that stand open while others act, while somebody types, and after the session has ended. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESKTOP, launch, PATIENCE_MS, PHONE, pageOf } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
let requester: Page;
let coordinator: Page;
beforeAll(async () => {
  browser = await launch();
  requester = await pageOf(browser, "sociala", DESKTOP);
  coordinator = await pageOf(browser, "ilze", DESKTOP);
});
afterAll(() => browser.close());

const at = (path: string) => inject("base") + path;
const wordsOf = (page: Page) => page.locator("main").innerText();
/** Longer than a page takes between two questions, on a busy machine too. */
const SOON = { timeout: PATIENCE_MS, interval: 250 };

test("a moved request shows its new hour on the requester's open page; a dead offer leaves list and counter by itself", async () => {
  const { id, reference } = await askForInterpreter(requester, {
    language: ["puštu", "puštu"],
    date: "2026-12-29",
    start: "11:00",
  });
  const { to } = await offerLink(reference);
  const list = await pageOf(browser, to.split("@")[0]!, PHONE);
  const card = list.locator("article.offer", { hasText: reference });
  await card.waitFor();
  await card.locator("summary").click();
  const before = Number(await list.locator(".bottom-bar .count [aria-hidden]").innerText());
  await requester.goto(at(`/institution/requests/${id}`));
  await markDocument(requester, list);

  await reschedule(coordinator, id, { start: "12:15", end: "13:15" });
  await expect.poll(() => wordsOf(requester), SOON).toContain("12:15–13:15");
  expect(await wordsOf(requester)).not.toContain("11:00–12:00 ");
  await expect.poll(() => card.filter({ hasText: "11:00" }).count(), SOON).toBe(0);
  await expect.poll(() => list.locator("article.offer", { hasText: "12:15" }).count(), SOON).toBe(1);
  await expect
    .poll(async () => Number(await list.locator(".bottom-bar .count [aria-hidden]").innerText()), SOON)
    .toBe(before);
  expect(await isSameDocument(requester)).toBe(true);
  expect(await isSameDocument(list)).toBe(true);
  await withoutAsking(list);
  await coordinator.goto(at(`/coordinator/requests/${id}`));
  await coordinator
    .getByRole("button", { name: /Atsaukt piedāvājumu/ })
    .first()
    .click();
  await coordinator.waitForURL(/(undo|done)=/);
  await list.locator("article.offer", { hasText: "12:15" }).getByRole("button", { name: "Pieņemt" }).click();
  await list.getByText("Piedāvājums vairs nav spēkā").first().waitFor();
  await list.context().unrouteAll();
  await expect.poll(() => list.locator("article.offer", { hasText: "12:15" }).count(), SOON).toBe(0);
  expect(await list.getByText("Piedāvājums vairs nav spēkā").count()).toBeGreaterThan(0);
  await list.context().close();
});

test("what is wrong with a form stays until it is mended, and nothing changes under the hand that types", async () => {
  const { id } = await askForInterpreter(requester, { language: ["dari", "dari"], date: "2027-01-05", start: "09:00" });
  const second = await pageOf(browser, "ilze", DESKTOP);
  await coordinator.goto(at(`/coordinator/requests/${id}`));
  await unfold(coordinator);
  await coordinator.fill("form:has(button[value=reschedule]) input[name=start]", "99:99");
  await coordinator.getByRole("button", { name: "Mainīt laiku", exact: true }).click();
  const wrong = coordinator.locator("form:has(button[value=reschedule]) [aria-invalid=true]");
  await wrong.first().waitFor();
  await reschedule(second, id, { start: "10:30", end: "11:30" });
  await readAnew(coordinator);
  expect(await wrong.count()).toBeGreaterThan(0);
  expect(await coordinator.inputValue("form:has(button[value=reschedule]) input[name=start]")).toBe("99:99");

  await coordinator.fill("form:has(button[value=reschedule]) input[name=start]", "10:00");
  await coordinator.fill("form:has(button[value=reschedule]) input[name=end]", "11:00");
  await coordinator.getByRole("button", { name: "Mainīt laiku", exact: true }).click();
  await coordinator
    .getByText(/pa šo laiku ir mainīts/)
    .first()
    .waitFor();
  await expect.poll(() => wordsOf(coordinator), SOON).toContain("10:30–11:30");
  expect(await coordinator.getByText(/pa šo laiku ir mainīts/).count()).toBeGreaterThan(0);
  await second.context().close();
});

test("after the session's end an open page says so, keeps what was typed and asks no more", async () => {
  const page = await pageOf(browser, "krize", PHONE);
  await page.goto(at("/institution/new"));
  await page.fill("textarea[name=note]", "Tikšanās otrajā stāvā");
  let asked = 0;
  page.on("request", (request) => (asked += new URL(request.url()).pathname === "/news" ? 1 : 0));
  await page.context().clearCookies();
  await page.getByText("Pieslēgšanās ir beigusies.").waitFor();
  const after = asked;
  await page.waitForTimeout(11_000);
  expect(asked).toBe(after);
  expect(await page.inputValue("textarea[name=note]")).toBe("Tikšanās otrajā stāvā");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const tab = await page.context().newPage();
  await tab.goto(at("/login"));
  await tab.fill("input[name=email]", "krize@demo.tilts.test");
  await tab.fill("input[name=password]", "tilts-demo");
  await tab.click("main button[type=submit]");
  await tab.waitForURL(/institution/);
  await page.getByRole("button", { name: "Pārbaudīt vēlreiz" }).click();
  await expect.poll(() => page.getByText("Pieslēgšanās ir beigusies.").count(), SOON).toBe(0);
  expect(await page.inputValue("textarea[name=note]")).toBe("Tikšanās otrajā stāvā");
  await page.context().close();
});

/** The page has asked for news, heard that there is some, and had the time to act upon it. */
async function readAnew(page: Page): Promise<void> {
  const heard = async () => {
    const answer = await page.waitForResponse((one) => new URL(one.url()).pathname === "/news");
    return answer.text();
  };
  while (!(await heard()).includes('"news"'));
  await heard();
}

async function unfold(page: Page): Promise<void> {
  await page.locator("summary", { hasText: "Mainīt laiku…" }).click();
}

async function reschedule(page: Page, id: string, { start, end }: { start: string; end: string }): Promise<void> {
  await page.goto(at(`/coordinator/requests/${id}`));
  await unfold(page);
  const form = page.locator("form:has(button[value=reschedule])");
  await form.locator("input[name=start]").fill(start);
  await form.locator("input[name=end]").fill(end);
  await form.getByRole("button", { name: "Mainīt laiku", exact: true }).click();
  await page.waitForURL(/undo=/);
}

/** A reload by hand, or one that a page does to itself, would make another document. */
async function markDocument(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => document.documentElement.setAttribute("data-first", ""));
}

async function isSameDocument(page: Page): Promise<boolean> {
  return (await page.locator("html[data-first]").count()) === 1;
}

/** Somebody was faster: the page has not yet heard of it. */
async function withoutAsking(page: Page): Promise<void> {
  await page.context().route(/\/news/, (route) => route.abort());
}
