import { beforeAll, beforeEach, expect, test } from "vitest";
import { holdSecret } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { actToSign, attestedActDocument } from "#app/exports/pdf/act";
import type { PdfDocument } from "#app/exports/pdf/document";
import { drawPdf } from "#app/exports/pdf/draw";
import { sealFile } from "#app/proof/act-file";
import { actForViewer } from "#app/queries/everyone/act";
import { actChecked } from "#app/queries/everyone/proof";
import type { Instant } from "#app/time";
import { textOfPdf } from "#tests/support/pdf";
import { recorded, reported, WHEN } from "#tests/support/records";
import { at, type World, world } from "#tests/support/world";

let w: World;
beforeAll(() => holdSecret(Buffer.alloc(32, 7)));
beforeEach(() => {
  w = world();
});

const appUrl = "https://tilts.example";
const APRIL = at("2026-04-02T09:00");

const ctxOf = (who: string, when: Instant = APRIL) => w.as(who, when) as Ctx<UserViewer>;
const actOf = (who: string, id: string, when?: Instant) => actForViewer(ctxOf(who, when), id);

function described(id: string): PdfDocument {
  const act = actOf("ilze", id);
  if (!act || "asked" in act) throw new Error("not attested");
  return attestedActDocument({ ...act, now: APRIL, appUrl });
}
const sealed = async (document: PdfDocument) => sealFile(await drawPdf(document));
const check = (file: Uint8Array) => actChecked(w.as("anonymous", APRIL), file);

/** What a retention rule does when its time has come. */
function erase() {
  w.sqlite.exec(`
    update service_records set facts = null;
    update attestations set name = null, words = null;
    update interpreters set name = '–', phone = null, email = null, status = 'erased' where id = 'amina';
    update users set name = '–' where id in ('user-sociala', 'user-amina');
    update requests set contact_name = '–', contact_phone = '–', note = null, client_id = null`);
}

test("the act is tagged Latvian with its typeface inside, and says what took place in words that can be read out", async () => {
  const file = await drawPdf(described(recorded(w)));
  const text = Buffer.from(file).toString("latin1");
  for (const mark of [
    "/Lang (lv)",
    "/MarkInfo",
    "/StructTreeRoot",
    "/FontFile2",
    "/ToUnicode",
    "/DisplayDocTitle true",
    "/EmbeddedFile",
  ])
    expect(text, mark).toContain(mark);
  expect(text.match(/\/Type \/Page\n/g)).toHaveLength(1);
  const said = textOfPdf(file);
  for (const words of [
    "Rīgas Sociālais dienests",
    "Amina",
    "30.03.2026. 09:00–10:05",
    "apliecinājis pieprasītājs",
    "ar saiti e-pastā",
    "Sanita Ozola",
  ])
    expect(said, words).toContain(words);
  expect(said).not.toContain("\ufffd");
});

test("it is genuine as it was issued, also after everybody in it was forgotten", async () => {
  const file = await sealed(described(recorded(w)));
  expect(check(file)).toMatchObject({ is: "genuine", record: { number: 1, isSound: true } });
  erase();
  expect(check(file)).toMatchObject({
    is: "genuine",
    record: { isSound: true },
    facts: { institution: "Rīgas Sociālais dienests" },
  });
});

test("a changed digit is found: in its facts, in what it shows, and anywhere else in the file", async () => {
  const document = described(recorded(w));
  const { attached } = document;
  const forged = (from: string, to: string) => {
    expect(attached?.text).toContain(from);
    return sealed({ ...document, attached: { ...attached!, text: attached!.text.replace(from, to) } });
  };
  for (const [from, to] of [
    ['"minutes":60', '"minutes":90'],
    ["Amina", "Anna"],
    ['"salt":"', '"salt":"0'],
    ['"held":true', '"held":false'],
  ] as const)
    expect(
      check(await drawPdf({ ...document, attached: { ...attached!, text: attached!.text.replace(from, to) } })),
      from,
    ).toMatchObject({ is: "changed" });
  const shown: PdfDocument = { ...document, blocks: [{ kind: "text", text: "ilgums 9 stundas" }] };
  expect(check(await drawPdf(shown))).toMatchObject({ is: "resaved", facts: { agreed: { minutes: 60 } } });
  expect(check(await forged('"code":"', '"code":"0'))).toEqual({ is: "no_record" });

  const file = Buffer.from(await sealed(document));
  for (let at = 20; at < file.length; at += 997) {
    const changed = Buffer.from(file);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(check(changed).is, `byte ${at}`).not.toBe("genuine");
  }
});

test("a chain that was written anew from a record on does not know the acts issued before", async () => {
  const id = recorded(w);
  const file = await sealed(described(id));
  w.sqlite.exec(`drop trigger service_records_no_update; update service_records set commitment = '${"a".repeat(64)}'`);
  expect(check(file)).toMatchObject({ is: "rewritten", record: { isSound: false } });
});

test("what is no act says so, and a file made to unpack without end is left alone", async () => {
  const { deflateSync } = await import("node:zlib");
  const bomb = deflateSync(Buffer.alloc(50_000_000, 32));
  const around = (packed: Buffer) =>
    Buffer.concat([
      Buffer.from("%PDF-1.7\n<< /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n"),
      packed,
      Buffer.from("\nendstream"),
    ]);
  const others = [
    "",
    "%PDF-1.7",
    "hello",
    `%PDF-1.7${"/EmbeddedFile".repeat(100_000)}`,
    "%PDF-1.7 /EmbeddedFile stream\n{}\nendstream",
    '%PDF-1.7 /EmbeddedFile stream\n{"record":{},"salt":"x"}\nendstream',
  ];
  for (const file of [around(bomb), around(bomb.subarray(0, 900)), ...others.map((text) => Buffer.from(text))])
    expect(check(file)).toEqual({ is: "not_act" });
});

test("an act goes to its institution, its interpreter and coordinators, and to nobody else", () => {
  const id = recorded(w);
  const got = (who: string, when?: Instant) => actOf(who, id, when) !== null;
  expect(["sociala", "sociala2", "amina", "ilze", "admin"].filter((who) => got(who))).toEqual([
    "sociala",
    "sociala2",
    "amina",
    "ilze",
    "admin",
  ]);
  expect(["krize", "banka", "karim", "konsultants"].filter((who) => got(who))).toEqual([]);
  expect(actOf("ilze", "nothing-here")).toBeNull();
});

test("when the time of being named is over only coordinators get it, and after the facts were forgotten nobody", () => {
  const id = recorded(w, undefined, { organisationId: "crisis-riga", requesterId: "user-krize", protectionClass: "C" });
  const later = at("2026-05-15T09:00");
  expect(["krize", "amina", "ilze"].map((who) => actOf(who, id) !== null)).toEqual([true, true, true]);
  expect(["krize", "amina", "ilze"].map((who) => actOf(who, id, later) !== null)).toEqual([false, false, true]);
  erase();
  expect(actOf("ilze", id)).toBeNull();
});

test("no client stands in an act, nor who was to be met, nor where exactly", async () => {
  const client = w.client("CANARY-client");
  const secret = { clientId: client, contactName: "CANARY-contact", address: "CANARY-address", note: "CANARY-note" };
  const id = recorded(w, undefined, {
    ...(secret as Parameters<World["request"]>[0]),
    mode: "onsite",
    placeId: "riga-centrs",
  });
  const document = described(id);
  expect(JSON.stringify(document)).not.toContain("CANARY");
  expect(textOfPdf(await drawPdf(document))).toContain("Rīga");
});

test("before it is attested there is one to sign, which says so, holds nothing to check and leads to where it will be", async () => {
  const id = reported(w);
  const act = actOf("amina", id);
  if (!act || !("asked" in act)) throw new Error("attested");
  const file = await drawPdf(actToSign({ facts: act.asked, assignmentId: id, now: WHEN, appUrl }));
  const said = textOfPdf(file);
  expect(said).toContain("vēl nav apliecināts");
  expect(said.replaceAll(/\s/g, "")).toContain(`${appUrl}/act/${id}`);
  expect(check(file)).toEqual({ is: "not_act" });
});

test("a job that was given back has no act", () => {
  const id = reported(w);
  w.sqlite.exec("update assignments set released_at = 1, released_by = 'system'");
  expect(actOf("amina", id)).toBeNull();
});
