import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launch, pageOf } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("another language takes the variant away and says so; nothing unseen stops the request, and like last time neither", async () => {
  const page = await pageOf(browser, "sociala");
  const choose = async (typed: string, name: string) => {
    await page.locator("input[role=combobox]").first().click();
    await page.locator("input[role=combobox]").first().fill(typed);
    await page.getByRole("option", { name }).first().click();
  };
  const send = () => page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await page.goto(`${inject("base")}/institution/new`);
  await choose("kurd", "kurd");
  await page.selectOption("select[name=variant]", "ku/kmr");
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", "2026-12-09");
  await page.selectOption("select[name=topic]", "social");
  await send();
  await page.getByRole("alert").first().waitFor();
  expect(await page.inputValue("select[name=variant]")).toBe("ku/kmr");

  await choose("turk", "turku");
  await page.getByText("vairs nav izvēlēts").waitFor();
  expect(await page.locator("select[name=variant]").count()).toBe(0);
  await page.fill("input[name=start]", "1015");
  expect(await page.evaluate(() => JSON.stringify({ ...window.sessionStorage }))).not.toContain("kmr");
  await send();
  await page.waitForURL(/sent=1/);
  const first = new URL(page.url()).pathname.split("/").at(-1);

  await page.goto(`${inject("base")}/institution/new?like=${first}`);
  await choose("kurd", "kurd");
  await page.selectOption("select[name=variant]", "ku/ckb");
  await send();
  await page.waitForURL(/sent=1/);
  const second = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(`${inject("base")}/institution/new?like=${second}`);
  await choose("turk", "turku");
  await page.fill("input[name=date]", "2026-12-11");
  await send();
  await page.waitForURL(/sent=1/);
  await page.locator("main", { hasText: "urku" }).waitFor();
});
