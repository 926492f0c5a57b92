import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "#app/auth/passwords.server";
import { noteSignIn, signInsOf, type Visit } from "#app/auth/sign-ins.server";
import { askPasswordReset } from "#app/commands/ask-password-reset";
import { forgetSignIns } from "#app/commands/forget-sign-ins";
import { signIn } from "#app/commands/sign-in";
import { signIns, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword("trīs mazi lāči");
});

let networks = 0;
function door() {
  const w = world();
  w.db.update(users).set({ passwordHash }).where(eq(users.id, "user-sociala")).run();
  const network = `203.0.113.${++networks}`;
  const come = (email: string, password: string, when = NOON) =>
    signIn(w.as("anonymous", when), {
      email,
      password,
      address: network,
      device: null,
      deviceName: "Firefox, Linux",
      sessionId: null,
    });
  return { ...w, network, come };
}
const rowsOf = ({ db }: Pick<World, "db">) => db.select().from(signIns).all();

test("a sign-in and failures are the person's to read, with the network and the device; failures count up", async () => {
  const w = door();
  await w.come("sociala@tilts.test", "wrong one");
  await w.come("SOCIALA@tilts.test", "wrong two");
  await w.come("sociala@tilts.test", "trīs mazi lāči", "2026-03-27T12:05");
  const from = { network: w.network, device: "Firefox, Linux" };
  expect(signInsOf(w.db, "user-sociala", 10)).toEqual([
    { outcome: "signed_in", times: 1, at: at("2026-03-27T12:05"), ...from },
    { outcome: "refused", times: 2, at: at(NOON), ...from },
  ]);
});

test("nothing that was typed is kept, and of an unknown address only that it happened", async () => {
  const w = door();
  for (const typed of ["hunter2@parole.lv", "nobody@x.lv"]) await w.come(typed, "my-secret-9");
  await w.come("sociala@tilts.test", "my-secret-9");
  const kept = JSON.stringify(rowsOf(w));
  for (const secret of ["hunter2", "nobody", "my-secret-9", "sociala@"]) expect(kept).not.toContain(secret);
  expect(rowsOf(w)).toMatchObject([
    { userId: null, outcome: "refused", network: "", device: "", times: 2 },
    { userId: "user-sociala", times: 1 },
  ]);
});

test("a clock that goes back keeps nobody out, and the last time is not before the first", async () => {
  const w = door();
  await w.come("sociala@tilts.test", "trīs mazi lāči", "2026-03-27T12:05");
  expect(await w.come("sociala@tilts.test", "trīs mazi lāči", "2026-03-27T12:04")).toMatchObject({ ok: true });
  expect(rowsOf(w)).toMatchObject([{ times: 2, firstAt: at("2026-03-27T12:05"), lastAt: at("2026-03-27T12:05") }]);
});

test("an account that is disabled is told apart from none in the record alone", async () => {
  const w = door();
  w.db
    .update(users)
    .set({ disabledAt: at(NOON) })
    .where(eq(users.id, "user-sociala"))
    .run();
  expect(await w.come("sociala@tilts.test", "trīs mazi lāči")).toMatchObject({ reason: "wrong_credentials" });
  expect(signInsOf(w.db, "user-sociala", 10)).toMatchObject([{ outcome: "refused" }]);
});

test("a link that was asked for is recorded, without the link", async () => {
  const w = door();
  const asked = { email: "sociala@tilts.test", address: w.network, deviceName: "Safari, iPhone", key: "form-key-1" };
  await askPasswordReset(w.as("anonymous", NOON), asked);
  expect(rowsOf(w)).toMatchObject([{ userId: "user-sociala", outcome: "link_sent", device: "Safari, iPhone" }]);
});

test("however many networks try within an hour, an account has at most 21 rows of failures, and one more next hour", () => {
  const w = door();
  const refused = (n: number, when: string) => {
    const visit: Visit = { userId: "user-karim", outcome: "refused", address: `198.51.100.${n}`, device: "?" };
    w.db.transaction((tx) => noteSignIn(tx, at(when), visit));
  };
  for (let n = 0; n < 200; n++) refused(n, NOON);
  refused(3, "2026-03-27T12:59");
  const rows = rowsOf(w);
  expect(rows).toHaveLength(21);
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(201);
  expect(rows.find(({ network }) => network === "")?.times).toBe(180);
  refused(3, "2026-03-27T13:01");
  expect(rowsOf(w)).toHaveLength(22);
});

test("the worker forgets after ninety days", () => {
  const w = door();
  const visit: Visit = { userId: "user-karim", outcome: "signed_in", address: "198.51.100.1", device: "?" };
  w.db.transaction((tx) => noteSignIn(tx, at(NOON), visit));
  forgetSignIns(w.as("system", "2026-06-25T11:00"));
  expect(rowsOf(w)).toHaveLength(1);
  forgetSignIns(w.as("system", "2026-06-25T13:01"));
  expect(rowsOf(w)).toHaveLength(0);
});
