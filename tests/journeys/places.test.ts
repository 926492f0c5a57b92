/** A place is typed: by keyboard from the list, and without scripts as words that the server reads. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailTo, PHONE, pageOf, press } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const form = () => `${inject("base")}/institution/new`;
const submitOf = (page: Page) => page.getByRole("button", { name: "Nosūtīt pieprasījumu" });
const mainOf = async (page: Page) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");

async function fillRest(page: Page, date: string): Promise<void> {
  await page.fill("input[name=address]", "Skolas iela 1");
  await page.fill("input[name=date]", date);
  await page.fill("input[name=start]", "10:00");
  await page.selectOption("select[name=topic]", "social");
}

test("by keyboard: a few letters, an arrow and Enter; likely places before anything is typed; the old street is said", async () => {
  const page = await pageOf(browser, "sociala", PHONE);
  await page.goto(form());
  const language = page.locator("input[role=combobox]").first();
  await language.fill("dari");
  await page.getByRole("option", { name: "dari", exact: true }).click();
  await page.locator("input[name=mode][value=onsite]").check();
  const place = page.getByRole("combobox", { name: "Vieta" });
  const own = await place.inputValue();
  expect(own).toMatch(/^Rīga, /);
  await place.focus();
  await page.keyboard.press("ArrowDown");
  const list = page.getByRole("listbox", { name: "Vieta" });
  expect(await list.getByRole("option").first().innerText()).toBe(own);
  expect(await list.getByRole("option", { name: "Daugavpils" }).count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  for (const option of await list.getByRole("option").all())
    expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.keyboard.press("Escape");
  expect(await list.isVisible()).toBe(false);
  expect(await place.inputValue()).toBe(own);

  await place.fill("");
  await page.keyboard.type("kuldigas");
  await list.getByRole("option", { name: "Kuldīgas novads", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  expect(await place.inputValue()).toBe("Kuldīgas novads");
  expect(page.url()).toBe(form());

  await place.fill("");
  await page.keyboard.type("salas p");
  await list.getByRole("option", { name: "Salas pagasts, Mārupes novads" }).waitFor();
  await page.keyboard.press("ArrowDown");
  const active = await place.getAttribute("aria-activedescendant");
  expect(await page.locator(`[id="${active}"]`).innerText()).toBe("Salas pagasts, Mārupes novads");
  await page.keyboard.press("Enter");
  expect(await place.inputValue()).toBe("Salas pagasts, Mārupes novads");
  expect(await mainOf(page)).toContain(`Adrese ir palikusi no iepriekšējās vietas: ${own}`);
  await page.locator(".sentence", { hasText: "Salas pagasts, Mārupes novads" }).waitFor();

  await fillRest(page, "2026-12-09");
  await submitOf(page).click();
  await page.waitForURL(/sent=1/);
  expect(await mainOf(page)).toContain("Salas pagasts");
});

test("without scripts: several places are asked about, a misspelt street's place once, and what was typed stays", async () => {
  const page = await pageOf(browser, "sociala", { ...PHONE, javaScriptEnabled: false });
  await page.goto(form());
  await page.selectOption("select[name=language]", "prs");
  await page.locator("input[name=mode][value=onsite]").check();
  const [own, street] = [await page.inputValue("input[name=place]"), await page.inputValue("input[name=address]")];
  expect(street).not.toBe("");
  await fillRest(page, "2026-12-08");
  await page.fill("input[name=address]", street);
  await page.fill("input[name=place]", "salas pagasts");
  await press(page, submitOf(page));
  expect(await page.getByRole("alert").first().innerText()).toContain("Tā sauc vairākas vietas");
  expect(await page.inputValue("input[name=place]")).toBe("salas pagasts");
  expect(await mainOf(page)).toContain(`Adrese ir palikusi no iepriekšējās vietas: ${own}`);

  await page.getByLabel("Salas pagasts, Mārupes novads").check();
  await page.fill("input[name=place]", "Liepāja");
  await press(page, submitOf(page));
  expect(await page.getByRole("alert").first().innerText()).toContain("Adrese ir palikusi no iepriekšējās vietas");
  expect(await page.inputValue("input[name=address]")).toBe(street);
  await press(page, submitOf(page));
  await page.locator("h1", { hasText: "Pieprasījums saņemts" }).waitFor();
  await page.locator("main", { hasText: `${street}, Liepāja` }).waitFor();
});

test("elsewhere: what was typed waits as a coordinator's card, is mapped, and then somebody is asked", async () => {
  const page = await pageOf(browser, "sociala", { ...PHONE, javaScriptEnabled: false });
  await page.goto(form());
  await page.selectOption("select[name=language]", "prs");
  await page.locator("input[name=mode][value=onsite]").check();
  await fillRest(page, "2026-12-10");
  await page.fill("input[name=place]", "Kaldabruņa");
  await press(page, submitOf(page));
  expect(await page.getByRole("alert").first().innerText()).toContain("Šādas vietas sarakstā nav");
  await page.getByLabel("Vietas sarakstā nav").check();
  await press(page, submitOf(page));
  await page.locator("h1", { hasText: "Pieprasījums saņemts" }).waitFor();
  const sorted = "Vietas „Kaldabruņa” mūsu sarakstā nav, tāpēc koordinators to vispirms precizēs";
  await page.locator("main", { hasText: sorted }).waitFor();
  const reference = /R-[2-9A-Z]{5}/.exec(await mainOf(page))![0];
  const received = await mailTo("sociala@demo.tilts.test", reference, "Norādītās vietas nav mūsu sarakstā");
  expect(received.text).toContain("vieta nav sarakstā");
  expect(received.text).not.toContain("Kaldabruņa");

  const ilze = await pageOf(browser, "ilze", DESKTOP);
  await ilze.goto(`${inject("base")}/coordinator`);
  const card = ilze.locator("article, li, section", { hasText: "Vieta nav sarakstā; ierakstīts: Kaldabruņa" }).last();
  await card.getByRole("link", { name: "Noteikt vietu" }).click();
  const place = ilze.getByRole("combobox", { name: "Vieta" });
  await place.fill("rubenes");
  await ilze.getByRole("option", { name: "Rubenes pagasts, Jēkabpils novads" }).click();
  await ilze.getByRole("button", { name: "Noteikt vietu un meklēt" }).click();
  await ilze.getByText(`${reference}: vieta noteikta.`).waitFor();
  expect(await mainOf(ilze)).toContain("precizēja vietu: Rubenes pagasts");
  expect(await mainOf(ilze)).toContain("Kaldabruņa, Skolas iela 1");
  await mailTo("sociala@demo.tilts.test", reference, "Vieta ir noskaidrota");
  await page.reload();
  expect(await mainOf(page)).toContain("Rubenes pagasts");
  expect(await mainOf(page)).not.toContain("mūsu sarakstā nav");
});

test("with scripts what is nowhere in the list offers to be elsewhere, and a lost network leaves a plain field", async () => {
  const page = await pageOf(browser, "sociala", PHONE);
  await page.goto(form());
  await page.locator("input[role=combobox]").first().fill("dari");
  await page.getByRole("option", { name: "dari", exact: true }).click();
  await page.locator("input[name=mode][value=onsite]").check();
  const place = page.getByRole("combobox", { name: "Vieta" });
  await place.fill("Kaldabruņa");
  await page.getByText("Šādas vietas sarakstā nav.", { exact: true }).waitFor();
  await page.getByLabel("Vietas sarakstā nav").check();
  await page.locator(".sentence", { hasText: "Kaldabruņa" }).waitFor();
  expect(await axe(page)).toEqual([]);

  await page.route("**/places?*", (route) => route.abort());
  await place.fill("Liepāj");
  await page.keyboard.press("Tab");
  expect(await place.inputValue()).toBe("Liepāj");
});
