/** Somebody calls from an institution nobody knows, and hears what becomes of it; and the same need asked for twice. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailsTo, mailTo, PATIENCE_MS, PHONE, pageOf, press } from "#tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const newOrder = () => `${inject("base")}/coordinator/new`;
const submitOf = (page: Page) => page.getByRole("button", { name: /Nosūtīt/ });

/** What the caller says of the meeting itself. */
async function tellTheNeed(page: Page, date: string, start: string) {
  const box = page.locator("input[role=combobox]").first();
  await expect
    .poll(
      async () => {
        await box.click();
        await box.fill("dari");
        return page.getByRole("option", { name: "dari" }).first().isVisible();
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true);
  await page.getByRole("option", { name: "dari" }).first().click();
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", date);
  await page.fill("input[name=start]", start);
  await page.selectOption("select[name=topic]", "education");
  await page.fill("input[name=contactName]", "Skolas kanceleja");
  await page.fill("input[name=contactPhone]", "26 111 000");
}

const bodyOf = async (page: Page) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");

test("a caller from an unknown institution: nothing typed is lost on the way, and every letter is theirs", async () => {
  const page = await pageOf(browser, "ilze");
  await page.goto(newOrder());
  const [, , another] = await page.locator("select[name=organisation] option").all();
  await page.selectOption("select[name=organisation]", (await another?.getAttribute("value")) ?? "");
  await page.getByRole("button", { name: "Turpināt" }).click();
  await page.locator("h2", { hasText: "Kas zvana" }).waitFor();
  await tellTheNeed(page, "2026-12-03", "9.30");
  await page.fill("textarea[name=note]", "Saruna par vērtējumu.");

  await page.getByRole("button", { name: /Cita iestāde/ }).click();
  await page.selectOption("select[name=organisation]", "-");
  await page.getByRole("button", { name: "Turpināt" }).click();
  await page.locator("input[name=orgName]").waitFor();
  expect(await page.inputValue("textarea[name=note]")).toBe("Saruna par vērtējumu.");
  expect(await page.inputValue("input[name=start]")).toBe("9.30");

  await page.fill("input[name=orgName]", "Siguldas vakarskola");
  await submitOf(page).click();
  const wrong = await page.getByRole("alert").first().innerText();
  expect(wrong).toContain("Izvēlieties nozari");
  expect(wrong).toContain("vārdu un uzvārdu");
  expect(await page.inputValue("textarea[name=note]")).toBe("Saruna par vērtējumu.");

  await page.selectOption("select[name=orgSector]", "education");
  await page.fill("input[name=orgPlace]", "Sigulda");
  await page.fill("input[name=callerName]", "Elīna Krastiņa");
  await page.fill("input[name=callerEmail]", "elina@vakarskola.test");
  expect(await axe(page)).toEqual([]);
  await submitOf(page).click();
  await page.waitForURL(/coordinator\/requests\/.+done=submit/);
  await page.locator("dd", { hasText: "Elīna Krastiņa · elina@vakarskola.test (pa tālruni; pierakstīja: " }).waitFor();

  const received = await mailTo("elina@vakarskola.test", "Pieprasījums saņemts");
  expect(received.text).not.toMatch(/vērtējumu|kanceleja/);
  const [link = ""] = /http:\/\/\S+\/r\/[\w-]{43}/.exec(received.text ?? "") ?? [];
  const reader = await pageOf(browser, "", { ...PHONE, javaScriptEnabled: false });
  await reader.goto(link);
  expect(await bodyOf(reader)).toContain("09:30");
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.locator("summary", { hasText: "Lūgt precizēt" }).click();
  await page.fill("input[name=question]", "Cik cilvēku būs sarunā?");
  await page.getByRole("button", { name: "Nosūtīt jautājumu" }).click();
  await mailTo("elina@vakarskola.test", "jāprecizē");
  await reader.reload();
  expect(await bodyOf(reader)).toContain("Koordinators jautā: „Cik cilvēku būs sarunā?”");

  await page.goto(page.url().replace(/\?.*/, ""));
  await page.locator("summary", { hasText: "Atcelt…" }).click();
  await page.getByLabel(/Iestāde lūdz atcelt/).check();
  await page.getByRole("button", { name: "Atcelt pieprasījumu" }).click();
  await mailTo("elina@vakarskola.test", "Pieprasījums ir atcelts");
  expect(await mailsTo("ilze@demo.tilts.test", "Pieprasījums saņemts")).toEqual([]);
});

test("a school of nearly that name is offered, and a caller with only a phone is called until it is ticked off", async () => {
  const page = await pageOf(browser, "ilze", { ...DESKTOP, javaScriptEnabled: false });
  await page.goto(`${newOrder()}?organisation=-`);
  await page.fill("input[name=orgName]", "SIGULDAS VAKARSKOLA");
  await page.selectOption("select[name=orgSector]", "education");
  await page.fill("input[name=orgPlace]", "Sigulda");
  await page.fill("input[name=callerName]", "Juris Ābele");
  await page.fill("input[name=callerPhone]", "26 111 222");
  await page.selectOption("select[name=language]", "ps");
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", "2026-12-04");
  await page.fill("input[name=start]", "11:00");
  await page.selectOption("select[name=topic]", "education");
  await page.fill("input[name=contactName]", "Kanceleja");
  await page.fill("input[name=contactPhone]", "26111000");
  await press(page, submitOf(page));
  expect(await page.getByRole("alert").first().innerText()).toContain("līdzīgu nosaukumu");
  await page.getByLabel("Siguldas vakarskola").check();
  await press(page, submitOf(page));
  await page.waitForURL(/coordinator\/requests\/.+done=submit/);
  expect(await bodyOf(page)).toMatch(/Jāpiezvana: Juris Ābele, \+371 26 ?111 ?222/);

  await page.goto(`${inject("base")}/coordinator`);
  const card = page.locator(".queue-card", { hasText: "Juris Ābele" });
  expect(await card.innerText()).toContain("Pieprasījums saņemts, numurs: R-");
  await card.getByRole("button", { name: /Pateikts/ }).click();
  await card.waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe("/coordinator");
});

test("the same need twice: the form asks, keeps what was typed, and the coordinator sees both", async () => {
  const page = await pageOf(browser, "sociala");
  const ask = async () => {
    await page.goto(`${inject("base")}/institution/new`);
    await tellTheNeed(page, "2026-12-08", "15:10");
    await page.fill("textarea[name=note]", "Otrā saruna.");
    await submitOf(page).click();
  };
  await ask();
  await page.waitForURL(/sent=1/);
  await page.locator("main", { hasText: /R-[2-9A-Z]{5}/ }).waitFor();
  const [reference = ""] = /R-[2-9A-Z]{5}/.exec(await bodyOf(page)) ?? [];
  await ask();
  await page.locator("h2", { hasText: "Vai šis ir cits pieprasījums?" }).waitFor();
  expect(await bodyOf(page)).toContain(`Jau ir pieprasījums ${reference}`);
  expect(await page.inputValue("textarea[name=note]")).toBe("Otrā saruna.");
  expect(await page.getByRole("link", { name: new RegExp(reference) }).getAttribute("target")).toBe("_blank");
  expect(await axe(page)).toEqual([]);
  await page.getByLabel("Jā, šis ir cits pieprasījums").check();
  await submitOf(page).click();
  await page.waitForURL(/sent=1/);

  const ilze = await pageOf(browser, "ilze");
  await ilze.goto(`${inject("base")}${new URL(page.url()).pathname.replace("institution", "coordinator")}`);
  expect(await bodyOf(ilze)).toContain(`Iespējams, tas pats pieprasīts divreiz: ${reference} (tā pati iestāde`);
});
