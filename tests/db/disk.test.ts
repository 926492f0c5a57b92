import { afterAll, afterEach, expect, test } from "vitest";
import { isDiskTrouble, noteIfDisk, whenSyncFails } from "#db/disk";
import { at } from "#tests/support/world";

const NOW = at("2026-03-20T10:00");
const withCode = (code: string) => Object.assign(new Error("disk I/O error"), { code });

let ends = 0;
whenSyncFails(() => ends++);
afterAll(() => whenSyncFails(() => undefined));
afterEach(() => {
  ends = 0;
});

test.each(["SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC"])("after %s nobody may write any more", (code) => {
  expect([noteIfDisk(withCode(code), NOW), ends]).toEqual([true, 1]);
  expect([noteIfDisk(new Error("not done", { cause: withCode(code) }), NOW), ends]).toEqual([true, 2]);
});

test.each(["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_READ", "SQLITE_READONLY", "ENOSPC", "EIO"])(
  "after %s what was refused is not there, and the next one may be",
  (code) => {
    expect([noteIfDisk(withCode(code), NOW), ends]).toEqual([true, 0]);
  },
);

test.each(["SQLITE_BUSY", "SQLITE_CONSTRAINT_UNIQUE", "EPIPE"])("%s is not the disk's", (code) => {
  expect([noteIfDisk(withCode(code), NOW), isDiskTrouble(withCode(code)), ends]).toEqual([false, false, 0]);
});
