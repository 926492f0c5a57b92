/** What a page weighs on the first visit: every byte that comes over the line, the answers' heads included. */
import path from "node:path";
import Database from "better-sqlite3";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tokenHash } from "#app/auth/link-token.server";
import { DATABASE_FILE } from "#db/installation.server";
import { DESKTOP, launch, PHONE, pageOf } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";
import { KB, lightLink, type Stored, weigh } from "./weight";

/** Long after the clock of the tests. */
const FAR = Date.UTC(2030, 0, 1);
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const weightOf = (cookies: Stored, path: string, on = PHONE) => weigh(browser, cookies, path, on);

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
  await lightLink(browser, link);
  await lightLink(browser, surveyLink());
});

/** As the letter of a survey has it: of a month that no survey is about. */
function surveyLink(): string {
  const token = "s".repeat(43);
  const db = new Database(path.join(inject("dataDir"), DATABASE_FILE));
  db.prepare("insert into surveys (period, until, closes_at, forget_at) values ('2026-10-01', '2026-11-01', ?, ?)").run(
    FAR,
    FAR,
  );
  db.prepare(
    "insert into survey_links (period, user_id, link_hash, closes_at) select '2026-10-01', id, ?, ? from users where email = 'sociala@demo.tilts.test'",
  ).run(tokenHash(token), FAR);
  db.close();
  return `${inject("base")}/s/${token}`;
}
