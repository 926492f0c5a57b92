/** A yes that met an obstacle is seen by whoever said it until it is decided, and they are told how it ended. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import type { LinkViewer, UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { endYeses } from "#app/commands/end-yeses";
import { offerRequest } from "#app/commands/offer-request";
import { rejectRequest } from "#app/commands/reject-request";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { saveAvailability } from "#app/commands/save-availability";
import { undoAction } from "#app/commands/undo-action";
import type { Ctx } from "#app/context.server";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { offerByLink } from "#app/queries/interpreter/offer-by-link";
import { yesesOfInterpreter } from "#app/queries/interpreter/offers";
import type { Instant } from "#app/time";
import { notifications, offers, tokens } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MORNING = at("2026-03-24T10:00");
const SAID = at("2026-03-24T10:30");
const LATER = at("2026-03-24T11:00");

/** Leila was asked for Farsi on Monday at ten, then said that she works in the afternoon only, then yes by the link. */
function yesInTheMorning() {
  const w = world();
  const requestId = w.request({ language: "fa" });
  const offerId = w.offer(requestId, "leila", {
    offeredAt: MORNING,
    deadlineAt: at("2026-03-25T10:00"),
  });
  w.db
    .insert(tokens)
    .values({
      hash: tokenHash(offerToken({ id: offerId, interpreterId: "leila" })),
      kind: "offer",
      offerId,
      createdAt: MORNING,
      expiresAt: at("2026-03-25T10:00"),
    })
    .run();
  saveAvailability(w.as("leila", MORNING), {
    interpreterId: "leila",
    windows: [{ weekday: 1, fromMinute: 13 * 60, toMinute: 17 * 60 }],
  });
  const said = answerOffer(w.asLink(offerId, SAID), { offerId, move: "accept", key: "one" });
  return { w, requestId, offerId, said };
}

const link = (w: World, offerId: string, now: Instant) => offerByLink(w.asLink(offerId, now) as Ctx<LinkViewer>)!;
const list = (w: World, now: Instant) => yesesOfInterpreter(w.as("leila", now) as Ctx<UserViewer>);
const mailsToLeila = (w: World) =>
  w.db
    .select()
    .from(notifications)
    .where(eq(notifications.recipient, "interpreter:leila"))
    .all()
    .map(({ kind }) => kind);
const soon = (minutes: number) => (LATER + minutes * 60_000) as Instant;

test("she sees her yes on link and list, with when and what it was about, as often as she looks", () => {
  const { w, offerId, said } = yesInTheMorning();
  expect(said).toMatchObject({ ok: true, value: { outcome: "obstacles", obstacles: [{ code: "not_available" }] } });
  for (const now of [SAID, LATER, at("2026-03-29T20:00")]) {
    expect(link(w, offerId, now)).toMatchObject({
      state: "yes_waits",
      answered: { at: SAID, request: { start: at("2026-03-30T10:00") }, obstacles: [{ code: "not_available" }] },
    });
    expect(list(w, now)).toMatchObject([{ offerId, saidAt: SAID, end: null }]);
    endYeses(w.as("system", now));
  }
  expect(mailsToLeila(w)).not.toContain("yes_ended");
});

test("pressing yes again says the same and does nothing twice", () => {
  const { w, requestId, offerId } = yesInTheMorning();
  const before = w.eventKinds(requestId);
  const again = answerOffer(w.asLink(offerId, LATER), { offerId, move: "accept", key: "two" });
  expect(again).toMatchObject({ ok: true, value: { outcome: "obstacles", obstacles: [{ code: "not_available" }] } });
  expect(w.eventKinds(requestId)).toEqual(before);
});

test("the coordinator sees that she would come, beside what stands in her way", () => {
  const { w, requestId } = yesInTheMorning();
  const view = requestForCoordinator(w.as("ilze", LATER), requestId)!;
  expect(view.candidates?.blocked.find(({ person }) => person.id === "leila")).toMatchObject({
    saidYesAt: SAID,
    obstacles: [{ code: "not_available" }],
  });
});

describe("it ends", () => {
  const override = { reason: "Zvanīju, tomēr var", twice: false };
  const ends: [string, string, (w: World, requestId: string) => unknown, Instant][] = [
    [
      "another interpreter is given the job",
      "taken",
      (w, requestId) => assignInterpreter(w.as("ilze", LATER), { requestId, interpreterId: "karim", override }),
      soon(1),
    ],
    [
      "the requester cancels",
      "cancelled",
      (w, requestId) => cancelRequest(w.as("sociala", LATER), { requestId }),
      soon(1),
    ],
    [
      "it is turned down",
      "rejected",
      (w, requestId) => rejectRequest(w.as("ilze", LATER), { requestId, reason: "Dublējas" }),
      soon(1),
    ],
    [
      "it is moved",
      "changed",
      (w, requestId) => rescheduleRequest(w.as("ilze", LATER), { requestId, startAt: at("2026-03-31T10:00") }),
      soon(1),
    ],
    ["nobody decides before the start", "lapsed", () => null, at("2026-03-30T10:00")],
  ];
  test.each(ends)("%s: she is told once, by mail and on the page", (_, end, deed, now) => {
    const { w, requestId, offerId } = yesInTheMorning();
    deed(w, requestId);
    endYeses(w.as("system", now));
    endYeses(w.as("system", now));
    expect(mailsToLeila(w).filter((kind) => kind === "yes_ended")).toHaveLength(1);
    expect(link(w, offerId, now)).toMatchObject({ state: `yes_${end}`, answered: { at: SAID } });
    expect(list(w, now)).toMatchObject([{ end }]);
  });

  test("she is given the job: the page leads to it and the mail is the job's own", () => {
    const { w, requestId, offerId } = yesInTheMorning();
    assignInterpreter(w.as("ilze", LATER), { requestId, interpreterId: "leila", override });
    endYeses(w.as("system", soon(1)));
    expect(mailsToLeila(w)).toContain("job_confirmed");
    expect(mailsToLeila(w)).not.toContain("yes_ended");
    expect(link(w, offerId, soon(1))).toMatchObject({ state: "accepted", answered: { jobId: expect.any(String) } });
    expect(list(w, soon(1))).toEqual([]);
  });

  test("she is asked anew: the old link points to the new offer", () => {
    const { w, requestId, offerId } = yesInTheMorning();
    offerRequest(w.as("ilze", LATER), { requestId, interpreterId: "leila", override });
    endYeses(w.as("system", soon(1)));
    expect(mailsToLeila(w)).not.toContain("yes_ended");
    expect(link(w, offerId, soon(1)).state).toBe("yes_asked_again");
  });

  test("what a coordinator takes back within seconds ends nothing", () => {
    const { w, requestId, offerId } = yesInTheMorning();
    const given = assignInterpreter(w.as("ilze", LATER), { requestId, interpreterId: "karim", override });
    if (!given.ok) throw new Error(given.reason);
    endYeses(w.as("system", (LATER + 5_000) as Instant));
    undoAction(w.as("ilze", (LATER + 8_000) as Instant), { eventId: given.value.eventId });
    endYeses(w.as("system", soon(1)));
    expect(mailsToLeila(w)).not.toContain("yes_ended");
    expect(link(w, offerId, soon(1)).state).toBe("yes_waits");
  });

  test("once she was told that another has it, that stays, also when the other gives it back", () => {
    const { w, requestId, offerId } = yesInTheMorning();
    assignInterpreter(w.as("ilze", LATER), { requestId, interpreterId: "karim", override });
    endYeses(w.as("system", soon(1)));
    w.sqlite.exec(`update assignments set released_at = ${soon(2)}, released_by = 'x', release_reason = 'withdrawn'`);
    expect(link(w, offerId, soon(3)).state).toBe("yes_taken");
    expect(w.db.select().from(offers).where(eq(offers.id, offerId)).get()?.yesEndedAs).toBe("taken");
  });
});
