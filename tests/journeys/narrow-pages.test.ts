/** Every page on the narrowest phone, with letters twice as large, and under a finger. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DESKTOP, launch, PHONE, pageOf, settled } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Addresses, and lists whose first entry is looked at too. */
const PAGES: Record<string, { paths: string[]; firstOf?: Record<string, string> }> = {
  "": {
    paths: [
      "/",
      "/login",
      "/forgot",
      "/door",
      "/door/access",
      "/accessibility",
      "/verify",
      "/verify/AAAAAAAAAA",
      "/there-is-no-such-page",
    ],
  },
  sociala: {
    paths: [
      "/institution",
      "/institution/new",
      "/institution/old-form",
      "/institution/language-help",
      "/institution/attest",
      "/account",
    ],
    firstOf: { "/institution": "/institution/requests/" },
  },
  amina: {
    paths: [
      "/interpreter",
      "/interpreter/jobs",
      "/interpreter/jobs?view=done",
      "/interpreter/calendar",
      "/interpreter/availability",
      "/interpreter/more",
      "/interpreter/statement",
      "/interpreter/evaluation",
    ],
    firstOf: { "/interpreter/jobs": "/interpreter/jobs/", "/interpreter/jobs?view=done": "/interpreter/jobs/" },
  },
  ilze: {
    paths: [
      "/coordinator",
      "/coordinator/calendar?date=2026-11-25",
      "/coordinator/calendar?view=week&date=2026-11-25",
      "/coordinator/calendar?view=month&date=2026-11-25",
      "/coordinator/list",
      "/coordinator/requests",
      "/coordinator/interpreters",
      "/coordinator/interpreters/new",
      "/coordinator/clients?q=101",
      "/coordinator/new",
      "/coordinator/keys",
      "/coordinator/settle",
      "/coordinator/statements",
      "/coordinator/complaints",
      "/coordinator/surveys",
      "/coordinator/evaluations",
    ],
    firstOf: {
      "/coordinator/requests?state=open": "/coordinator/requests/",
      "/coordinator/interpreters": "/coordinator/interpreters/",
      "/coordinator/clients?q=101": "/coordinator/clients/",
    },
  },
  admin: {
    paths: [
      "/admin/health",
      "/admin/journal",
      "/admin/import",
      "/admin/export",
      "/admin/roles",
      "/admin/desks",
      "/admin/desks/riga",
      "/admin/holidays",
      "/admin/languages",
      "/admin/languages/prs",
      "/admin/organisations",
      "/admin/settings",
      "/admin/rates",
      "/admin/evaluation",
      "/admin/evaluation/prs",
      "/admin/texts",
      "/admin/texts/lv-offer",
      "/admin/travel?from=Jelgava&to=Liepāja",
      "/admin/users",
      "/admin/users/invite",
    ],
    firstOf: { "/admin/organisations": "/admin/organisations/" },
  },
};

for (const [who, { paths, firstOf = {} }] of Object.entries(PAGES))
  test(`${who || "nobody"}: no page is wider than 320 px or twice as large letters allow, and all that is pressed is 44 px high`, async () => {
    const page = await pageOf(browser, who, { ...PHONE, viewport: { width: 320, height: 700 } });
    const addresses = [...paths];
    for (const [list, prefix] of Object.entries(firstOf)) {
      await page.goto(inject("base") + list);
      addresses.push(
        (await page.locator(`main a[href^="${prefix}"]:not([href$="/new"])`).first().getAttribute("href"))!,
      );
    }
    const wrong: string[] = [];
    for (const address of addresses) {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(inject("base") + address);
      await settled(page);
      wrong.push(...(await tooWide(page)).map((what) => `${address} at 320 px: ${what}`));
      wrong.push(...(await tooSmall(page)).map((what) => `${address}: ${what}`));
      await page.setViewportSize({ width: 640, height: 700 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      wrong.push(...(await tooWide(page)).map((what) => `${address} with letters twice as large: ${what}`));
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });

/** What reaches beyond the page, unless it scrolls by itself as a table does. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const over = [...document.querySelectorAll("main *, header *, nav *, footer *")].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      `${scrollWidth - clientWidth} px: ${over
        .slice(0, 3)
        .map((one) => `${one.tagName}.${one.className}`)
        .join(", ")}`,
    ];
  });
}

/** What is pressed and is lower than a finger needs; a link within a sentence is as high as its line. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary");
    const isInSentence = (one: HTMLElement) =>
      one.matches("a") &&
      getComputedStyle(one).display === "inline" &&
      [...(one.parentElement?.childNodes ?? [])].some(
        (near) => near.nodeType === Node.TEXT_NODE && near.textContent?.trim(),
      );
    return [...pressed].flatMap((one) => {
      const target = one.matches("[type=radio], [type=checkbox]") ? (one.closest("label") ?? one) : one;
      const { width, height } = target.getBoundingClientRect();
      const isSeen =
        one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height > 1;
      if (!isSeen || one.matches(".visually-hidden") || height >= 43.5 || isInSentence(one)) return [];
      return [
        `${one.tagName}.${one.className} “${one.textContent?.trim().slice(0, 20)}” is ${Math.round(height)} px high`,
      ];
    });
  });
}

test("at a desk, and there with letters twice as large, filters with two dates fit", async () => {
  const page = await pageOf(browser, "ilze", DESKTOP);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  for (const path of ["/coordinator/requests", "/coordinator/plan"]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(inject("base") + path);
    await page.locator(".date-pick").first().waitFor();
    expect(await width(), path).toBeLessThanOrEqual(1440);
    await page.setViewportSize({ width: 720, height: 900 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    expect(await width(), path).toBeLessThanOrEqual(720);
  }
});
