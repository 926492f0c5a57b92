/** Who did what, when, to whom: in one list, whatever it was, and at the same cost after ten years. */
import { expect, test } from "vitest";
import { noteSignIn } from "#app/auth/sign-ins.server";
import type { UserViewer } from "#app/auth/viewer";
import { cancelRequest } from "#app/commands/cancel-request";
import { noteReading } from "#app/commands/note-reading";
import { reportAssignment } from "#app/commands/report-assignment";
import { saveAvailability } from "#app/commands/save-availability";
import { saveHoliday } from "#app/commands/save-holiday";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { LOCALES } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { journalSentence } from "#app/i18n/journal";
import { SUBJECTS } from "#app/i18n/timeline";
import { type JournalFilter, journalPage, NEWEST, type Place, placeIn, placeText } from "#app/queries/admin/journal";
import { meantBy } from "#app/queries/admin/journal-meant";
import { whoLooked } from "#app/queries/interpreter/who-looked";
import { addMinutes } from "#app/time";
import { events, readings } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const by = (w: World, who: string, when: string) => w.as(who, when) as Ctx<UserViewer>;
const ALL: JournalFilter = { actor: null, thing: null, group: null, from: null, to: null };
const t = translator("lv");

function read(w: World, filter: Partial<JournalFilter> = {}, size = 100): string[] {
  const lines: string[] = [];
  const ctx = by(w, "admin", "2026-03-27T12:00");
  let place: Place | null = NEWEST;
  for (let pages = 0; place !== null && pages < 200; pages++) {
    const page = journalPage(ctx, { ...ALL, ...filter }, size, placeIn(ctx, placeText(ctx, place)));
    for (const { who, what, thing, actsFor } of page.rows)
      lines.push(`${who?.name ?? "–"}: ${journalSentence(t, "lv", what, actsFor)}${thing ? ` (${thing.name})` : ""}`);
    place = page.next;
  }
  return lines;
}

const filterOf = (w: World, asked: { who?: string; what?: string }) => {
  const { filter } = meantBy(w.as("admin", "2026-03-27T12:00"), {
    who: null,
    what: null,
    group: null,
    from: null,
    to: null,
    ...asked,
  });
  if (!filter) throw new Error("nobody, or several");
  return filter;
};

/** A day on which something of every sort happens. */
function day() {
  const w = world();
  const asked = {
    organisationId: "social-riga",
    contactName: "Sanita Ozola",
    contactPhone: "+37127011868",
    language: "prs",
    mode: "phone",
    startAt: at("2026-03-30T14:00"),
    endAt: at("2026-03-30T15:00"),
    topic: "social",
  } as const;
  const phoned = submitRequest(by(w, "ilze", "2026-03-25T09:00"), {
    ...asked,
    caller: { kind: "account", userId: "user-sociala" },
  });
  if (!phoned.ok) throw new Error(phoned.reason);
  saveAvailability(by(w, "ilze", "2026-03-25T09:10"), { interpreterId: "amina", windows: [] });
  saveAvailability(by(w, "karim", "2026-03-25T09:20"), { interpreterId: "karim", windows: [] });
  const name = { lv: "Diena", en: "Day" };
  saveHoliday(by(w, "admin", "2026-03-25T09:30"), { date: "2026-12-30", kind: "holiday", name, source: "MK" });
  const secret = w.request({ organisationId: "crisis-riga", protectionClass: "C", requesterId: "user-krize" });
  noteReading(by(w, "marta", "2026-03-25T09:40"), { requestId: secret });
  noteReading(by(w, "marta", "2026-03-25T09:45"), { interpreterId: "amina" });
  w.db.transaction((tx) =>
    noteSignIn(tx, at("2026-03-25T09:50"), {
      userId: "user-ilze",
      outcome: "refused",
      address: "192.0.2.7",
      device: "Firefox",
    }),
  );
  cancelRequest(by(w, "sociala", "2026-03-25T10:00"), { requestId: phoned.value.requestId });
  return { w, secret, requestId: phoned.value.requestId };
}

test("a day reads as it went, newest first; what a coordinator did for somebody says so", () => {
  const { w } = day();
  const lines = read(w);
  expect(lines.slice(0, 2)).toContainEqual(
    expect.stringMatching(/^Sanita Ozola: Sanita Ozola atcēla pieprasījumu.* \(R-/),
  );
  expect(lines.slice(2, 5)).toEqual([
    "Ilze Kalniņa: Nepareiza parole · Firefox · 192.0.2.7",
    "Marta Eglīte: Skatīja tulka datus (Amina Karimi)",
    expect.stringMatching(/^Marta Eglīte: Skatīja aizsargātu pieprasījumu \(R-/),
  ]);
  expect(lines).toContain("Karim Rahimi: Mainīts darba laiks (Karim Rahimi)");
  expect(lines.filter((line) => line.includes("vietā"))).toEqual([
    "Ilze Kalniņa: Mainīts darba laiks – koordinators tulka vietā (Amina Karimi)",
    expect.stringMatching(/^Ilze Kalniņa: Ilze Kalniņa iesniedza pieprasījumu – koordinators iestādes vietā \(R-/),
  ]);
});

test("a report that a coordinator writes for an interpreter says so", () => {
  const w = world();
  const startAt = at("2026-03-25T10:00");
  const job = w.assign(w.request({ startAt, endAt: addMinutes(startAt, 60) }), "amina");
  const report = { assignmentId: job, held: true, startAt, endAt: addMinutes(startAt, 60) };
  const done = reportAssignment(by(w, "ilze", "2026-03-25T12:00"), report as Parameters<typeof reportAssignment>[1]);
  expect(done.ok).toBe(true);
  expect(read(w)).toEqual([expect.stringMatching(/Atskaite: noticis – koordinators tulka vietā/)]);
});

test("page after page is the whole list, once each, whatever the size of a page", () => {
  const { w } = day();
  const whole = read(w);
  expect(whole.length).toBeGreaterThan(8);
  for (const size of [1, 2, 3, 7]) expect(read(w, {}, size), `pages of ${size}`).toEqual(whole);
});

test("by who did it, by what it was about, by kind, by day", () => {
  const { w, secret } = day();
  expect(read(w, filterOf(w, { who: "marta" }))).toHaveLength(2);
  expect(read(w, filterOf(w, { who: "ilze kaln" })).every((line) => line.startsWith("Ilze Kalniņa: "))).toBe(true);
  const ofAmina = read(w, filterOf(w, { what: "Amina" }));
  expect(ofAmina).toContain("Marta Eglīte: Skatīja tulka datus (Amina Karimi)");
  expect(ofAmina).toContain("Ilze Kalniņa: Mainīts darba laiks – koordinators tulka vietā (Amina Karimi)");
  expect(ofAmina.every((line) => line.includes("Amina"))).toBe(true);
  expect(read(w, { thing: { column: "request", id: secret } })).toHaveLength(1);
  expect(read(w, { group: "readings" })).toHaveLength(2);
  expect(read(w, { group: "sign_ins" })).toHaveLength(1);
  expect(read(w, { group: "people" })).toHaveLength(2);
  expect(read(w, { group: "people", actor: filterOf(w, { who: "karim@tilts.test" }).actor })).toHaveLength(1);
  expect(read(w, { to: "2026-03-24" })).toEqual([]);
  expect(read(w, { from: "2026-03-26" })).toEqual([]);
  expect(read(w, { from: "2026-03-25", to: "2026-03-25" })).toEqual(read(w));
});

test("words that fit several ask which; words that fit nobody say so", () => {
  const w = world();
  const ctx = w.as("admin", "2026-03-27T12:00");
  const rest = { what: null, group: null, from: null, to: null };
  const several = meantBy(ctx, { who: "k", ...rest });
  expect(several).toMatchObject({ filter: null, choose: [{ field: "who" }], unknown: [] });
  const [first] = several.choose[0]?.among ?? [];
  expect(meantBy(ctx, { who: first?.words ?? "", ...rest }).filter).not.toBeNull();
  expect(meantBy(ctx, { who: "nobody at all", ...rest })).toMatchObject({ filter: null, choose: [], unknown: ["who"] });
});

test("something rare in a long history is found page by page, and no page looks at more than some thousands", () => {
  const w = world();
  const row = { actorKind: "user" as const, actorId: "user-ilze", payload: {} };
  const from = at("2026-01-10T08:00");
  const many = Array.from({ length: 9_000 }, (_, n) => ({ ...row, at: addMinutes(from, n), kind: "account_saved" }));
  many[10] = { ...row, at: addMinutes(from, 10), kind: "desk_saved" };
  w.db.transaction((tx) => {
    for (let begin = 0; begin < many.length; begin += 1_000)
      tx.insert(events)
        .values(many.slice(begin, begin + 1_000))
        .run();
  });
  const rare: JournalFilter = { ...ALL, actor: { userId: "user-ilze", actorIds: ["user-ilze"] }, group: "service" };
  const ctx = w.as("admin", "2026-03-27T12:00");
  const first = journalPage(ctx, rare, 50);
  expect(first).toMatchObject({ rows: [], lookedTo: expect.any(Number), next: { event: 7_001 } });
  expect(read(w, rare)).toHaveLength(1);
  const old = journalPage(ctx, { ...ALL, to: "2026-01-10" }, 3);
  expect(old.rows.map((one) => one.at)[0]).toBeLessThan(at("2026-01-11T00:00"));
  expect(old.lookedTo).toBe(null);
});

test("reading is written down for protected requests and interpreters: once an hour, not of oneself, and never in the way", () => {
  const w = world();
  const [secret, plain] = [w.request({ protectionClass: "C" }), w.request({ protectionClass: "B" })];
  const look = (who: string, when: string) => {
    noteReading(by(w, who, when), { requestId: secret });
    noteReading(by(w, who, when), { requestId: plain });
    noteReading(by(w, who, when), { interpreterId: "amina" });
  };
  for (const when of ["2026-03-25T09:00", "2026-03-25T09:30", "2026-03-25T10:01"]) look("ilze", when);
  noteReading(by(w, "amina", "2026-03-25T09:00"), { interpreterId: "amina" });
  const rows = w.db.select().from(readings).all();
  expect(rows.map(({ requestId, interpreterId, userId }) => [requestId ?? interpreterId, userId])).toEqual([
    [secret, "user-ilze"],
    ["amina", "user-ilze"],
    [secret, "user-ilze"],
    ["amina", "user-ilze"],
  ]);
  expect(whoLooked(w.as("amina", "2026-03-27T12:00"))).toEqual([
    { at: at("2026-03-25T10:01"), name: "Ilze Kalniņa", role: "coordinator" },
    { at: at("2026-03-25T09:00"), name: "Ilze Kalniņa", role: "coordinator" },
  ]);
  expect(whoLooked(w.as("karim", "2026-03-27T12:00"))).toEqual([]);
});

/** What `as` says of a kind for which it is another list. */
const AS: Record<string, { as: string }> = {
  service_attested: { as: "differs" },
  service_settled: { as: "report" },
  correction_settled: { as: "stays" },
};

test("everything that can happen has its sentence in every language", () => {
  const w = world();
  const start = at("2026-03-25T10:00");
  const said = {
    list: "requests",
    letter: "offer",
    locale: "lv",
    change: { kind: "gender" },
    start,
    end: start,
    date: "2026-03-25",
    holdsFrom: "2026-03-25",
    as: "taken",
    changed: [],
    reason: "busy",
    why: "coordinator",
    from: { start, end: start },
    to: { start, end: start },
  };
  for (const kind of Object.keys(SUBJECTS))
    w.db
      .insert(events)
      .values({
        at: start,
        kind,
        actorKind: "system",
        payload: { ...said, ...AS[kind] },
      })
      .run();
  const { rows } = journalPage(w.as("admin", "2026-03-27T12:00"), ALL, 200);
  expect(rows).toHaveLength(Object.keys(SUBJECTS).length);
  for (const locale of LOCALES)
    for (const { what } of rows)
      expect(journalSentence(translator(locale), locale, what, "interpreter")).not.toMatch(/^$|[a-z]+\.[a-zA-Z_]+\./);
});

test("an address that is no place, or somebody else's, begins at the newest", () => {
  const w = world();
  const [mine, theirs] = [by(w, "admin", "2026-03-27T12:00"), by(w, "ilze", "2026-03-27T12:00")];
  const place = { event: 12_345, reading: 0, signIn: { at: at("2026-03-25T09:00"), id: 3 } };
  expect(placeIn(mine, placeText(mine, place))).toEqual(place);
  expect(placeIn(mine, placeText(mine, NEWEST))).toEqual(NEWEST);
  for (const text of [null, "", "x", "1.2", placeText(theirs, place), placeText(mine, place).slice(1)])
    expect(placeIn(mine, text)).toEqual(NEWEST);
});
