/**
 * A database far larger than the service: 5,000 interpreters with a million past jobs behind them and a week of work
 * ahead. Deterministic, made by SQL, with every guard in force.
 */

import { DAY, HOUR, type Instant } from "#app/time";
import type { Opened } from "#db/client.server";
import { createDatabase } from "#db/client.server";
import { layReference } from "#db/reference/lay";

export const SIZES = { interpreters: 5_000, pastAssignments: 1_000_000, clients: 20_000, organisations: 200 };

/** Fourteen languages that many speak; who speaks `RARE` is the only one, or one of two. */
const COMMON = ["prs", "fa", "ps", "ur", "ar", "fr", "tg", "ku", "pa", "zh", "tr", "uz", "hi", "es"];
const RARE = ["ti", "am", "so", "si"];

/** `monday` is the midnight at which the coming week begins; jobs begin between 06:00 and 15:00. */
export function layCountryScale(file: string, monday: Instant): Opened {
  const opened = createDatabase(file);
  const { db, sqlite } = opened;
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("cache_size = -400000");
  db.transaction((tx) => layReference(tx, monday));
  sqlite.exec("begin immediate");
  sqlite.exec(`
    create temp table town as select row_number() over (order by id) - 1 as n, id from places;
    create temp table tongue as select key as n, value as code from json_each('${JSON.stringify(COMMON)}');
    ${people()}
    ${institutions()}
    ${past(monday)}
    ${coming(monday)}
    ${asked(monday)}
    commit;
    drop table town; drop table tongue;
    analyze;`);
  sqlite.pragma("wal_checkpoint(truncate)");
  sqlite.pragma("synchronous = FULL");
  return opened;
}

const upTo = (count: number) =>
  `with recursive s(i) as (select 0 union all select i + 1 from s where i < ${count - 1})`;
const person = (i: string) => `printf('p%05d', ${i})`;

function people(): string {
  const languages = COMMON.length;
  return `
    insert into interpreters (id, code, name, sort_key, gender, status, home_place_id, desk_id, locale, onsite, by_phone,
        by_video, radius_km, max_minutes_per_week, availability_known)
      ${upTo(SIZES.interpreters)}
      select ${person("i")}, ${person("i")}, 'Tulks ' || i, printf('tulks %05d', i),
        case i % 9 when 0 then null else substr('FM', 1 + i % 2, 1) end,
        case when i % 25 = 7 then 'paused' else 'active' end,
        (select id from town where n = (i * 7 + i / 31) % (select count(*) from town)), 'riga', 'lv',
        i % 8 <> 0, i % 11 <> 0, i % 3 <> 0, case i % 4 when 0 then 30 + i % 170 end, 2400, i % 5 <> 0 from s;
    insert into interpreter_languages
      ${upTo(SIZES.interpreters)}
      select ${person("i")}, (select code from tongue where n = i % ${languages}), '', 1 + (i / 3) % 3 from s
      union all select ${person("i")}, (select code from tongue where n = (i + 5) % ${languages}), '', 1 + i % 3
        from s where i % 3 = 0;
    insert into interpreter_languages
      select ${person("r.key * 613 + j.value")}, r.value, '', 2 from json_each('${JSON.stringify(RARE)}') r, json_each('[0, 14]') j
      where r.key < 2 or j.value = 0;
    insert into availability
      ${upTo(SIZES.interpreters)}
      select ${person("i")}, d.value, 420 + (i % 5) * 30, 960 + (i % 7) * 45 from s, json_each('[1,2,3,4,5]') d
      where i % 5 <> 0;
    insert into credentials
      ${upTo(SIZES.interpreters)}
      select 'k' || i, ${person("i")}, 'confidentiality_pledge', 0, case i % 40 when 3 then 1 end from s where i % 50 <> 1;
  `;
}

function institutions(): string {
  return `
    insert into organisations (id, code, name, sort_key, sector, place_id)
      ${upTo(SIZES.organisations)} select 'o' || i, 'o' || i, 'Iestāde ' || i, 'iestade ' || i, 'social', 'jelgava' from s;
    insert into users (id, email, name, role, organisation_id, created_at)
      values ('u', 'u@tilts.test', 'Pieprasītāja', 'requester', 'o0', 0);
    insert into clients (id, organisation_id, code, same_as_client_id)
      ${upTo(SIZES.clients)}
      select 'c' || i, 'o' || (i % ${SIZES.organisations}), 'K-' || i, case i % 10 when 9 then 'c' || (i - 9) end from s;
    insert into exclusions (id, interpreter_id, client_id, asked_by, created_at)
      ${upTo(SIZES.clients)}
      select 'x' || i, ${person(`(i * 17) % ${SIZES.interpreters}`)}, 'c' || i, 'client', 0 from s where i % 4 = 0;
  `;
}

/** Every interpreter has worked every other day at one of nine hours; each client has been served fifty times. */
function past(monday: Instant): string {
  const start = `${monday} - ((i / ${SIZES.interpreters}) * 2 + 3) * ${DAY} + (6 + (i * 7) % 9) * ${HOUR}`;
  return `
    ${requestsFrom(
      `${upTo(SIZES.pastAssignments)}
       select 'r' || i as id, 'c' || ((i * 7919) % ${SIZES.clients}) as client, i % ${COMMON.length} as tongue,
         'phone' as mode, ${start} as start from s`,
    )}
    insert into assignments (id, request_id, slot, interpreter_id, start_at, end_at, place_id, remote, created_at)
      ${upTo(SIZES.pastAssignments)}
      select 'a' || i, 'r' || i, 1, ${person(`i % ${SIZES.interpreters}`)}, ${start}, ${start} + ${HOUR}, 'jelgava', 1, 0
      from s;
  `;
}

/** In the coming week everybody has three jobs, one of them on site, and a tenth are away for a day. */
function coming(monday: Instant): string {
  const start = `${monday} + ((i / ${SIZES.interpreters}) * 2) * ${DAY} + (6 + (i * 7 + i / 9) % 9) * ${HOUR}`;
  const onsite = `(i % ${SIZES.interpreters}) % 3 = i / ${SIZES.interpreters}`;
  return `
    ${requestsFrom(
      `${upTo(3 * SIZES.interpreters)}
       select 'n' || i as id, 'c' || i as client, i % ${COMMON.length} as tongue,
         case when ${onsite} then 'onsite' else 'phone' end as mode, ${start} as start from s`,
    )}
    insert into assignments (id, request_id, slot, interpreter_id, start_at, end_at, place_id, remote, created_at)
      ${upTo(3 * SIZES.interpreters)}
      select 'b' || i, 'n' || i, 1, p.id, ${start}, ${start} + ${HOUR},
        case when ${onsite} then 'jelgava' else p.home_place_id end, not (${onsite}), 0
      from s join interpreters p on p.id = ${person(`i % ${SIZES.interpreters}`)};
    insert into absences (id, interpreter_id, start_at, end_at, kind, created_at)
      ${upTo(SIZES.interpreters)}
      select 'y' || i, ${person("i")}, ${monday} + (i % 7) * ${DAY}, ${monday} + (i % 7 + 1) * ${DAY}, 'holiday', 0
      from s where i % 10 = 3;
  `;
}

/** The requests to rank: ids q0 … q19, in ten languages, on site and by phone, for known clients, some with a wish. */
export const ASKED = 20;

function asked(monday: Instant): string {
  const start = `${monday} + (i % 5) * ${DAY} + (7 + i % 6) * ${HOUR}`;
  return `
    ${requestsFrom(
      `${upTo(ASKED)}
       select 'q' || i as id, 'c' || (i * 9) as client, i / 2 as tongue,
         case when i % 2 then 'onsite' else 'phone' end as mode, ${start} as start from s`,
    )}
    update requests set gender = 'F', gender_strength = case id when 'q3' then 'must' else 'wish' end,
      wants_same_interpreter = 1 where id in ('q1', 'q3', 'q4', 'q8');
    insert into offers (id, request_id, slot, interpreter_id, request_version, status, offered_at, deadline_at)
      ${upTo(ASKED)} select 'f' || i, 'q' || i, 1, ${person("i / 2")}, 1, 'declined', 0, 1 from s;
  `;
}

/** `rows` names id, client, tongue, mode and start; a job lasts an hour and is held in Jelgava or by phone. */
function requestsFrom(rows: string): string {
  return `
    insert into requests (id, reference, organisation_id, desk_id, requester_id, contact_name, contact_phone, language,
        mode, place_id, start_at, end_at, topic, protection_class, client_id, submitted_at, answer_due_at)
      select id, 'R-' || id, 'o' || (substr(client, 2) % ${SIZES.organisations}), 'riga', 'u', 'S', '+37120000100',
        (select code from tongue where n = tongue), mode, case mode when 'onsite' then 'jelgava' end,
        start, start + ${HOUR}, 'social', 'B', client, 0, 0
      from (${rows});
  `;
}
