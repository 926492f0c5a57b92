/** A real browser for the journeys, and what a person does in it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import type { Browser, BrowserContextOptions, Locator, Page, Request } from "playwright-core";
import { expect, inject } from "vitest";

export { launch } from "./chromium";

/**
 * How long anything is waited for before it counts as not coming. A mail may be held for the ten seconds of an undo, and on a
 * busy machine a page or the worker has its turn late; what is there goes on at once.
 */
export const PATIENCE_MS = 60_000;

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** A page of one person's own browser, signed in as the demo account; "" for nobody. Latvian unless said. */
export async function pageOf(browser: Browser, who: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ locale: "lv-LV", timezoneId: "Europe/Riga", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  watchRequests(page);
  if (who) await signIn(page, who);
  return page;
}

export async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(`${inject("base")}/login`);
  await page.fill("input[name=email]", `${who}@demo.tilts.test`);
  await page.fill("input[name=password]", "tilts-demo");
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

/** Presses what sends a page without scripts, and waits for the page that answers: a click alone does not wait for it. */
export async function press(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

const underWay = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  underWay.set(page, open);
  page.on("request", (request) => open.add(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
}

/** How long nothing may be asked for until nothing more is expected; a page's own scripts ask for the rest as soon as they run. */
const QUIET_MS = 100;

/** A page of `pageOf` at rest: its scripts have taken it over and it asks the server for nothing. What is clicked now is heard. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(isTakenOver);
  const open = underWay.get(page);
  if (!open) throw new Error("only a page of pageOf knows what it asks for");
  let quietSince = Date.now();
  while (Date.now() - quietSince < QUIET_MS) {
    await page.waitForTimeout(20);
    if (open.size > 0) quietSince = Date.now();
  }
}

/** Runs in the browser. A page without its words has no scripts to wait for (`entry.client`). */
function isTakenOver(): boolean {
  if (!("tiltsWords" in window)) return true;
  const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
  const root = key && (document as unknown as Record<string, { stateNode: ReactRoot }>)[key]?.stateNode;
  return Boolean(root && !root.current.memoizedState.isDehydrated);
}

/** What of React's root says whether it has taken the server's page over. */
interface ReactRoot {
  current: { memoizedState: { isDehydrated: boolean } };
}

/** Mails that have left so far, by file name. */
export async function mails(): Promise<ParsedMail[]> {
  const folder = path.join(inject("dataDir"), "outbox");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
  return Promise.all(files.sort().map((name) => simpleParser(readFileSync(path.join(folder, name)))));
}

/** Waits for a mail to this address whose subject or text has the words. Fails after a minute. */
export async function mailTo(address: string, ...words: string[]): Promise<ParsedMail> {
  return expect
    .poll(async () => mailsTo(address, ...words).then((found) => found.at(-1)), { timeout: PATIENCE_MS, interval: 250 })
    .toBeTruthy()
    .then(async () => (await mailsTo(address, ...words)).at(-1)!);
}

export async function mailsTo(address: string, ...words: string[]): Promise<ParsedMail[]> {
  return (await mails()).filter((mail) => {
    const to = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
    const isForThem = to.some((one) => one.value.some((v) => v.address === address));
    return isForThem && words.every((word) => `${mail.subject}\n${mail.text}`.includes(word));
  });
}

/** As high as the page, so that nothing lies under the bar at the bottom only because of where the page is scrolled to. */
export async function showWhole(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const width = page.viewportSize()?.width ?? 390;
  await page.setViewportSize({ width, height: Math.min(6000, Math.max(844, height)) });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical violations of the page as it stands, as "rule: selector". */
export async function axe(page: Page, exclude: string[] = []): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (skip) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(
      { exclude: skip.map((selector) => [selector]) },
      {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      },
    );
    return violations
      .filter((v) => v.impact === "serious" || v.impact === "critical")
      .flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(" ")}`));
  }, exclude);
}
