/** A request that is clarified: what was said on the phone is edited, saved and told; and what is refused stays to be read. */
import type { ParsedMail } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailTo, PATIENCE_MS, PHONE, pageOf } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const sequenceOf = (mail: ParsedMail) => {
  const entry = mail.attachments.find(({ contentType }) => contentType === "text/calendar")?.content.toString() ?? "";
  return { sequence: Number(/SEQUENCE:(\d+)/.exec(entry)?.[1] ?? -1), entry };
};

/** The page has asked for news since, as it does every few seconds. */
async function readAnew(page: Page): Promise<void> {
  for (let times = 0; times < 2; times++)
    await page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith("/news"));
}

test("clarified by phone: longer, with another contact; the interpreter and the requester are told with a newer calendar entry", async () => {
  const requester = await pageOf(browser, "sociala", PHONE);
  const { id, reference } = await askForInterpreter(requester, {
    language: ["dari", "dari"],
    date: "2026-12-21",
    start: "10:00",
  });
  const { link, to } = await offerLink(reference);
  const interpreter = await pageOf(browser, "", PHONE);
  await interpreter.goto(link);
  await interpreter.getByRole("button", { name: "Pieņemt" }).click();
  const confirmed = sequenceOf(await mailTo(to, reference, "Darbs ir apstiprināts"));

  const ilze = await pageOf(browser, "ilze", DESKTOP);
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}`);
  await ilze.getByRole("link", { name: "Labot pieprasījumu…" }).click();
  await ilze.selectOption("select[name=minutes]", "90");
  await ilze.fill("input[name=contactName]", "Jana Bite");

  const marta = await pageOf(browser, "ilze", DESKTOP);
  await marta.goto(`${inject("base")}/coordinator/requests/${id}/edit`);
  await marta.fill("textarea[name=note]", "Ieeja no pagalma.");

  await ilze.getByRole("button", { name: "Rādīt, kas no tā izriet" }).click();
  const effects = ilze.locator("#effects");
  await effects.waitFor();
  const words = await effects.innerText();
  expect(words).toMatch(/Ilgums:\s1\sh\s→\s1\sh\s30\smin/);
  expect(words).toContain("Vajadzīga pieprasītāja piekrišana: ilgums");
  expect(words).toContain("Der arī pēc izmaiņām");
  expect(words).toMatch(/vajadzīga piekrišana \(ilgums\)/);
  expect(await axe(ilze)).toEqual([]);

  await ilze.getByRole("button", { name: "Saglabāt", exact: true }).click();
  await ilze.getByText("Atzīmējiet, ka pieprasītājs tam piekrīt").first().waitFor();
  expect(await ilze.inputValue("input[name=contactName]")).toBe("Jana Bite");
  await ilze.getByLabel("Pieprasītājs tam piekrīt").check();
  await ilze.getByLabel("Piekrīt (teica pa tālruni) un paliek").check();
  await ilze.getByRole("button", { name: "Saglabāt", exact: true }).click();
  await ilze.waitForURL(/\?undo=\d+/);

  await marta.getByRole("button", { name: "Rādīt, kas no tā izriet" }).click();
  await marta.getByText("kāds cits ir saglabājis izmaiņas").waitFor();
  expect(await marta.inputValue("textarea[name=note]")).toBe("Ieeja no pagalma.");
  expect(await marta.inputValue("input[name=contactName]")).toBe("Jana Bite");
  expect(await marta.inputValue("select[name=minutes]")).toBe("90");

  const changed = await mailTo(to, reference, "Darbs ir mainīts");
  expect(changed.text).toContain("Kas mainīts: ilgums un kontaktpersona");
  expect(changed.text).not.toContain("Bite");
  const later = sequenceOf(changed);
  expect(later.sequence).toBeGreaterThan(confirmed.sequence);
  expect(later.entry).toContain("DTEND:20261221T093000Z");
  const told = await mailTo("sociala@demo.tilts.test", reference, "Pieprasījums ir mainīts");
  expect(sequenceOf(told).sequence).toBeGreaterThan(-1);
});

test("the requester answers a coordinator's question by editing, and whoever is asked is asked about what it is now", async () => {
  const requester = await pageOf(browser, "sociala", { ...PHONE, javaScriptEnabled: true });
  const { id, reference } = await askForInterpreter(requester, {
    language: ["dari", "dari"],
    date: "2026-12-28",
    start: "13:00",
  });
  const { link } = await offerLink(reference);
  const ilze = await pageOf(browser, "ilze", DESKTOP);
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}`);
  await ilze.locator("summary", { hasText: "Lūgt precizēt" }).click();
  await ilze.fill("input[name=question]", "Vai pietiks ar stundu?");
  await ilze.getByRole("button", { name: "Nosūtīt jautājumu" }).click();
  await ilze.waitForURL(/undo=/);

  await requester.goto(`${inject("base")}/institution/requests/${id}`);
  await requester.getByRole("link", { name: "Atbildēt, labojot pieprasījumu" }).click();
  await requester.getByText("Vai pietiks ar stundu?").waitFor();
  await requester.selectOption("select[name=minutes]", "120");
  await requester.getByRole("button", { name: "Rādīt, kas no tā izriet" }).click();
  await requester.locator("#effects", { hasText: /1\sh\s→\s2\sh/ }).waitFor();
  expect(await axe(requester)).toEqual([]);
  expect(await requester.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await requester.getByRole("button", { name: "Saglabāt", exact: true }).click();
  await requester.waitForURL(/edited=1/);
  await requester.locator("#effects").waitFor({ state: "detached" });
  expect(await requester.locator("main").innerText()).not.toContain("Vai pietiks ar stundu?");

  const old = await pageOf(browser, "", PHONE);
  await old.goto(link);
  expect(await old.getByRole("button", { name: "Pieņemt" }).count()).toBe(0);
  await expect
    .poll(async () => (await offerLink(reference)).link, { timeout: PATIENCE_MS, interval: 500 })
    .not.toBe(link);
  const anew = (await offerLink(reference)).link;
  await old.goto(anew);
  expect(await old.locator("main").innerText()).toContain("13:00–15:00");
  await old.getByRole("button", { name: "Pieņemt" }).click();
  await mailTo("sociala@demo.tilts.test", reference, "Tulks ir apstiprināts");
});

test("how much a variant matters is changed on the same sheet, which says what that does to whoever is asked", async () => {
  const requester = await pageOf(browser, "sociala", DESKTOP);
  const { id, reference } = await askForInterpreter(requester, {
    language: ["sorani", "sorani"],
    date: "2026-12-30",
    start: "09:00",
  });
  await offerLink(reference);
  const ilze = await pageOf(browser, "ilze", DESKTOP);
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}/edit`);
  await ilze.getByLabel("Vēlams, bet der arī cits").check();
  await ilze.getByRole("button", { name: "Rādīt, kas no tā izriet" }).click();
  const effects = ilze.locator("#effects");
  await effects.waitFor();
  const words = await effects.innerText();
  expect(words).toMatch(/Cik svarīgs ir paveids:\sTieši šis paveids\s→\sVēlams, bet der arī cits/);
  expect(words).toContain("Vajadzīga pieprasītāja piekrišana: cik svarīgs ir paveids");
  expect(words).toContain("Piedāvājums paliek, kā ir.");
  await ilze.getByLabel("Pieprasītājs tam piekrīt").check();
  await ilze.getByRole("button", { name: "Saglabāt", exact: true }).click();
  await ilze.waitForURL(/\?undo=\d+/);
  await ilze.getByText("valodas paveids vēlams, bet der arī cits").waitFor();
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}/edit`);
  expect(await ilze.getByLabel("Vēlams, bet der arī cits").isChecked()).toBe(true);
});

test("a refusal stays on the page, though it asks for news", async () => {
  const requester = await pageOf(browser, "sociala", DESKTOP);
  const { id } = await askForInterpreter(requester, { language: ["dari", "dari"], date: "2026-12-29", start: "09:00" });
  const ilze = await pageOf(browser, "ilze", DESKTOP);
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}`);
  await ilze.locator("summary", { hasText: "Atcelt…" }).click();
  await ilze.getByRole("button", { name: "Atcelt pieprasījumu" }).click();
  const refused = ilze.getByText("Apstipriniet, ka pieprasījums jāatceļ.").first();
  await refused.waitFor();
  await readAnew(ilze);
  expect(await refused.isVisible()).toBe(true);
});
