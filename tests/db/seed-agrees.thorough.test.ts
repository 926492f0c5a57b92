/** The demo is played in memory; here the running product is asked what it makes of it. */
import { beforeAll, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { expireOffers } from "#app/commands/expire-offers";
import type { Ctx } from "#app/context.server";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { translator } from "#app/i18n/index";
import { timelineSentence } from "#app/i18n/timeline";
import { queueOf } from "#app/queries/coordinator/queue";
import { statementOf } from "#app/queries/everyone/statement";
import { timelineFor } from "#app/queries/everyone/timeline";
import { createDatabase, type Opened } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { at } from "#tests/support/world";

const now = at("2026-11-24T12:07");
const COORDINATOR = {
  kind: "user",
  name: "Ilze",
  role: "coordinator",
  organisationId: null,
  interpreterId: null,
  locale: "lv",
} as const;
let opened: Opened;
beforeAll(() => {
  opened = createDatabase(":memory:");
  seedDemo(opened, now, { passwordHash: "hash" });
});

test("nobody does or is offered what the product would refuse, but for journeys that an override shortened", () => {
  const { db, sqlite } = opened;
  const jobs = sqlite
    .prepare(
      "select id, request_id requestId, interpreter_id interpreterId, overruled from assignments where released_at is null",
    )
    .all() as { id: string; requestId: string; interpreterId: string; overruled: string | null }[];
  const unexplained = jobs.flatMap((job) => {
    const overruled = (JSON.parse(job.overruled ?? '{"obstacles":[]}') as { obstacles: { code: string }[] }).obstacles;
    const without = { ignoreAssignmentIds: [job.id] };
    return obstaclesFor({ db, now }, needOf({ db }, job.requestId)!, job.interpreterId, without)
      .map(({ code }) => code)
      .filter((code) => code !== "travel_too_short" && !overruled.some((one) => one.code === code));
  });
  expect(unexplained).toEqual([]);
  const offers = sqlite
    .prepare("select request_id requestId, interpreter_id interpreterId from offers where status = 'pending'")
    .all() as { requestId: string; interpreterId: string }[];
  expect(offers.length).toBeGreaterThan(2);
  for (const { requestId, interpreterId } of offers)
    expect(obstaclesFor({ db, now }, needOf({ db }, requestId)!, interpreterId)).toEqual([]);
});

test("the three lanes have cards, and the worker finds nothing left undone", () => {
  const lanes = queueOf({ db: opened.db, now });
  expect(lanes.unfilled.total).toBeGreaterThan(2);
  expect(lanes.waiting.total).toBeGreaterThan(2);
  expect(lanes.decisions.total).toBeGreaterThan(2);
  const system: Ctx = { db: opened.db, now, viewer: { kind: "system" }, locale: "lv" };
  expect([expireOffers(system), dispatchWaiting(system)]).toEqual([0, 0]);
});

test("every timeline can be said in both languages", () => {
  const { db, sqlite } = opened;
  const ilze = sqlite.prepare("select id from users where email = 'ilze@demo.tilts.test'").pluck().get() as string;
  const viewer = { ...COORDINATOR, userId: ilze };
  const requests = sqlite.prepare("select id from requests").pluck().all() as string[];
  const sentences = requests.flatMap((id) =>
    timelineFor({ db, viewer }, id).flatMap((entry) =>
      (["lv", "en"] as const).map((locale) => timelineSentence(translator(locale), locale, entry)),
    ),
  );
  expect(sentences.length).toBeGreaterThan(4000);
  expect(
    sentences.filter((sentence) => /timeline\.|undefined|null|\{\{/.test(sentence) || sentence.trim() === ""),
  ).toEqual([]);
});

test("pay is there in every state: paid, handed in, sent back, approved and under way, late ones paid and waived", () => {
  const { db, sqlite } = opened;
  const ilze = sqlite.prepare("select id from users where email = 'ilze@demo.tilts.test'").pluck().get() as string;
  const viewer: UserViewer = { ...COORDINATOR, userId: ilze };
  const ctx: Ctx<UserViewer> = { db, now, viewer, locale: "lv" };
  const people = sqlite.prepare("select id from interpreters").pluck().all() as string[];
  const of = (month: string) => people.flatMap((interpreterId) => statementOf(ctx, { interpreterId, month }) ?? []);
  const states = (month: string) => [...new Set(of(month).map(({ state }) => state))].sort();
  expect(states("2026-09")).toEqual(["draft", "paid"]);
  expect(states("2026-10")).toEqual(expect.arrayContaining(["approved", "returned", "submitted"]));
  const november = of("2026-11");
  const waits = november.flatMap(({ waiting }) => waiting.map(({ waitsFor }) => waitsFor));
  expect([...new Set(waits)].sort()).toEqual(expect.arrayContaining(["attestation", "decision"]));
  expect(waits).not.toContain("rate");
  const rows = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"].flatMap(of).flatMap((one) => one.rows);
  const kinds = new Set(rows.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(["cancellation", "expense", "service", "travel"]);
  const codes = new Set(rows.flatMap(({ reasons }) => reasons.map(({ code }) => code)));
  for (const code of ["volunteer", "waived", "km", "tickets"]) expect(codes, code).toContain(code);
});
