/** A session that ends costs nothing: what was sent without one waits behind the sign-in, whatever the form, with and without scripts. */
import { expect, inject, test } from "vitest";
import { type Visitor, visitor } from "#tests/support/http";

const base = inject("base");
const SESSION = "tilts_session";

async function signedIn(who: string): Promise<Visitor> {
  const person = visitor(base);
  await person.signIn(`${who}@demo.tilts.test`);
  return person;
}

/** The hidden fields of the form that was kept, as the page shows them. */
function keptOn(page: string): Record<string, string> | null {
  const form = /class="page kept-form"[\s\S]*?<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/.exec(page);
  if (!form) return null;
  const fields = [...form[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return { action: form[1] ?? "", ...Object.fromEntries(fields.map(([, name, value]) => [name, value])) };
}

const signInAgain = (person: Visitor, who: string, to: string) =>
  person.post("/login", { email: `${who}@demo.tilts.test`, password: "tilts-demo", to });

async function orderByPhone(person: Visitor) {
  const choice = await person.get("/coordinator/new");
  const organisation = /<option value="([\w-]{10,})"/.exec(choice.text)?.[1] ?? "";
  const page = `/coordinator/new?organisation=${organisation}`;
  const key = /name="key" value="([^"]+)"/.exec((await person.get(page)).text)?.[1] ?? "";
  const fields = {
    key,
    language: "prs",
    mode: "phone",
    date: "2026-12-10",
    start: "15:00",
    minutes: "60",
    topic: "health",
    contactName: "Velga Ozoliņa",
    contactPhone: "+371 67 000 900",
    note: "Zvanīt\nno rīta",
    caller: "-",
    callerName: "Velga Ozoliņa",
    callerPhone: "+371 67 000 900",
  };
  return { page, fields };
}

test("a phone order whose session ended is all there after the sign-in, with its institution, and goes out with one press", async () => {
  const person = await signedIn("ilze");
  const { page, fields } = await orderByPhone(person);
  person.cookies.delete(SESSION);
  const away = await person.post(page, fields, { Referer: base + page });
  const login = new URL(away.location ?? "", base);
  expect([login.pathname, login.searchParams.get("to"), login.searchParams.get("note")]).toEqual([
    "/login",
    page,
    "kept",
  ]);
  expect((await person.get(login.pathname + login.search)).text).toContain("ievadītais nav pazudis");

  const back = await signInAgain(person, "ilze", page);
  expect(back.location).toBe(page);
  const kept = keptOn((await person.get(page)).text);
  expect(kept).toEqual({ action: page, ...fields });

  const sent = await person.post(page, fields, { Referer: base + page });
  expect(sent.location).toMatch(/^\/coordinator\/requests\/[\w-]+\?done=submit$/);
  expect(keptOn((await person.get(page)).text)).toBeNull();
});

test("it is given to nobody else who signs in on that browser, and stands on no other page", async () => {
  const person = await signedIn("ilze");
  const { page, fields } = await orderByPhone(person);
  person.cookies.delete(SESSION);
  await person.post(page, fields, { Referer: base + page });
  await signInAgain(person, "admin", page);
  expect(keptOn((await person.get(page)).text)).toBeNull();
  person.cookies.delete(SESSION);
  await signInAgain(person, "ilze", page);
  expect(keptOn((await person.get("/coordinator")).text)).toBeNull();
  expect(keptOn((await person.get(page)).text)).not.toBeNull();
});

test.each([
  [
    "amina",
    "/interpreter/availability",
    { intent: "week", "w1-1-from": "09:00", "w1-1-to": "12:30", key: "week-12345" },
  ],
  ["sociala", "/institution/new", { key: "new-1234567", note: "Otrais stāvs", contactName: "Anna" }],
  ["admin", "/admin/holidays", { date: "2026-12-30", name_lv: "Diena", key: "day-12345" }],
])("so are %s's fields of %s", async (who, page, fields) => {
  const person = await signedIn(who);
  person.cookies.delete(SESSION);
  await person.post(page, fields, { Referer: base + page });
  await signInAgain(person, who, page);
  expect(keptOn((await person.get(page)).text)).toEqual({ action: page, ...fields });
});

test("what cannot be kept is not said to be: a password, and a browser on which nobody has signed in before", async () => {
  const person = await signedIn("ilze");
  person.cookies.delete(SESSION);
  const secret = await person.post("/account", { intent: "password", currentPassword: "x", password: "y", again: "y" });
  expect(secret.location).toBe("/login?to=%2Faccount");
  const stranger = await visitor(base).post("/institution/new", { note: "Otrais stāvs" });
  expect(stranger.location).toBe("/login?to=%2Finstitution%2Fnew");
});
