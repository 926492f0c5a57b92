/** No serious or critical violation on any page, in both languages, light and dark. The calendar's grid is reported apart. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, PHONE, pageOf, press, settled, showWhole } from "#tests/support/browser";
import { OVER_BOOKED, overBook } from "#tests/support/over-booked";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  overBook(inject("dataDir"));
  browser = await launch();
});
afterAll(() => browser.close());

/** What react-big-calendar's own markup violates (docs/operating.md, "Limits"); everything around it has none. */
const GRID = ".rbc-calendar";

const ROOMS: { who: string; options: typeof DESKTOP; pages: (string | ((page: Page) => Promise<string>))[] }[] = [
  {
    who: "",
    options: PHONE,
    pages: ["/", "/login", "/forgot", "/door", "/door/access", "/accessibility", "/verify", "/no-such-page"],
  },
  {
    who: "sociala",
    options: PHONE,
    pages: [
      "/institution",
      "/institution/new",
      "/institution/old-form",
      "/institution/language-help",
      "/institution/attest",
      first("/institution/attest", "/institution/attest?request="),
      first("/institution", "/institution/requests/"),
      "/account",
    ],
  },
  {
    who: "amina",
    options: PHONE,
    pages: [
      "/interpreter",
      "/interpreter/jobs",
      first("/interpreter/jobs", "/interpreter/jobs/"),
      "/interpreter/calendar",
      "/interpreter/availability",
      "/interpreter/availability?view=away",
      "/interpreter/more",
      "/interpreter/statement",
      first("/interpreter/jobs?view=done", "/interpreter/jobs/"),
      async (page) => `${await first("/interpreter/jobs?view=done", "/interpreter/jobs/")(page)}/feedback`,
    ],
  },
  {
    who: "ilze",
    options: DESKTOP,
    pages: [
      "/coordinator",
      "/coordinator/requests",
      first("/coordinator", "/coordinator/requests/"),
      "/coordinator/interpreters",
      first("/coordinator/interpreters", "/coordinator/interpreters/"),
      "/coordinator/interpreters/new",
      ...["days", "stop?status=inactive"].map(
        (page) => async (browser: Page) =>
          `${await first("/coordinator/interpreters", "/coordinator/interpreters/")(browser)}/${page}`,
      ),
      async (page) =>
        `${await first("/coordinator/interpreters", "/coordinator/interpreters/")(page)}/ill?from=2026-11-24&to=2026-12-08`,
      "/coordinator/clients?q=101",
      first("/coordinator/clients?q=101", "/coordinator/clients/"),
      async (page) =>
        (await first("/coordinator/clients?q=101", "/coordinator/clients/")(page)).replace(
          "clients/",
          "exclusions/new?client=",
        ),
      async (page) => `${await first("/coordinator/interpreters", "/coordinator/interpreters/")(page)}/papers`,
      "/coordinator/settle",
      "/finance/statements",
      "/coordinator/complaints",
      "/coordinator/surveys",
      "/coordinator/evaluations",
      "/coordinator/list",
      "/coordinator/calendar",
      "/coordinator/calendar?view=week",
      "/coordinator/calendar?view=month",
      `/coordinator/plan?from=${OVER_BOOKED.from}&to=${OVER_BOOKED.to}`,
      `/coordinator/plan?from=${OVER_BOOKED.from}&to=${OVER_BOOKED.to}&without=PLN2A&plan=1`,
      async (page) =>
        (await first("/coordinator", "/coordinator/requests/")(page)).replace("requests/", "move?request="),
    ],
  },
  {
    who: "admin",
    options: DESKTOP,
    pages: [
      "/admin/health",
      "/admin/journal",
      "/admin/import",
      "/admin/export",
      "/admin/roles",
      "/admin/users",
      "/admin/users/invite",
      "/admin/settings",
      "/finance/rates",
      "/finance/organisations",
      "/admin/holidays",
      "/admin/organisations",
      "/admin/organisations/new",
      async (page) => `${await first("/admin/organisations", "/admin/organisations/")(page)}/units`,
      async (page) => `${await first("/admin/organisations", "/admin/organisations/")(page)}/merge?find=a`,
      "/admin/languages?find=svahili",
      "/admin/languages/prs",
      "/admin/travel?from=Jelgava&to=Liepāja",
      "/admin/texts",
      "/admin/texts/lv-request_received",
      "/admin/evaluation",
      "/admin/evaluation/prs",
      "/admin/desks",
      "/admin/desks/riga",
    ],
  },
];

/** The address of the first thing that a page links to. */
function first(list: string, prefix: string) {
  return async (page: Page) => {
    await page.goto(inject("base") + list);
    const href = await page.locator(`main a[href^="${prefix}"]:not([href$="/new"])`).first().getAttribute("href");
    return href!.replace(/[#?].*/, "");
  };
}

/** English and dark with `npm run test:wide`: the markup is the same, and takes as long again. */
const LOCALES = process.env.WIDE ? (["lv", "en"] as const) : (["lv"] as const);

for (const locale of LOCALES)
  for (const { who, options, pages } of ROOMS)
    test(`${who || "nobody signed in"}, ${locale}: every page`, async () => {
      const page = await pageOf(browser, who, { ...options, colorScheme: locale === "en" ? "dark" : "light" });
      await speak(page, who, locale);
      const found: string[] = [];
      try {
        for (const one of pages) {
          const address = typeof one === "string" ? one : await one(page);
          await page.goto(inject("base") + address);
          await settled(page);
          expect(await page.locator("html").getAttribute("lang"), address).toBe(locale);
          await showWhole(page);
          found.push(...(await axe(page, [GRID])).map((violation) => `${address}: ${violation}`));
        }
      } finally {
        await speak(page, who, "lv");
        await page.context().close();
      }
      expect(found).toEqual([]);
    });

/** Sets the language: of the account, or of the browser where nobody is signed in. */
async function speak(page: Page, who: string, locale: "lv" | "en"): Promise<void> {
  if (!who) {
    await page.context().addCookies([{ name: "lang", value: locale, url: inject("base") }]);
    return;
  }
  await page.goto(`${inject("base")}/account`);
  await page.evaluate(async (lang) => {
    const form = new URLSearchParams({ intent: "settings", locale: lang, theme: "system" });
    await fetch("/account", { method: "POST", body: form });
  }, locale);
}

test("the offer's page by the mail's link, in both languages, open and answered", async () => {
  const requester = await pageOf(browser, "sociala");
  const { reference } = await askForInterpreter(requester, {
    language: ["dari", "dari"],
    date: "2026-12-28",
    start: "11:00",
  });
  const { link, to } = await offerLink(reference);
  const who = to.split("@")[0]!;
  const account = await pageOf(browser, who, PHONE);
  const phone = await pageOf(browser, "", PHONE);
  try {
    for (const locale of ["en", "lv"] as const) {
      await speak(account, who, locale);
      await phone.goto(link);
      expect(await phone.locator("[lang]").last().getAttribute("lang")).toBe(locale);
      expect(await axe(phone)).toEqual([]);
    }
    await press(phone, phone.getByRole("button", { name: "Nevaru" }));
    expect(await axe(phone)).toEqual([]);
  } finally {
    await speak(account, who, "lv");
  }
});

test("what the calendar's grid itself violates is known, and is no more", async () => {
  const page = await pageOf(browser, "ilze", DESKTOP);
  const rules = new Set<string>();
  for (const view of ["day", "month"]) {
    await page.goto(`${inject("base")}/coordinator/calendar?view=${view}`);
    await page.locator(GRID).waitFor();
    for (const violation of await axe(page)) rules.add(violation.split(":")[0]!);
  }
  expect([...rules].sort()).toEqual([]);
});
