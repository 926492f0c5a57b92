import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { at, world } from "#tests/support/world";
import { written } from "#tests/support/written";
import { isSound, judge, type Verdict } from "./judge";

/** One request, asked and said yes to, as it should be. */
function done() {
  const w = world();
  const sanita = w.as("sociala", "2026-03-20T09:00") as Ctx<UserViewer>;
  const sent = submitRequest(sanita, {
    organisationId: "social-riga",
    language: "prs",
    mode: "phone",
    startAt: at("2026-03-30T10:00"),
    endAt: at("2026-03-30T10:30"),
    topic: "social",
    contactName: written("Sanita Ozola"),
    contactPhone: "+37120000201",
    note: written("Nr. 1"),
  });
  if (!sent.ok) throw new Error(sent.reason);
  const offerId = String(w.sqlite.prepare("select id from offers").pluck().get());
  const answer = answerOffer(w.asLink(offerId, "2026-03-20T09:05"), { offerId, move: "accept" });
  if (!answer.ok) throw new Error(answer.reason);
  return { w, claims: { asked: [sent.value.requestId], accepted: [offerId] } };
}

test("what was done as it should be is sound", () => {
  const { w, claims } = done();
  const verdict = judge(w.sqlite, claims, { isWhole: true });
  expect(verdict).toEqual({ lost: [], doubled: [], orphaned: [], damaged: [] });
  expect(isSound(verdict)).toBe(true);
});

/** The schema would not let such a thing happen: that is taken away. */
const GUARDS = `select 'drop ' || type || ' "' || name || '"' from sqlite_master
  where type = 'trigger' or (type = 'index' and sql like 'CREATE UNIQUE%')`;

const COPY_REQUEST = `create temp table one as select * from requests;
  update one set id = 'other', reference = 'R-OTHER'; insert into requests select * from one`;

test.each<[string, string, keyof Verdict]>([
  ["a request that is gone", "delete from requests", "lost"],
  ["a yes that was taken back", "update offers set status = 'pending', answered_at = null", "lost"],
  ["a job that is gone", "delete from assignments", "lost"],
  ["the same request twice", COPY_REQUEST, "doubled"],
  [
    "somebody told twice",
    "insert into notifications (id, event_id, kind, channel, recipient, user_id, interpreter_id, next_at) select id || '-2', event_id, kind, channel, recipient, user_id, interpreter_id, next_at from notifications where kind = 'offer'",
    "doubled",
  ],
  ["nobody told that it was received", "delete from notifications where kind = 'request_received'", "orphaned"],
  ["nobody told of the offer", "delete from notifications where kind = 'offer'", "orphaned"],
  ["nobody told of the job", "delete from notifications where kind = 'job_confirmed'", "orphaned"],
  ["no event of the yes", "delete from events where kind = 'offer_accepted'", "orphaned"],
  ["a message of no event", "update notifications set event_id = 99999 where kind = 'offer'", "orphaned"],
  ["a key that leads nowhere", "update offers set interpreter_id = 'nobody'", "damaged"],
])("%s is found", (_what, sql, where) => {
  const { w, claims } = done();
  w.sqlite.pragma("foreign_keys = OFF");
  w.sqlite.pragma("ignore_check_constraints = ON");
  for (const guard of w.sqlite.prepare<[], string>(GUARDS).pluck().all()) w.sqlite.exec(guard);
  w.sqlite.exec(sql);
  expect(judge(w.sqlite, claims, { isWhole: true })[where]).not.toEqual([]);
});
