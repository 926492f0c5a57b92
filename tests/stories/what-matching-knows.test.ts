/**
 * Whatever matching knows of a person is set on a page, and the setting is seen in a ranking. A new field of `Candidate` has no row
 * here: neither the types nor the first test let it pass.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addExclusion } from "#app/commands/add-exclusion";
import { disableUser } from "#app/commands/disable-user";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import type { Candidate, Obstacle, Points } from "#app/dispatch/vocabulary";
import { candidateOf, personsFor } from "#app/facts/candidates";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { speakersOf } from "#app/facts/people";
import { doDeed } from "#app/routes/coordinator.interpreters.$id_.days/deeds";
import { savePerson } from "#app/routes/coordinator.interpreters.$id_.edit/deeds";
import { readPage } from "#app/routes/coordinator.interpreters.$id_.edit/page";
import { credentials, events } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T10:00";
const EDIT = "coordinator.interpreters.$id_.edit";
const DAYS = "coordinator.interpreters.$id_.days";

/** How somebody stands for one request: what is in the way, and the points of those in whose way nothing is. */
interface Standing {
  name: string | undefined;
  obstacles: Obstacle["code"][];
  points: readonly Points[];
}

function standing(w: World, requestId: string, who: string): Standing {
  const ctx = w.as("ilze", NOW);
  const { matching, people } = matchRequest(ctx, needOf(ctx, requestId)!);
  const blocked = matching.blocked.find(({ interpreterId }) => interpreterId === who);
  const ranked = [...matching.able, ...matching.passed].find(({ interpreterId }) => interpreterId === who);
  return {
    name: people.get(who)?.name,
    obstacles: blocked?.obstacles.map(({ code }) => code) ?? [],
    points: ranked?.points ?? [],
  };
}

/** Sends the form of a person as the page shows it, with these answers in place of its own. */
function edit(w: World, who: string, answers: Record<string, string | string[]>): void {
  send(answerTo(w, who, answers));
}

function answerTo(w: World, who: string, answers: Record<string, string | string[]>) {
  const ctx = w.as("ilze", NOW);
  const { person, hours, place, key } = readPage(ctx, who);
  if (!person) throw new Error(`no ${who}`);
  const shown: Record<string, string | string[]> = {
    ...{ key, since: String(person.since), name: person.name, code: person.code, gender: person.gender ?? "" },
    ...{ email: person.email ?? "", phone: person.phone ?? "", locale: person.locale, desk: person.deskId },
    ...{ place, hours, radius: String(person.radiusKm ?? ""), note: person.note ?? "", "modes[]": person.modes },
    "unwishedTopics[]": person.unwishedTopics,
    ...Object.fromEntries(
      person.languages.flatMap(({ code, level }, row) => [
        [`language-${row}`, code],
        [`level-${row}`, String(level)],
      ]),
    ),
    ...Object.fromEntries(
      person.credentials.flatMap(({ id, kind, from, until }, row) => [
        [`heldId-${row}`, id],
        [`held-${row}`, kind],
        [`from-${row}`, from],
        [`until-${row}`, until ?? ""],
      ]),
    ),
  };
  return savePerson(ctx, who, formOf({ ...shown, ...answers }));
}

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

/** The page leads on when it is done, and shows itself again when it is not. */
function send(answer: unknown): void {
  expect(answer instanceof Response ? answer.status : answer).toBe(302);
}

const days = (w: World, who: string, fields: Record<string, string>) =>
  send(doDeed(w.as("ilze", NOW), who, formOf({ key: "form-12345", ...fields })));

interface OnPage {
  /** The route and the fields of its form. */
  page: string;
  fields: readonly string[];
  /** What is asked for; a Dari call on Monday unless said. */
  request?: Parameters<World["request"]>[0];
  who?: string;
  set: (w: World, who: string) => void;
  /** What is different then. */
  sees: (after: Standing, before: Standing) => void;
}
/** What follows from other things that people do here. */
interface Follows {
  follows: string;
}

const gains = (code: Obstacle["code"]) => (after: Standing, before: Standing) => {
  expect(before.obstacles).not.toContain(code);
  expect(after.obstacles).toContain(code);
};
const onsite = { mode: "onsite", placeId: "riga-centrs" } as const;

const KNOWN = {
  id: { follows: "the house makes it" },
  name: {
    page: EDIT,
    fields: ["name"],
    set: (w, who) => edit(w, who, { name: "Amina Ziedone" }),
    sees: (after) => expect(after.name).toBe("Amina Ziedone"),
  },
  gender: {
    page: EDIT,
    fields: ["gender"],
    request: { gender: "F", genderStrength: "must" },
    set: (w, who) => edit(w, who, { gender: "M" }),
    sees: gains("gender_required"),
  },
  status: {
    page: "coordinator.interpreters.$id",
    fields: ["status"],
    set: (w, who) => void setInterpreterStatus(w.as("ilze", NOW), { interpreterId: who, status: "paused" }),
    sees: gains("inactive"),
  },
  accountDisabled: {
    page: "admin.users.$id.disable.tsx",
    fields: ["key"],
    set: (w, who) => void disableUser(w.as("admin", NOW), { userId: `user-${who}` }),
    sees: gains("account_disabled"),
  },
  homePlaceId: {
    page: EDIT,
    fields: ["place"],
    request: onsite,
    set: (w, who) => edit(w, who, { place: "Liepāja" }),
    sees: (after, before) => {
      const km = ({ points }: Standing) => Math.abs(points.find(({ name }) => name === "distance")?.value ?? -1);
      expect(km(before)).toBeLessThan(10);
      expect(km(after)).toBeGreaterThan(150);
    },
  },
  modes: {
    page: EDIT,
    fields: ["modes[]"],
    set: (w, who) => edit(w, who, { "modes[]": ["onsite"] }),
    sees: gains("mode_not_offered"),
  },
  radiusKm: {
    page: EDIT,
    fields: ["radius"],
    request: { mode: "onsite", placeId: "jelgava" },
    set: (w, who) => edit(w, who, { radius: "5" }),
    sees: gains("outside_radius"),
  },
  languages: {
    page: EDIT,
    fields: ["language-", "level-"],
    request: { minLevel: 3 },
    set: (w, who) => edit(w, who, { "level-0": "1" }),
    sees: gains("level_too_low"),
  },
  credentials: {
    page: EDIT,
    fields: ["held-", "heldId-", "from-", "until-"],
    set: (w, who) => {
      const row = readPage(w.as("ilze", NOW), who).person?.credentials.findIndex(({ id }) => id === `pledge-${who}`);
      edit(w, who, { [`until-${row}`]: "29.03.2026." });
      const pledge = w.db
        .select()
        .from(credentials)
        .where(eq(credentials.id, `pledge-${who}`))
        .get();
      expect(pledge?.validUntil).toBe(at("2026-03-30T00:00"));
    },
    sees: gains("credential_expired"),
  },
  availability: {
    page: DAYS,
    fields: ["fieldName"],
    set: (w, who) => days(w, who, { intent: "week", "w2-1-from": "8", "w2-1-to": "17.30" }),
    sees: gains("not_available"),
  },
  absences: {
    page: DAYS,
    fields: ["from", "to", "fromTime", "toTime", "kind", "absenceId"],
    set: (w, who) => days(w, who, { intent: "absence", from: "29.03.2026.", to: "30.03.2026.", kind: "illness" }),
    sees: gains("absent"),
  },
  commitments: { follows: "the jobs they have" },
  minutesThisWeek: { follows: "the jobs they have" },
  maxMinutesPerWeek: {
    page: EDIT,
    fields: ["hours"],
    set: (w, who) => edit(w, who, { hours: "0,5" }),
    sees: gains("hours_cap"),
  },
  unwishedTopics: {
    page: EDIT,
    fields: ["unwishedTopics[]"],
    request: { topic: "health" },
    set: (w, who) => edit(w, who, { "unwishedTopics[]": ["health", "violence"] }),
    sees: (after, before) => {
      const unwished = ({ points }: Standing) => points.filter(({ name }) => name === "unwished_topic");
      expect(unwished(before)).toEqual([]);
      expect(unwished(after)).toEqual([{ name: "unwished_topic", points: -16, value: 1 }]);
    },
  },
  excluded: {
    page: "coordinator.exclusions.new.tsx",
    fields: ["organisation", "askedBy"],
    set: (w, interpreterId) => {
      const side = { organisationId: "social-riga" };
      const added = { interpreterId, side, askedBy: "interpreter", seenAhead: 0 } as const;
      expect(addExclusion(w.as("ilze", NOW), added)).toMatchObject({ ok: true });
    },
    sees: gains("excluded"),
  },
  timesWithClient: { follows: "whom they served" },
  rareLanguages: { follows: "what everybody speaks" },
  alreadyAsked: { follows: "what they answered" },
  hasOverlappingOffer: { follows: "what they are asked" },
} satisfies Record<keyof Candidate, OnPage | Follows>;

const onPages = Object.entries<OnPage | Follows>(KNOWN).flatMap(([field, how]) =>
  "page" in how ? [[field, how] as const] : [],
);

test("every field that matching reads of a person has its row", () => {
  const w = world();
  const ctx = w.as("ilze", NOW);
  const need = needOf(ctx, w.request())!;
  const persons = personsFor(ctx, { people: speakersOf(ctx, ["prs"]), span: need.interval, kinds: [] });
  const [candidate] = [...persons.values()].map((person) => candidateOf(person, need));
  expect(Object.keys(KNOWN).sort()).toEqual(Object.keys(candidate ?? {}).sort());
});

describe.each(onPages)("%s", (_field, { page, fields, request, who = "amina", set, sees }) => {
  test("stands in a form of its page", () => {
    const source = sourceOf(path.join("app/routes", page));
    const named = (field: string) =>
      [`name="${field}"`, `\`${field}$`, `name={${field}(`].some((one) => source.includes(one));
    expect(fields.filter((field) => !named(field))).toEqual([]);
  });

  test("is seen in a ranking once it is set there", () => {
    const w = world();
    const requestId = w.request(request);
    const before = standing(w, requestId, who);
    set(w, who);
    sees(standing(w, requestId, who), before);
  });
});

function sourceOf(route: string): string {
  if (!statSync(route).isDirectory()) return readFileSync(route, "utf8");
  return readdirSync(route)
    .map((file) => readFileSync(path.join(route, file), "utf8"))
    .join("\n");
}

test("what is known of a person but by matching stays what it was when one of it is edited", () => {
  const w = world();
  const before = readPage(w.as("ilze", NOW), "karim").person;
  edit(w, "karim", { note: "Zvanīt pēc pusdienām" });
  const after = readPage(w.as("ilze", NOW), "karim").person;
  expect(after).toEqual({ ...before, note: "Zvanīt pēc pusdienām", since: after?.since });
});

test("a paper that was written down by mistake is taken away, and the others stay", () => {
  const w = world();
  const held = () => readPage(w.as("ilze", NOW), "karim").person?.credentials.map(({ id, kind }) => `${kind} ${id}`);
  const before = held();
  const row = before?.length ?? 0;
  edit(w, "karim", { [`held-${row}`]: "court_sworn", [`from-${row}`]: "01.03.2026." });
  const added = held()?.findIndex((one) => one.startsWith("court_sworn")) ?? -1;
  expect(held()).toHaveLength(row + 1);
  edit(w, "karim", { [`held-${added}`]: "" });
  expect(held()).toEqual(before);
  const saved = w.db
    .select()
    .from(events)
    .all()
    .filter(({ kind }) => kind === "interpreter_saved");
  expect(saved.map(({ payload }) => payload)).toMatchObject([
    { changed: ["credentials"] },
    { changed: ["credentials"] },
  ]);
});

test("taking a paper away that a coming job needs is shown before it is saved", () => {
  const w = world();
  w.assign(w.request(), "karim");
  const held = () => readPage(w.as("ilze", NOW), "karim").person?.credentials ?? [];
  const before = held();
  const row = before.findIndex(({ kind }) => kind === "confidentiality_pledge");
  expect(answerTo(w, "karim", { [`held-${row}`]: "" })).toMatchObject({
    data: { met: [{ kind: "job", obstacles: [{ code: "credential_missing" }] }] },
  });
  expect(held()).toEqual(before);
});

test("a row of languages is added, changed and taken away", () => {
  const w = world();
  const spoken = () =>
    readPage(w.as("ilze", NOW), "karim").person?.languages.map(({ code, level }) => `${code}:${level}`);
  expect(spoken()).toEqual(["prs:3", "fa:2"]);
  edit(w, "karim", { "language-0": "", "language-1": "fa", "level-1": "1", "language-2": "ku/ckb", "level-2": "2" });
  expect(spoken()?.sort()).toEqual(["fa:1", "ku/ckb:2"]);
});
