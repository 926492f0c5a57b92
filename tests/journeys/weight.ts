/** What a page weighs on the first visit, for the journeys that are there anyway. */
import type { Browser, BrowserContext } from "playwright-core";
import { expect, inject } from "vitest";
import { PHONE } from "#tests/support/browser";

export const KB = 1000;
/** Cookies of a browser, as it hands them on. */
export type Stored = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A page behind a link, in a browser that has nothing of ours: 60 kB at most. */
export async function lightLink(browser: Browser, link: string): Promise<void> {
  const { total, list, problems } = await weigh(browser, { cookies: [], origins: [] }, link);
  if (process.env.WEIGHTS) console.log(list);
  expect.soft(total, list).toBeLessThanOrEqual(60 * KB);
  expect.soft(problems, link).toEqual([]);
}

/** The page opened by somebody signed in whose browser has stored nothing of ours but the cookies. */
export async function weigh(browser: Browser, cookies: Stored, path: string, on = PHONE) {
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
