/** What is kept through a sign-in outlives a restart, and nobody can read it in the database. */
import { expect, test } from "vitest";
import { forgetForm, keepForm, keptForm } from "#app/auth/kept-forms.server";
import { holdSecret } from "#app/auth/link-token.server";
import { deviceMark } from "#app/auth/rate-limit.server";
import { forgetSent } from "#app/commands/forget-sent";
import type { Ctx } from "#app/context.server";
import { DAY, instantFrom } from "#app/time";
import { keptForms } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

holdSecret(Buffer.alloc(32, 7));
const NOW = at("2026-03-25T09:00");
const PAGE = "http://tilts.test/institution/new";
const mark = (who: string) => deviceMark(`${who}@tilts.test`, "browser-of-social");

async function sent(w: World, fields: Record<string, string>, kept = "", now = NOW) {
  const request = new Request(PAGE, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Cookie: `tilts_device=${mark("sociala")}; ${kept}` },
  });
  return ((await keepForm(w.db, request, now, false)) ?? "").split(";")[0] ?? "";
}

const look = (w: World, who: string, cookie: string, now = NOW) =>
  keptForm(w.as(who, now) as Ctx, new Request(PAGE, { headers: { Cookie: cookie } }), false);

test("the row says nothing without the browser's cookie, and everything with it", async () => {
  const w = world();
  const cookie = await sent(w, { form: "f", note: "Otrais stāvs", clientCode: "A-17" });
  const rows = w.db.select().from(keptForms).all();
  const bytes = rows.map((row) => `${JSON.stringify(row)}${row.sealed.toString("utf8")}`).join();
  for (const word of ["Otrais", "A-17", "sociala", "institution", cookie.split("=")[1] ?? ""])
    expect(bytes).not.toContain(word);
  expect(look(w, "sociala", cookie)).toMatchObject({
    form: "f",
    fields: expect.arrayContaining([["note", "Otrais stāvs"]]),
  });
  expect([look(w, "krize", cookie), look(w, "sociala", "tilts_kept=other"), look(w, "sociala", "")]).toEqual([
    null,
    null,
    null,
  ]);
});

test("a browser keeps eight at most, everybody together five hundred, and all go after a day", async () => {
  const w = world();
  let cookie = "";
  for (let n = 0; n < 10; n++) cookie = await sent(w, { form: "f", note: `${n}` }, cookie, instantFrom(NOW + n));
  expect(w.db.select().from(keptForms).all()).toHaveLength(8);
  expect(look(w, "sociala", cookie, instantFrom(NOW + 20))?.fields).toContainEqual(["note", "9"]);
  for (let n = 0; n < 500; n++) await sent(w, { form: "f" }, "", instantFrom(NOW + 100 + n));
  expect(w.db.select().from(keptForms).all()).toHaveLength(500);
  expect(look(w, "sociala", cookie, instantFrom(NOW + 700))).toBeNull();
  forgetSent(w.as("system", instantFrom(NOW + DAY + 600)));
  expect(w.db.select().from(keptForms).all()).toEqual([]);
});

test("sending another form of the page leaves it; sending it ends it", async () => {
  const w = world();
  const cookie = await sent(w, { form: "reject", reason: "Nav mūsu joma" });
  const post = (form: string) =>
    new Request(PAGE, { method: "POST", body: new URLSearchParams({ form }), headers: { Cookie: cookie } });
  await forgetForm(w.db, post("ask"), NOW, false);
  expect(look(w, "sociala", cookie)).not.toBeNull();
  const request = post("reject");
  await forgetForm(w.db, request, NOW, false);
  expect(look(w, "sociala", cookie)).toBeNull();
  expect((await request.formData()).get("form")).toBe("reject");
});
