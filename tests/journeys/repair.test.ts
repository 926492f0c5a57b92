/** Nobody can: the smallest change becomes a question, its yes an offer. Somebody cannot work: all their jobs at once. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axe, DESKTOP, launch, mailsTo, mailTo, PATIENCE_MS, PHONE, pageOf, press } from "#tests/support/browser";
import { askForInterpreter, offerLink } from "./steps";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const at = (path: string) => inject("base") + path;

test("nobody can; the coordinator's question becomes the requester's yes, and the interpreter is asked", async () => {
  const requester = await pageOf(browser, "sociala", PHONE);
  const { id, reference } = await askForInterpreter(requester, {
    language: ["puštu", "puštu"],
    date: "2026-12-22",
    start: "17:30",
  });
  await mailTo("ilze@demo.tilts.test", reference);

  const coordinator = await pageOf(browser, "ilze", DESKTOP);
  await coordinator.goto(at(`/coordinator/requests/${id}`));
  const way = coordinator.locator("#smallest li").first();
  expect(await way.innerText()).toMatch(/30 min agrāk.*17:00–18:00: var Farid/);
  expect(await axe(coordinator)).toEqual([]);
  await way.getByRole("button", { name: /Jautāt pieprasītājam/ }).click();
  await coordinator.getByText(`${reference}: jautājums par izmaiņu sagatavots.`).waitFor();

  const mail = await mailTo("sociala@demo.tilts.test", "Pieprasījums jāprecizē");
  expect(mail.text).not.toContain("Farid");
  await requester.goto(at(`/institution/requests/${id}`));
  const words = await requester.locator("main").innerText();
  expect(words).toContain("Vai tikšanās var sākties 30 min agrāk");
  expect(words).not.toContain("Farid");
  expect(await axe(requester)).toEqual([]);
  await requester.getByRole("button", { name: "Jā, piekrītam" }).click();
  await requester.getByText("tulkam jau jautājam").waitFor();
  expect(await requester.locator("main").innerText()).toContain("17:00–18:00");

  const offer = await mailTo("farid@demo.tilts.test", reference);
  expect(offer.subject).toContain("17:00");
  await coordinator.context().close();
  await requester.context().close();
});

/** Two Dari jobs on one day, both accepted; answers whose they are and where. */
async function twoAcceptedJobs(date: string): Promise<{ references: string[]; address: string }> {
  const requester = await pageOf(browser, "sociala", DESKTOP);
  const references: string[] = [];
  let address = "";
  for (const start of ["10:00", "14:00"]) {
    const { reference } = await askForInterpreter(requester, { language: ["dari", "dari"], date, start });
    const { link, to } = await offerLink(reference);
    const phone = await pageOf(browser, "", PHONE);
    await phone.goto(link);
    await press(phone, phone.getByRole("button", { name: "Pieņemt" }));
    await phone.context().close();
    if (!address) address = to;
    if (to === address) references.push(reference);
  }
  await requester.context().close();
  return { references, address };
}

async function openProfile(page: Page, address: string): Promise<void> {
  const slug = address.split("@")[0]!;
  await page.goto(at("/coordinator/interpreters"));
  await page
    .locator('main a[href^="/coordinator/interpreters/"]', { hasText: new RegExp(slug, "i") })
    .first()
    .click();
  await page.getByRole("link", { name: "Nevar strādāt…" }).click();
}

test("somebody cannot work: a proposal for each of their jobs, all offered at once, and the others are asked", async () => {
  const { references, address } = await twoAcceptedJobs("2027-01-06");
  const page = await pageOf(browser, "ilze", DESKTOP);
  await openProfile(page, address);
  await page.fill("input[name=from]", "2027-01-06");
  await page.fill("input[name=fromTime]", "");
  await page.fill("input[name=to]", "2027-01-06");
  await page.getByRole("button", { name: "Rādīt darbus" }).click();
  await page.waitForURL(/from=2027-01-06/);
  for (const reference of references) await page.locator("main", { hasText: reference }).waitFor();
  const words = await page.locator("main").innerText();
  expect(words).toContain("Aizstātu:");
  expect(await axe(page)).toEqual([]);
  const all = page.getByRole("button", { name: "Piedāvāt visus" });
  await (references.length > 1 ? all : page.getByRole("button", { name: /Piedāvāt darbu/ })).first().click();
  await page.getByText(`Izdarīts. Darbi: ${references.length}.`).waitFor();
  expect(await page.locator("main").innerText()).toContain("Jau atbrīvots");

  for (const reference of references) {
    await expect
      .poll(async () => (await offerLink(reference)).to, { timeout: PATIENCE_MS, interval: 500 })
      .not.toBe(address);
    expect((await mailsTo(address, reference)).map((mail) => mail.text).join()).not.toMatch(/slim|illness/i);
  }
  await page.context().close();
});
