import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { createDatabase, openDatabase, type Reader } from "#db/client.server";
import { installation } from "#db/schema";
import { untilWritten } from "#db/until-written";

function remembering() {
  const read = vi.fn((db: Reader, key: string) =>
    db.select({ value: installation.value }).from(installation).where(eq(installation.key, key)).all(),
  );
  return { read, ask: untilWritten(read) };
}

test("asked again it is not read again, and another key is another question", () => {
  const { db } = createDatabase(":memory:");
  const { read, ask } = remembering();
  db.insert(installation).values({ key: "a", value: "1" }).run();
  expect([ask(db, "a"), ask(db, "a"), ask(db, "b")]).toEqual([[{ value: "1" }], [{ value: "1" }], []]);
  expect(read).toHaveBeenCalledTimes(2);
});

test("what is written here, changed or taken away is seen at once", () => {
  const { db } = createDatabase(":memory:");
  const { ask } = remembering();
  const isA = eq(installation.key, "a");
  expect(ask(db, "a")).toEqual([]);
  db.insert(installation).values({ key: "a", value: "1" }).run();
  expect(ask(db, "a")).toEqual([{ value: "1" }]);
  db.update(installation).set({ value: "2" }).where(isA).run();
  expect(ask(db, "a")).toEqual([{ value: "2" }]);
  db.delete(installation).where(isA).run();
  expect(ask(db, "a")).toEqual([]);
});

test("what another process writes is seen at once", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-written-"));
  const file = path.join(folder, "tilts.db");
  try {
    const here = createDatabase(file);
    const there = openDatabase(file);
    const { ask } = remembering();
    expect(ask(here.db, "a")).toEqual([]);
    there.db.insert(installation).values({ key: "a", value: "1" }).run();
    expect(ask(here.db, "a")).toEqual([{ value: "1" }]);
    here.sqlite.close();
    there.sqlite.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what a transaction has written and taken back is never remembered", () => {
  const { db } = createDatabase(":memory:");
  const { ask } = remembering();
  expect(ask(db, "a")).toEqual([]);
  expect(() =>
    db.transaction((tx) => {
      tx.insert(installation).values({ key: "a", value: "1" }).run();
      expect(ask(tx, "a")).toEqual([{ value: "1" }]);
      expect(ask(db, "a")).toEqual([{ value: "1" }]);
      throw new Error("undone");
    }),
  ).toThrow("undone");
  expect(ask(db, "a")).toEqual([]);
});

test("nobody can change what others are given", () => {
  const { db } = createDatabase(":memory:");
  const { ask } = remembering();
  expect(() => ask(db, "a").push({ value: "mine" })).toThrow(TypeError);
});

test("questions without end are not all kept", () => {
  const { db } = createDatabase(":memory:");
  const { read, ask } = remembering();
  for (let i = 0; i < 200; i++) ask(db, `k${i}`);
  ask(db, "k200");
  read.mockClear();
  ask(db, "k1");
  expect(read).toHaveBeenCalledTimes(1);
});
