/** The page behind an offer's mail link, asked of the built server without a network. */
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { assignments, offers, tokens } from "#db/schema";
import { type AccessWorld, accessWorld, MISSING_TOKEN } from "./access-world";

let w: AccessWorld;
let path: string;

beforeEach(async () => {
  w = await accessWorld();
  path = `/o/${w.idOf("offer_token", "own", "anonymous")}`;
});

const ask = (address: string, init: RequestInit = {}) => w.handle(new Request(`http://127.0.0.1:3000${address}`, init));
const answer = (fields: Record<string, string>, address = path) =>
  ask(address, { method: "POST", body: new URLSearchParams(fields) });
const statusOf = (id: string) => w.db.select().from(offers).where(eq(offers.id, id)).get()?.status;
const OFFER = "offeramina".padEnd(22, "0");

test("looking, also ten times and with HEAD, changes nothing, and not a line of script comes along", async () => {
  const before = w.fingerprint();
  for (let i = 0; i < 10; i++) {
    const page = await ask(path, { method: i % 2 ? "HEAD" : "GET" });
    expect(page.status).toBe(200);
    if (i % 2 === 0) expect(await page.text()).not.toMatch(/<script|modulepreload/);
  }
  expect(w.fingerprint()).toBe(before);
});

test("an open offer is looked at again within a minute and at its deadline; one that is over has nothing to look for", async () => {
  expect(Number((await ask(path)).headers.get("Refresh"))).toBeGreaterThan(0);
  expect(Number((await ask(path)).headers.get("Refresh"))).toBeLessThanOrEqual(60);
  w.db.update(offers).set({ status: "superseded" }).where(eq(offers.id, OFFER)).run();
  const over = await ask(path);
  expect([over.headers.get("Refresh"), await over.text()]).toEqual([
    null,
    expect.not.stringContaining('value="accept"'),
  ]);
});

test("yes makes the job theirs and says so; pressing again says the same", async () => {
  const first = await answer({ move: "accept", key: "form-one" });
  expect([first.status, await first.text()]).toEqual([200, expect.stringContaining("Darbs ir Jūsu")]);
  const again = await answer({ move: "accept", key: "form-one" });
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining("Darbs ir Jūsu")]);
  expect(w.db.select().from(assignments).where(eq(assignments.offerId, OFFER)).all()).toHaveLength(1);
});

test("after the answer the page repeats day, hour and place, and a yes leads to the job", async () => {
  const open = await (await ask(path)).text();
  const [day = ""] = /\d+\.\s\p{L}+/u.exec(open.replaceAll("&nbsp;", " ")) ?? [];
  const [hours = ""] = /\d\d:\d\d–\d\d:\d\d/.exec(open) ?? [];
  expect([day, hours]).not.toContain("");
  const yes = await (await answer({ move: "accept", key: "form-one" })).text();
  const { id } = w.db.select().from(assignments).where(eq(assignments.offerId, OFFER)).get()!;
  for (const page of [yes, await (await ask(path)).text()]) {
    expect(page).toContain(day);
    expect(page).toContain(hours);
    expect(page).toContain(`href="/interpreter/jobs/${id}"`);
    expect(page).toContain("Pieslēgties un atvērt darbu");
    expect(page).not.toMatch(/<script|modulepreload/);
  }
  const job = await ask(`/interpreter/jobs/${id}`);
  expect([job.status, job.headers.get("Location")]).toEqual([
    302,
    `/login?to=${encodeURIComponent(`/interpreter/jobs/${id}`)}`,
  ]);
});

test("after a no the page still says which day it was about", async () => {
  const open = await (await ask(path)).text();
  const [hours = "?"] = /\d\d:\d\d–\d\d:\d\d/.exec(open) ?? [];
  expect(await (await answer({ move: "decline", key: "form-one" })).text()).toContain(hours);
});

test("no with a reason is kept; afterwards the link is used and a yes comes too late", async () => {
  const no = await answer({ move: "decline", reason: "too_far", key: "form-one" });
  expect([no.status, await no.text()]).toEqual([200, expect.stringContaining("Atbilde saņemta")]);
  expect(w.db.select().from(offers).where(eq(offers.id, OFFER)).get()).toMatchObject({
    status: "declined",
    declineReason: "too_far",
  });
  const page = await ask(path);
  expect([page.status, await page.text()]).toEqual([410, expect.stringContaining("Jūs atbildējāt, ka nevarat")]);
  const late = await answer({ move: "accept", key: "form-two" });
  expect(late.status).toBe(410);
  expect(statusOf(OFFER)).toBe("declined");
});

test.each([
  ["expired", "Atbildes laiks ir beidzies"],
  ["withdrawn", "Piedāvājums vairs nav spēkā"],
  ["superseded", "Darbs jau ir aizņemts"],
] as const)("an offer that is %s says so, tells nothing about the job and takes no answer", async (status, words) => {
  w.db.update(offers).set({ status }).where(eq(offers.id, OFFER)).run();
  const page = await ask(path);
  const text = await page.text();
  expect([page.status, text]).toEqual([410, expect.stringContaining(words)]);
  expect(text).not.toMatch(/aprīlī/);
  const yes = await answer({ move: "accept", key: "form-one" });
  expect([yes.status, await yes.text()]).toEqual([410, expect.stringContaining(words)]);
  expect(statusOf(OFFER)).toBe(status);
});

test("another kind of link and one that never was get the same page", async () => {
  w.db.update(tokens).set({ usedAt: null }).run();
  const reset = `/o/${w.idOf("user_token", "own", "anonymous")}`;
  const pages = await Promise.all([
    ask(`/o/${MISSING_TOKEN}`),
    ask(reset),
    answer({ move: "accept" }, `/o/${MISSING_TOKEN}`),
  ]);
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
  for (const page of pages) expect(await page.text()).toContain("Šī saite neder");
});
