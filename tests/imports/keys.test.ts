/** A table's codes are the known ones in any spelling, and what is near them is reported. */
import { expect, test } from "vitest";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import { type World, world } from "#tests/support/world";

const bytes = (...lines: string[]) => new TextEncoder().encode(lines.join("\n"));
const when = "2026-03-27T12:00";

function institutions(w: World, rows: string[], asNew: string[] = []) {
  const table = bytes("kods;nosaukums;nozare;vieta;struktūrvienības", ...rows);
  const done = importOrganisations(w.as("system", when), { table, apply: true, asNew });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}
function people(w: World, rows: string[], asNew: string[] = []) {
  const table = bytes("kods;vārds;dzīvesvieta;valodas;e-pasts", ...rows);
  const done = importInterpreters(w.as("system", when), { table, apply: true, asNew });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}
const column = (w: World, sql: string) => w.sqlite.prepare(sql).pluck().all();

test("one organisation in five spellings is added once, and the table says which lines repeat it", () => {
  const w = world();
  const spelled = ["DD-40", "dd-40", "DD‑40", "ＤＤ-40", "DD-\u00AD40"];
  const report = institutions(
    w,
    spelled.map((code) => `${code};Dzintara dome;valsts;Jelgava;`),
  );
  expect(report).toMatchObject({ added: 1, changed: 0, unchanged: 0 });
  expect(report.problems.map(({ line, code }) => [line, code])).toEqual(
    [3, 4, 5, 6].map((line) => [line, "code_twice"]),
  );
});

test.each(["ĀBOLI-1", "A\u0304BOLI-1", "āboli–1", "\uFEFFĀBOLI-1\u200B"])("%j is the organisation ĀBOLI-1", (code) => {
  const w = world();
  institutions(w, ["ĀBOLI-1;Ābolu skola;skola;Cēsis;"]);
  expect(institutions(w, [`${code};Ābolu skola;skola;Cēsis;`])).toMatchObject({ unchanged: 1, problems: [] });
  expect(column(w, "select code from organisations where name = 'Ābolu skola'")).toEqual(["ĀBOLI-1"]);
});

test("a code that is near a known one is reported, and taken when somebody says that it is another", () => {
  const w = world();
  institutions(w, ["DD-40;Dzintara dome;valsts;Jelgava;"]);
  const rows = ["DD40;Diļu dienests;valsts;Jelgava;", "DD-041;Dūmu dienests;valsts;Jelgava;"];
  const report = institutions(w, rows);
  expect(report).toMatchObject({ added: 1, changed: 0, unchanged: 0 });
  expect(report.problems).toEqual([{ line: 2, column: "kods", code: "code_near", text: "DD40 ~ DD-40" }]);
  expect(institutions(w, rows, ["dd40"])).toMatchObject({ added: 1, unchanged: 1, problems: [] });
  expect(institutions(w, rows)).toMatchObject({ unchanged: 2, problems: [] });
});

test.each([false, true])("a code that is near one of more than ten rows before is reported (applied: %s)", (apply) => {
  const between = Array.from({ length: 12 }, (_, i) => `P${i}-DD;Pakalpojums;valsts;Jelgava;`);
  const rows = ["DD-40;Dzintara dome;valsts;Jelgava;", ...between, "DD40;Diļu dienests;valsts;Jelgava;"];
  const table = bytes("kods;nosaukums;nozare;vieta;struktūrvienības", ...rows);
  const done = importOrganisations(world().as("system", when), { table, apply });
  expect(done).toMatchObject({
    value: { added: 13, problems: [{ line: 15, column: "kods", code: "code_near", text: "DD40 ~ DD-40" }] },
  });
});

test("a unit in three spellings is one; a near one is reported", () => {
  const w = world();
  const units = "Uzņemšanas nodaļa|uzņemšanas nodaļa|Uzņemšanas \u00A0nodaļa";
  institutions(w, [`DD-40;Dzintara dome;valsts;Jelgava;${units}`]);
  expect(column(w, "select name from units")).toEqual(["Uzņemšanas nodaļa"]);
  const near = ["DD-40;Dzintara dome;valsts;Jelgava;Uznemsanas nodala"];
  expect(institutions(w, near).problems).toEqual([
    { line: 2, column: "struktūrvienības", code: "unit_near", text: "Uznemsanas nodala ~ Uzņemšanas nodaļa" },
  ]);
  expect(institutions(w, near, ["Uznemsanas nodala"])).toMatchObject({ changed: 1, problems: [] });
  expect(column(w, "select name from units order by name")).toEqual(["Uznemsanas nodala", "Uzņemšanas nodaļa"]);
});

test("an interpreter is the same under any spelling of their code, and keeps their address", () => {
  const w = world();
  people(w, ["T-300;Zanda Kļava;Rīga;dari:3;zanda@example.org"]);
  expect(people(w, ["т–300;Zanda Kļava;Rīga;dari:2;Zanda@Example.org\u200B"])).toMatchObject({
    added: 0,
    changed: 1,
    problems: [],
  });
  expect(people(w, ["T300;Zane Kļaviņa;Rīga;dari:3;"]).problems).toEqual([
    { line: 2, column: "kods", code: "code_near", text: "T300 ~ T-300" },
  ]);
  expect(people(w, ["T300;Zane Kļaviņa;Rīga;dari:3;"], ["T300"])).toMatchObject({ added: 1, problems: [] });
});

test("words for languages and sectors are known with look-alike letters and invisible marks", () => {
  const w = world();
  expect(people(w, ["T-300;Zanda Kļava;Rīga;dаri\u200B:3;"])).toMatchObject({ added: 1, problems: [] });
  expect(institutions(w, ["DD-40;Dzintara dome;vаl\u00ADsts;Jelgava;"])).toMatchObject({ added: 1, problems: [] });
});

test("what begins like no code is reported", () => {
  expect(people(world(), ["(A1);Zanda Kļava;Rīga;dari:3;", "=A1;Zanda Kļava;Rīga;dari:3;"]).problems).toEqual([
    { line: 2, column: "kods", code: "code_invalid", text: "(A1)" },
    { line: 3, column: "kods", code: "excel_error", text: "=A1" },
  ]);
});

test("a name of nothing is missing, and one that shows what it does not hold is refused and pointed out", () => {
  const report = people(world(), [
    "T-301;\u200B;Rīga;dari:3;",
    "T-302;Zanda\u202Eavaļķ;Rīga;dari:3;",
    "T-303;\u0007Zanda;Rīga;dari:3;",
  ]);
  expect(report.added).toBe(0);
  expect(report.problems).toEqual([
    { line: 2, column: "vārds", code: "missing" },
    { line: 3, column: "vārds", code: "unseen", text: "Zanda[U+202E]avaļķ" },
    { line: 4, column: "vārds", code: "unseen", text: "[U+0007]Zanda" },
  ]);
});
