/** What a page weighs on the first visit: every byte that comes over the line, the answers' heads included. */
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESKTOP, launch, PHONE, pageOf } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

const KB = 1000;
/** Cookies of a browser, as it hands them on. */
type Stored = Awaited<ReturnType<BrowserContext["storageState"]>>;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The page opened by somebody signed in whose browser has stored nothing of ours but the cookies. */
async function weightOf(cookies: Stored, path: string, on = PHONE) {
  const context = await browser.newContext({
    locale: "lv-LV",
    timezoneId: "Europe/Riga",
    ...on,
    storageState: cookies,
  });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  const sent = new Map<string, number>();
  const names = new Map<string, string>();
  line.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sent.set(requestId, encodedDataLength));
  await line.send("Network.enable");
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(path.startsWith("http") ? path : inject("base") + path, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  const total = [...sent.values()].reduce((sum, bytes) => sum + bytes, 0);
  const list = [...sent].map(([id, bytes]) => `${bytes} ${new URL(names.get(id) ?? "").pathname}`);
  await context.close();
  return { total, list: [...list, `${total} in all: ${path}`].join("\n"), problems };
}

async function signedIn(who: string, on: BrowserContextOptions = PHONE) {
  const page = await pageOf(browser, who, on);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

test.each([
  ["amina", ["/interpreter", "/interpreter/jobs", "/interpreter/calendar", "/interpreter/availability", "/account"]],
  [
    "sociala",
    ["/institution", "/institution/new", "/institution/old-form", "/institution/language-help", "/institution/attest"],
  ],
] as const)("every page of %s's phone comes with at most 150 kB", async (who, pages) => {
  const cookies = await signedIn(who);
  for (const path of pages) {
    const { total, list, problems } = await weightOf(cookies, path);
    if (process.env.WEIGHTS) console.log(list);
    expect.soft(total, list).toBeLessThanOrEqual(150 * KB);
    expect.soft(problems, path).toEqual([]);
  }
});

test.each([
  ["ilze", ["/coordinator", "/coordinator/requests"], 200 * KB],
  ["admin", ["/admin/health"], 200 * KB],
  // Words of money and a form with a file: once a month, and a little more than what is opened on the way.
  ["amina", ["/interpreter/statement"], 160 * KB],
  ["ilze", ["/coordinator/calendar"], 280 * KB],
] as const)("at a desk %s's pages %j stay light enough for a slow line", async (who, pages, most) => {
  const cookies = await signedIn(who, DESKTOP);
  for (const path of pages) {
    const { total, list, problems } = await weightOf(cookies, path, DESKTOP);
    if (process.env.WEIGHTS) console.log(list);
    expect.soft(total, list).toBeLessThanOrEqual(most);
    expect.soft(problems, path).toEqual([]);
  }
});

test("a request's page and the link in an offer's mail: 150 kB and 60 kB, with nothing stored and nobody signed in", async () => {
  const requester = await pageOf(browser, "sociala", PHONE);
  const { id, reference } = await askForInterpreter(requester, {
    language: ["dari", "Dari"],
    date: "2026-12-08",
    start: "11:00",
  });
  const own = await weightOf(await requester.context().storageState(), `/institution/requests/${id}`);
  expect(own.total, own.list).toBeLessThanOrEqual(150 * KB);
  await requester.context().close();

  const { link } = await offerLink(reference);
  const { total, list } = await weightOf({ cookies: [], origins: [] }, link);
  if (process.env.WEIGHTS) console.log(list);
  expect(total, list).toBeLessThanOrEqual(60 * KB);
});
