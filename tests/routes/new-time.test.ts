/** A coordinator types a new time for a request: what is stored, what is asked, what is refused. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readPage as readMove } from "#app/routes/coordinator.move/page";
import { doDeed } from "#app/routes/coordinator.requests.$id/deeds";
import { minutesBetween } from "#app/time";
import { requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2027-03-19T09:00";
const COMING = { startAt: at("2027-03-24T10:00"), endAt: at("2027-03-24T11:00") };

function retime(w: World, requestId: string, fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ intent: "reschedule", key: "form-12345", ...fields }))
    form.set(name, value);
  const answer = doDeed(w.as("ilze", NOW), requestId, form);
  return "data" in answer && "errors" in answer.data ? answer.data.errors : answer;
}
const lengthOf = (w: World, id: string) => {
  const row = w.db.select().from(requests).where(eq(requests.id, id)).get()!;
  return minutesBetween(row.startAt, row.endAt);
};

test("a meeting over the midnight before the clocks change is as long as it was typed, after the day is confirmed", () => {
  const w = world();
  const id = w.request(COMING);
  const night = { date: "2027-03-27", start: "23:30", end: "00:30" };
  expect(retime(w, id, night)).toEqual({ nextDay: ["coordinator:request.error.next_day"] });
  expect(lengthOf(w, id)).toBe(60);
  expect(w.db.select().from(requests).get()!.startAt).toBe(COMING.startAt);
  expect(retime(w, id, { ...night, nextDay: "2027-03-28", key: "form-again" })).toMatchObject({ status: 302 });
  expect(w.db.select().from(requests).get()).toMatchObject({
    startAt: at("2027-03-27T23:30"),
    endAt: at("2027-03-28T00:30"),
  });
});

test("an end that is the start or half a day before it changes nothing and says why", () => {
  const w = world();
  const id = w.request(COMING);
  const day = { date: "2027-04-03", start: "14:00" };
  expect(retime(w, id, { ...day, end: "14:00" })).toEqual({ end: ["coordinator:request.error.same_time"] });
  expect(retime(w, id, { ...day, end: "13:00" })).toEqual({ end: ["coordinator:request.error.ends_before_start"] });
  expect(lengthOf(w, id)).toBe(60);
});

test("24:00 ends the day it was typed for", () => {
  const w = world();
  const id = w.request(COMING);
  expect(retime(w, id, { date: "2027-04-03", start: "23", end: "24:00" })).toMatchObject({ status: 302 });
  expect(w.db.select().from(requests).get()!.endAt).toBe(at("2027-04-04T00:00"));
});

test("a year far away is refused where it is typed, and what was typed stays", () => {
  const w = world();
  const id = w.request(COMING);
  const form = new FormData();
  const typed = { date: "2127-03-24", start: "10:00", end: "11:00" };
  for (const [name, value] of Object.entries({ intent: "reschedule", key: "form-12345", ...typed }))
    form.set(name, value);
  expect(doDeed(w.as("ilze", NOW), id, form)).toMatchObject({ data: { refusal: "too_far_ahead", values: typed } });
  const page = (date: string, start: string) =>
    readMove(w.as("ilze", NOW), new URLSearchParams({ request: id, date, start }));
  expect(page("2127-03-24", "10:00")).toMatchObject({ timeError: "explain:refusal.too_far_ahead", plan: null });
  expect(page("2027-03-24", "24:00")).toMatchObject({ timeError: null, interval: { start: at("2027-03-25T00:00") } });
  expect(page("2027-03-24", "1430")).toMatchObject({ timeError: null, start: "14:30" });
});
