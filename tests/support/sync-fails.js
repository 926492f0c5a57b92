/** Loaded before the server (`--import`): while the file SYNC_FAILS is there, the disk confirms no commit. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";

const begin = Database.prototype.transaction;
Database.prototype.transaction = function transaction(deed) {
  return begin.call(this, (...given) => {
    const done = deed(...given);
    if (existsSync(process.env.SYNC_FAILS ?? ""))
      throw new Database.SqliteError("disk I/O error", "SQLITE_IOERR_FSYNC");
    return done;
  });
};
