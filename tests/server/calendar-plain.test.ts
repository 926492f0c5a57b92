import { expect, inject, test } from "vitest";
import { visitor } from "#tests/support/http";

const DATE = "date=2026-11-24";

test("without scripts a day is a list, a month leads to one, and browsers with scripts are sent neither twice", async () => {
  const ilze = visitor(inject("base"));
  await ilze.signIn("ilze@demo.tilts.test");
  const page = async (address: string) => (await ilze.get(address)).text;

  const day = await page(`/coordinator/calendar?${DATE}`);
  const jobs = jobsOf(day);
  expect(jobs.length).toBeGreaterThan(0);
  expect(new Set(jobs).size).toBe(jobs.length);
  expect(day).not.toContain("on-paper");

  const month = await page(`/coordinator/calendar?${DATE}&view=month`);
  expect(jobsOf(month)).toEqual([]);
  const [, list = ""] = /<noscript>.*?href="(\/coordinator\/list\?[^"]*)"/s.exec(month) ?? [];
  const listed = new Set(jobsOf(await page(list.replaceAll("&amp;", "&"))));
  expect(jobs.filter((job) => !listed.has(job))).toEqual([]);
});

/** The jobs of which the markup has a row. */
function jobsOf(html: string): string[] {
  return [...html.matchAll(/<tr [^>]*data-assignment="([\w-]+)"/g)].map(([, id = ""]) => id);
}
