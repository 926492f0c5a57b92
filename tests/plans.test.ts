/** The watch over statements that would read a whole history: what it refuses, and that it sees an index go. */
import { afterEach, describe, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { outbox } from "#app/queries/admin/outbox";
import { openCalls } from "#app/queries/coordinator/calls";
import { decisionLane } from "#app/queries/coordinator/queue-decisions";
import { requestsList } from "#app/queries/coordinator/requests-list";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { lastRequestOf, type MyFilters, myRequests } from "#app/queries/institution/my-requests";
import { countJobsToReport, jobsToReport, nextJobs } from "#app/queries/interpreter/jobs";
import { tick } from "#app/server/worker";
import { EVERY_REQUEST } from "./support/filters";
import { forgetPlans, historyWalk } from "./support/plans";
import { type World, world } from "./support/world";

const NOW = "2026-03-27T12:00";
const MINE: MyFilters = { view: "past", q: "", mine: false, page: 1 };
const as = (w: World, who: string) => w.as(who, NOW) as Ctx<UserViewer>;

afterEach(forgetPlans);

describe("a statement that reads a history is named", () => {
  const { sqlite } = world();
  test.each([
    ["a scan", "select * from requests where note = ?"],
    ["a scan behind a limit", "select * from requests where note = ? limit 5"],
    ["a scan of another name", "select * from interpreters i join requests r on r.note = i.id"],
    ["everything of an index", "select count(*) from notifications"],
    ["all that is past", "select count(*) from requests where start_at < ?"],
    ["all of one institution", "select * from requests where organisation_id = ?"],
    ["a limit behind a sort", "select * from requests where organisation_id = ? order by submitted_at limit 5"],
    ["a value that hides an index", "select * from notifications where channel = ? and sent_at is null"],
    ["a change", "update offers set seen_at = 1 where status = 'declined'"],
  ])("%s", (_, statement) => expect(historyWalk(sqlite, statement)).toMatch(/^(SCAN|SEARCH)/));

  test.each([
    ["one row", "select * from requests where id = ?"],
    ["what is ahead", "select * from requests where start_at > ? order by start_at"],
    [
      "a page in the order of an index",
      "select id from requests where organisation_id = ? order by start_at desc limit 5",
    ],
    [
      "what has not ended",
      "select * from notifications where channel = 'call' and sent_at is null and suppressed_at is null",
    ],
    ["what is not the years'", "select * from interpreters where name = ?"],
  ])("but not %s", (_, statement) => expect(historyWalk(sqlite, statement)).toBeNull());
});

/**
 * Without one of these its page is refused. An index that only makes a filtered list begin sooner is not among them: a walk in
 * the list's own order that stops at a limit is let pass, and `npm run bench:pages` measures it.
 */
const NEEDS: Record<string, (w: World) => unknown> = {
  requests_start: (w) => requestsList(as(w, "ilze"), EVERY_REQUEST),
  requests_desk: (w) => requestsList(as(w, "ilze"), { ...EVERY_REQUEST, deskId: "riga" }),
  requests_organisation: (w) => myRequests(as(w, "sociala"), MINE),
  requests_requester_newest: (w) => lastRequestOf(as(w, "sociala")),
  assignments_to_report: (w) => [jobsToReport(as(w, "amina")), countJobsToReport(as(w, "amina"))],
  assignments_person: (w) => nextJobs(as(w, "amina")),
  notifications_dead: (w) => [decisionLane(as(w, "ilze")), outbox(as(w, "admin"))],
  notifications_sent: (w) => outbox(as(w, "admin")),
  notifications_calls: (w) => openCalls(as(w, "ilze")),
  events_request: (w) => tick(w.as("system", NOW)),
};

describe("a page whose index is gone is refused", () => {
  test.each(Object.entries(NEEDS))("%s", async (index, page) => {
    const w = world();
    w.request();
    await page(w);
    w.sqlite.exec(`drop index ${index}`);
    forgetPlans();
    await expect(async () => page(w)).rejects.toThrow(/goes through a history/);
  });

  test("and the form shows who is known without a look at the years", () => {
    const w = world();
    w.request();
    expect(() => requestFormFor(as(w, "sociala"))).not.toThrow();
  });
});
