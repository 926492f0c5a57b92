import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import type { ImportReport } from "#app/imports/table";
import { type World, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";
const bytes = (text: string) => new TextEncoder().encode(text);

function people(here: World, table: string | Uint8Array, more: { sheet?: string; isVouched?: boolean } = {}) {
  const order = { table: typeof table === "string" ? bytes(table) : table, apply: true, ...more };
  return importInterpreters(here.as("system", NOW), order);
}

function reported(here: World, table: string | Uint8Array, more = {}): ImportReport {
  const done = people(here, table, more);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

const rowOf = (here: World, code: string) =>
  here.sqlite.prepare("select name, home_place_id home, phone from interpreters where code = ?").get(code);

test.each([
  ["tabs", "kods\tvārds\tdzīvesvieta\tvalodas\nZ1\tLīga Paraudziņa\tCēsis\tdari:3\n"],
  ["what sep= says", "sep=|\r\nkods|vārds|dzīvesvieta|valodas\r\nZ1|Līga Paraudziņa|Cēsis|dari:3\r\n"],
  ["a sep= of semicolons", "sep=;\nkods;vārds;dzīvesvieta;valodas\nZ1;Līga Paraudziņa;Cēsis;dari:3\n"],
])("a table separated by %s is read", (_, table) => {
  const here = world();
  expect(reported(here, table)).toMatchObject({ added: 1, problems: [] });
  expect(rowOf(here, "Z1")).toMatchObject({ name: "Līga Paraudziņa", home: "cesis" });
});

test("UTF-16 is read, and Windows' Baltic letters are read and said to be a guess", () => {
  const table = "kods;vārds;dzīvesvieta;valodas\nZ1;Līga;Cēsis;dari:3\n";
  const wide = Buffer.from(`\uFEFF${table}`, "utf16le");
  expect(reported(world(), wide)).toMatchObject({ added: 1, guessed: null });
  expect(reported(world(), Buffer.from(wide).swap16())).toMatchObject({ added: 1, guessed: null });

  const here = world();
  const letters: Record<string, number> = { ā: 0xe2, ī: 0xee, ē: 0xe7 };
  const baltic = Uint8Array.from([...table].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
  expect(reported(here, baltic)).toMatchObject({ added: 1, guessed: "windows-1257" });
  expect(rowOf(here, "Z1")).toMatchObject({ name: "Līga" });
});

test("a spreadsheet's error is told of its row, at the beginning of a line too; a remark is left out", () => {
  const lines = [
    "kods;vārds;dzīvesvieta;valodas;tālrunis",
    "# pārbaudīt ar Ilzi",
    "#N/A;Berta;Cēsis;dari:3;",
    "Z2;#NAME?;Cēsis;dari:3;",
    "Z3;Dace;Cēsis;dari:3;#DIV/0!",
    "Z4;Edgars;Cēsis;dari:3;Err:502",
    "Z5;Fēlikss;Cēsis;dari:3;=C7",
    "#7;Gita;Cēsis;dari:3;",
  ];
  const { added, problems } = reported(world(), lines.join("\n"));
  expect(problems.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
    "3 kods excel_error",
    "4 vārds excel_error",
    "5 tālrunis excel_error",
    "6 tālrunis excel_error",
    "7 tālrunis excel_error",
    "8 kods code_invalid",
  ]);
  expect(added).toBe(0);
});

test("the parts of Rīga are found by the names people use", () => {
  const here = world();
  const lived = ["Rīga, Teika", "Imanta", "Rīga (centrs)", "Rīga - Bolderāja", "Rīgas Ķengarags", "rīga purvciems"];
  const lines = lived.map((home, i) => `Z${i};Persona;"${home}";dari:3`);
  expect(reported(here, ["kods;vārds;dzīvesvieta;valodas", ...lines].join("\n"))).toMatchObject({ added: 6 });
  const homes = lived.map((_, i) => rowOf(here, `Z${i}`));
  expect(homes).toMatchObject(
    ["purvciems", "pardaugava", "centrs", "sarkandaugava", "purvciems", "purvciems"].map((part) => ({
      home: `riga-${part}`,
    })),
  );
});

test("a name in two columns is one name, and a surname that stands in both is not said twice", () => {
  const here = world();
  const table =
    "kods;vārds;uzvārds;dzīvesvieta;valodas\nZ1;Līga;Paraudziņa;Cēsis;dari:3\nZ2;Juris Kalns;Kalns;Ogre;dari:2\n";
  expect(reported(here, table)).toMatchObject({ added: 2 });
  expect([rowOf(here, "Z1"), rowOf(here, "Z2")]).toMatchObject([{ name: "Līga Paraudziņa" }, { name: "Juris Kalns" }]);
});

test("a heading or a word that is not known is told with what is most like it", () => {
  const here = world();
  expect(people(here, "kods;vārds;dzivesvieta;valoda;piezīmes\n")).toMatchObject({
    reason: "unknown_column",
    detail: { columns: ["valoda", "piezīmes"], nearest: ["valodas", null], known: expect.arrayContaining(["statuss"]) },
  });
  const { problems } = reported(here, "kods;vārds;dzīvesvieta;valodas;kontaktpunkts\nZ1;Līga;Jelgawa;darri:3;Marss\n");
  expect(problems).toMatchObject([
    { code: "place", allowed: ["Jelgava"] },
    { code: "language_unknown", allowed: expect.arrayContaining(["dari"]) },
    { code: "desk", allowed: expect.arrayContaining([expect.stringContaining("Kurzeme")]) },
  ]);
});

test("a telephone in an organisation's address is told, not kept; somebody's word lets a company's number pass", () => {
  const here = world();
  const heading = "kods;nosaukums;nozare;vieta;adrese;struktūrvienības\n";
  const take = (rows: string, isVouched = false) =>
    importOrganisations(here.as("system", NOW), { table: bytes(heading + rows), apply: true, isVouched });
  expect(take("Z1;Ostas dienests;valsts;Liepāja;Kuģu 3, t. 63 400 911;\n")).toMatchObject({
    value: { added: 0, problems: [{ line: 2, column: "adrese", code: "holds_phone" }] },
  });
  const firm = "Z2;SIA Osta 40103123456;darba devējs;Liepāja;Kuģu 3;Birojs 26457812|Noliktava\n";
  expect(take(firm)).toMatchObject({
    value: { added: 0, problems: [{ code: "holds_code_like" }, { code: "holds_phone" }] },
  });
  expect(take(firm, true)).toMatchObject({ value: { added: 1, problems: [] } });
  const said = here.sqlite.prepare("select actor_kind who, payload from events where kind = 'text_vouched'").all();
  expect(said).toHaveLength(2);
  expect(take("Z3;Anna 050388-12345;valsts;Liepāja;;\n", true)).toMatchObject({
    value: { added: 0, problems: [{ code: "personal_code" }] },
  });
});

// --- workbooks -----------------------------------------------------------------------------------------

const HEADING = ["kods", "vārds", "dzīvesvieta", "valodas", "tālrunis", "apliecinājums_no"];
const text = (said: string) => `t="inlineStr"><is><t>${said}</t></is>`;

/** A workbook of these sheets; a cell is the inside of its element, after the reference. */
function workbook(sheets: Record<string, string[][]>, merged = ""): Uint8Array {
  const names = Object.keys(sheets);
  const letter = (i: number) => String.fromCharCode(65 + i);
  const sheetXml = (rows: string[][]) =>
    `<worksheet><sheetData>${rows
      .map(
        (cells, r) =>
          `<row r="${r + 1}">${cells.map((cell, c) => (cell ? `<c r="${letter(c)}${r + 1}" ${cell}</c>` : "")).join("")}</row>`,
      )
      .join("")}</sheetData>${merged}</worksheet>`;
  return zipSync({
    "xl/workbook.xml": strToU8(
      `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets>${names
        .map((name, i) => `<x:sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join("")}</x:sheets></x:workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships>${names
        .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
        .join("")}</Relationships>`,
    ),
    "xl/sharedStrings.xml": strToU8(
      "<sst><si><r><t>Līga </t></r><r><t>Paraudziņa</t></r><rPh><t>x</t></rPh></si></sst>",
    ),
    "xl/styles.xml": strToU8(
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ),
    ...Object.fromEntries(
      names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, strToU8(sheetXml(sheets[name]!))]),
    ),
  });
}

test("a workbook is read as it shows: dates, numbers, codes with zeros, what a formula came to", () => {
  const here = world();
  const person = [
    's="2"><v>7</v>',
    't="s"><v>0</v>',
    text("Cēsis"),
    't="str"><f>"dari:"&amp;3</f><v>dari:3</v>',
    "><v>26457812</v>",
    's="1"><v>46108</v>',
  ];
  expect(reported(here, workbook({ Tulki: [HEADING.map(text), person], Tukša: [] }))).toMatchObject({
    added: 1,
    problems: [],
  });
  expect(rowOf(here, "0007")).toEqual({ name: "Līga Paraudziņa", home: "cesis", phone: "+37126457812" });
  const [pledge] = here.sqlite
    .prepare(
      "select date(valid_from / 1000 + 7200, 'unixepoch') day from credentials c join interpreters i on i.id = interpreter_id where i.code = '0007'",
    )
    .pluck()
    .all();
  expect(pledge).toBe("2026-03-27");
});

test("errors, formulas without a value and merged cells of a workbook are told, and a sheet is never guessed", () => {
  const here = world();
  const bad = [text("Z1"), 't="e"><f>B9</f><v>#REF!</v>', text("Cēsis"), "><f>A1</f>", "", ""];
  expect(reported(here, workbook({ Tulki: [HEADING.map(text), bad] })).problems).toMatchObject([
    { line: 2, column: "vārds", code: "excel_error", text: "#REF!" },
    { line: 2, column: "valodas", code: "excel_error", text: "=A1" },
  ]);
  const good = [text("Z1"), text("Līga"), text("Cēsis"), text("dari:3"), "", ""];
  const two = workbook({ Vecie: [HEADING.map(text), good], Jaunie: [HEADING.map(text), good, good] });
  expect(people(here, two)).toMatchObject({ reason: "several_sheets", detail: { columns: ["Vecie", "Jaunie"] } });
  expect(people(here, two, { sheet: "Nav" })).toMatchObject({ reason: "several_sheets" });
  expect(reported(here, two, { sheet: "Vecie" })).toMatchObject({ added: 1 });
  const merged = '<mergeCells><mergeCell ref="C2:C4"/></mergeCells>';
  expect(people(here, workbook({ Tulki: [HEADING.map(text), good] }, merged))).toMatchObject({
    reason: "merged_cells",
    detail: { columns: ["C2:C4"] },
  });
});

test("what is no workbook, or would unpack without end, is refused at once", () => {
  const here = world();
  const table = workbook({ Tulki: [HEADING.map(text)] });
  expect(people(here, table.slice(0, table.length / 2))).toMatchObject({ reason: "not_xlsx" });
  expect(people(here, zipSync({ mimetype: strToU8("application/vnd.oasis") }))).toMatchObject({ reason: "not_xlsx" });
  expect(people(here, zipSync({ "xl/workbook.xml": strToU8("<workbook><unfinished>") }))).toMatchObject({
    reason: "not_xlsx",
  });
  const bomb = zipSync({
    "xl/workbook.xml": strToU8("<workbook/>"),
    "xl/worksheets/sheet1.xml": new Uint8Array(70 * 1024 * 1024),
  });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(people(here, bomb)).toMatchObject({ reason: "too_big" });
});
