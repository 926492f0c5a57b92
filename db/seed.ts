/**
 * The demo database: the service of the 2017 article made concrete, relative to the clock and the same for the same clock.
 * Five desks, 31 interpreters, 18 languages, some thirty organisations, six months of past and three weeks of coming
 * requests in every state, with the events and messages that the commands would have left.
 */
import { eq } from "drizzle-orm";
import { DEFAULT_RULES } from "#app/dispatch/rules";
import { travelFrom } from "#app/dispatch/travel";
import type { Topic } from "#app/dispatch/vocabulary";
import { sortKeyLv } from "#app/text";
import {
  addDays,
  addMinutes,
  DAY,
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  inRiga,
  isWorkingDay,
  minuteOfDay,
  resolveWall,
  startOfDay,
  timeText,
  type WorkCalendar,
} from "#app/time";
import type { Opened, Tx } from "./client.server";
import { workingDay } from "./demo/calendar";
import { CAST, type CastInterpreter } from "./demo/cast";
import { DEMO_ORGANISATIONS, type DemoOrganisation } from "./demo/organisations";
import { type Chance, chance } from "./demo/random";
import { type Ask, playScenes, type Scene } from "./demo/scenes";
import {
  type Answer,
  type Asked,
  type Happened,
  type Person,
  play,
  type RequestRow,
  type Service,
  type Story,
} from "./demo/service";
import { PLACES, travelRows } from "./reference/country";
import { DESKS } from "./reference/desks";
import { holidayRows } from "./reference/holidays";
import { layReference } from "./reference/lay";
import * as schema from "./schema";

export interface DemoOptions {
  /** The hash of every demo account's password. */
  passwordHash: string;
}

/** How often each language is asked for, after the countries that the article names. */
const ASKED: readonly (readonly [language: string, variant: string | null, weight: number])[] = [
  ["ar", "apc", 8],
  ["ar", "acm", 4],
  ["ar", null, 5],
  ["ar", "ary", 1],
  ["prs", null, 13],
  ["fa", null, 8],
  ["uz", null, 9],
  ["tg", null, 6],
  ["ur", null, 7],
  ["tr", null, 7],
  ["hi", null, 6],
  ["zh", "cmn", 6],
  ["zh", "yue", 1],
  ["ku", "kmr", 4],
  ["ku", "ckb", 2],
  ["ps", null, 4],
  ["pa", null, 3],
  ["bn", null, 3],
  ["fr", null, 4],
  ["es", null, 3],
  ["vi", null, 3],
  ["hy", null, 3],
  ["ta", null, 2],
];

const TOPICS_OF: Record<string, readonly (readonly [Topic, number])[]> = {
  ici: [
    ["residence", 6],
    ["employment", 4],
    ["education", 2],
    ["legal", 2],
    ["psychology", 2],
    ["housing", 2],
  ],
  state: [
    ["residence", 7],
    ["employment", 3],
    ["asylum", 1],
  ],
  social: [
    ["social", 7],
    ["family", 3],
    ["housing", 2],
    ["violence", 1],
  ],
  orphans_court: [
    ["family", 6],
    ["legal", 2],
  ],
  crisis: [
    ["violence", 5],
    ["psychology", 3],
    ["legal", 2],
  ],
  education: [
    ["education", 8],
    ["family", 1],
  ],
  health: [
    ["health", 9],
    ["psychology", 1],
  ],
  bank: [["finance", 1]],
  employer: [["employment", 1]],
  ngo: [
    ["social", 2],
    ["education", 2],
    ["employment", 1],
  ],
  library: [["education", 1]],
  landlord: [["housing", 1]],
  court_police: [["legal", 1]],
};

const NOTES = [
  "Pirmā tikšanās, lūdzu, ierasties piecas minūtes agrāk.",
  "Saruna notiks mierīgā telpā, piedalīsies divi speciālisti.",
  "Būs jāpārtulko arī veidlapa.",
  "Klients slikti dzird, lūdzu, runāt skaļāk.",
  "Kopā ar klientu ieradīsies bērns.",
];

const MONTHS_BACK_DAYS = 183;
const WEEKS_AHEAD_DAYS = 21;

/** Fills an empty database. Everything is relative to `now`, and two databases made at the same instant are equal. */
export function seedDemo({ db }: Opened, now: Instant, { passwordHash }: DemoOptions): void {
  db.transaction((tx) => {
    layReference(tx, now);
    laySigns(tx, now);
    const demo = open(tx, now, passwordHash);
    const ask = asker(demo);
    playScenes(demo, ask);
    for (const [slug, scene, story] of requestsByChance(demo)) play(demo, ask(slug, scene), story);
    write(tx, demo);
  });
}

/** What this database is, and telephones that lead to nobody. */
function laySigns(tx: Tx, now: Instant): void {
  const signs = { mode: "demo", created_at: inRiga(now).toUTC().toISO() ?? "" };
  for (const [key, value] of Object.entries(signs))
    tx.insert(schema.installation)
      .values({ key, value })
      .onConflictDoUpdate({ target: schema.installation.key, set: { value } })
      .run();
  DESKS.forEach(({ id }, i) => {
    tx.update(schema.desks)
      .set({ phone: phone(900 + i) })
      .where(eq(schema.desks.id, id))
      .run();
  });
}

// --- who there is ------------------------------------------------------------------------------------

type LaidOrganisation = DemoOrganisation & { id: string; userIds: string[]; unitIds: string[] };

interface Demo extends Service {
  bySlug: ReadonlyMap<string, LaidOrganisation>;
  /** Codes of each organisation, newest last, with the language each of them speaks. */
  clientsOf: Map<string, { id: string; language: string; variant: string | null }[]>;
}

function open(tx: Tx, now: Instant, passwordHash: string): Demo {
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
    organisations: new Map(organisations.map((one) => [one.id, { ...one, mailbox: one.mailbox ?? false }])),
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

/** Writes an account that can sign in and answers its id. */
type MakeUser = (row: Omit<typeof schema.users.$inferInsert, "id" | "createdAt" | "passwordHash">) => string;

const mail = (slug: string) => `${slug}@demo.tilts.test`;

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

function layInterpreter(tx: Tx, demo: Demo, one: CastInterpreter, i: number, user: MakeUser): Person {
  const id = demo.chance.id();
  const email = mail(one.slug);
  const locale = ["moussa", "tanvir", "meiling"].includes(one.slug) ? "en" : "lv";
  tx.insert(schema.interpreters)
    .values({
      id,
      code: `T-${String(i + 1).padStart(3, "0")}`,
      name: one.name,
      sortKey: sortKeyLv(one.name),
      gender: one.gender,
      status: "active",
      homePlaceId: one.homePlaceId,
      deskId: PLACES.find((place) => place.id === one.homePlaceId)!.region,
      email,
      phone: phone(400 + i),
      locale,
      onsite: one.modes.includes("onsite"),
      byPhone: one.modes.includes("phone"),
      byVideo: one.modes.includes("video"),
      radiusKm: one.radiusKm,
      maxMinutesPerWeek: one.maxHoursPerWeek * 60,
      availabilityKnown: one.weekly !== null,
    })
    .run();
  tx.insert(schema.interpreterLanguages)
    .values(one.languages.map((language) => ({ interpreterId: id, ...language })))
    .run();
  if (one.weekly)
    tx.insert(schema.availability)
      .values(one.weekly.map((window) => ({ interpreterId: id, ...window })))
      .run();
  const userId = user({ email, name: one.name, role: "interpreter", interpreterId: id, locale });
  const held = credentialsOf(demo, id, one);
  demo.credentials.push(...held);
  return {
    id,
    userId,
    weekly: one.weekly,
    absences: absencesOf(demo, id, userId, one.slug),
    work: [],
    facts: {
      id,
      name: one.name,
      gender: one.gender,
      status: "active",
      homePlaceId: one.homePlaceId,
      modes: one.modes,
      radiusKm: one.radiusKm,
      languages: one.languages.map(({ language, variant, level }) => ({ language, variant: variant || null, level })),
      credentials: held.map(({ kind, validFrom, validUntil }) => ({ kind, validFrom, validUntil: validUntil ?? null })),
      maxMinutesPerWeek: one.maxHoursPerWeek * 60,
      rareLanguages: rareLanguagesOf(one),
    },
  };
}

function rareLanguagesOf(one: CastInterpreter): string[] {
  const speakers = (language: string) => CAST.filter((other) => other.languages.some((l) => l.language === language));
  return [...new Set(one.languages.map(({ language }) => language))].filter(
    (language) => speakers(language).length <= 2,
  );
}

/** Pledges hold for two years; one ends in three weeks, one ended twelve days ago. */
function credentialsOf(demo: Demo, interpreterId: string, one: CastInterpreter) {
  const today = dateOf(demo.now);
  const from = startOfDay(addDays(today, -540));
  const until = { sound: 190, expiring: 20, expired: -12, none: 0 }[one.pledge];
  const row = (kind: "confidentiality_pledge" | "police_certificate", validUntil: Instant | null) => ({
    id: demo.chance.id(),
    interpreterId,
    kind,
    validFrom: from,
    validUntil,
  });
  return [
    ...(one.pledge === "none" ? [] : [row("confidentiality_pledge", startOfDay(addDays(today, until)))]),
    ...(one.police ? [row("police_certificate", null)] : []),
    ...(one.slug === "nadia" ? [{ ...row("police_certificate", null), kind: "court_sworn" as const }] : []),
  ];
}

const AWAY: Record<string, { from: number; to: number; kind: "holiday" | "illness" | "other" }> = {
  wei: { from: -40, to: -26, kind: "holiday" },
  yousef: { from: -70, to: -63, kind: "illness" },
  lucia: { from: -1, to: 3, kind: "illness" },
  harpreet: { from: 8, to: 16, kind: "holiday" },
  tanvir: { from: 10, to: 18, kind: "holiday" },
};

function absencesOf(demo: Demo, interpreterId: string, userId: string, slug: string): Person["absences"] {
  const away = AWAY[slug];
  if (!away) return [];
  const today = dateOf(demo.now);
  const interval = { start: startOfDay(addDays(today, away.from)), end: startOfDay(addDays(today, away.to)) };
  const said = resolveWall(addDays(today, Math.min(away.from, 0) - (away.kind === "illness" ? 1 : 14)), 9 * 60 + 40);
  const row = {
    id: demo.chance.id(),
    interpreterId,
    startAt: interval.start,
    endAt: interval.end,
    kind: away.kind,
    createdAt: said,
  };
  demo.absences.push(row);
  demo.happened.push({
    at: said,
    kind: "absence_added",
    actor: { kind: "user", id: userId },
    requestId: null,
    interpreterId,
    payload: { absenceId: row.id, ...interval, kind: row.kind, affects: [] },
    tell: [],
  });
  return [interval];
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

/** +371 20 000 nnn: no such subscriber. */
function phone(n: number): string {
  return `+37120000${String(n).padStart(3, "0")}`;
}

// --- who asks ----------------------------------------------------------------------------------------

function asker(demo: Demo): Ask {
  return (slug, { minutes, client, unit, ...scene }) => {
    const organisation = demo.bySlug.get(slug)!;
    const isOnsite = scene.mode === "onsite";
    const placeId = isOnsite ? (scene.placeId ?? organisation.placeId) : null;
    const person = unit === 1 && organisation.userIds.length > 1 ? 1 : 0;
    return {
      organisationId: organisation.id,
      requesterId: organisation.userIds[person]!,
      contactName: organisation.people[person]!,
      contactPhone: phone(200 + DEMO_ORGANISATIONS.findIndex((one) => one.slug === slug) * 2 + person),
      unitId: unit === undefined ? null : (organisation.unitIds[unit] ?? null),
      deskId: PLACES.find((place) => place.id === (placeId ?? organisation.placeId))!.region,
      mode: "phone",
      endAt: addMinutes(scene.startAt, minutes),
      clientId:
        client === undefined ? null : numberedClient(demo, slug, client, scene.language ?? null, scene.variant ?? null),
      videoLink: scene.mode === "video" ? `https://saruna.demo.tilts.test/${demo.chance.id().slice(0, 10)}` : null,
      ...scene,
      placeId,
      address: isOnsite ? (scene.address ?? organisation.address) : null,
    } satisfies Asked;
  };
}

function numberedClient(demo: Demo, slug: string, n: number, language: string | null, variant: string | null): string {
  const known = demo.clientsOf.get(slug) ?? [];
  while (known.length < n) {
    const { prefix, id: organisationId } = demo.bySlug.get(slug)!;
    const id = demo.chance.id();
    const code = `${prefix}-${String(101 + known.length)}`;
    demo.clients.push({ id, organisationId, code });
    known.push({ id, language: language ?? "ar", variant });
  }
  demo.clientsOf.set(slug, known);
  return known[n - 1]!.id;
}

// --- half a year of work ---------------------------------------------------------------------------------

/** Four or five requests on a working day, few at weekends, thinning out ahead; in the order in which they came in. */
function requestsByChance(demo: Demo): [string, Scene, Story][] {
  const today = dateOf(demo.now);
  const made: [string, Scene, Story][] = [];
  for (let day = -MONTHS_BACK_DAYS; day <= WEEKS_AHEAD_DAYS; day++) {
    const date = addDays(today, day);
    for (let n = howMany(demo, date, day); n > 0; n--) {
      const one = oneByChance(demo, date);
      if (one) made.push(one);
    }
  }
  return made.sort((a, b) => a[1].submittedAt - b[1].submittedAt);
}

function howMany({ chance: dice, calendar }: Demo, date: DateText, day: number): number {
  if (!isWorkingDay(calendar, date)) return dice.is(0.2) ? 1 : 0;
  if (day <= 5) return dice.whole(3, 6);
  return day <= 10 ? dice.whole(2, 4) : dice.whole(1, 2);
}

function oneByChance(demo: Demo, date: DateText): [string, Scene, Story] | null {
  const { chance: dice, now } = demo;
  const organisation = dice.weighted(DEMO_ORGANISATIONS.map((one) => [one, one.weight] as const));
  const who = clientByChance(demo, organisation);
  const minutes = dice.weighted([
    [30, 15],
    [45, 20],
    [60, 40],
    [90, 15],
    [120, 7],
    [180, 3],
  ] as const);
  const startAt = resolveWall(date, dice.is(0.04) ? dice.whole(72, 82) * 15 : dice.whole(34, 68) * 15);
  const submittedAt = submissionBefore(demo, date, startAt);
  if (submittedAt === null) return null;
  const topic = dice.weighted(TOPICS_OF[organisation.sector]!);
  const mode = dice.weighted([
    ["phone", 46],
    ["onsite", organisation.sector === "crisis" ? 15 : 40],
    ["video", 14],
  ] as const);
  const wish = genderWish(dice, organisation.sector);
  const scene: Scene = {
    language: who.language,
    variant: who.variant,
    clientId: who.id,
    topic,
    mode,
    startAt,
    minutes,
    submittedAt,
    ...wish,
    ...(who.id && dice.is(0.25) ? { wantsSameInterpreter: true } : {}),
    ...(minutes >= 180 && dice.is(0.5) ? { interpreterCount: 2 } : {}),
    ...(dice.is(0.15) ? { note: dice.pick(NOTES) } : {}),
    ...(organisation.units.length && dice.is(0.7) ? { unit: dice.whole(0, organisation.units.length - 1) } : {}),
  };
  return [organisation.slug, scene, storyByChance(demo, scene, addMinutes(startAt, minutes), now)];
}

/** About 1.8 requests a client. Some are asked for without a code. */
function clientByChance(
  demo: Demo,
  { slug }: DemoOrganisation,
): { id: string | null; language: string; variant: string | null } {
  const { chance: dice } = demo;
  const known = demo.clientsOf.get(slug) ?? [];
  if (known.length > 0 && dice.is(0.45)) return known[dice.whole(Math.max(0, known.length - 6), known.length - 1)]!;
  const [language, variant] = dice.weighted(ASKED.map((one) => [one, one[2]] as const));
  if (dice.is(0.12)) return { id: null, language, variant };
  return { id: numberedClient(demo, slug, known.length + 1, language, variant), language, variant };
}

function genderWish(dice: Chance, sector: string): Pick<RequestRow, "gender" | "genderStrength"> {
  const share = { crisis: 0.7, health: 0.2, social: 0.15, orphans_court: 0.15 }[sector] ?? 0.04;
  if (!dice.is(share)) return {};
  return {
    gender: dice.is(0.85) ? "F" : "M",
    genderStrength: dice.is(sector === "crisis" ? 0.5 : 0.2) ? "must" : "wish",
  };
}

/** Some working days before, in office hours; a few hours before when urgent. null = would lie ahead of now. */
function submissionBefore({ chance: dice, calendar, now }: Demo, date: DateText, startAt: Instant): Instant | null {
  const seconds = dice.whole(0, 59) * 1000;
  if (dice.is(0.06)) {
    const urgent = (addMinutes(startAt, -dice.whole(100, 300)) + seconds) as Instant;
    return urgent < now ? urgent : null;
  }
  const days = dice.weighted([
    [-1, 20],
    [-2, 22],
    [-3, 20],
    [-5, 20],
    [-8, 12],
    [-11, 6],
  ] as const);
  const time = timeText(dice.whole(515, 1010));
  const planned = (workingDay(calendar, startOfDay(date), days, time) + seconds) as Instant;
  if (planned < now) return planned;
  return (workingDay(calendar, now, -dice.whole(1, 4), time) + seconds) as Instant;
}

function storyByChance({ chance: dice, calendar }: Demo, scene: Scene, endAt: Instant, now: Instant): Story {
  const answer = (): Answer =>
    dice.weighted([
      ["accept", 80],
      ["decline", 13],
      ["lapse", 7],
    ] as const);
  const between = (from: Instant, to: Instant) => (from + Math.floor((to - from) * dice.next())) as Instant;
  const { startAt, submittedAt } = scene;
  const story: Story = {
    answers: Array.from({ length: 6 }, answer),
    answersAfter: dice.whole(4, 150),
    rescue: dice.is(0.6) ? "override" : "none",
    reportAfter: dice.whole(3, 240),
    report: dice.is(0.95)
      ? { held: true }
      : {
          held: false,
          why: dice.weighted([
            ["client_no_show", 6],
            ["requester_absent", 1],
            ["technical", 2],
            ["interpreter_no_show", 1],
            ["interpreter_came_not_used", 1],
          ] as const),
        },
  };
  if (endAt > now - 2 * DAY && dice.is(0.2)) story.report = null;
  const laterDay = workingDay(calendar, submittedAt, 1, "11:00");
  const fate = dice.next();
  if (fate < 0.06 && laterDay < startAt - 2 * HOUR) story.cancelledAt = between(laterDay, addMinutes(startAt, -100));
  else if (fate < 0.08 && laterDay < startAt - 26 * HOUR)
    story.givenBackAt = between(laterDay, addMinutes(startAt, -1500));
  else if (fate < 0.09 && laterDay < startAt - 8 * HOUR) story.releasedAt = laterDay;
  return story;
}

// --- writing -------------------------------------------------------------------------------------------

const ROWS_AT_ONCE = 300;

function write(tx: Tx, demo: Demo): void {
  const inParts = <T>(rows: readonly T[], insert: (part: T[]) => void) => {
    for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) insert(rows.slice(i, i + ROWS_AT_ONCE));
  };
  inParts(demo.credentials, (part) => tx.insert(schema.credentials).values(part).run());
  inParts(demo.absences, (part) => tx.insert(schema.absences).values(part).run());
  inParts(demo.clients, (part) => tx.insert(schema.clients).values(part).run());
  inParts(demo.requests, (part) => tx.insert(schema.requests).values(part).run());
  inParts(demo.offers, (part) => tx.insert(schema.offers).values(part).run());
  // In the order of the play, because a job that carries a travel override was placed after what it collides with.
  inParts(demo.assignments, (part) => tx.insert(schema.assignments).values(part).run());
  inParts(demo.reports, (part) => tx.insert(schema.reports).values(part).run());

  const happened = demo.happened.map((event, i) => ({ event, i })).sort((a, b) => a.event.at - b.event.at || a.i - b.i);
  const events = happened.map(({ event }, n) => ({ id: n + 1, event }));
  inParts(events, (part) => tx.insert(schema.events).values(part.map(eventRow)).run());
  const notifications = events.flatMap(({ id, event }) => event.tell.map((one) => notificationRow(demo, id, one)));
  inParts(notifications, (part) => tx.insert(schema.notifications).values(part).run());
}

function eventRow({ id, event }: { id: number; event: Happened }): typeof schema.events.$inferInsert {
  const { at, kind, actor, requestId, interpreterId, payload } = event;
  return {
    id,
    at,
    kind,
    actorKind: actor?.kind ?? "system",
    actorId: actor?.id ?? null,
    requestId,
    interpreterId,
    payload,
  };
}

/** What was due before now has been sent; what waits for the morning waits. */
function notificationRow(
  demo: Demo,
  eventId: number,
  { kind, to, from }: Happened["tell"][number],
): typeof schema.notifications.$inferInsert {
  const [side, id = ""] = to.split(":");
  const isSent = from <= demo.now;
  return {
    id: demo.chance.id(),
    eventId,
    kind,
    channel: "email",
    recipient: to,
    userId: side === "user" ? id : null,
    interpreterId: side === "interpreter" ? id : null,
    organisationId: side === "organisation" ? id : null,
    nextAt: from,
    tries: isSent ? 1 : 0,
    sentAt: isSent ? from : null,
  };
}
