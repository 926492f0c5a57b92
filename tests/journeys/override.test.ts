import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailsTo, mailTo, PATIENCE_MS, PHONE, pageOf, settled } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const FARID = "farid@demo.tilts.test";
/** The column of the only Pashto interpreter; the seed's names are stable. */
const FARIDS_COLUMN = /Farid/;

/** Asks for Pashto, and its only interpreter declines on the phone. Answers the request. */
async function declinedPashto(date: string, start: string) {
  const requester = await pageOf(browser, "sociala");
  const request = await askForInterpreter(requester, { language: ["puštu", "puštu"], date, start });
  const { link, to } = await offerLink(request.reference);
  expect(to).toBe(FARID);
  const phone = await pageOf(browser, "", PHONE);
  await phone.goto(link);
  await phone.locator("input[name=reason]").first().check();
  await phone.getByRole("button", { name: "Nevaru" }).click();
  expect(await phone.locator("h1").innerText()).toBeTruthy();
  await mailTo("ilze@demo.tilts.test", request.reference);
  await requester.context().close();
  await phone.context().close();
  return request;
}

/** Mails after this request was declined that tell the interpreter about a job. */
async function toldFarid(reference: string): Promise<number> {
  const all = await mailsTo(FARID, reference);
  return all.filter((mail) => mail.attachments.some((file) => file.contentType.startsWith("text/calendar"))).length;
}

async function queueShows(page: Page, reference: string): Promise<void> {
  await page.goto(`${inject("base")}/coordinator`);
  await expect.poll(() => page.locator("main").innerText()).toContain(reference);
}

test("the only interpreter declines; the coordinator drags the request onto him past his hours, and he is told", async () => {
  const { id, reference } = await declinedPashto("2026-12-21", "15:00");
  const page = await pageOf(browser, "ilze", DESKTOP);
  await queueShows(page, reference);
  expect(await axe(page)).toEqual([]);
  await page.goto(`${inject("base")}/coordinator/calendar?request=${id}`);
  const card = page.locator(`.rbc-day-slot [data-request="${id}"]`).first();
  await card.waitFor();
  const head = page.locator(".column-head[data-interpreter]", { hasText: FARIDS_COLUMN }).first();
  const farid = await head.getAttribute("data-interpreter");
  await dragTo(page, id, farid!, 3 * 60 + 30);

  const dialog = page.getByRole("dialog");
  await dialog.locator("textarea[name=reason]").waitFor();
  const words = await dialog.innerText();
  expect(words).toContain("18:30");
  expect(words).toMatch(/Farid/);
  expect(await axe(page, [".rbc-calendar"])).toEqual([]);
  await dialog.locator("textarea[name=reason]").fill("Sazvanīju, vakarā var");
  await dialog.getByRole("button", { name: "Norīkot, neņemot vērā šķēršļus" }).last().click();
  await page.getByRole("status").filter({ hasText: "Ziņas vēl nav nosūtītas" }).first().waitFor();
  expect(await toldFarid(reference)).toBe(0);
  await expect.poll(() => toldFarid(reference), { timeout: PATIENCE_MS, interval: 500 }).toBe(1);
  await page.goto(`${inject("base")}/coordinator/requests/${id}`);
  const story = await page.locator("main").innerText();
  expect(story).toContain("Sazvanīju, vakarā var");
  expect(await axe(page)).toEqual([]);
});

test("the same by dialog with the keyboard alone, and he is told", async () => {
  const { id, reference } = await declinedPashto("2026-12-22", "10:00");
  const page = await pageOf(browser, "ilze", DESKTOP);
  await page.goto(`${inject("base")}/coordinator/move?request=${id}`);
  expect(await axe(page)).toEqual([]);
  await tabTo(page, (at) => at.name === "start");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("18:30");
  await page.locator('label[data-can="overrule"]', { hasText: FARIDS_COLUMN }).waitFor();
  await tabTo(page, (at) => at.name === "to");
  await chooseByArrows(page, FARIDS_COLUMN);
  await page.locator("textarea[name=reason]").waitFor();
  await settled(page);
  await tabTo(page, (at) => at.name === "reason");
  await page.keyboard.type("Sazvanīju, vakarā var");
  await tabTo(page, (at) => at.isButton && /^Norīkot/.test(at.text));
  await page.keyboard.press("Enter");
  await page.waitForURL(/undo=[\w-]{59}/);
  await expect.poll(() => toldFarid(reference), { timeout: PATIENCE_MS, interval: 500 }).toBe(1);
});

test("undone within ten seconds, nobody was told", async () => {
  const { id, reference } = await declinedPashto("2026-12-23", "10:00");
  const page = await pageOf(browser, "ilze", DESKTOP);
  await page.goto(`${inject("base")}/coordinator/requests/${id}`);
  await page.goto(`${inject("base")}/coordinator/move?request=${id}`);
  await page.locator("label", { hasText: FARIDS_COLUMN }).locator("input[name=to]").check();
  await page
    .getByRole("button", { name: /^Norīkot/ })
    .last()
    .click();
  await page.waitForURL(/undo=[\w-]{59}/);
  const before = (await mailsTo("sociala@demo.tilts.test", reference)).length;
  await page
    .getByRole("status")
    .getByRole("button", { name: /Atsaukt/ })
    .waitFor();
  await page.keyboard.press("Control+z");
  await expect
    .poll(() => page.getByRole("status").allInnerTexts(), { timeout: PATIENCE_MS })
    .toContainEqual(expect.stringMatching(/Atsaukts\./));
  await page.waitForTimeout(14_000);
  expect(await toldFarid(reference)).toBe(0);
  expect((await mailsTo("sociala@demo.tilts.test", reference)).length).toBe(before);
  await queueShows(page, reference);
});

/** Drags the request's card to the middle of a person's column, so many minutes later than it stands. */
async function dragTo(page: Page, requestId: string, interpreterId: string, minutesLater: number): Promise<void> {
  await page.locator(".rbc-time-content").evaluate((box) => (box.scrollTop = (box.scrollHeight * 13) / 24));
  const from = (await page.locator(`.rbc-day-slot [data-request="${requestId}"]`).first().boundingBox())!;
  const to = (await page.locator(`.rbc-day-slot[data-interpreter="${interpreterId}"]`).boundingBox())!;
  const y = from.y + 12 + (minutesLater / 1440) * to.height;
  await page.mouse.move(from.x + from.width / 2, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 8, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, y, { steps: 25 });
  await page.mouse.move(to.x + to.width / 2, y, { steps: 3 });
  await page.mouse.up();
}

interface Focused {
  name: string;
  text: string;
  isButton: boolean;
}

/** Presses Tab until the focus is where it should be. Fails after 120. */
async function tabTo(page: Page, isThere: (at: Focused) => boolean): Promise<void> {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement as HTMLInputElement | null;
      const isButton = one?.tagName === "BUTTON" && !!one.closest("main form");
      return { name: one?.name ?? "", text: one?.innerText ?? "", isButton };
    });
    if (isThere(at)) return;
  }
  throw new Error("the keyboard does not get there");
}

/** Walks through the radio buttons with the arrow keys until the person's is chosen. */
async function chooseByArrows(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const chosen = await page.evaluate(
      () => (document.activeElement?.closest("label") as HTMLElement | null)?.innerText ?? "",
    );
    if (name.test(chosen)) return;
    await page.keyboard.press("ArrowDown");
    const value = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    await page.waitForURL((url) => url.searchParams.get("to") === value);
  }
  throw new Error("the arrow keys do not get there");
}
