/** An over-booked week: planned, changed line by line, applied; with and without JavaScript. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mails, mailTo, PATIENCE_MS, PHONE, pageOf, press } from "#tests/support/browser";
import { OVER_BOOKED, overBook } from "#tests/support/over-booked";

let browser: Browser;
let ids: Map<string, string>;
beforeAll(async () => {
  browser = await launch();
  ids = overBook(inject("dataDir"));
});
afterAll(() => browser.close());

/** The line of a request, wherever it stands on the page. */
const lineOf = (page: Page, reference: string) => page.locator(".plan-line", { hasText: reference });

/** The line of a request that the plan fills: it has somebody to choose. */
const filledLine = (page: Page, reference: string) =>
  lineOf(page, reference).filter({ has: page.locator('select[name="who[]"]') });

async function mailsAbout(references: readonly string[]): Promise<number> {
  const all = await mails();
  return all.filter(({ subject }) => references.some((reference) => subject?.includes(reference))).length;
}

test("without JavaScript: another person is chosen, the plan keeps them, and one job is given", async () => {
  const page = await pageOf(browser, "ilze", { ...DESKTOP, javaScriptEnabled: false });
  await page.goto(`${inject("base")}/coordinator/plan?from=2026-12-01&to=2026-12-01`);
  await press(page, page.getByRole("button", { name: "Plānot" }));
  const line = filledLine(page, "R-PLN2E");
  const [leila, karim] = ["Leila Hosseini", "Karim Rahimi"];
  const who = line.locator("select");
  const proposed = await who.locator("option:checked").innerText();
  const other = proposed === leila ? karim : leila;
  await who.selectOption({ label: other });
  await press(page, page.getByRole("button", { name: "Pārplānot" }));
  expect(await filledLine(page, "R-PLN2E").locator("option:checked").innerText()).toBe(other);
  expect(await filledLine(page, "R-PLN2E").locator('input[name="pin[]"]').isChecked()).toBe(true);
  expect(page.url()).toContain("pin=PLN2E:");
  await page.reload();
  expect(await filledLine(page, "R-PLN2E").locator("option:checked").innerText()).toBe(other);

  for (const box of await page.locator('input[name="in[]"]').all())
    if (!(await box.getAttribute("value"))?.startsWith("PLN2E")) await box.uncheck();
  await page.getByText("Norīkot bez jautāšanas…").click();
  await press(page, page.getByRole("button", { name: "Norīkot atzīmētos" }));
  expect(await page.locator("main").innerText()).toContain("Izdarīts 1 no 1.");
  await page.goto(`${inject("base")}/coordinator/requests/${ids.get("R-PLN2E")}`);
  expect(await page.locator("main").innerText()).toContain(other);
  await page.context().close();
});

test("an over-booked week is planned, one line is left out, the rest is sent, and the interpreters have their offers", async () => {
  const page = await pageOf(browser, "ilze", DESKTOP);
  await page.getByRole("link", { name: "Plānot vairākus" }).click();
  await page.fill("input[name=from]", OVER_BOOKED.from);
  await page.fill("input[name=to]", OVER_BOOKED.to);
  await page.getByRole("button", { name: "Atlasīt" }).click();
  await lineOf(page, "R-PLN4A").waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole("button", { name: "Plānot" }).click();
  await page.getByText("Labāk nevar: neviens plāns neaizpilda vairāk.").waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await filledLine(page, "R-PLN4B").count()).toBe(0);
  expect(await lineOf(page, "R-PLN4B").innerText()).toMatch(/vajadzīgi šeit: .*R-PLN4A/);

  await filledLine(page, "R-PLN5E").locator('input[name="in[]"]').uncheck();
  await page.getByRole("button", { name: "Pārplānot" }).click();
  await page.getByRole("heading", { name: "Ārpus plāna (1)" }).waitFor();
  expect(await page.locator(".card", { hasText: "Ārpus plāna" }).innerText()).toContain("R-PLN5E");
  const lines = await page.locator('.plan-line:has(select[name="who[]"])').all();
  const sent = await Promise.all(
    lines.map(async (line) => ({
      reference: /R-[0-9A-Z]{5}/.exec(await line.innerText())![0],
      people: await line.locator("option:checked").allInnerTexts(),
    })),
  );
  expect(sent.length).toBeGreaterThan(8);
  expect(await mailsAbout(sent.map(({ reference }) => reference).filter((one) => one.startsWith("R-PLN")))).toBe(0);

  await page.getByRole("button", { name: "Nosūtīt piedāvājumus" }).click();
  await page.getByRole("heading", { name: "Kas izdarīts" }).waitFor();
  expect(await page.locator("main").innerText()).toContain(`Izdarīts ${sent.length} no ${sent.length}.`);
  expect(await axe(page)).toEqual([]);
  await mailTo("farid@demo.tilts.test", "R-PLN4A");
  await expect
    .poll(() => mailsAbout(sent.map(({ reference }) => reference)), { timeout: PATIENCE_MS, interval: 500 })
    .toBeGreaterThanOrEqual(sent.reduce((sum, { people }) => sum + people.length, 0));
  await page.reload();
  expect(await page.locator("main").innerText()).toContain(`Izdarīts ${sent.length} no ${sent.length}.`);
  expect(await mailsAbout(["R-PLN5E"])).toBe(0);

  const phone = await pageOf(browser, "farid", PHONE);
  await phone.goto(`${inject("base")}/interpreter`);
  expect(await phone.locator("main").innerText()).toContain("R-PLN4A");
  await phone.context().close();
  await page.context().close();
});
