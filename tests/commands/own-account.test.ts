/** What everybody does with their own account, and with nobody else's. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { hashOf, openSession, sessionsOf } from "#app/auth/sessions.server";
import type { UserViewer } from "#app/auth/viewer";
import { saveOwnDetails } from "#app/commands/save-own-details";
import { signOutDevice, signOutOthers } from "#app/commands/sign-out";
import type { Ctx } from "#app/context.server";
import { users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
const by = (w: World, who: string) => w.as(who, NOON) as Ctx<UserViewer>;

function signIn(w: World, slug: string, device: string): string {
  const user = w.db
    .select()
    .from(users)
    .where(eq(users.id, `user-${slug}`))
    .get();
  if (!user) throw new Error(slug);
  return w.db.transaction((tx) => openSession(tx, at(NOON), user, device));
}
const devices = (w: World, slug: string, current: string | null = null) =>
  sessionsOf(w.db, `user-${slug}`, current, at(NOON));

test("one device is signed out, the others stay; another's device cannot be, and half a mark is none", () => {
  const w = world();
  const phone = signIn(w, "sociala", "Chrome, Android");
  signIn(w, "sociala", "Firefox, Linux");
  const foreign = signIn(w, "krize", "Safari, iPhone");
  const [listed] = devices(w, "sociala", phone).filter(({ isCurrent }) => isCurrent);
  expect(hashOf(phone).startsWith(listed?.mark ?? "?")).toBe(true);

  signOutDevice(by(w, "sociala"), { mark: hashOf(foreign).slice(0, 22) });
  signOutDevice(by(w, "sociala"), { mark: "" });
  signOutDevice(by(w, "sociala"), { mark: (listed?.mark ?? "").slice(0, 5) });
  expect([devices(w, "sociala").length, devices(w, "krize").length]).toEqual([2, 1]);

  signOutDevice(by(w, "sociala"), { mark: listed?.mark ?? "" });
  expect(devices(w, "sociala").map(({ device }) => device)).toEqual(["Firefox, Linux"]);
});

test("all other devices are signed out, and this one stays", () => {
  const w = world();
  const here = signIn(w, "sociala", "Firefox, Linux");
  for (const device of ["Chrome, Android", "Edge, Windows"]) signIn(w, "sociala", device);
  signIn(w, "sociala2", "Safari, iPhone");
  signOutOthers(by(w, "sociala"), { sessionId: here });
  expect(devices(w, "sociala", here)).toMatchObject([{ device: "Firefox, Linux", isCurrent: true }]);
  expect(devices(w, "sociala2")).toHaveLength(1);
});

test("name and telephone are one's own; those of an interpreter are the roster's", () => {
  const w = world();
  expect(saveOwnDetails(by(w, "sociala"), { name: "Sanita Liepa", phone: "+37127011868" })).toEqual({
    ok: true,
    value: null,
  });
  const row = (slug: string) =>
    w.db
      .select()
      .from(users)
      .where(eq(users.id, `user-${slug}`))
      .get();
  expect(row("sociala")).toMatchObject({ name: "Sanita Liepa", phone: "+37127011868" });
  expect(row("sociala2")).toMatchObject({ name: "Māris Liepiņš" });
  expect(saveOwnDetails(by(w, "amina"), { name: "Cita", phone: null })).toEqual({
    ok: false,
    reason: "roster_decides",
  });
});
