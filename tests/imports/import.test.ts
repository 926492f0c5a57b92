import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import type { ImportReport } from "#app/imports/table";
import { at, type World, world } from "#tests/support/world";

const bytes = (text: string) => new TextEncoder().encode(text);
const template = (name: string) => readFileSync(`db/templates/${name}.csv`);

function interpretersFrom(here: World, text: string | Uint8Array, apply = true): ImportReport {
  const table = typeof text === "string" ? bytes(text) : text;
  const done = importInterpreters(here.as("system", "2026-03-27T12:00"), { table, apply });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

function everything(here: World): string {
  const tables = [
    "interpreters",
    "interpreter_languages",
    "availability",
    "credentials",
    "organisations",
    "units",
    "events",
  ];
  return JSON.stringify(tables.map((table) => here.sqlite.prepare(`select * from ${table}`).all()));
}

test("the template's people come in as written", () => {
  const here = world();
  expect(interpretersFrom(here, template("interpreters"))).toEqual({
    added: 2,
    changed: 0,
    unchanged: 0,
    guessed: null,
    problems: [],
    applied: true,
  });
  const one = (code: string) =>
    here.sqlite.prepare("select * from interpreters where code = ?").get(code) as { id: string };
  expect(one("T-901")).toMatchObject({
    name: "Parvīna Piemēra",
    gender: "F",
    status: "active",
    home_place_id: "riga-pardaugava",
    desk_id: "riga",
    email: "parvina@example.org",
    phone: "+37120000901",
    onsite: 1,
    by_phone: 1,
    by_video: 0,
    radius_km: 60,
    max_minutes_per_week: 1800,
    availability_known: 1,
  });
  expect(one("T-902")).toMatchObject({
    gender: "M",
    status: "candidate",
    desk_id: "kurzeme",
    radius_km: null,
    max_minutes_per_week: 2400,
    availability_known: 0,
  });
  const rows = (sql: string, code: string) => here.sqlite.prepare(sql).all(one(code).id);
  expect(
    rows(
      "select language, variant, level from interpreter_languages where interpreter_id = ? order by variant",
      "T-902",
    ),
  ).toEqual([
    { language: "ku", variant: "ckb", level: 1 },
    { language: "ku", variant: "kmr", level: 3 },
  ]);
  expect(
    rows("select weekday, from_minute f, to_minute t from availability where interpreter_id = ?", "T-901"),
  ).toHaveLength(6);
  expect(
    rows("select kind, valid_from f, valid_until u from credentials where interpreter_id = ? order by kind", "T-901"),
  ).toEqual([
    { kind: "confidentiality_pledge", f: at("2026-09-01T00:00"), u: at("2028-09-01T00:00") },
    { kind: "police_certificate", f: at("2026-09-01T00:00"), u: null },
  ]);
  expect(
    here.sqlite
      .prepare("select count(*) from events where kind in ('interpreter_imported', 'availability_saved')")
      .pluck()
      .get(),
  ).toBe(3);
});

test("the same table again changes nothing", () => {
  const here = world();
  interpretersFrom(here, template("interpreters"));
  const before = everything(here);
  expect(interpretersFrom(here, template("interpreters"))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect(everything(here)).toBe(before);
});

test("without applying nothing is written, and the report says what would be", () => {
  const here = world();
  const before = everything(here);
  expect(interpretersFrom(here, template("interpreters"), false)).toMatchObject({
    added: 2,
    applied: false,
    guessed: null,
    problems: [],
  });
  expect(everything(here)).toBe(before);
});

test("good rows are written, bad rows are told with line, column and reason", () => {
  const here = world();
  const report = interpretersFrom(
    here,
    [
      "kods;vārds;dzimums;e-pasts;tālrunis;dzīvesvieta;valodas;stundas_nedēļā;pieejamība;apliecinājums_no;apliecinājums_līdz",
      "A1;Laba Rinda;S;laba@example.org;20000901;Cēsis;dari:3;;;;",
      "A2;;X;slikts;123;Parīze;klingonu:3;200;reizēm;31.02.2026;",
      "# piezīme",
      "A1;Otra Laba;;;;Cēsis;dari:3;;;;",
      "A3;Trešā;;laba@example.org;;Cēsis;kurdu/mandarīnu:2|dari;;P 08-12,11-15;;2026-01-01",
      "A4;Ceturtā 120585-12345;;;;Cēsis;persiešu:2;;;2026-05-01;2026-04-01",
      "A5;Piektā;;;;Rīga;krievu:3;;;;",
      "A6;Sestā;;;;rīga centrs;kurdu/kurmandzi:2|pes:1;12,5;O,C 22:00-06:00;;",
    ].join("\n"),
  );
  expect(report).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
  expect(report.problems).toEqual([
    { line: 3, column: "vārds", code: "missing" },
    { line: 3, column: "dzīvesvieta", code: "place", text: "Parīze" },
    { line: 3, column: "valodas", code: "language_unknown", text: "klingonu:3" },
    { line: 3, column: "e-pasts", code: "email", text: "slikts" },
    { line: 3, column: "stundas_nedēļā", code: "number", text: "200" },
    { line: 3, column: "dzimums", code: "gender", text: "X" },
    { line: 3, column: "tālrunis", code: "phone", text: "123" },
    { line: 3, column: "apliecinājums_no", code: "date", text: "31.02.2026" },
    { line: 3, column: "pieejamība", code: "availability", text: "reizēm" },
    { line: 5, column: "kods", code: "code_twice", text: "A1" },
    {
      line: 6,
      column: "valodas",
      code: "variant_unknown",
      text: "kurdu/mandarīnu:2",
      allowed: expect.arrayContaining(["kurmandži"]),
    },
    { line: 6, column: "apliecinājums_līdz", code: "date_alone", text: "2026-01-01" },
    { line: 6, column: "pieejamība", code: "availability_twice", text: "P 08-12,11-15" },
    { line: 6, column: "e-pasts", code: "email_taken", text: "laba@example.org" },
    { line: 7, column: "vārds", code: "personal_code" },
    { line: 7, column: "valodas", code: "language_ambiguous", text: "persiešu:2", allowed: ["dari", "farsi"] },
    { line: 7, column: "apliecinājums_līdz", code: "dates_reversed", text: "2026-04-01" },
    { line: 8, column: "valodas", code: "language_not_served", text: "krievu:3" },
  ]);
  expect(
    here.sqlite
      .prepare(
        "select from_minute f, to_minute t, weekday w from availability join interpreters i on i.id = interpreter_id where code = 'A6' order by weekday",
      )
      .all(),
  ).toEqual([
    { f: 1320, t: 360, w: 2 },
    { f: 1320, t: 360, w: 4 },
  ]);
});

test("a known code is changed only where the table says otherwise; an empty cell says nothing", () => {
  const here = world();
  const report = interpretersFrom(
    here,
    'code,name,home,languages,phone,radius_km\namina,Amina Karimi,"Rīga, centrs",dari:3,,\nkarim,Karim Rahimi,Jelgava,dari:3|farsi:3,+371 20 000 100,90',
  );
  expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1, problems: [] });
  expect(
    here.sqlite
      .prepare("select home_place_id home, radius_km radius, phone, desk_id desk from interpreters where id = 'karim'")
      .get(),
  ).toEqual({
    home: "jelgava",
    radius: 90,
    phone: "+37120000100",
    desk: "riga",
  });
  const event = here.sqlite.prepare("select payload from events where kind = 'interpreter_imported'").pluck().get();
  expect(JSON.parse(String(event))).toEqual({ added: false, changed: ["radiusKm", "homePlaceId", "languages"] });
});

test.each([
  ["semicolons", ";", ""],
  ["commas", ",", ""],
  ["semicolons after a byte order mark", ";", "\uFEFF"],
  ["commas after a byte order mark", ",", "\uFEFF"],
])("a table with %s is read", (_name, mark, begin) => {
  const here = world();
  const lines = [
    ["Code", "Name", "Home place", "Languages"],
    ["B1", "Ēriks Žīgurs", "Rēzekne", "tadžiku:2"],
  ];
  const text = begin + lines.map((cells) => cells.join(mark)).join("\r\n");
  expect(interpretersFrom(here, text)).toMatchObject({ added: 1, problems: [] });
  expect(here.sqlite.prepare("select name from interpreters where code = 'B1'").pluck().get()).toBe("Ēriks Žīgurs");
});

test("a file that cannot be read as the table is refused whole", () => {
  const here = world();
  const read = (table: Uint8Array) => importInterpreters(here.as("system", "2026-03-27T12:00"), { table, apply: true });
  expect(read(new Uint8Array([0x6b, 0x6f, 0x64, 0x73, 0x3b, 0x81, 0x02]))).toMatchObject({ reason: "not_text" });
  expect(read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toMatchObject({ reason: "old_excel" });
  expect(read(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00]))).toMatchObject({ reason: "not_xlsx" });
  expect(read(bytes(""))).toMatchObject({ reason: "empty" });
  expect(read(bytes("# tikai piezīme\n"))).toMatchObject({ reason: "empty" });
  expect(read(bytes("kods;vārds;klients"))).toMatchObject({
    reason: "unknown_column",
    detail: { columns: ["klients"] },
  });
  expect(read(bytes("kods;vārds"))).toMatchObject({
    reason: "missing_column",
    detail: { columns: ["dzīvesvieta", "valodas"] },
  });
  expect(read(bytes("kods;code;vārds;dzīvesvieta;valodas"))).toMatchObject({ reason: "doubled_column" });
  expect(read(bytes('kods;vārds;dzīvesvieta;valodas\nA;"B;C'))).toMatchObject({ reason: "not_csv" });
});

test("nobody but an administrator or the tool imports", () => {
  const here = world();
  const input = { table: template("interpreters"), apply: true };
  for (const who of ["ilze", "sociala", "amina", "anonymous"])
    expect(importInterpreters(here.as(who, "2026-03-27T12:00"), input)).toMatchObject({ reason: "not_found" });
  expect(importOrganisations(here.as("ilze", "2026-03-27T12:00"), input)).toMatchObject({ reason: "not_found" });
  expect(importInterpreters(here.as("admin", "2026-03-27T12:00"), input)).toMatchObject({ ok: true });
});

test("organisations come in with their units, and again change nothing", () => {
  const here = world();
  const run = () =>
    importOrganisations(here.as("system", "2026-03-27T12:00"), { table: template("organisations"), apply: true });
  expect(run()).toMatchObject({ ok: true, value: { added: 2, problems: [] } });
  expect(
    here.sqlite.prepare("select name, sector, place_id place, phone from organisations where code = 'ORG-902'").get(),
  ).toEqual({
    name: "Piemēra pamatskola",
    sector: "education",
    place: "riga-purvciems",
    phone: null,
  });
  expect(here.sqlite.prepare("select count(*) from units").pluck().get()).toBe(2);
  const before = everything(here);
  expect(run()).toMatchObject({ ok: true, value: { added: 0, changed: 0, unchanged: 2 } });
  expect(everything(here)).toBe(before);
});

test("a variant's own name is that variant, in an import as in the form", () => {
  const here = world();
  interpretersFrom(
    here,
    "kods;vārds;dzīvesvieta;valodas\nV-1;Parvīna Piemēra;Rīga;hazaragi:3|sorani:2|kurmandži:1\nV-2;Anna Paraudziņa;Kalupes pagasts;dari:3",
  );
  const spoken = here.sqlite
    .prepare(
      "select language || '/' || variant from interpreter_languages join interpreters i on i.id = interpreter_id where i.code = ? order by 1",
    )
    .pluck();
  expect(spoken.all("V-1")).toEqual(["ku/ckb", "ku/kmr", "prs/haz"]);
  expect(here.sqlite.prepare("select home_place_id from interpreters where code = 'V-2'").pluck().get()).toBe(
    "kalupes-pagasts",
  );
});
