/** The day on paper, what stays in sight when people are many, and work by single keys. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, PATIENCE_MS, pageOf, settled } from "#tests/support/browser";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  page = await pageOf(browser, "ilze", DESKTOP);
});
afterAll(() => browser.close());

const at = (path: string) => inject("base") + path;
const DAY = "/coordinator/calendar?date=2026-11-25&all=1";
/** A4 within the browser's own margins of 1 cm, in CSS pixels. */
const PAPER = { portrait: 718, landscape: 1047 };

async function day(): Promise<void> {
  await page.goto(at(DAY));
  await page.locator(".rbc-day-slot[data-interpreter]").first().waitFor();
  await settled(page);
}

test("a printed day has a row for everybody who has a column and a line for every job, and nothing is cut", async () => {
  await day();
  const people = await attributes(page, ".rbc-day-slot[data-interpreter]", "data-interpreter");
  const jobs = await attributes(page, ".rbc-day-slot .rbc-event", "data-request");
  expect(people.length).toBeGreaterThan(15);
  expect(jobs.length).toBeGreaterThan(2);
  await page.emulateMedia({ media: "print" });
  for (const width of Object.values(PAPER)) {
    await page.setViewportSize({ width, height: 1000 });
    const rows = page.locator(".day-sheet tbody tr:visible");
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-interpreter")))).toEqual(people);
    expect((await attributes(page, ".day-sheet [data-request]:visible", "data-request")).sort()).toEqual(jobs.sort());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator(".grid-wrap:visible, .calendar-filters:visible, .rail:visible").count()).toBe(0);
  }
  const paper = await page.pdf({ format: "A4", landscape: true });
  expect(paper.length).toBeGreaterThan(10_000);
  await page.goto(at("/coordinator/calendar?view=week&date=2026-11-25"));
  const wrap = await page
    .locator(".week-wrap")
    .evaluate((week) => [week.scrollWidth - week.clientWidth, week.scrollHeight - week.clientHeight]);
  expect(wrap.every((hidden) => hidden <= 1)).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(DESKTOP.viewport!);
});

test("those without an interpreter stay in sight when people are scrolled, and a card dragged to the edge brings more people", async () => {
  await day();
  const grid = page.locator(".rbc-time-content");
  await grid.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  const standing = page.locator(".rbc-day-slot[data-interpreter=unassigned]");
  const [frame, column] = [(await grid.boundingBox())!, (await standing.boundingBox())!];
  expect(column.x).toBeGreaterThanOrEqual(frame.x);
  expect(column.x).toBeLessThan(frame.x + 120);
  const head = (await page.locator(".rbc-time-header-content [data-interpreter=unassigned]").boundingBox())!;
  expect(Math.abs(head.x - column.x)).toBeLessThan(16);

  await grid.evaluate((element) => element.scrollTo({ left: 0 }));
  const card = page.locator(".rbc-day-slot .rbc-event.can-move").first();
  await card.scrollIntoViewIfNeeded();
  const box = (await card.boundingBox())!;
  await page.mouse.move(box.x + 12, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width / 2, box.y + 20, { steps: 5 });
  await page.mouse.move(frame.x + frame.width - 12, box.y + 20, { steps: 5 });
  await expect
    .poll(() => grid.evaluate((element) => element.scrollLeft), { timeout: PATIENCE_MS })
    .toBeGreaterThan(300);
  await page.keyboard.press("Escape");
  await page.mouse.up();
});

test("single keys go through the cards, open, move, and begin anew; they can be put out of use", async () => {
  await page.goto(at("/coordinator"));
  await settled(page);
  await page.keyboard.press("?");
  const help = page.locator("dialog[open]");
  await help.waitFor();
  for (const key of ["?", "j", "k", "Enter", "o", "m", "t", "n"])
    expect(await help.locator("kbd", { hasText: new RegExp(`^${key.replace("?", "\\?")}$`) }).count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press("n");
  expect(new URL(page.url()).pathname).toBe("/coordinator");
  await page.keyboard.press("Escape");

  const chosen = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".queue-card")].findIndex((card) => card.contains(document.activeElement)),
    );
  await page.keyboard.press("j");
  expect(await chosen()).toBe(0);
  await page.keyboard.press("j");
  expect(await chosen()).toBe(1);
  await page.keyboard.press("k");
  expect(await chosen()).toBe(0);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/coordinator\/(requests|interpreters)\//);
  await page.keyboard.press("t");
  await page.waitForURL(/\/coordinator\/calendar/);
  await page.locator(".rbc-event.can-move").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("m");
  await page.waitForURL(/\/coordinator\/move\?/);
  await page.goto(at("/coordinator/requests"));
  await page.locator("main input[name=q]").last().fill("n");
  await page.locator("main input[name=q]").last().press("n");
  expect(new URL(page.url()).pathname).toBe("/coordinator/requests");
  await page.locator("h1").click();
  await page.keyboard.press("Control+n");
  await page.keyboard.press("n");
  await page.waitForURL(/\/coordinator\/new/);

  await page.goto(at("/coordinator/keys"));
  await page.getByRole("button", { name: "Izslēgt taustiņus" }).click();
  await page.getByRole("button", { name: "Ieslēgt taustiņus" }).waitFor();
  await page.locator("h1").click();
  for (const key of ["?", "t", "n", "/"]) await page.keyboard.press(key);
  await page.waitForTimeout(500);
  expect(new URL(page.url()).pathname).toBe("/coordinator/keys");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("INPUT");
});

async function attributes(page: Page, selector: string, name: string): Promise<string[]> {
  const found = await page
    .locator(selector)
    .evaluateAll((all, attribute) => all.map((one) => one.getAttribute(attribute)), name);
  return found.filter((value) => value !== null);
}
