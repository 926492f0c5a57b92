/**
 * What became of deeds after a process or a machine was cut off: was something lost that had been acknowledged, is something
 * there twice, does a message tell of nothing, does something that happened have no message?
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";

type Sqlite = Database.Database;

/** What was said to be done: ids of requests, and of offers that were accepted. */
export interface Claims {
  asked: readonly string[];
  accepted: readonly string[];
}

export interface Verdict {
  lost: string[];
  doubled: string[];
  orphaned: string[];
  damaged: string[];
}

/** Reads every page when `isWhole`; else what the claims and the messages need. */
export function judge(sqlite: Sqlite, { asked, accepted }: Claims, { isWhole }: { isWhole: boolean }): Verdict {
  const listed = (sql: string, ...given: string[]) =>
    sqlite
      .prepare<string[], string>(sql)
      .pluck()
      .all(...given);
  return {
    lost: [...listed(LOST_REQUESTS, JSON.stringify(asked)), ...listed(LOST_YESES, JSON.stringify(accepted))],
    doubled: DOUBLED.flatMap((sql) => listed(sql)),
    orphaned: ORPHANED.flatMap((sql) => listed(sql)),
    damaged: isWhole ? damageIn(sqlite) : [],
  };
}

export function isSound(verdict: Verdict): boolean {
  return Object.values(verdict).every((found: string[]) => found.length === 0);
}

function damageIn(sqlite: Sqlite): string[] {
  const integrity = sqlite.prepare("pragma integrity_check(3)").pluck().all().map(String);
  const keys = sqlite.prepare("pragma foreign_key_check").all();
  return [...integrity.filter((line) => line !== "ok"), ...keys.map((row) => JSON.stringify(row))];
}

/** The same files elsewhere, log included: looking at them changes nothing that the next start will find. */
export function onCopy<T>(file: string, look: (sqlite: Sqlite, copy: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-judge-"));
  try {
    const copy = path.join(folder, path.basename(file));
    for (const rest of ["", "-wal"]) if (existsSync(file + rest)) cpSync(file + rest, copy + rest);
    const sqlite = new Database(copy);
    try {
      return look(sqlite, copy);
    } finally {
      sqlite.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const LOST_REQUESTS = `
  select 'request ' || value from json_each(?) where value not in (select id from requests)`;
const LOST_YESES = `
  select 'yes to offer ' || value from json_each(?) j where not exists (
    select 1 from offers o join assignments a on a.offer_id = o.id where o.id = j.value and o.status = 'accepted')`;

/** Requests of the trial, by their notes. */
const OURS = `(select * from requests where note glob 'Nr. [0-9]*')`;

const DOUBLED = [
  `select note || ' ' || count(*) || ' times' from ${OURS} group by note having count(*) > 1`,
  `select 'told ' || count(*) || ' times: ' || kind || ' of event ' || event_id from notifications
     group by event_id, kind, channel, recipient having count(*) > 1`,
  `select 'event ' || e.kind || ' ' || count(*) || ' times of ' || r.note from ${OURS} r join events e on e.request_id = r.id
     where e.kind = 'request_submitted' group by r.id having count(*) > 1`,
  `select 'yes ' || count(*) || ' times to ' || json_extract(payload, '$.offerId') from events
     where kind = 'offer_accepted' group by json_extract(payload, '$.offerId') having count(*) > 1`,
];

/** What of `happened` has no `kind` told, by the event of that kind. */
const untold = (event: string, kind: string) => `
  select e.kind || ' of ' || r.note || ' without ${kind}' from ${OURS} r join events e on e.request_id = r.id
    where e.kind = '${event}' and not exists (select 1 from notifications n where n.event_id = e.id and n.kind = '${kind}')`;

const ORPHANED = [
  `select 'message ' || id || ' of no event' from notifications where event_id not in (select id from events)`,
  `select 'event ' || id || ' of no request' from events
     where request_id is not null and request_id not in (select id from requests)`,
  `select note || ' was never recorded' from ${OURS} r
     where not exists (select 1 from events e where e.request_id = r.id and e.kind = 'request_submitted')`,
  `select 'offer ' || o.id || ' was never recorded' from ${OURS} r join offers o on o.request_id = r.id
     where not exists (select 1 from events e where e.request_id = r.id and e.kind = 'offer_made'
       and json_extract(e.payload, '$.offerId') = o.id)`,
  `select 'yes to ' || o.id || ' has no job or no event' from ${OURS} r join offers o on o.request_id = r.id
     where o.status = 'accepted' and not (
       exists (select 1 from assignments a where a.offer_id = o.id)
       and exists (select 1 from events e where e.request_id = r.id and e.kind = 'offer_accepted'
         and json_extract(e.payload, '$.offerId') = o.id))`,
  `select 'job ' || a.id || ' without a yes' from ${OURS} r join assignments a on a.request_id = r.id
     join offers o on o.id = a.offer_id where o.status <> 'accepted'`,
  untold("request_submitted", "request_received"),
  untold("offer_made", "offer"),
  untold("offer_accepted", "job_confirmed"),
  untold("offer_accepted", "request_confirmed"),
];
