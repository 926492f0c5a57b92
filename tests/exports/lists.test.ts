/** Lists as files: what the page shows, nothing that a program would reckon, and a page at a time. */
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { accountsTable, journalTable, organisationsTable } from "#app/exports/admin";
import { listAnswer } from "#app/exports/answer";
import { interpretersTable, requestsTable } from "#app/exports/coordinator";
import { csvOf } from "#app/exports/csv";
import { ownJobsTable, ownRequestsTable } from "#app/exports/own";
import { type ListTable, MOST_ROWS, pagesOf, slicesOf } from "#app/exports/table";
import { xlsxOf } from "#app/exports/xlsx";
import { linesOfWorkbook } from "#app/imports/xlsx";
import { addMinutes } from "#app/time";
import { events } from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOON = "2026-03-27T12:00";
const by = (w: World, who: string) => w.as(who, NOON) as Ctx<UserViewer>;
const csv = (table: ListTable) => [...csvOf(table)].join("");
const lines = (table: ListTable) => csv(table).slice(1).trimEnd().split("\r\n");
const tableOf = (...rows: (string | number | null)[][]): ListTable => ({
  list: "requests",
  heads: ["A", "B"],
  pages: () => [rows],
});
const NO_FILTER = { q: null, state: null, language: null, deskId: null, mode: null, from: null, to: null, page: 1 };

test("a cell that begins like a formula is text, and a telephone number stays one", () => {
  const rows = ["=1+1", "+1+1", "-2", "@SUM(A1)", "\tx", "\rx", "|x", "%x", "+371 27011868", "a=b", "R-7F3KQ"].map(
    (cell) => [cell, 1],
  );
  expect(csv(tableOf(...rows))).toBe(
    `\uFEFF${["A;B", "'=1+1;1", "'+1+1;1", "'-2;1", "'@SUM(A1);1", "'\tx;1", '"\'\rx";1', "'|x;1", "'%x;1", "+371 27011868;1", "a=b;1", "R-7F3KQ;1"].join("\r\n")}\r\n`,
  );
});

test("marks of the format itself stand in quotes, and nothing is an empty cell", () => {
  expect(lines(tableOf(['a;"b"', null], ["c\nd", 0]))).toEqual(["A;B", '"a;""b""";', '"c\nd";0']);
});

test("a workbook is read back as it was written, signs and letters of every kind too", () => {
  const rows = [
    ["=1+1", "<b>&amp;</b>"],
    [" Ķīna – 中文 😀 ", "a\u0000\u0008b"],
    ["", null],
    [12.5, -3],
  ];
  const bytes = Buffer.concat([...xlsxOf(tableOf(...rows))]);
  const read = linesOfWorkbook(new Uint8Array(bytes), undefined);
  expect(read.ok && read.value.map(({ cells }) => cells)).toEqual([
    ["A", "B"],
    ["=1+1", "<b>&amp;</b>"],
    ["Ķīna – 中文 😀", "ab"],
    ["12.5", "-3"],
  ]);
  const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(sheet).not.toContain("<f>");
  expect(sheet).toContain("&lt;b&gt;&amp;amp;&lt;/b&gt;");
  expect(sheet).toContain('<c r="A5"><v>12.5</v></c><c r="B5"><v>-3</v></c>');
  expect(sheet).toContain(">ab</t>");
  expect(sheet).toContain(" Ķīna – 中文 😀 ");
});

test("an institution takes away its own requests and nobody else's, an interpreter their own jobs", () => {
  const w = world();
  const startAt = at("2026-03-30T10:00");
  const own = w.request();
  w.request({ organisationId: "crisis-riga", requesterId: "user-krize" });
  w.assign(own, "amina");
  const rows = lines(ownRequestsTable(by(w, "sociala"), { view: "upcoming", q: "", mine: false, page: 1 }));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toBe("Stāvoklis;Numurs;Valoda;Veids;Vieta;Sākums;Beigas;Klienta kods;Kontaktpersona;Tulki");
  expect(lines(ownJobsTable(by(w, "amina")))).toHaveLength(2);
  expect(lines(ownJobsTable(by(w, "karim")))).toHaveLength(1);
  expect(lines(requestsTable(by(w, "ilze"), NO_FILTER))).toHaveLength(3);
  expect(lines(requestsTable(by(w, "ilze"), { ...NO_FILTER, from: "2026-03-31" }))).toHaveLength(1);
  expect(startAt).toBeLessThan(addMinutes(startAt, 1));
});

test("every list has a line for each of its rows, whatever its pages hold", () => {
  const w = world();
  for (let n = 0; n < 120; n++)
    w.request({
      startAt: addMinutes(at("2026-04-01T08:00"), n * 60),
      endAt: addMinutes(at("2026-04-01T09:00"), n * 60),
    });
  expect(lines(requestsTable(by(w, "ilze"), NO_FILTER))).toHaveLength(121);
  const people = { q: null, language: null, deskId: null, mode: null, status: null, page: 1 };
  expect(lines(interpretersTable(by(w, "ilze"), people))).toHaveLength(14);
  expect(lines(organisationsTable(by(w, "admin"), ""))).toHaveLength(5);
  expect(lines(accountsTable(by(w, "admin"), { words: "", role: "coordinator" }))).toHaveLength(3);
  w.db
    .insert(events)
    .values(
      Array.from({ length: 450 }, () => ({
        at: at(NOON),
        kind: "desk_saved",
        actorKind: "system" as const,
        payload: {},
      })),
    )
    .run();
  const all = { actor: null, thing: null, group: null, from: null, to: null };
  expect(lines(journalTable(by(w, "admin"), all))).toHaveLength(451);
  expect(lines(journalTable(by(w, "admin"), null))).toHaveLength(1);
});

test("a list that is too long ends with a line that says so, and one that just fits does not", () => {
  const read = (rows: number) => (page: number) => {
    const left = rows - (page - 1) * 500;
    return { rows: Array.from({ length: Math.max(0, Math.min(500, left)) }, (_, n) => n), hasNext: left > 500 };
  };
  const written = (rows: number) => [...pagesOf(read(rows), (row) => [row], "MORE")].flat();
  expect(written(MOST_ROWS).at(-1)).toEqual([499]);
  expect(written(MOST_ROWS)).toHaveLength(MOST_ROWS);
  expect(written(MOST_ROWS + 1).at(-1)).toEqual(["MORE"]);
  expect(written(MOST_ROWS + 1)).toHaveLength(MOST_ROWS + 1);
  const whole = (rows: number) => [...slicesOf(Array.from({ length: rows }), () => ["x"], "MORE")].flat();
  expect([whole(0), whole(501), whole(MOST_ROWS)].map((all) => all.length)).toEqual([0, 501, MOST_ROWS]);
  expect(whole(MOST_ROWS + 1).slice(-2)).toEqual([["x"], ["MORE"]]);
});

test("a download is written down once, is sent a page at a time, and lets others in between", async () => {
  const w = world();
  let pages = 0;
  const table: ListTable = {
    list: "requests",
    heads: ["A"],
    *pages() {
      for (; pages < 50; pages++) yield [["x"]];
    },
  };
  const ask = (method: string) =>
    listAnswer(
      new Request("http://tilts.test/x", { method }),
      by(w, "ilze"),
      new URLSearchParams("format=csv&q=dari"),
      table,
    );
  const answer = ask("GET");
  ask("HEAD");
  expect(w.db.select().from(events).all()).toMatchObject([
    { kind: "list_exported", actorId: "user-ilze", payload: { list: "requests", format: "csv", isNarrowed: true } },
  ]);
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="requests-2026-03-27.csv"');
  expect(pages).toBeLessThan(3);
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const text = await answer.text();
  clearInterval(timer);
  expect(text.split("\r\n")).toHaveLength(52);
  expect(turns).toBeGreaterThan(0);
});

test("words of a cell that people typed reach the file as they are", () => {
  const w = world();
  w.request({ contactName: written('Anna "A"; Ozola') });
  expect(csv(ownRequestsTable(by(w, "sociala"), { view: "upcoming", q: "", mine: false, page: 1 }))).toContain(
    '"Anna ""A""; Ozola"',
  );
});
