/**
 * Years of work behind the demo: as many past requests as wanted, of the demo's own people and institutions, put in by plain
 * SQL with the guards laid aside and laid anew. Deterministic. Everybody works six hours a day without overlap, most of it by
 * phone; what is newer than five weeks is the demo's own, so that the days a page shows first are the same with and without.
 */
import { invariant } from "#app/result";
import { addMinutes, DAY, HOUR, type Instant, startOfDay } from "#app/time";
import { brokenGuards, type Sqlite } from "#db/client.server";
import { TRIGGERS } from "#db/guards";

const JOBS_A_DAY = 6;
/** So many requests have one client. */
const PER_CLIENT = 10;
const DAYS_LEFT_ALONE = 35;

/** `today` is a Riga date. */
export function layHistory(sqlite: Sqlite, today: string, count: number): void {
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("foreign_keys = OFF");
  sqlite.pragma("journal_mode = OFF");
  sqlite.pragma("cache_size = -2000000");
  for (const { name } of TRIGGERS) sqlite.exec(`drop trigger ${name}`);
  const indexes = indexesOf(sqlite);
  for (const { name } of indexes) sqlite.exec(`drop index ${name}`);
  const newest = addMinutes(startOfDay(today), -DAYS_LEFT_ALONE * 24 * 60);
  sqlite.exec(
    `begin immediate; ${past(newest, count)} ${WORK} ${TOLD} drop table past; drop table asker; drop table doer; commit`,
  );
  for (const { sql } of indexes) sqlite.exec(sql);
  for (const { sql } of TRIGGERS) sqlite.exec(sql);
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  verify(sqlite, count);
}

/** Made anew from what was laid they are sorted at once. Those of jobs are asked while laying. */
function indexesOf(sqlite: Sqlite): { name: string; sql: string }[] {
  return sqlite
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name <> 'assignments'",
    )
    .all();
}

/** What was laid keeps every promise of the schema, although its guards were not asked. */
function verify(sqlite: Sqlite, count: number): void {
  invariant(brokenGuards(sqlite).length === 0, "every guard stands again");
  invariant(sqlite.prepare("pragma foreign_key_check").all().length === 0, "every row refers to one that is there");
  const overlaps = sqlite
    .prepare(
      `select count(*) from (select start_at, lag(end_at) over (partition by interpreter_id order by start_at) before
         from assignments where released_at is null) where start_at < before`,
    )
    .pluck()
    .get();
  invariant(overlaps === 0, "nobody is at two places at once");
  const laid = Number(sqlite.prepare("select count(*) from requests where id like 'h%'").pluck().get());
  invariant(laid > 0.8 * count, "the history is as long as wanted");
}

/** One row a request: when, who asks, who comes and how it ended. The newest has the highest number. */
function past(newest: Instant, count: number): string {
  const clients = Math.max(100, Math.floor(count / PER_CLIENT));
  return `
    create temp table doer as select row_number() over (order by i.id) - 1 as n, i.id,
        (select language from interpreter_languages l where l.interpreter_id = i.id order by level desc, language limit 1) language
      from interpreters i where i.status = 'active';
    create temp table asker as select row_number() over (order by u.id) - 1 as n, u.id, u.name, u.organisation_id, p.region
      from users u join organisations o on o.id = u.organisation_id join places p on p.id = o.place_id
      where u.role = 'requester';
    insert into clients (id, organisation_id, code, key)
      with recursive s(i) as (select 0 union all select i + 1 from s where i < ${clients} - 1)
      select 'hc' || i, (select organisation_id from asker where n = i % (select count(*) from asker)),
        printf('H-%06d', i), printf('h%06d', i) from s;
    create temp table past as
      with recursive s(i) as (select ${count} - 1 union all select i - 1 from s where i > 0),
        people as (select count(*) n from doer),
        placed as (select i, i % people.n as who, (i * 7919) % ${clients} as client,
          ${newest} - (i / people.n / ${JOBS_A_DAY} + 1) * ${DAY} + (8 + i / people.n % ${JOBS_A_DAY}) * ${HOUR} as start_at
          from s, people)
      select p.i, 'h' || p.i as id, d.id as interpreter_id, d.language, p.client, a.id as requester_id, a.name as contact,
        a.organisation_id, a.region, p.start_at,
        case when p.i % 100 < 6 then 'cancelled' when p.i % 100 = 6 then 'rejected' when p.i % 100 < 9 then 'unfilled'
          else 'held' end as fate
      from placed p join doer d on d.n = p.who join asker a on a.n = p.client % (select count(*) from asker)
      where not exists (select 1 from assignments x where x.released_at is null and x.interpreter_id = d.id
        and x.start_at > p.start_at - ${DAY} and x.start_at < p.start_at + ${2 * HOUR} and x.end_at > p.start_at - ${2 * HOUR})
      order by p.i desc;`;
}

const WORK = `
  insert into requests (id, reference, organisation_id, desk_id, requester_id, contact_name, contact_phone, language, mode,
      start_at, end_at, topic, protection_class, client_id, submitted_at, answer_due_at, queued_at, rejected_at, cancelled_at,
      cancelled_by, cancelled_late)
    select id, printf('R-H%07X', i), organisation_id, region, requester_id, contact || ' ' || (i % 20),
      printf('+371200%05d', i % 400), language, case i % 4 when 0 then 'video' else 'phone' end, start_at,
      start_at + 2700000, 'social', 'B', 'hc' || client, start_at - 5 * ${DAY}, start_at - 4 * ${DAY},
      case fate when 'unfilled' then start_at - 3 * ${DAY} end, case fate when 'rejected' then start_at - 4 * ${DAY} end,
      case fate when 'cancelled' then start_at - 2 * ${DAY} end,
      case fate when 'cancelled' then 'user:' || requester_id end, case fate when 'cancelled' then 0 end
    from past;
  insert into offers (id, request_id, slot, interpreter_id, request_version, status, offered_at, deadline_at, answered_at)
    select 'ho' || i, id, 1, interpreter_id, 1, case fate when 'held' then 'accepted' else 'declined' end,
      start_at - 5 * ${DAY}, start_at - 4 * ${DAY}, start_at - 5 * ${DAY} + ${HOUR} from past;
  insert into tokens (hash, kind, offer_id, created_at, expires_at, used_at)
    select 'ht' || i, 'offer', 'ho' || i, start_at - 5 * ${DAY}, start_at - 4 * ${DAY}, start_at - 5 * ${DAY} + ${HOUR} from past;
  insert into assignments (id, request_id, slot, interpreter_id, offer_id, start_at, end_at, place_id, remote, created_at)
    select 'ha' || p.i, p.id, 1, p.interpreter_id, 'ho' || p.i, p.start_at, p.start_at + 2700000, d.home_place_id, 1,
      p.start_at - 5 * ${DAY} from past p join interpreters d on d.id = p.interpreter_id where p.fate = 'held';
  insert into reports (assignment_id, held, not_held_reason, reported_by, reported_at)
    select 'ha' || i, i % 20 <> 19, case i % 20 when 19 then 'client_no_show' end, 'user:' || requester_id,
      start_at + ${DAY} from past where fate = 'held' and not (i < 10000 and i % 100 = 11);
  update assignments set reported_at = (select r.reported_at from reports r where r.assignment_id = assignments.id)
    where id like 'ha%';`;

/** About three events and two messages a request, and the answer to the form that asked. */
const TOLD = `
  insert into events (at, kind, actor_kind, actor_id, request_id, payload)
    select start_at - 5 * ${DAY}, 'request_submitted', 'user', requester_id, id, '{}' from past;
  insert into events (at, kind, actor_kind, actor_id, request_id, interpreter_id, payload)
    select start_at - 5 * ${DAY} + ${HOUR}, 'offer_accepted', 'interpreter_link', interpreter_id, id, interpreter_id,
      json_object('offerId', 'ho' || i, 'assignmentId', 'ha' || i, 'slot', 1) from past where fate = 'held';
  insert into events (at, kind, actor_kind, actor_id, request_id, interpreter_id, payload)
    select start_at + ${DAY}, 'assignment_reported', 'user', requester_id, id, interpreter_id,
      json_object('assignmentId', 'ha' || i, 'held', json('true')) from past where fate = 'held';
  insert into events (at, kind, actor_kind, actor_id, request_id, payload)
    select start_at - 2 * ${DAY}, 'request_cancelled', 'user', requester_id, id, json_object('late', json('false'))
      from past where fate = 'cancelled';
  insert into events (at, kind, actor_kind, actor_id, request_id, payload)
    select start_at - 3 * ${DAY}, 'request_queued', 'system', null, id, json_object('why', 'nobody_left')
      from past where fate = 'unfilled';
  insert into notifications (id, event_id, kind, channel, recipient, user_id, next_at, tries, sent_at, dead_at, last_error)
    select 'hn' || e.id, e.id, e.kind, 'email', 'user:' || p.requester_id, p.requester_id, e.at, 1,
      case when p.i % 10000 <> 5 then e.at end, case p.i % 10000 when 5 then e.at end, case p.i % 10000 when 5 then 'refused' end
    from past p join events e on e.request_id = p.id and e.kind in ('request_submitted', 'offer_accepted');
  insert into idempotency (actor, key, result, at)
    select 'user:' || requester_id, 'hk' || i, json_object('ok', json('true'), 'value', id), start_at - 5 * ${DAY} from past;`;
