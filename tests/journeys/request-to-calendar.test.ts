import ICAL from "ical.js";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailsTo, mailTo, PHONE, pageOf, press, showWhole } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("an institution asks for Dari by phone; the interpreter accepts from the mail on a phone; the requester sees who comes", async () => {
  const requester = await pageOf(browser, "sociala", DESKTOP);
  expect(await axe(requester)).toEqual([]);
  const { reference } = await askForInterpreter(requester, {
    language: ["дари", "dari"],
    date: "2026-12-22",
    start: "14:00",
    clientCode: "K-0142",
  });
  expect(await requester.locator("main").innerText()).toMatch(/otrdien, 22\. decembrī.*14:00–15:00/s);
  expect(await axe(requester)).toEqual([]);
  const received = await mailTo("sociala@demo.tilts.test", reference);
  expect(received.text).not.toContain("K-0142");

  const { link, to } = await offerLink(reference);
  const phone = await pageOf(browser, "", PHONE);
  await phone.goto(link);
  await phone.goto(link);
  expect(await phone.locator("script").count()).toBe(0);
  expect(await phone.locator("body").innerText()).not.toMatch(/K-0142|Sociālais dienests|Sanita/);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axe(phone)).toEqual([]);
  await press(phone, phone.getByRole("button", { name: "Pieņemt" }));
  expect(await phone.locator("h1").innerText()).toMatch(/Darbs ir Jūsu|Paldies|Jūsu/);
  expect(await axe(phone)).toEqual([]);
  await phone.goto(link);
  expect(await phone.getByRole("button", { name: "Pieņemt" }).count()).toBe(0);

  const confirmed = await mailTo("sociala@demo.tilts.test", reference, "apstiprin");
  expect(confirmed.subject).toContain(reference);
  await requester.reload();
  const name = await requester.locator("main").innerText();
  expect(name).toMatch(/Nodrošināts/);
  const who = to.split("@")[0]!;
  expect(name.toLowerCase()).toContain(who.slice(0, 5));

  const file = await requester.request.get(`${requester.url().replace(/\?.*/, "")}.ics`);
  const calendar = new ICAL.Component(ICAL.parse(await file.text()));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
  expect(event.startDate.toJSDate().toISOString()).toBe("2026-12-22T12:00:00.000Z");
  expect(event.endDate.toJSDate().toISOString()).toBe("2026-12-22T13:00:00.000Z");
  expect(await file.text()).not.toMatch(/K-0142|Sociālais/);
  expect(await mailsTo(to, reference)).not.toHaveLength(0);

  const interpreter = await pageOf(browser, who, PHONE);
  await interpreter.goto(`${inject("base")}/interpreter/jobs`);
  expect(await interpreter.locator("main").innerText()).toContain("22. decembrī, 14:00–15:00");
  await showWhole(interpreter);
  expect(await axe(interpreter)).toEqual([]);
});

test("a form without JavaScript keeps what was typed and says what is wrong", async () => {
  const page = await pageOf(browser, "sociala", { ...DESKTOP, javaScriptEnabled: false });
  await page.goto(`${inject("base")}/institution/new`);
  await page.selectOption("select[name=language]", "prs");
  await page.fill("input[name=date]", "2027-03-28");
  await page.fill("input[name=start]", "03:30");
  await page.selectOption("select[name=topic]", "social");
  await page.fill("textarea[name=note]", "Klienta personas kods 120385-11234");
  await press(page, page.locator("main form button[type=submit]").last());
  const words = await page.locator("main").innerText();
  expect(words).toMatch(/personas kod/i);
  expect(words).toMatch(/pulkste|nepastāv|nav tāda/i);
  expect(await page.inputValue("input[name=date]")).toBe("28.03.2027.");
  expect(await page.inputValue("textarea[name=note]")).toContain("Klienta");
});
