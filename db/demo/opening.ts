/** Who there is when the demo begins: offices, organisations, accounts, interpreters. */
import { sql } from "drizzle-orm";
import { REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import { contextOf, personsFor } from "#app/facts/candidates";
import { peopleWhere, rareAmong } from "#app/facts/people";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { travelEverywhere } from "#app/facts/travel";
import { ownText } from "#app/privacy";
import { sortKeyLv } from "#app/text";
import { keyed, keyOf } from "#app/text/keys";
import { addDays, DAY, dateOf, type Instant, instantFrom, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import * as schema from "../schema";
import { CAST } from "./cast";
import { mail, phone } from "./fictions";
import { DEMO_ORGANISATIONS, type DemoOrganisation } from "./organisations";
import { layInterpreter, type MakeUser } from "./people";
import { type Chance, chance } from "./random";
import type { Service } from "./service";

/** An organisation of the demo as it was written. */
type LaidOrganisation = DemoOrganisation & { id: string; userIds: string[]; unitIds: string[] };

export interface Demo extends Service {
  bySlug: ReadonlyMap<string, LaidOrganisation>;
  /** Codes of each organisation, newest last, with the language each of them speaks. */
  clientsOf: Map<string, { id: string; language: string; variant: string | null }[]>;
}

/** Writes the people and the organisations, and answers a service in which nothing has happened yet. */
export function open(tx: Tx, now: Instant, passwordHash: string): Demo {
  const dice = chance(20160518);
  const account = { passwordHash, createdAt: startOfDay(addDays(dateOf(now), -400)) };
  const user: MakeUser = (row) => {
    const id = dice.id();
    tx.insert(schema.users)
      .values({ ...row, ...account, id })
      .run();
    return id;
  };
  const coordinators = [
    user({ email: mail("ilze"), name: ownText("Ilze Kalniņa"), role: "coordinator", phone: phone(1) }),
    user({ email: mail("marta"), name: ownText("Marta Eglīte"), role: "coordinator", phone: phone(2) }),
  ];
  user({ email: mail("admin"), name: ownText("Andris Krūmiņš"), role: "admin", phone: phone(3) });
  // Dice of its own: whoever came later leaves everybody else's story as it was.
  const finance = { email: mail("finance"), name: ownText("Gunta Rozīte"), role: "finance", phone: phone(4) } as const;
  tx.insert(schema.users)
    .values({ ...finance, ...account, id: chance(20261201).id() })
    .run();
  const organisations = DEMO_ORGANISATIONS.map((one, i) => layOrganisation(tx, dice, one, i, user));
  const cast = CAST.map((one, i) => layInterpreter(tx, { now, chance: dice, user }, one, i));

  const ctx = { db: tx, now };
  const rules = rulesAt(ctx, now);
  const span = { start: instantFrom(now - PLAYED.before), end: instantFrom(now + PLAYED.after) };
  return {
    now,
    chance: dice,
    calendar: workCalendarAt(ctx, now),
    rules,
    circumstances: contextOf(now, span, rules, travelEverywhere(ctx)),
    people: personsFor(ctx, {
      people: peopleWhere(ctx, sql`true order by i.code`),
      span,
      kinds: REQUIRED_CREDENTIALS,
    }),
    rare: rareAmong(ctx, new Set(CAST.flatMap(({ languages }) => languages.map(({ language }) => language)))),
    accounts: new Map(cast.map(({ id, userId }) => [id, userId])),
    organisations: new Map(organisations.map((one) => [one.id, one])),
    coordinators,
    requests: [],
    offers: [],
    assignments: [],
    reports: [],
    words: { attestations: [], settlements: [], corrections: [], asked: [] },
    clients: [],
    happened: cast.flatMap(({ happened }) => happened),
    bySlug: new Map(organisations.map((one) => [one.slug, one])),
    clientsOf: new Map(),
  };
}

/** No scene and no chance leads further from now than this. */
const PLAYED = { before: 200 * DAY, after: 60 * DAY };

function layOrganisation(tx: Tx, dice: Chance, one: DemoOrganisation, i: number, user: MakeUser): LaidOrganisation {
  const id = dice.id();
  const code = `ORG-${String(i + 1).padStart(3, "0")}`;
  tx.insert(schema.organisations)
    .values({
      id,
      code,
      ...keyed(code),
      name: ownText(one.name),
      sortKey: sortKeyLv(one.name),
      sector: one.sector,
      placeId: one.placeId,
      address: one.address === null ? null : ownText(one.address),
      phone: phone(100 + i),
      noticeEmail: one.mailbox ? mail(`pasts.${one.slug}`) : null,
    })
    .run();
  const unitIds = one.units.map((name) => {
    const unitId = dice.id();
    tx.insert(schema.units)
      .values({ id: unitId, organisationId: id, name: ownText(name), key: keyOf(name) })
      .run();
    return unitId;
  });
  const userIds = one.people.map((name, n) =>
    user({
      email: mail(n === 0 ? one.slug : `${one.slug}${n + 1}`),
      name: ownText(name),
      role: "requester",
      organisationId: id,
      phone: phone(200 + i * 2 + n),
    }),
  );
  return { ...one, id, userIds, unitIds };
}
