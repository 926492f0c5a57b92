/** Lists longer than anybody counts: they say "more than", and every page of them can be reached. */
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { requestsList } from "#app/queries/coordinator/requests-list";
import { myRequests } from "#app/queries/institution/my-requests";
import { EVERY_REQUEST } from "#tests/support/filters";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";
const MANY = 1060;

/** One a day into the past, and one ahead. */
function longPast(): World {
  const w = world();
  w.request({ id: "ahead", startAt: at("2026-04-01T10:00"), endAt: at("2026-04-01T11:00") });
  w.request({ id: "p0", startAt: at("2026-03-26T10:00"), endAt: at("2026-03-26T11:00") });
  const columns = w.sqlite.prepare("select name from pragma_table_info('requests')").pluck().all() as string[];
  const changed: Record<string, string> = {
    id: "'p' || i",
    reference: "printf('R-L%04d', i)",
    start_at: "start_at - i * 86400000",
    end_at: "end_at - i * 86400000",
  };
  w.sqlite.exec(`
    insert into requests (${columns.join(", ")})
      with recursive s(i) as (select 1 union all select i + 1 from s where i < ${MANY - 1})
      select ${columns.map((name) => changed[name] ?? name).join(", ")} from requests, s where id = 'p0'`);
  return w;
}

test("a coordinator's list is counted to a thousand, a search less far, and both are leafed through to their end", () => {
  const w = longPast();
  for (const q of [null, "dari", "sociālais"]) {
    const page = (number: number) => requestsList(w.as("ilze", NOW), { ...EVERY_REQUEST, q, page: number });
    expect(page(1)).toMatchObject({ total: q ? 250 : 1000, isMore: true, hasNext: true, page: 1 });
    expect(
      page(1)
        .rows.map((row) => row.requestId)
        .slice(0, 4),
    ).toEqual(["ahead", "p0", "p1", "p2"]);
    expect(page(20).rows.at(-1)?.requestId).toBe(`p${20 * 50 - 2}`);
    const last = page(22);
    expect(last).toMatchObject({ total: MANY + 1, isMore: false, hasNext: false, page: 22, pages: 22 });
    expect(last.rows.at(-1)?.requestId).toBe(`p${MANY - 1}`);
    expect(page(99).page).toBe(22);
  }
});

test("an institution's list as well, newest first", () => {
  const w = longPast();
  for (const q of ["", "dari", "sanita"]) {
    const page = (number: number) =>
      myRequests(w.as("sociala", NOW) as Ctx<UserViewer>, { view: "past", q, mine: false, page: number });
    expect(page(1)).toMatchObject({ total: q ? 250 : 1000, isMore: true, hasNext: true });
    expect(
      page(1)
        .rows.map(({ id }) => id)
        .slice(0, 3),
    ).toEqual(["p0", "p1", "p2"]);
    expect(page(53)).toMatchObject({ total: MANY, isMore: false, hasNext: false, page: 53 });
    expect(page(53).rows.at(-1)?.id).toBe(`p${MANY - 1}`);
  }
});

test("what is searched from a day on comes soonest first", () => {
  const w = longPast();
  const found = requestsList(w.as("ilze", NOW), { ...EVERY_REQUEST, q: "dari", from: "2026-03-20", to: "2026-03-24" });
  expect(found.rows.map((row) => row.requestId)).toEqual(["p6", "p5", "p4", "p3", "p2"]);
});
