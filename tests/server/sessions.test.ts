import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { simpleParser } from "mailparser";
import { expect, inject, test, vi } from "vitest";
import { visitor } from "#tests/support/http";

const base = inject("base");
const outbox = path.join(inject("dataDir"), "outbox");

test("signing in gives a new id, and one planted before is worth nothing", async () => {
  const person = visitor(base);
  person.cookies.set("tilts_session", "planted-by-somebody-else");
  await person.signIn("sociala@demo.tilts.test");
  const first = person.cookies.get("tilts_session")!;
  expect(first).toMatch(/^[\w-]{43}$/);
  await person.signIn("sociala@demo.tilts.test");
  expect(person.cookies.get("tilts_session")).not.toBe(first);
  expect(await isSignedIn(first)).toBe(false);
  expect(await isSignedIn("planted-by-somebody-else")).toBe(false);
});

test("the cookie is for our host and out of scripts' reach", async () => {
  const { headers } = await visitor(base).signIn("sociala@demo.tilts.test");
  const cookie = headers.getSetCookie().find((line) => line.startsWith("tilts_session="));
  expect(cookie).toMatch(/; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/);
});

test("an interpreter's page renews the cookie with the session, and signing out ends both", async () => {
  const person = visitor(base);
  const cookieIn = ({ headers }: { headers: Headers }) =>
    headers.getSetCookie().filter((line) => line.startsWith("tilts_session="));
  expect(cookieIn(await person.signIn("amina@demo.tilts.test"))[0]).toMatch(/; Max-Age=2592000;/);
  const id = person.cookies.get("tilts_session")!;
  for (const page of ["/interpreter", "/interpreter/jobs.data", "/account"]) {
    const [cookie = ""] = cookieIn(await person.get(page));
    expect(cookie, page).toContain(`tilts_session=${id};`);
    expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1]), page).toBeGreaterThan(2_591_000);
  }
  expect(cookieIn(await person.post("/logout", {}))).toEqual([expect.stringContaining("Max-Age=0")]);
  expect(await isSignedIn(id)).toBe(false);
  const staff = visitor(base);
  await staff.signIn("ilze@demo.tilts.test");
  expect(cookieIn(await staff.get("/coordinator"))).toEqual([]);
});

test("signing out ends the session itself, not only the cookie", async () => {
  const person = visitor(base);
  await person.signIn("krize@demo.tilts.test");
  const id = person.cookies.get("tilts_session")!;
  expect(await isSignedIn(id)).toBe(true);
  expect((await person.post("/logout", {})).location).toBe("/login?note=signed_out");
  expect(person.cookies.has("tilts_session")).toBe(false);
  expect(await isSignedIn(id)).toBe(false);
});

test("signing out everywhere ends every browser's session", async () => {
  const [phone, desk, other] = [visitor(base), visitor(base), visitor(base)];
  for (const browser of [phone, desk]) await browser.signIn("konsultants@demo.tilts.test");
  await other.signIn("krize@demo.tilts.test");
  await phone.post("/account", { intent: "everywhere" });
  expect(await isSignedIn(desk.cookies.get("tilts_session")!)).toBe(false);
  expect(await isSignedIn(other.cookies.get("tilts_session")!)).toBe(true);
});

test("a disabled account is out at once and cannot come back until it is enabled", async () => {
  const [admin, person] = [visitor(base), visitor(base)];
  await admin.signIn("admin@demo.tilts.test");
  await person.signIn("farid@demo.tilts.test");
  const userId = await idOf(admin, "farid@demo.tilts.test");

  await admin.post("/admin/users?index", { intent: "disable", userId, key: "disable-farid" });
  expect(await isSignedIn(person.cookies.get("tilts_session")!)).toBe(false);
  expect((await person.signIn("farid@demo.tilts.test")).status).toBe(400);
  await admin.post("/admin/users?index", { intent: "enable", userId, key: "enable-farid" });
  expect((await person.signIn("farid@demo.tilts.test")).location).toBe("/interpreter");
});

test("a new password ends the other browsers' sessions and keeps this one under a new id", async () => {
  const [here, there] = [visitor(base), visitor(base)];
  for (const browser of [here, there]) await browser.signIn("rojin@demo.tilts.test");
  const before = here.cookies.get("tilts_session")!;
  const change = {
    intent: "password",
    current: "tilts-demo",
    password: "trīs sarkani zirgi",
    again: "trīs sarkani zirgi",
  };
  expect((await here.post("/account", { ...change, current: "not it" })).status).toBe(400);
  expect((await here.post("/account", { ...change, password: "1234567890", again: "1234567890" })).status).toBe(400);
  expect((await here.post("/account", change)).location).toBe("/account?done=password");
  expect(await isSignedIn(before)).toBe(false);
  expect(await isSignedIn(there.cookies.get("tilts_session")!)).toBe(false);
  expect((await here.get("/account")).status).toBe(200);
  expect((await there.signIn("rojin@demo.tilts.test", "trīs sarkani zirgi")).status).toBe(302);
});

test("each role comes to its own room", async () => {
  const rooms = { sociala: "/institution", amina: "/interpreter", ilze: "/coordinator", admin: "/admin/health" };
  for (const [slug, room] of Object.entries(rooms))
    expect((await visitor(base).signIn(`${slug}@demo.tilts.test`)).location).toBe(room);
});

test("nobody is sent to another site after signing in", async () => {
  for (const to of ["//evil.test", "/\\evil.test", "https://evil.test", "/%2f%2fevil.test", "javascript:x"]) {
    const fields = { email: "ilze@demo.tilts.test", password: "tilts-demo", to };
    expect((await visitor(base).post("/login", fields)).location).toBe("/coordinator");
    expect((await visitor(base).get(`/login?to=${encodeURIComponent(to)}`)).text).not.toContain(
      `name="to" value="${to}"`,
    );
  }
});

test("a wrong password, an unknown address and a disabled account get the same answer", async () => {
  const answers = await Promise.all(
    ["samir@demo.tilts.test", "nobody@demo.tilts.test"].map(async (email) => {
      const { status, text } = await visitor(base).signIn(email, "wrong password");
      return { status, text: withoutWhatIsRandom(text).replaceAll(email, "ADDRESS") };
    }),
  );
  expect(answers[0]!.status).toBe(400);
  expect(answers[1]).toEqual(answers[0]);
});

test("asking for a new password never says whether the address has an account", async () => {
  const ask = async (email: string) => {
    const { status, text } = await visitor(base).post("/forgot", { email, key: "a-key-of-a-form" });
    return { status, text: withoutWhatIsRandom(text) };
  };
  expect(await ask("sherko@demo.tilts.test")).toEqual(await ask("nobody2@demo.tilts.test"));
});

test("a link sets a password once; looking at it, as mail scanners do, uses nothing up", async () => {
  const email = "dilnoza@demo.tilts.test";
  await visitor(base).post("/forgot", { email, key: "dilnoza-forgot" });
  const link = await vi.waitFor(() => linkTo(email), { timeout: 60_000, interval: 250 });

  const scanner = visitor(base);
  for (let i = 0; i < 3; i++) expect((await scanner.get(link)).text).toContain(email);
  expect((await fetch(base + link, { method: "HEAD" })).status).toBe(200);

  const set = { password: "četri zaļi kaķi", again: "četri zaļi kaķi" };
  expect((await scanner.post(link, { ...set, again: "cits" })).status).toBe(400);
  expect((await scanner.post(link, set)).location).toBe("/login?note=password_set");
  expect((await scanner.post(link, set)).status).toBe(404);
  expect((await scanner.get(link)).status).toBe(404);
  expect((await visitor(base).signIn(email)).status).toBe(400);
  expect((await visitor(base).signIn(email, set.password)).status).toBe(302);
});

test("guessing is slowed down, but a stranger's guesses do not keep the owner out of a known device", async () => {
  const owner = visitor(base);
  const email = "bilal@demo.tilts.test";
  await owner.signIn(email);
  await owner.post("/logout", {});
  for (let i = 0; i < 10; i++) expect((await visitor(base).signIn(email, `guess ${i}`)).status).toBe(400);
  const limited = await visitor(base).signIn(email);
  expect(limited.status).toBe(429);
  expect(limited.headers.get("Retry-After")).toBe("60");
  expect((await owner.signIn(email)).location).toBe("/interpreter");
});

async function isSignedIn(id: string): Promise<boolean> {
  const person = visitor(base);
  person.cookies.set("tilts_session", id);
  return (await person.get("/account")).status === 200;
}

/** The id of an account, as its row on the administrator's page has it. */
async function idOf(admin: ReturnType<typeof visitor>, email: string): Promise<string> {
  const { text } = await admin.get(`/admin/users?words=${encodeURIComponent(email)}`);
  const row = text.slice(text.indexOf(`>${email}<`));
  return /name="userId" value="([^"]+)"/.exec(row)?.[1] ?? "";
}

function withoutWhatIsRandom(text: string): string {
  return text
    .replace(/nonce="[^"]*"/g, "")
    .replace(/name="request-id" content="[^"]*"/, "")
    .replace(/name="key" value="[^"]*"/, "")
    .replace(/"[\w-]{12}"|"[\w-]{22}"|\\"[\w-]{22}\\"/g, "");
}

/** The path of the link in the newest mail to that address. */
async function linkTo(email: string): Promise<string> {
  const files = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : [];
  for (const name of files) {
    const mail = await simpleParser(readFileSync(path.join(outbox, name)));
    if (!JSON.stringify(mail.to).includes(email)) continue;
    const link = /https?:\/\/[^/\s]+(\/set-password\/[\w-]+)/.exec(mail.text ?? "")?.[1];
    if (link) return link;
  }
  throw new Error(`no mail to ${email} yet`);
}
