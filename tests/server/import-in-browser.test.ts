/** A file by the browser, without scripts: from the form to the roster and back; and what else such a body is good for: nothing. */

import { createHash } from "node:crypto";
import path from "node:path";
import Database from "better-sqlite3";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { expect, inject, test } from "vitest";
import { xlsxOf } from "#app/exports/xlsx";
import { LARGEST_FILE } from "#app/form";
import { type Visitor, visitor } from "#tests/support/http";

const base = inject("base");
const HEADS = ["kods", "vārds", "dzīvesvieta", "valodas"];

async function admin(): Promise<Visitor> {
  const person = visitor(base);
  await person.signIn("admin@demo.tilts.test");
  return person;
}

function formWith(file: Uint8Array<ArrayBuffer> | string, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    key: "k".repeat(12) + Math.abs(file.length),
    kind: "interpreters",
    ...fields,
  }))
    form.append(name, value);
  form.append("file", new Blob([file]), "people.csv");
  return form;
}

/** As a browser sends it. */
async function send(person: Visitor, form: FormData, to = "/admin/import"): Promise<Response> {
  const headers = {
    Cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    "Sec-Fetch-Site": "same-origin",
  };
  const packed = new Response(form);
  const body = await packed.arrayBuffer();
  return fetch(base + to, {
    method: "POST",
    body,
    headers: { ...headers, "Content-Type": packed.headers.get("Content-Type") ?? "" },
    redirect: "manual",
  });
}

/** The page once the worker has done what it does. */
async function settled(person: Visitor, address: string, words: string): Promise<string> {
  for (let times = 0; times < 200; times++) {
    const { text } = await person.get(address);
    if (text.includes(words)) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`“${words}” did not come`);
}

const keyIn = (page: string) => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? "";

function inDatabase<T>(question: string, ...values: unknown[]): T[] {
  const db = new Database(path.join(inject("dataDir"), "tilts.db"), { readonly: true });
  const found = db
    .prepare(question)
    .pluck()
    .all(...values) as T[];
  db.close();
  return found;
}

test("a workbook is looked at, taken in once however often it is confirmed, and taken back", async () => {
  const person = await admin();
  const rows = [
    ["BR-1", "Zane Liepa", "Cēsis", "dari:2"],
    ["BR-2", "Ilga Zeme", "Nekurienes pilsēta", "dari:2"],
  ];
  const workbook = Buffer.concat([...xlsxOf({ list: "interpreters", heads: HEADS, pages: () => [rows] })]);
  const sent = await send(person, formWith(new Uint8Array(workbook)));
  const address = sent.headers.get("Location") ?? "";
  expect([sent.status, address]).toEqual([302, expect.stringMatching(/^\/admin\/import\/[\w-]{22}$/)]);

  const looked = await settled(person, address, "Importēt (rindas: 1)");
  expect(looked).toContain("Dzīvesvieta: tādas vietas sarakstā nav: “Nekurienes pilsēta”");
  expect(inDatabase("select code from interpreters where code like 'BR-%'")).toEqual([]);

  const confirm = { intent: "apply", key: keyIn(looked) };
  expect(await Promise.all([person.post(address, confirm), person.post(address, confirm)])).toMatchObject([
    { status: 302 },
    { status: 302 },
  ]);
  const done = await settled(person, address, "Atsaukt (rindas: 1)");
  expect(inDatabase("select code from interpreters where code like 'BR-%'")).toEqual(["BR-1"]);
  expect(
    inDatabase("select count(*) from imports where file is not null and id = ?", address.split("/").at(-1)),
  ).toEqual([0]);

  await person.post(address, { intent: "take_back", key: `${keyIn(done)}:back` });
  await settled(person, address, "Atsauktās rindas: 1");
  expect(inDatabase("select code from interpreters where code like 'BR-%'")).toEqual([]);
});

test("what was pasted is a table too, and stays in the form that is refused", async () => {
  const person = await admin();
  const pasted = `${HEADS.join("\t")}\nPA-1\tZane Liepa\tCēsis\tdari:2`;
  const sent = await send(person, formWith("", { pasted, key: "pasted-once-1" }));
  await settled(person, sent.headers.get("Location") ?? "", "Importēt (rindas: 1)");
  const refused = await send(person, formWith("", { pasted, kind: "", key: "pasted-once-2" }));
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("PA-1\tZane Liepa");
  const empty = await send(person, formWith("", { key: "pasted-once-3" }));
  expect([empty.status, await empty.text()]).toEqual([
    400,
    expect.stringContaining("Izvēlieties failu vai ielīmējiet rindas."),
  ]);
});

test("no other address takes a file, nor this one from elsewhere or from anybody else", async () => {
  const person = await admin();
  const file = formWith("kods;vārds");
  for (const to of [
    "/account",
    "/login",
    "/admin/import/template",
    "/admin/organisations/new",
    "/institution/new",
    "/",
  ])
    expect((await send(person, file, to)).status, to).toBe(415);
  const ilze = visitor(base);
  await ilze.signIn("ilze@demo.tilts.test");
  expect((await send(ilze, file)).status).toBe(404);
  expect((await send(visitor(base), file)).headers.get("Location")).toBe("/login?to=%2Fadmin%2Fimport");
  const forged = await fetch(`${base}/admin/import`, {
    method: "POST",
    body: file,
    headers: { "Sec-Fetch-Site": "cross-site" },
  });
  expect(forged.status).toBe(403);
});

test("a body is bounded, counted and well-formed before anything of it is kept", async () => {
  const person = await admin();
  const before = inDatabase("select count(*) from imports");
  const large = await send(person, formWith(new Uint8Array(LARGEST_FILE + 300 * 1024))).catch(() => ({ status: 413 }));
  expect(large.status).toBe(413);
  const many = formWith("kods");
  for (let n = 0; n < 40; n++) many.append(`n${n}`, "x");
  expect((await send(person, many)).status).toBe(413);
  const plain = await person.post("/admin/import", {}, { "Content-Type": "application/x-www-form-urlencoded" });
  expect(plain.status).toBe(400);
  for (const type of ["multipart/form-data", "multipart/form-data; boundary=x", 'multipart/form-data; boundary=""'])
    expect((await person.post("/admin/import", { a: "1" }, { "Content-Type": type })).status, type).toBe(400);
  expect(inDatabase("select count(*) from imports")).toEqual(before);
});

test("the scan of a paper comes in, goes out as it was to be kept, and is none of a page's business", async () => {
  const coordinator = visitor(base);
  await coordinator.signIn("ilze@demo.tilts.test");
  const [paper] = inDatabase<string>("select id from credentials order by rowid limit 1");
  const [person] = inDatabase<string>("select interpreter_id from credentials order by rowid limit 1");
  const page = `/coordinator/interpreters/${person}/papers`;
  const bring = (file: string, intent = "keep") =>
    send(coordinator, formWith(file, { intent, paper: paper ?? "", key: `scan-${file.length}-key` }), page);
  const svg = await bring("<svg onload=fuzz()>");
  expect(svg.status).toBe(400);
  expect(await svg.text()).toContain("nav PDF, JPEG vai PNG");
  const kept = await bring("%PDF-1.7 scan");
  expect([kept.status, kept.headers.get("Location")]).toEqual([302, `${page}?done=kept`]);
  const cookie = [...coordinator.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${base}/coordinator/papers/${paper}`, { headers: { Cookie: cookie } });
  expect(await answer.text()).toBe("%PDF-1.7 scan");
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[a-z-]+\.pdf"$/);
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const looked =
    "select count(*) from readings join users on users.id = readings.user_id where readings.interpreter_id = ?";
  expect(inDatabase(looked, person)).toEqual([1]);
  expect((await fetch(`${base}/coordinator/papers/${paper}`, { redirect: "manual" })).status).toBe(302);
  expect((await bring("", "drop")).status).toBe(302);
  expect((await fetch(`${base}/coordinator/papers/${paper}`, { headers: { Cookie: cookie } })).status).toBe(404);
  expect((await send(coordinator, formWith("x"), "/coordinator/keys")).status).toBe(415);
});

test("a workbook that would unpack to far more than it is says so, and the server answers others meanwhile", async () => {
  const person = await admin();
  const bomb = zipSync({ "xl/workbook.xml": new Uint8Array(1024) });
  const inDirectory = Buffer.from(bomb).indexOf("PK\u0001\u0002");
  new DataView(bomb.buffer).setUint32(inDirectory + 24, 100 * 1024 * 1024, true); // what it says it unpacks to
  const sent = await send(person, formWith(new Uint8Array(bomb), { key: "bomb-bomb" }));
  const address = sent.headers.get("Location") ?? "";
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  await settled(person, address, "Fails ir pārāk liels; sadaliet to vairākos.");
});

test("the whole installation leaves by the browser for whoever says their password, and the journal says so", async () => {
  const person = await admin();
  const download = (current: string) =>
    fetch(`${base}/admin/export/download`, {
      method: "POST",
      body: new URLSearchParams({ current }),
      headers: {
        Cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "Sec-Fetch-Site": "same-origin",
      },
      redirect: "manual",
    });
  const before = inDatabase<number>("select count(*) from events where kind = 'installation_exported'")[0] ?? 0;
  const wrong = await download("not-the-password");
  expect([wrong.status, wrong.headers.get("Location")]).toEqual([302, "/admin/export?problem=wrong_password"]);
  const done = await download("tilts-demo");
  expect(done.headers.get("Content-Disposition")).toMatch(/^attachment; filename="tilts-20\d\d-\d\d-\d\d\.zip"$/);
  const files = unzipSync(new Uint8Array(await done.arrayBuffer()));
  const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
  expect(manifest.tables.length).toBeGreaterThan(20);
  for (const { file, sha256 } of manifest.tables)
    expect(
      createHash("sha256")
        .update(files[file] ?? "")
        .digest("hex"),
      file,
    ).toBe(sha256);
  expect(inDatabase("select count(*) from events where kind = 'installation_exported'")).toEqual([before + 1]);
});
