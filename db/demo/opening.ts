/** Who there is when the demo begins: offices, organisations, accounts, interpreters. */
import { DEFAULT_RULES } from "#app/dispatch/rules";
import { travelFrom } from "#app/dispatch/travel";
import { sortKeyLv } from "#app/text";
import { addDays, dateOf, type Instant, minuteOfDay, startOfDay, type WorkCalendar } from "#app/time";
import type { Tx } from "../client.server";
import { travelRows } from "../reference/country";
import { holidayRows } from "../reference/holidays";
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
    user({ email: mail("ilze"), name: "Ilze Kalniņa", role: "coordinator", phone: phone(1) }),
    user({ email: mail("marta"), name: "Marta Eglīte", role: "coordinator", phone: phone(2) }),
  ];
  user({ email: mail("admin"), name: "Andris Krūmiņš", role: "admin", phone: phone(3) });
  const organisations = DEMO_ORGANISATIONS.map((one, i) => layOrganisation(tx, dice, one, i, user));

  const demo: Demo = {
    now,
    chance: dice,
    calendar: workCalendar(now),
    travel: travelFrom(travelRows(), DEFAULT_RULES["travel.unknownMinutes"]),
    people: [],
    organisations: new Map(organisations.map((one) => [one.id, one])),
    coordinators,
    requests: [],
    offers: [],
    assignments: [],
    reports: [],
    clients: [],
    absences: [],
    credentials: [],
    happened: [],
    around: new Map(),
    bySlug: new Map(organisations.map((one) => [one.slug, one])),
    clientsOf: new Map(),
  };
  demo.people = CAST.map((one, i) => layInterpreter(tx, demo, one, i, user));
  return demo;
}

function layOrganisation(tx: Tx, dice: Chance, one: DemoOrganisation, i: number, user: MakeUser): LaidOrganisation {
  const id = dice.id();
  tx.insert(schema.organisations)
    .values({
      id,
      code: `ORG-${String(i + 1).padStart(3, "0")}`,
      name: one.name,
      sortKey: sortKeyLv(one.name),
      sector: one.sector,
      placeId: one.placeId,
      address: one.address,
      phone: phone(100 + i),
      noticeEmail: one.mailbox ? mail(`pasts.${one.slug}`) : null,
    })
    .run();
  const unitIds = one.units.map((name) => {
    const unitId = dice.id();
    tx.insert(schema.units).values({ id: unitId, organisationId: id, name }).run();
    return unitId;
  });
  const userIds = one.people.map((name, n) =>
    user({
      email: mail(n === 0 ? one.slug : `${one.slug}${n + 1}`),
      name,
      role: "requester",
      organisationId: id,
      phone: phone(200 + i * 2 + n),
    }),
  );
  return { ...one, id, userIds, unitIds };
}

function workCalendar(now: Instant): WorkCalendar {
  const year = Number(dateOf(now).slice(0, 4));
  const days = holidayRows(year - 1, year + 1);
  return {
    opensMinute: minuteOfDay(DEFAULT_RULES["office.opens"]),
    closesMinute: minuteOfDay(DEFAULT_RULES["office.closes"]),
    closed: new Set(days.filter((day) => day.kind !== "moved_workday").map((day) => day.date)),
    open: new Set(days.filter((day) => day.kind === "moved_workday").map((day) => day.date)),
  };
}
