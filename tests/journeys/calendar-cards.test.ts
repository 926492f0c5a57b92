/** The cards of the coordinator's calendar under a mouse and under a finger. */
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESKTOP, launch, pageOf, settled } from "#tests/support/browser";

const TABLET: BrowserContextOptions = { viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true };
/** The demo's own Tuesday: in the morning some jobs have begun and stand fast, later ones can still be moved. */
const TUESDAY = "2026-11-24";

const CARDS = {
  day: { movable: ".rbc-day-slot .rbc-event.can-move", fast: ".rbc-day-slot .rbc-event.is-fixed" },
  month: { movable: ".rbc-month-view .rbc-event.can-move", fast: ".rbc-month-view .rbc-event.is-fixed" },
  week: { movable: '.chip[href^="/coordinator/move"]', fast: '.chip[href^="/coordinator/requests/"]' },
} as const;
type View = keyof typeof CARDS;

const PRESSES = {
  click: (card: Locator) => card.click(),
  "double click": (card: Locator) => card.dblclick(),
  tap: (card: Locator) => card.tap(),
};

let browser: Browser;
let mouse: Page;
let finger: Page;
beforeAll(async () => {
  browser = await launch();
  mouse = await pageOf(browser, "ilze", DESKTOP);
  finger = await pageOf(browser, "ilze", TABLET);
});
afterAll(() => browser.close());

for (const view of ["day", "week", "month"] as const)
  for (const presses of [["click", "double click"], ["tap"]] as const)
    test(`${view}: a ${presses.join(" or a ")} opens a card, whether it can be moved or stands fast`, async () => {
      const page = presses[0] === "tap" ? finger : mouse;
      await open(page, view);
      for (const press of presses)
        for (const kind of ["movable", "fast"] as const) {
          const card = await inSight(page, view, kind);
          const request = await card.getAttribute("data-request");
          await PRESSES[press](card);
          await opened(page, request);
          await page.keyboard.press("Escape");
          await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
        }
    });

test("day and month: Enter and the space bar open a card as before", async () => {
  for (const view of ["day", "month"] as const)
    for (const key of ["Enter", " "]) {
      const card = await firstCard(mouse, view, "movable");
      await (view === "day" ? card : card.locator("button")).press(key);
      await opened(mouse, await card.getAttribute("data-request"));
    }
});

test("day: a card dragged by half an hour, so that the pointer never leaves it, asks about the move and opens nothing else", async () => {
  const card = await firstCard(mouse, "day", "movable");
  await drag(mouse, card, { right: 0, down: 24 });
  await asksToMove(mouse, await card.getAttribute("data-request"));
});

test("day: a drag that is given up with Escape opens nothing", async () => {
  const card = await firstCard(mouse, "day", "movable");
  await drag(mouse, card, { right: 0, down: 24 }, () => mouse.keyboard.press("Escape"));
  await mouse.waitForTimeout(300);
  expect(await mouse.locator("dialog[open]").count()).toBe(0);
});

test("day: a card dragged away and back to where it was opens at most the question about the move", async () => {
  const card = await firstCard(mouse, "day", "movable");
  await drag(mouse, card, { right: 0, down: 60 }, async () => {
    const { x, y } = (await card.boundingBox())!;
    await mouse.mouse.move(x + 12, y + 10, { steps: 6 });
  });
  await mouse.waitForTimeout(300);
  expect(await mouse.locator("dialog[open]").count()).toBeLessThan(2);
  expect(await mouse.locator("dialog[open] dl").count()).toBe(0);
});

test("month: a card dragged to the next day asks about the move", async () => {
  const card = await firstCard(mouse, "month", "movable");
  const cell = (await mouse.locator(".rbc-month-row .rbc-day-bg").first().boundingBox())!;
  await drag(mouse, card, { right: Math.round(cell.width), down: 0 });
  await asksToMove(mouse, await card.getAttribute("data-request"));
});

test("day: after a tap on one card, a finger that rests on another and moves drags neither", async () => {
  const first = await firstCard(finger, "day", "movable");
  await first.tap();
  await opened(finger, await first.getAttribute("data-request"));
  await finger.keyboard.press("Escape");
  const other = finger.locator(CARDS.day.movable).nth(1);
  await other.scrollIntoViewIfNeeded();
  const { x, y } = (await other.boundingBox())!;
  const touches = await finger.context().newCDPSession(finger);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
    touches.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  await touch("touchStart", { x: x + 10, y: y + 10 });
  await finger.waitForTimeout(400);
  for (let step = 1; step <= 8; step++) await touch("touchMove", { x: x + 10, y: y + 10 + 6 * step });
  expect(await finger.locator(".rbc-addons-dnd-drag-preview").count()).toBe(0);
  await touch("touchEnd");
  await finger.waitForTimeout(300);
  expect(await finger.locator("dialog[open]").count()).toBe(0);
});

test("month: “N more” leads to its day, by mouse and by finger", async () => {
  for (const page of [mouse, finger]) {
    await firstCard(page, "month", "movable");
    const more = page.locator(".rbc-show-more").first();
    await (page === mouse ? more.click() : more.tap());
    await page.waitForURL(/view=day|calendar\?date=|calendar\?(?!.*view=month)/);
    await page.locator(".rbc-day-slot").first().waitFor();
  }
});

/** The first such card of the view, opened anew, in sight and with the page at rest. */
async function firstCard(page: Page, view: View, kind: "movable" | "fast"): Promise<Locator> {
  await open(page, view);
  return inSight(page, view, kind);
}

async function open(page: Page, view: View): Promise<void> {
  await page.goto(`${inject("base")}/coordinator/calendar?view=${view}&date=${TUESDAY}`);
  await page.locator(CARDS[view].movable).first().waitFor();
  await settled(page);
}

async function inSight(page: Page, view: View, kind: "movable" | "fast"): Promise<Locator> {
  const card = page.locator(CARDS[view][kind]).first();
  await card.scrollIntoViewIfNeeded();
  return card;
}

/** The dialog about that request stands open, and stays. */
async function opened(page: Page, request: string | null): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.locator(`a[href="/coordinator/requests/${request}"]`).waitFor();
  await page.waitForTimeout(300);
  expect(await dialog.count()).toBe(1);
  expect(new URL(page.url()).pathname).toBe("/coordinator/calendar");
}

/** One dialog stands open, and it is about moving that request. */
async function asksToMove(page: Page, request: string | null): Promise<void> {
  await page
    .locator(`dialog[open] form.move-confirm input[name=request][value="${request}"]`)
    .waitFor({ state: "attached" });
  expect(await page.locator("dialog[open]").count()).toBe(1);
}

async function drag(
  page: Page,
  card: Locator,
  by: { right: number; down: number },
  beforeRelease?: () => Promise<void>,
): Promise<void> {
  const { x, y } = (await card.boundingBox())!;
  await page.mouse.move(x + 12, y + 10);
  await page.mouse.down();
  await page.mouse.move(x + 12 + by.right / 2, y + 10 + by.down / 2, { steps: 6 });
  await page.mouse.move(x + 12 + by.right, y + 10 + by.down, { steps: 6 });
  await beforeRelease?.();
  await page.mouse.up();
}
