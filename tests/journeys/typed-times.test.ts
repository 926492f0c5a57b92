import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, pageOf, press } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a coordinator's time over midnight is asked about with what it would mean, and kept once it is confirmed", async () => {
  const page = await pageOf(browser, "ilze", { javaScriptEnabled: false });
  await page.goto(`${inject("base")}/coordinator/requests`);
  const open = page.locator("main a[href*='/coordinator/requests/']").first();
  await page.goto(`${inject("base")}${await open.getAttribute("href")}`);
  const form = page.locator("details.deed", { has: page.locator("input[name=end]") });
  await form.locator("summary").click();
  await form.locator("input[name=date]").fill("2027-03-27");
  await form.locator("input[name=start]").fill("2330");
  await form.locator("input[name=end]").fill("0.30");
  const change = () => press(page, form.getByRole("button", { name: "Mainīt laiku" }));
  await change();
  expect(await form.innerText()).toContain("beigas ir nākamajā dienā: svētdien, 2027. gada 28. martā, plkst. 00:30");
  expect(await form.innerText()).toContain("1 h");
  expect(await form.locator("input[name=start]").inputValue()).toBe("2330");
  await form.locator("input[name=nextDay]").check();
  await change();
  const answer = await page.locator("main").innerText();
  expect(answer).toMatch(/23:30–00:30 \(\+1\)|šķēršļi|tomēr/i);
});

test("an interpreter's hours are typed with any separator, and an end before its start is asked about", async () => {
  const page = await pageOf(browser, "amina", { viewport: { width: 390, height: 800 } });
  await page.goto(`${inject("base")}/interpreter/availability?view=away`);
  await page.getByText("Ievadīt datumus vai stundas").click();
  for (const name of ["from", "to"]) await page.fill(`input[name=${name}]`, "2027-02-20");
  expect(await page.locator("input[name=fromTime]").getAttribute("inputmode")).toBe("decimal");
  await page.fill("input[name=fromTime]", "22.30");
  await page.fill("input[name=toTime]", "6");
  await page.getByRole("button", { name: "Turpināt" }).click();
  await page.getByText("norādiet to kā pēdējo dienu").first().waitFor();
  await page.fill("input[name=to]", "2027-02-21");
  await page.getByRole("button", { name: "Turpināt" }).click();
  await page.getByText("Pieteikt prombūtni").first().waitFor();
  expect(await page.locator("main").innerText()).toContain("22:30");
});
