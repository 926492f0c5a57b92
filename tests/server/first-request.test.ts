/** The door of a new institution, asked of the built server without a network: it tells nobody who is known, and a flood disturbs nobody. */
import { beforeAll, expect, test } from "vitest";
import { applications, notifications, requests } from "#db/schema";
import { type AccessWorld, accessWorld, type Principal } from "./access-world";

let w: AccessWorld;
beforeAll(async () => {
  w = await accessWorld();
});

const ask = (address: string, init: RequestInit = {}, who: Principal = "anonymous") => {
  const headers = { Cookie: w.cookieOf(who) };
  return w.handle(new Request(`http://127.0.0.1:3000${address}`, { ...init, headers }));
};
const post = (address: string, fields: Record<string, string>, who?: Principal) =>
  ask(address, { method: "POST", body: new URLSearchParams(fields) }, who);

const REQUEST = {
  language: "prs",
  mode: "phone",
  date: "1.4.2026",
  start: "10:00",
  minutes: "60",
  topic: "social",
  contactName: "Rita Zālīte",
  contactPhone: "27 011 868",
};
let forms = 0;
const typed = (email: string) => ({ ...REQUEST, key: `form-key-${++forms}`, orgName: "Talsu muzejs", email });

test("every link of the door can be looked at and asked for its head; only a press of the button confirms, once", async () => {
  const link = `/d/${w.idOf("application_token", "own", "anonymous")}`;
  const before = w.fingerprint();
  for (const address of [link, `${link}.data`, "/door", "/door/access", `/d/${"M".repeat(43)}`])
    for (const method of ["GET", "HEAD"]) {
      const page = await ask(address, { method });
      expect(page.status).toBe(address.includes("MMM") ? 404 : 200);
      if (method === "GET" && !address.endsWith(".data"))
        expect(await page.text()).not.toMatch(/<script|modulepreload/);
    }
  expect(w.fingerprint()).toBe(before);

  expect((await post(link, {})).status).toBe(400);
  expect(w.fingerprint()).toBe(before);
  const pressed = await post(link, { intent: "confirm" });
  expect([pressed.status, pressed.headers.get("Location")]).toEqual([302, link]);
  expect(await (await ask(link)).text()).toContain("Pieteikums ir saņemts");
  const confirmed = w.fingerprint();
  expect((await post(link, { intent: "confirm" })).status).toBe(302);
  expect(w.fingerprint()).toBe(confirmed);
});

test("a form that is refused keeps what was typed, without a script", async () => {
  const page = await post("/door", { ...typed("rita@"), orgName: "Talsu muzejs 010190-11111" });
  const html = await page.text();
  expect(page.status).toBe(400);
  for (const kept of ["Talsu muzejs 010190-11111", "rita@", "27 011 868", "Rita Zālīte", "1.4.2026"])
    expect(html).toContain(kept);
});

test("the page answers a known, a closed and a new address in the same bytes", async () => {
  const answers = [];
  for (const email of ["sociala@tilts.test", "disabled@tilts.test", "jauna@tilts.test"]) {
    const page = await post("/door", typed(email));
    const html = (await page.text()).replace(/[\w-]{22}/g, "KEY");
    answers.push(`${page.status} ${JSON.stringify([...page.headers])} ${html}`);
  }
  expect(answers[0]).toContain("Pārbaudiet savu e-pastu");
  expect(new Set(answers).size).toBe(1);
  expect(
    w.db
      .select()
      .from(applications)
      .all()
      .filter(({ confirmedAt }) => confirmedAt === null),
  ).toHaveLength(3);
});

test("a flood is told to come later and whom to call, is written nowhere, and a requester beside it sends as ever", async () => {
  for (let i = 0; i < 10; i++) await post("/door/access", typed(`x${i}@rubbish.example`));
  const before = w.fingerprint();
  const mails = w.db.select().from(notifications).all().length;
  for (let i = 0; i < 30; i++) {
    const page = await post("/door", typed(`y${i}@rubbish.example`));
    expect(page.status).toBe(429);
    if (i === 0) expect((await page.text()).replaceAll("\u00a0", " ")).toContain("+371 20 000 921");
  }
  expect(w.fingerprint()).toBe(before);
  expect(w.db.select().from(notifications).all()).toHaveLength(mails);
  const sent = w.db.select().from(requests).all().length;
  expect(
    (await post("/institution/new", { ...REQUEST, date: "8.4.2026", count: "1", key: "form-of-sociala" }, "sociala"))
      .status,
  ).toBe(302);
  expect(w.db.select().from(requests).all()).toHaveLength(sent + 1);
});
