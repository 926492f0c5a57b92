import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  closeAllSessions,
  deviceCookie,
  openSession,
  renewedCookie,
  sessionCookie,
  viewerFrom,
} from "#app/auth/sessions.server";
import { DAY, HOUR, type Instant, instantFrom, MINUTE } from "#app/time";
import { sessions, users } from "#db/schema";
import { at, world } from "#tests/support/world";

const NOON = at("2026-03-27T12:00");
const later = (milliseconds: number) => instantFrom(NOON + milliseconds);

function signedIn(slug: string) {
  const { db } = world();
  const user = db
    .select()
    .from(users)
    .where(eq(users.id, `user-${slug}`))
    .get()!;
  const id = db.transaction((tx) => openSession(tx, NOON, user, "Firefox, Linux"));
  const look = (now: Instant, cookie = `tilts_session=${id}`, isHttps = false) =>
    viewerFrom(db, new Request("http://tilts.test/", { headers: { Cookie: cookie } }), now, isHttps).kind;
  const renewed = (now: Instant) =>
    renewedCookie(db, new Request("http://tilts.test/", { headers: { Cookie: `tilts_session=${id}` } }), now, false);
  return { db, id, look, renewed };
}

test("the cookie's id is not in the database, only its hash", () => {
  const { db, id } = signedIn("ilze");
  expect(id).toHaveLength(43);
  expect(JSON.stringify(db.select().from(sessions).all())).not.toContain(id);
});

test("unused for twelve hours, a session is over", () => {
  const { look } = signedIn("sociala");
  expect(look(later(12 * HOUR - 1))).toBe("user");
  expect(signedIn("sociala").look(later(12 * HOUR))).toBe("anonymous");
});

test.each([
  ["ilze", 24 * HOUR],
  ["admin", 24 * HOUR],
  ["sociala", 14 * DAY],
])("used without a break, %s is signed in for %i ms and not longer", (slug, atMost) => {
  const { look } = signedIn(slug);
  for (let used = 0; used < atMost; used += 11 * HOUR) expect(look(later(used))).toBe("user");
  expect(look(later(atMost - 1))).toBe("user");
  expect(look(later(atMost))).toBe("anonymous");
});

test("an interpreter who looks once in four weeks stays signed in on their phone, and the cookie with them", () => {
  const { db, look, renewed } = signedIn("amina");
  for (let used = 0; used <= 400 * DAY; used += 29 * DAY) {
    expect(look(later(used))).toBe("user");
    const { expiresAt } = db.select().from(sessions).get()!;
    expect(expiresAt).toBe(later(used + 30 * DAY));
    expect(renewed(later(used))).toContain(`; Max-Age=${(30 * DAY) / 1000};`);
  }
});

test("between two touches the cookie ends when the stored session does", () => {
  const { look, renewed } = signedIn("amina");
  expect(look(later(9 * MINUTE))).toBe("user");
  expect(renewed(later(9 * MINUTE))).toContain(`; Max-Age=${(30 * DAY - 9 * MINUTE) / 1000};`);
});

test("thirty days unused, an interpreter's session is over, and no cookie brings it back", () => {
  const { look, renewed } = signedIn("amina");
  expect(look(later(30 * DAY))).toBe("anonymous");
  expect(renewed(later(30 * DAY))).toBeNull();
});

test("signed out everywhere or disabled, an interpreter's cookie is not renewed", () => {
  const everywhere = signedIn("amina");
  everywhere.db.transaction((tx) => closeAllSessions(tx, "user-amina"));
  expect([everywhere.look(later(DAY)), everywhere.renewed(later(DAY))]).toEqual(["anonymous", null]);
  const disabled = signedIn("karim");
  disabled.db.update(users).set({ disabledAt: NOON }).where(eq(users.id, "user-karim")).run();
  expect([disabled.look(later(DAY)), disabled.renewed(later(DAY))]).toEqual(["anonymous", null]);
});

test("those who see everybody's days are not kept signed in by use", () => {
  for (const slug of ["ilze", "admin", "sociala"]) expect(signedIn(slug).renewed(later(MINUTE))).toBeNull();
});

test("a disabled account is nobody from its next request on", () => {
  const { db, look } = signedIn("banka");
  expect(look(later(MINUTE))).toBe("user");
  db.update(users).set({ disabledAt: NOON }).where(eq(users.id, "user-banka")).run();
  expect(look(later(2 * MINUTE))).toBe("anonymous");
});

test("over https only the cookie with the host prefix counts, and it is Secure", () => {
  const { id, look } = signedIn("ilze");
  expect(look(later(MINUTE), `tilts_session=${id}`, true)).toBe("anonymous");
  expect(look(later(MINUTE), `__Host-tilts_session=${id}`, true)).toBe("user");
  for (const cookie of [sessionCookie(id, "admin", true), deviceCookie("x.y", true)])
    expect(cookie).toMatch(/^__Host-tilts_\w+=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
});
