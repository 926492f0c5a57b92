import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { isFirstLink, layFirstLink } from "#app/auth/first-link.server";
import { viewerFrom } from "#app/auth/sessions.server";
import { makeFirstAdmin } from "#app/commands/make-first-admin";
import { DAY, type Instant, instantFrom } from "#app/time";
import { createDatabase } from "#db/client.server";
import { events, users } from "#db/schema";
import { at } from "#tests/support/world";
import "#tests/support/secret";

const NOON = at("2026-03-27T12:00");
const ME = {
  name: "Vita Vadītāja",
  email: "vita@tulki.example",
  password: "garena-parole-2026",
  address: "10.0.0.1",
  deviceName: "Firefox",
};

function empty(now: Instant = NOON) {
  const { db } = createDatabase(":memory:");
  const token = db.transaction((tx) => layFirstLink(tx, NOON, "nonce"));
  return { db, token, ctx: { db, now, viewer: { kind: "anonymous" }, locale: "en" } as const };
}

test("whoever holds the link becomes the first administrator, is signed in, and the link is used up", async () => {
  const { db, ctx, token } = empty();
  const made = await makeFirstAdmin(ctx, { ...ME, token });
  expect(db.select().from(users).all()).toMatchObject([
    { email: ME.email, name: ME.name, role: "admin", locale: "en", disabledAt: null },
  ]);
  const sessionId = made.ok ? made.value.sessionId : "";
  const request = new Request("http://localhost/", {
    headers: { Cookie: `tilts=${sessionId}; tilts_session=${sessionId}` },
  });
  expect(viewerFrom(db, request, NOON, false)).toMatchObject({ kind: "user", role: "admin" });
  expect(await makeFirstAdmin(ctx, { ...ME, email: "b@tulki.example", token })).toEqual({
    ok: false,
    reason: "link_over",
  });
  const told = db.select().from(events).where(eq(events.kind, "first_admin_made")).all();
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain(ME.email);
});

test("two who send it at the same moment: one of them is the administrator", async () => {
  const { db, ctx, token } = empty();
  const both = await Promise.all(
    ["a@tulki.example", "b@tulki.example"].map((email) => makeFirstAdmin(ctx, { ...ME, email, token })),
  );
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(db.select().from(users).all()).toHaveLength(1);
});

test("a wrong, an old or an overtaken link makes nobody, nor does a password that is easy to guess", async () => {
  const { db, ctx, token } = empty();
  expect(await makeFirstAdmin(ctx, { ...ME, token: "x".repeat(43) })).toEqual({ ok: false, reason: "link_over" });
  const late = { ...ctx, now: instantFrom(NOON + 7 * DAY) };
  expect(await makeFirstAdmin(late, { ...ME, token })).toEqual({ ok: false, reason: "link_over" });
  expect(await makeFirstAdmin(ctx, { ...ME, token, password: "password1234" })).toEqual({
    ok: false,
    reason: "guessable_password",
  });
  const newer = db.transaction((tx) => layFirstLink(tx, NOON, "newer"));
  expect([token, newer].map((one) => isFirstLink(db, one, NOON))).toEqual([false, true]);
  expect(db.select().from(users).all()).toEqual([]);
});

test("the link opens nothing in an installation where somebody has an account", () => {
  const { db, token } = empty();
  expect(isFirstLink(db, token, NOON)).toBe(true);
  db.insert(users)
    .values({ id: "u", email: "a@b.lv", name: "A" as never, role: "admin", createdAt: NOON })
    .run();
  expect(isFirstLink(db, token, NOON)).toBe(false);
});
