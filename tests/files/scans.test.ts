/** The scan of a paper: taken for what its bytes are, kept beside the database, and gone with the paper. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { dropScan } from "#app/commands/drop-scan";
import { forgetFiles, sweepFiles } from "#app/commands/forget-files";
import { keepScan } from "#app/commands/keep-scan";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { type Ctx, transact } from "#app/context.server";
import { papersOf, scanOf } from "#app/facts/roster/papers";
import { fileAnswer } from "#app/files/answer";
import { fileTypeOf, LARGEST_PAPER } from "#app/files/type";
import { ownPapers } from "#app/queries/interpreter/own-papers";
import { ok } from "#app/result";
import { dropCredential } from "#app/steps/roster/person";
import { type FileStore, storeIn } from "#db/files/store.server";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
const PDF = Buffer.from("%PDF-1.7\n…");
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function emptyStore(): { store: FileStore; folder: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-files-"));
  folders.push(folder);
  return { store: storeIn(folder), folder };
}

const pledgeOf = (w: World, interpreterId = "amina") =>
  w.db
    .select()
    .from(schema.credentials)
    .where(eq(schema.credentials.interpreterId, interpreterId))
    .all()
    .find(({ kind }) => kind === "confidentiality_pledge")?.id ?? "";

function kept(w: World, store: FileStore, bytes: Uint8Array | null, who = "ilze", interpreterId = "amina") {
  return keepScan(w.as(who, NOON), store, { interpreterId, paperId: pledgeOf(w, interpreterId), bytes });
}

test("what a file is, its first bytes say", () => {
  expect([PDF, PNG, JPEG].map(fileTypeOf)).toEqual(["pdf", "png", "jpeg"]);
  for (const other of ["<html><script>", "PK\u0003\u0004", "%PD", "", "GIF89a", " %PDF-1.7"])
    expect(fileTypeOf(Buffer.from(other)), other).toBeNull();
});

test("a scan lies on the disk for its owner alone, under an id, and its paper names it", () => {
  const w = world();
  const { store, folder } = emptyStore();
  expect(kept(w, store, PDF)).toEqual({ ok: true, value: null });
  const scan = scanOf(w, pledgeOf(w));
  expect(scan).toMatchObject({ type: "pdf", kind: "confidentiality_pledge" });
  expect(store.read(scan?.fileId ?? "")).toEqual(PDF);
  const file = path.join(folder, "files", scan?.fileId ?? "");
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(papersOf(w, "amina").find(({ id }) => id === pledgeOf(w))?.scan).toEqual({
    type: "PDF",
    kilobytes: 1,
    at: at(NOON),
    who: "Ilze Kalniņa",
  });
  expect(w.db.select().from(schema.events).all().at(-1)).toMatchObject({
    kind: "interpreter_saved",
    interpreterId: "amina",
    payload: { changed: ["scan"] },
  });
});

test("nothing is kept of what cannot be taken, nor of what somebody else sends", () => {
  const w = world();
  const { store, folder } = emptyStore();
  expect(kept(w, store, null)).toMatchObject({ reason: "file_missing" });
  expect(kept(w, store, Buffer.from("<svg onload=…>"))).toMatchObject({ reason: "file_type" });
  const large = Buffer.concat([PDF, Buffer.alloc(LARGEST_PAPER)]);
  expect(kept(w, store, large)).toMatchObject({ reason: "file_too_large" });
  for (const who of ["sociala", "amina", "anonymous"])
    expect(kept(w, store, PDF, who)).toMatchObject({ reason: "not_found" });
  const foreign = { interpreterId: "karim", paperId: pledgeOf(w), bytes: PDF };
  expect(keepScan(w.as("ilze", NOON), store, foreign)).toMatchObject({ reason: "not_found" });
  expect(readdirSync(folder)).toEqual([]);
});

test("the person sees their own papers, and not who added the scan", () => {
  const w = world();
  const { store } = emptyStore();
  kept(w, store, PDF);
  const own = ownPapers(w.as("amina", NOON) as Ctx<UserViewer>).find(({ kind }) => kind === "confidentiality_pledge");
  expect(own?.scan).toEqual({ paperId: pledgeOf(w), type: "PDF", kilobytes: 1, at: at(NOON) });
});

test("another scan takes its place; the paper's end takes it along, whatever ended it", () => {
  const w = world();
  const { store } = emptyStore();
  const round = () => forgetFiles(w.as("system", NOON), store);
  kept(w, store, PDF);
  kept(w, store, PNG);
  expect(store.ids()).toHaveLength(2);
  round();
  expect(store.ids()).toEqual([scanOf(w, pledgeOf(w))?.fileId]);
  expect(w.db.select().from(schema.files).all()).toHaveLength(1);

  expect(dropScan(w.as("amina", NOON), { interpreterId: "amina", paperId: pledgeOf(w) }).ok).toBe(false);
  expect(dropScan(w.as("ilze", NOON), { interpreterId: "amina", paperId: pledgeOf(w) }).ok).toBe(true);
  expect(dropScan(w.as("ilze", NOON), { interpreterId: "amina", paperId: pledgeOf(w) }).ok).toBe(false);
  round();
  expect(store.ids()).toEqual([]);

  kept(w, store, JPEG);
  transact(w.as("ilze", NOON), (work) => ok(dropCredential(work, "amina", pledgeOf(w))));
  round();
  expect(store.ids()).toEqual([]);
  expect(w.db.select().from(schema.files).all()).toEqual([]);
});

test("a year after a paper has ended its scan goes, and that there was the paper stays", () => {
  const w = world();
  const { store } = emptyStore();
  const paperId = w.credential("amina", "court_sworn", "2024-01-01T00:00", "2026-03-01T00:00");
  keepScan(w.as("ilze", NOON), store, { interpreterId: "amina", paperId, bytes: PDF });
  forgetFiles(w.as("system", "2027-02-27T12:00"), store);
  expect(store.ids()).toHaveLength(1);
  forgetFiles(w.as("system", "2027-03-03T12:00"), store);
  expect(store.ids()).toEqual([]);
  expect(papersOf(w, "amina").find(({ id }) => id === paperId)).toMatchObject({ scan: null });
});

test("of two people who are one the paper that stays has the scan of the other", () => {
  const w = world();
  const { store } = emptyStore();
  const pledge = pledgeOf(w, "karim");
  kept(w, store, PDF, "ilze", "karim");
  expect(mergeInterpreters(w.as("ilze", NOON), { from: "karim", into: "amina" }).ok).toBe(true);
  forgetFiles(w.as("system", NOON), store);
  expect(scanOf(w, pledge)).toBeNull();
  expect(store.ids()).toEqual([scanOf(w, pledgeOf(w))?.fileId]);
});

test("what a failed transaction left on the disk is taken away at the next start", () => {
  const w = world();
  const { store, folder } = emptyStore();
  kept(w, store, PDF);
  store.lay("nobody-names-it", PDF);
  writeFileSync(path.join(folder, "files", "cut-short.unfinished"), "%PD");
  sweepFiles(w.as("system", NOON), store);
  expect(readdirSync(path.join(folder, "files"))).toEqual([scanOf(w, pledgeOf(w))?.fileId]);
});

test("a browser keeps it and never shows it as a page", () => {
  const { headers } = fileAnswer(new Uint8Array(PDF), { name: "police-certificate", type: "pdf" });
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'attachment; filename="police-certificate.pdf"',
    "content-security-policy": "default-src 'none'; sandbox",
  });
});

test("no id leads out of the folder", () => {
  const { store } = emptyStore();
  for (const id of ["../secret.key", "a/b", "", ".."]) expect(() => store.read(id)).toThrow();
});
