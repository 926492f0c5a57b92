/** What people do in the journeys, in the words of the pages. */
import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { mails, PATIENCE_MS } from "#tests/support/browser";

export interface Wanted {
  /** What is typed into the language box, and which row is then chosen. */
  language: [typed: string, name: string];
  date: string;
  start: string;
  clientCode?: string;
}

/**
 * Fills the institution's form as a person would and sends it. The journeys share one server: a day and an hour that another
 * journey asks for would be a look-alike, which is asked about. Answers the request's
 * id and reference.
 */
export async function askForInterpreter(page: Page, wanted: Wanted): Promise<{ id: string; reference: string }> {
  await page.goto(`${inject("base")}/institution/new`);
  const box = page.locator("input[role=combobox]").first();
  await box.click();
  await box.fill(wanted.language[0]);
  await page.getByRole("option", { name: wanted.language[1] }).first().click();
  await page.locator("input[name=mode][value=phone]").check();
  await page.fill("input[name=date]", wanted.date);
  await page.fill("input[name=start]", wanted.start);
  await page.selectOption("select[name=topic]", "social");
  if (wanted.clientCode) await page.fill("input[name=clientCode]", wanted.clientCode);
  await page.getByRole("button", { name: /Nosūtīt pieprasījumu|Send request/ }).click();
  await page.waitForURL(/\/institution\/requests\/[\w-]+\?sent=1/);
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  await page.locator("main", { hasText: /R-[2-9A-Z]{5}/ }).waitFor();
  const [reference] = /R-[2-9A-Z]{5}/.exec(await page.locator("main").innerText())!;
  return { id, reference };
}

/** The link in the newest offer about this request, and whom it was sent to. */
export async function offerLink(reference: string): Promise<{ link: string; to: string }> {
  let found: { link: string; to: string } | undefined;
  await expect
    .poll(
      async () => {
        for (const mail of await mails()) {
          const link = /http:\/\/\S+\/o\/[\w-]{43}/.exec(mail.text ?? "")?.[0];
          if (!link || !mail.subject?.includes(reference)) continue;
          const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
          found = { link, to: to?.value[0]?.address ?? "" };
        }
        return found;
      },
      { timeout: PATIENCE_MS, interval: 300 },
    )
    .toBeTruthy();
  return found!;
}

/** The names of what this tab has kept of forms that were not sent. */
export function drafts(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(window.sessionStorage).filter((name) => name.startsWith("tilts.")));
}
