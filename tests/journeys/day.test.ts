import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, launch, mailTo, PHONE, pageOf, press } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const FARID = "farid@demo.tilts.test";
const textOf = (page: Page) => page.locator("main").innerText();

const answered = (phone: Page) => press(phone, phone.getByRole("button", { name: "Pieņemt" }));

async function sidewaysFits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test("two offers that clash stand together; the yes by link says which ends and why, and leads to the job", async () => {
  const requester = await pageOf(browser, "sociala");
  const pashto = { language: ["puštu", "puštu"] as [string, string], date: "2026-12-15" };
  const first = await askForInterpreter(requester, { ...pashto, start: "11:00" });
  const second = await askForInterpreter(requester, { ...pashto, start: "11:30" });
  const { link, to } = await offerLink(first.reference);
  expect([to, (await offerLink(second.reference)).to]).toEqual([FARID, FARID]);

  const list = await pageOf(browser, "farid", PHONE);
  await list.goto(`${inject("base")}/interpreter`);
  const group = list.locator(".choose-one", { hasText: first.reference });
  expect(await group.locator("article").count()).toBe(2);
  expect(await group.innerText()).toMatch(/Izvēlieties vienu/);
  expect(await group.innerText()).toContain("tajā pašā laikā");
  expect(await axe(list)).toEqual([]);
  await sidewaysFits(list);

  const phone = await pageOf(browser, "", PHONE);
  await phone.goto(link);
  const before = await textOf(phone);
  expect(before).toMatch(/Ja pieņemsiet šo, beigsies:/);
  expect(before).toContain(second.reference);
  expect(await axe(phone)).toEqual([]);
  await sidewaysFits(phone);
  await answered(phone);
  const after = await textOf(phone);
  expect(after).toMatch(/15\. decembrī.*11:00–12:00/s);
  expect(after).toMatch(/Līdz ar to beidzās:/);
  expect(after).toContain(second.reference);
  expect(await axe(phone)).toEqual([]);
  await sidewaysFits(phone);
  const closed = await mailTo(FARID, second.reference, "vairs nav spēkā");
  expect(closed.text).toContain("šajā laikā jau ir cits darbs");

  await phone.goto(link);
  expect(await textOf(phone)).toMatch(/15\. decembrī.*11:00–12:00/s);
  await phone.getByRole("link", { name: "Pieslēgties un atvērt darbu" }).click();
  await phone.waitForURL(/\/login\?to=/);
  await phone.fill("input[name=email]", FARID);
  await phone.fill("input[name=password]", "tilts-demo");
  await phone.click("main button[type=submit]");
  await phone.waitForURL(/\/interpreter\/jobs\/[\w-]+$/);
  expect(await textOf(phone)).toContain(first.reference);
  await list.reload();
  expect(await textOf(list)).not.toContain(second.reference);
  await list.goto(link);
  await list.getByRole("link", { name: "Atvērt darbu" }).click();
  await list.waitForURL(/\/interpreter\/jobs\/[\w-]+$/);
});

test("a yes that met his own absence stays in sight until the requester cancels, and he is told", async () => {
  const requester = await pageOf(browser, "sociala");
  const pashto = { language: ["puštu", "puštu"] as [string, string], date: "2026-12-16", start: "11:00" };
  const { id, reference } = await askForInterpreter(requester, pashto);
  const { link, to } = await offerLink(reference);
  expect(to).toBe(FARID);
  const list = await pageOf(browser, "farid", PHONE);
  await list.goto(`${inject("base")}/interpreter/availability?view=away&from=2026-12-16&to=2026-12-16`);
  await list.getByRole("button", { name: "Saglabāt prombūtni" }).click();
  await list.getByText("Prombūtne saglabāta").waitFor();

  const phone = await pageOf(browser, "", PHONE);
  await phone.goto(link);
  const offered = await textOf(phone);
  expect(offered).toContain("Šim laikam ir pieteikta Jūsu prombūtne.");
  expect(offered).toContain("vispirms izlems koordinators");
  expect(offered).not.toContain("Iekļaujas Jūsu dienā");
  await answered(phone);
  for (const look of [0, 1]) {
    if (look) await phone.goto(link);
    const words = await textOf(phone);
    expect(words).toMatch(/Jūs piekritāt/);
    expect(words).toMatch(/16\. decembrī.*11:00–12:00/s);
    expect(words).not.toMatch(/vairs nav spēkā|nekas nav jādara/);
  }
  expect(await axe(phone)).toEqual([]);
  await list.goto(`${inject("base")}/interpreter`);
  expect(await textOf(list)).toMatch(/Jūs piekritāt; izlems koordinators/);
  expect(await axe(list)).toEqual([]);
  await sidewaysFits(list);

  const ilze = await pageOf(browser, "ilze");
  await ilze.goto(`${inject("base")}/coordinator`);
  await ilze.getByRole("link", { name: new RegExp(`Izlemt.*${reference}`) }).waitFor();

  await requester.goto(`${inject("base")}/institution/requests/${id}?cancel=1`);
  await requester
    .locator("main form")
    .getByRole("button", { name: /atcelt/i })
    .first()
    .click();
  await mailTo("sociala@demo.tilts.test", reference, "atcelt");
  const told = await mailTo(FARID, reference, "Par Jūsu piekrišanu ir izlemts");
  expect(told.text).toContain("pieprasītājs tulkošanu atcēla");
  await phone.goto(link);
  expect(await textOf(phone)).toMatch(/Pieprasījums ir atcelts/);
  await list.reload();
  expect(await textOf(list)).toMatch(/Pieprasījums ir atcelts/);
});

test("asked in spite of his absence, he reads that in the mail and by the link, and his yes is the job", async () => {
  const farid = await pageOf(browser, "farid", PHONE);
  await farid.goto(`${inject("base")}/interpreter/availability?view=away&from=2026-12-17&to=2026-12-17`);
  await farid.getByRole("button", { name: "Saglabāt prombūtni" }).click();
  await farid.getByText("Prombūtne saglabāta").waitFor();
  const requester = await pageOf(browser, "sociala");
  const pashto = { language: ["puštu", "puštu"] as [string, string], date: "2026-12-17", start: "11:00" };
  const { id, reference } = await askForInterpreter(requester, pashto);
  const ilze = await pageOf(browser, "ilze");
  await ilze.goto(`${inject("base")}/coordinator/requests/${id}`);
  await ilze.locator('a[href*="override=offer"]').first().click();
  await ilze.fill("#override textarea[name=reason]", "Zvanīju, viņš tomēr var");
  await ilze.locator("#override").getByRole("button", { name: "Piedāvāt" }).click();

  const mail = await mailTo(FARID, reference, "Koordinators jautā Jums, zinot");
  expect(mail.text).toContain("šim laikam ir pieteikta Jūsu prombūtne");
  expect(mail.text).not.toContain("Zvanīju");
  const { link } = await offerLink(reference);
  const phone = await pageOf(browser, "", PHONE);
  await phone.goto(link);
  const offered = await textOf(phone);
  expect(offered).toMatch(/Koordinators jautā, zinot:\s+Šim laikam ir pieteikta Jūsu prombūtne\./);
  expect(offered).not.toMatch(/Iekļaujas Jūsu dienā|Zvanīju|izlems koordinators/);
  expect(await axe(phone)).toEqual([]);
  await answered(phone);
  expect(await phone.locator("h1").innerText()).toBe("Darbs ir Jūsu");
});
