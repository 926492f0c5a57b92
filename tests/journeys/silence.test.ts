/** Nobody is left in silence: what people hear by mail and read on their pages while they wait, and when somebody leaves. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ICAL from "ical.js";
import { type ParsedMail, simpleParser } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, DESKTOP, launch, PATIENCE_MS, PHONE, press } from "#tests/support/browser";
import { offsetTo, type RunningServer, startServer } from "#tests/support/server";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-silence-"));
const dataDir = path.join(folder, "data");
const SOCIALA = "sociala@demo.tilts.test";
let browser: Browser;
let server: RunningServer;
let base: string;

/** The same installation, at another hour. */
async function serveAt(then: string): Promise<void> {
  server = startServer({ DATA_DIR: dataDir, CLOCK_OFFSET: offsetTo(then) });
  base = await server.ready;
}

beforeAll(async () => {
  browser = await launch();
  await serveAt("2026-11-24T10:00:00+02:00");
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("nobody is found: in the receipt at once, or by a letter when all have declined; then that the answer may be late", async () => {
  const requester = await signedIn("sociala");
  const night = await ask(requester, "2026-12-22", "02:00");
  const receipt = await mailTo(SOCIALA, "Pieprasījums saņemts", night);
  expect(receipt.text).toContain("Pagaidām neesam atraduši tulku, kas šajā laikā varētu");
  expect(await nextWords(requester)).toContain("Pagaidām neesam atraduši tulku, kas šajā laikā varētu");
  expect(await mailsTo(SOCIALA, "Tulku vēl meklējam", night)).toEqual([]);

  const declined = await ask(requester, "2026-12-22", "11:00");
  const page = requester.url();
  expect(await nextWords(requester)).toContain("Uzrunājām tulku un gaidām atbildi");
  await everybodyDeclines(declined);
  const letter = await mailTo(SOCIALA, "Tulku vēl meklējam", declined);
  expect(letter.text).toContain("Tālāk lemj koordinators.");
  expect(letter.text).not.toMatch(/Amina|Karim|Sanita/);
  await requester.goto(page);
  expect(await nextWords(requester)).toContain("Tālāk lemj koordinators.");
  expect(await axe(requester)).toEqual([]);

  await server.stop();
  await serveAt("2026-11-25T09:20:00+02:00");
  const late = await mailTo(SOCIALA, "Atbilde var kavēties", declined);
  expect(bare(late.text)).toMatch(/Solītais atbildes laiks \(trešdien, 25\. novembrī, plkst\. 10:\d\d\) tuvojas/);
  expect(bare(late.text)).toMatch(/zvaniet koordinatoram: \+371 [\d ]+ – kāds atbild līdz trešdienai/);
  const nextDay = await signedIn("sociala");
  await nextDay.goto(page.replace(/^http:\/\/[^/]+/, base));
  expect(await nextWords(nextDay)).toContain("tuvojas, bet galīgas atbildes vēl nav");
  expect(await mailsTo(SOCIALA, "Atbilde var kavēties", declined)).toHaveLength(1);
});

test("somebody gives a job back on the phone: a letter, and the calendar entry goes", async () => {
  const requester = await signedIn("sociala");
  const reference = await ask(requester, "2026-12-23", "11:00");
  const { link, to } = await newestOffer(reference);
  const phone = await newPage(PHONE);
  await phone.goto(link);
  await phone.getByRole("button", { name: "Pieņemt" }).click();
  const given = await entryIn(await mailTo(to, "Darbs ir apstiprināts", reference));

  const interpreter = await signedIn(to.split("@")[0]!, PHONE);
  await interpreter.goto(`${base}/interpreter/jobs`);
  await interpreter
    .locator(`a[href*="/interpreter/jobs/"]`, { hasText: /23\. decembrī, 11:00/ })
    .first()
    .click();
  await interpreter.getByText("Atdot darbu", { exact: true }).click();
  await interpreter.getByRole("button", { name: "Jā, atdot darbu" }).click();
  const receipt = await mailTo(to, "Darbs ir atdots", reference);
  expect(receipt.text).toContain("Pievienotais ieraksts izņem šo laiku no Jūsu kalendāra.");
  const taken = await entryIn(receipt);
  expect(taken).toMatchObject({ method: "CANCEL", uid: given.uid, status: "CANCELLED" });
  expect(taken.sequence).toBeGreaterThan(given.sequence);
  const again = await mailTo(SOCIALA, "Meklējam citu tulku", reference);
  expect(bare(again.text)).toContain("Jau meklējam citu. Atbildēsim ne vēlāk kā ceturtdien, 26. novembrī");
});

test("a requester leaves: their requests are shown, and a colleague or the mailbox takes them on, before the account goes", async () => {
  const admin = await signedIn("admin");
  await admin.goto(`${base}/admin/users?words=${encodeURIComponent(SOCIALA)}`);
  await admin.getByRole("link", { name: "Atslēgt kontu: Sanita Ozola" }).click();
  await admin.waitForURL(/\/disable$/);
  await admin.getByRole("radio").first().waitFor();
  const address = admin.url();
  expect(await admin.locator(".ahead li").count()).toBeGreaterThan(1);
  expect(await axe(admin)).toEqual([]);

  const plain = await newPage({ ...DESKTOP, javaScriptEnabled: false });
  await signIn(plain, "admin");
  await plain.goto(address);
  await plain.evaluate(() => {
    for (const input of document.querySelectorAll("input")) input.required = false;
  });
  await press(plain, plain.getByRole("button", { name: "Atslēgt kontu" }));
  await plain.getByText("Izvēlieties, kas turpmāk saņems ziņas").first().waitFor();

  const colleague = admin.getByRole("radio", { name: /Liepiņš/ });
  await colleague.check();
  await admin.getByRole("button", { name: "Atslēgt kontu" }).click();
  await admin.waitForURL(/done=disable/);
  const handed = await mailTo(/./, "Pieprasījums nodots Jums");
  expect(handed.subject).toMatch(/R-[2-9A-Z]{5}/);
  expect(addresses(handed)).not.toContain(SOCIALA);
  const gone = await newPage(DESKTOP);
  await gone.goto(`${base}/login`);
  await gone.fill("input[name=email]", SOCIALA);
  await gone.fill("input[name=password]", "tilts-demo");
  await gone.click("main button[type=submit]");
  await gone.locator("[role=alert], .field-error").first().waitFor();
});

test("an interpreter stops working: what becomes of each job is decided on one page", async () => {
  const coordinator = await newPage({ ...DESKTOP, javaScriptEnabled: false });
  await signIn(coordinator, "ilze");
  await coordinator.goto(`${base}/coordinator/interpreters/${await withWorkAhead(coordinator)}`);
  await coordinator.locator("input[name=status][value=inactive]").check();
  await press(coordinator, coordinator.getByRole("button", { name: "Saglabāt", exact: true }));
  expect(coordinator.url()).toMatch(/\/stop\?status=inactive$/);
  const jobs = coordinator.locator("fieldset", { hasText: "Ko darīt ar darbu" });
  expect(await jobs.count()).toBeGreaterThan(0);
  await jobs.first().getByRole("radio", { name: "paliek šim tulkam" }).check();
  await press(coordinator, coordinator.getByRole("button", { name: "Izdarīt visu" }));
  expect(coordinator.url()).toMatch(/done=status$/);
  expect(await coordinator.locator("main").innerText()).toMatch(/neaktīvs/i);
  expect(await coordinator.locator("#upcoming .person-jobs li").count()).toBe(1);
  expect(await coordinator.getByText("Jāizlemj").count()).toBe(0);
});

// --- what people do ----------------------------------------------------------------------------------

async function newPage(options = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ locale: "lv-LV", timezoneId: "Europe/Riga", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(`${base}/login`);
  await page.fill("input[name=email]", `${who}@demo.tilts.test`);
  await page.fill("input[name=password]", "tilts-demo");
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

async function signedIn(who: string, options = DESKTOP): Promise<Page> {
  const page = await newPage(options);
  await signIn(page, who);
  return page;
}

/** Asks for Dari by phone; answers the reference. */
async function ask(page: Page, date: string, start: string): Promise<string> {
  await page.goto(`${base}/institution/new`);
  await page.locator("input[role=combobox]").first().fill("dari");
  await page.getByRole("option", { name: "dari" }).first().click();
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", date);
  await page.fill("input[name=start]", start);
  await page.selectOption("select[name=topic]", "social");
  await page.getByRole("button", { name: "Nosūtīt pieprasījumu" }).click();
  await page.waitForURL(/sent=1/);
  await page.locator("main", { hasText: /R-[2-9A-Z]{5}/ }).waitFor();
  return /R-[2-9A-Z]{5}/.exec(await page.locator("main").innerText())![0];
}

const nextWords = (page: Page) => page.locator(".request-next").innerText().then(bare);
const bare = (text: string | undefined) => (text ?? "").replaceAll("\u00a0", " ");

/** One after the other opens the link of the letter and says no, until the queue has it. */
async function everybodyDeclines(reference: string): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    await expect
      .poll(
        async () => (await undeclined(reference, seen)) ?? (await mailsTo(SOCIALA, "Tulku vēl meklējam", reference))[0],
        {
          timeout: PATIENCE_MS,
          interval: 300,
        },
      )
      .toBeTruthy();
    const link = await undeclined(reference, seen);
    if (!link) return;
    seen.add(link);
    const phone = await newPage(PHONE);
    await phone.goto(link);
    const no = phone.getByRole("button", { name: "Nevaru" });
    await no.click();
    await no.waitFor({ state: "detached" });
    await phone.context().close();
  }
}

async function undeclined(reference: string, seen: ReadonlySet<string>): Promise<string | undefined> {
  const links = (await mails()).filter(({ subject }) => subject?.includes(reference)).map(offerIn);
  return links.find((link) => link && !seen.has(link));
}

const offerIn = ({ text }: ParsedMail) => /http:\/\/\S+\/o\/[\w-]{43}/.exec(text ?? "")?.[0];

async function newestOffer(reference: string): Promise<{ link: string; to: string }> {
  const mail = await mailTo(/./, "Vai varat tulkot?", reference);
  return { link: offerIn(mail)!, to: addresses(mail)[0]! };
}

async function entryIn(mail: ParsedMail) {
  const part = mail.attachments.find(({ contentType }) => contentType.includes("calendar"))!;
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString("utf8")));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    status: event.component.getFirstPropertyValue("status"),
  };
}

/** An interpreter with accepted work ahead, from the list of requests that are secured. */
async function withWorkAhead(page: Page): Promise<string> {
  await page.goto(`${base}/coordinator/interpreters`);
  const ids = await page
    .locator('a[href^="/coordinator/interpreters/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")!.split("/").at(-1)!));
  for (const id of ids) {
    await page.goto(`${base}/coordinator/interpreters/${id}`);
    if ((await page.locator("#upcoming .person-jobs li").count()) > 0) return id;
  }
  throw new Error("nobody has work ahead");
}

// --- mails -------------------------------------------------------------------------------------------

async function mails(): Promise<ParsedMail[]> {
  const outbox = path.join(dataDir, "outbox");
  const names = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : [];
  return Promise.all(names.sort().map((name) => simpleParser(readFileSync(path.join(outbox, name)))));
}

function addresses({ to }: ParsedMail): string[] {
  return [to ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}

async function mailsTo(to: string | RegExp, ...words: string[]): Promise<ParsedMail[]> {
  return (await mails()).filter(
    (mail) =>
      addresses(mail).some((address) => (typeof to === "string" ? address === to : to.test(address))) &&
      words.every((word) => mail.subject?.includes(word)),
  );
}

async function mailTo(to: string | RegExp, ...words: string[]): Promise<ParsedMail> {
  await expect.poll(() => mailsTo(to, ...words), { timeout: PATIENCE_MS, interval: 300 }).not.toEqual([]);
  return (await mailsTo(to, ...words)).at(-1)!;
}
