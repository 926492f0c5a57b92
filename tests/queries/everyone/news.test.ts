/** Whether an open page is still true: told by what was recorded since, and by whose page it is. */
import { beforeEach, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { saveAvailability } from "#app/commands/save-availability";
import type { Ctx } from "#app/context.server";
import { hasNews, markOf } from "#app/queries/everyone/news";
import { addMinutes } from "#app/time";
import { events } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";

let w: World;
let marks: Record<string, string>;
beforeEach(() => {
  w = world();
  marks = {};
});

const as = (who: string) => w.as(who, NOON) as Ctx<UserViewer>;
const open = (...people: string[]) => {
  for (const who of people) marks[who] = markOf(as(who));
};
const told = (...people: string[]) => people.filter((who) => hasNews(as(who), marks[who]!));
const everybody = ["ilze", "admin", "sociala", "sociala2", "krize", "amina", "karim", "rojin"];

test("while nothing happens nobody's page is old", () => {
  w.request();
  open(...everybody);
  expect(told(...everybody)).toEqual([]);
});

test("a request that is moved is news to its institution, to who was asked and who does it, to staff, and to nobody else", () => {
  const requestId = w.request({ interpreterCount: 2 });
  w.offer(requestId, "karim", { slot: 2 });
  w.assign(requestId, "amina");
  open(...everybody);
  expect(rescheduleRequest(w.as("ilze", NOON), { requestId, startAt: at("2026-03-31T10:00") }).ok).toBe(true);
  expect(told(...everybody)).toEqual(["ilze", "admin", "sociala", "sociala2", "amina", "karim"]);
  open(...everybody);
  expect(told(...everybody)).toEqual([]);
});

test("what an interpreter changes on another device is news to themselves and to staff", () => {
  open(...everybody);
  expect(saveAvailability(w.as("rojin", NOON), { interpreterId: "rojin", windows: [] }).ok).toBe(true);
  expect(told(...everybody)).toEqual(["ilze", "admin", "rojin"]);
});

test("a mark that nobody gave out, or somebody else's, makes a page old", () => {
  const forged = ["", "1", "0".repeat(59), "x".repeat(400), Buffer.alloc(44, 7).toString("base64url")];
  for (const mark of forged) expect(hasNews(as("sociala"), mark)).toBe(true);
  open("krize");
  expect(hasNews(as("sociala"), marks.krize!)).toBe(true);
});

test("a mark tells neither how much has happened nor whether anything has", () => {
  const before = Array.from({ length: 20 }, () => markOf(as("krize")));
  w.request();
  w.db.insert(events).values(othersDoings(50)).run();
  const after = Array.from({ length: 20 }, () => markOf(as("krize")));
  expect(new Set([...before, ...after]).size).toBe(40);
  for (const mark of [...before, ...after]) expect(mark).toMatch(/^[\w-]{59}$/);
});

test("however much others do, a page is not old by it; after two minutes every page is, whatever was done", () => {
  open("krize");
  w.db.insert(events).values(othersDoings(2000)).run();
  expect(told("krize")).toEqual([]);
  const later = (minutes: number) => ({ ...as("krize"), now: addMinutes(at(NOON), minutes) });
  expect(hasNews(later(2), marks.krize!)).toBe(false);
  expect(hasNews(later(3), marks.krize!)).toBe(true);
});

function othersDoings(count: number) {
  return Array.from({ length: count }, () => ({
    at: at(NOON),
    kind: "settings_changed",
    actorKind: "system" as const,
    payload: {},
  }));
}
