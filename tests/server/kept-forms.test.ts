/**
 * A session that ends costs nothing: what was sent without one stands in its form again after the sign-in, whatever the form. These
 * are browsers without scripts; `tests/journeys/session-ends.test.ts` has one with them.
 */

import { expect, inject, test } from "vitest";
import { isNeverKept } from "#app/form";
import { filledIn, formsOf, isSeen, type PageForm, sentBy } from "#tests/support/forms";
import { type Visitor, visitor } from "#tests/support/http";

const base = inject("base");
const SESSION = "tilts_session";

async function signedIn(who: string): Promise<Visitor> {
  const person = visitor(base);
  await person.signIn(`${who}@demo.tilts.test`);
  return person;
}

/** The session is over; the form is sent, and the person signs in again. Answers the page they land on, and its address. */
async function sendTooLate(person: Visitor, who: string, page: string, form: PageForm, fields: [string, string][]) {
  person.cookies.delete(SESSION);
  const away = await person.post(form.action || page, fields, { Referer: base + page });
  const login = new URL(away.location ?? "", base);
  const to = login.searchParams.get("to") ?? "";
  const back = await signInAgain(person, who, to);
  return { login, to, text: (await person.get(back.location ?? "")).text };
}

const signInAgain = (person: Visitor, who: string, to: string) =>
  person.post("/login", { email: `${who}@demo.tilts.test`, password: "tilts-demo", to });

/** The notice's own form: what is sent from it has no fields to stand in. */
const fromNotice = (text: string) => {
  const notice = /class="page kept-form"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
  return formsOf(notice)[0] ?? null;
};

const formOf = async (person: Visitor, page: string, id: string) => {
  const found = formsOf((await person.get(page)).text).find((form) => form.id === id);
  if (!found) throw new Error(`no form ${id} on ${page}`);
  return found;
};

// --- every form ------------------------------------------------------------------------------------------

/** Where each begins; what they link to is looked at too, two pages of each kind. */
const PEOPLE: Record<string, string[]> = {
  sociala: ["/institution", "/institution/new", "/account"],
  amina: [
    "/interpreter",
    "/interpreter/availability",
    "/interpreter/availability?view=away&from=2026-12-20&to=2026-12-21",
  ],
  ilze: ["/coordinator", "/coordinator/new", "/coordinator/new?organisation=other", "/coordinator/requests"],
  admin: ["/admin/health", "/admin/settings", "/admin/organisations/new", "/admin/users/invite"],
};

const kindOf = (address: string) =>
  address.replace(/[\w-]{20,}|R-\w{5}|20\d\d-[\d-]+/g, "…").replace(/=[^&…]*(?=&|$)/g, "=…");

/** Every page that a person reaches by links, two of a kind, and its forms that have something to fill in. */
async function formsFor(person: Visitor, beginnings: string[]) {
  const [todo, seen, found] = [[...beginnings], new Map<string, number>(), new Map<string, [string, PageForm]>()];
  for (let page = todo.shift(); page !== undefined; page = todo.shift()) {
    const times = seen.get(kindOf(page)) ?? 0;
    if (times >= 2) continue;
    seen.set(kindOf(page), times + 1);
    const { status, text } = await person.get(page);
    if (status !== 200 || !text.startsWith("<!DOCTYPE html>")) continue;
    for (const [, href = ""] of text.matchAll(/<a\b[^>]*href="(\/[^"#]*)/g))
      if (/^\/(institution|interpreter|coordinator|admin|account)\b/.test(href))
        todo.push(href.replaceAll("&amp;", "&"));
    for (const form of formsOf(text))
      if (form.controls.some(isSeen)) {
        const kind = `${kindOf(page)} ${kindOf(form.id ?? "without a name")}`;
        if (!found.has(kind)) found.set(kind, [page, form]);
      }
  }
  return found;
}

test.each(Object.entries(PEOPLE))("every form of %s holds what was typed", async (who, beginnings) => {
  const person = await signedIn(who);
  const forms = await formsFor(person, beginnings);
  expect(forms.size).toBeGreaterThan(3);
  const lost: string[] = [];
  for (const [kind, [page, form]] of forms) {
    if (form.controls.some(({ name }) => /password/.test(name) || isNeverKept(name))) continue;
    const typed = filledIn(form.controls);
    const { text } = await sendTooLate(person, who, page, form, sentBy(typed));
    const shown = formsOf(text).filter(({ isKept }) => isKept);
    const seen = (shown[0]?.controls ?? []).filter(isSeen).map(({ name, value, isOn }) => [name, value, isOn]);
    const wanted = typed.filter(isSeen).map(({ name, value, isOn }) => [name, value, isOn]);
    if (shown.length !== 1) lost.push(`${kind}: ${shown.length} forms`);
    else
      for (const one of wanted) if (!seen.some((other) => String(other) === String(one))) lost.push(`${kind}: ${one}`);
    await person.get(page);
  }
  expect(lost).toEqual([]);
});

// --- particular ones --------------------------------------------------------------------------------------

async function orderByPhone(person: Visitor) {
  const choice = await person.get("/coordinator/new");
  const organisation = /<option value="([\w-]{10,})"/.exec(choice.text)?.[1] ?? "";
  const page = `/coordinator/new?organisation=${organisation}`;
  const form = await formOf(person, page, "f");
  const said = {
    language: "prs",
    mode: "phone",
    date: "10.12.2026.",
    start: "15.00",
    minutes: "60",
    topic: "health",
    contactName: "Velga Ozoliņa",
    contactPhone: "+371 67 000 900",
    note: "Zvanīt\nno rīta",
    caller: "-",
    callerName: "Velga Ozoliņa",
    callerPhone: "+371 67 000 900",
  };
  const fields = Object.entries({ ...Object.fromEntries(sentBy(form.controls)), ...said });
  return { page, form, said, fields };
}

const shownIn = (text: string) => {
  const form = formsOf(text).find(({ isKept }) => isKept);
  return form ? Object.fromEntries(sentBy(form.controls)) : null;
};

test("a phone order is all there after the sign-in, with its institution, and goes out from its own form, once", async () => {
  const person = await signedIn("ilze");
  const { page, form, said, fields } = await orderByPhone(person);
  const { login, to, text } = await sendTooLate(person, "ilze", page, form, fields);
  expect([login.pathname, login.searchParams.get("note"), to]).toEqual(["/login", "kept", page]);
  const shown = shownIn(text) ?? {};
  expect(shown).toMatchObject(said);
  expect(text).toContain("Viss, ko ievadījāt, ir atpakaļ veidlapā");
  const sent = await person.post(page, shown, { Referer: base + page });
  expect(sent.location).toMatch(/^\/coordinator\/requests\/[\w-]+\?done=submit$/);
  expect(shownIn((await person.get(page)).text)).toBeNull();
});

test("an institution that was chosen by a post is not forgotten: the form's own address has it", async () => {
  const person = await signedIn("ilze");
  const { page, form, said, fields } = await orderByPhone(person);
  person.cookies.delete(SESSION);
  await person.post(form.action, fields, { Referer: `${base}/coordinator/new` });
  expect((await signInAgain(person, "ilze", page)).location).toBe(page);
  expect(shownIn((await person.get(page)).text)).toMatchObject(said);
});

test("it is given to nobody else on that browser, stands on no other page, and signing out ends it", async () => {
  const person = await signedIn("ilze");
  const { page, form, fields } = await orderByPhone(person);
  person.cookies.delete(SESSION);
  await person.post(form.action, fields, { Referer: base + page });
  await signInAgain(person, "admin", page);
  expect(shownIn((await person.get(page)).text)).toBeNull();
  await person.post("/logout", {});
  await signInAgain(person, "ilze", page);
  expect(shownIn((await person.get("/coordinator/new")).text)).toBeNull();
  expect(shownIn((await person.get(page)).text)).not.toBeNull();
  const away = await person.post("/logout", {});
  expect(away.headers.get("Clear-Site-Data")).toBe('"storage"');
  await signInAgain(person, "ilze", page);
  expect(shownIn((await person.get(page)).text)).toBeNull();
});

test("two forms of one browser are kept, each on its page", async () => {
  const person = await signedIn("ilze");
  const { page, form, said, fields } = await orderByPhone(person);
  const account = await formOf(person, "/account", "settings");
  person.cookies.delete(SESSION);
  await person.post(form.action, fields, { Referer: base + page });
  const { text } = await sendTooLate(person, "ilze", "/account", account, [
    ["form", "settings"],
    ["locale", "lv"],
    ["theme", "dark"],
  ]);
  expect(shownIn(text)).toMatchObject({ theme: "dark" });
  expect(shownIn((await person.get(page)).text)).toMatchObject(said);
});

test("a button without fields is pressed again from the notice", async () => {
  const person = await signedIn("amina");
  const form = { action: "/interpreter/more", id: null, isKept: false, controls: [] };
  const { text } = await sendTooLate(person, "amina", "/interpreter/more", form, [["locale", "en"]]);
  expect(shownIn(text)).toBeNull();
  expect(fromNotice(text)).toMatchObject({ action: "/interpreter/more", controls: [{ name: "locale", value: "en" }] });
});

test("what cannot be kept is not said to be: a password, and a browser on which nobody has signed in before", async () => {
  const person = await signedIn("ilze");
  person.cookies.delete(SESSION);
  for (const secret of ["password", "again", "current"])
    expect((await person.post("/account", { intent: "password", [secret]: "y" })).location).toBe(
      "/login?to=%2Faccount",
    );
  const stranger = visitor(base);
  stranger.cookies.set("tilts_device", `${"a".repeat(22)}.${"b".repeat(43)}.${"c".repeat(43)}`);
  const note = await stranger.post("/institution/new", { note: "Otrais stāvs" });
  expect(note.location).toBe("/login?to=%2Finstitution%2Fnew");
});
