import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { record } from "#app/events/record";
import { attentionCount, queueOf } from "#app/queries/coordinator/queue";
import { interpreters, notifications } from "#db/schema";
import { at, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";

/** The third lane without Diego's pledge, which has ended in this world. */
const decisionsOf = (ctx: Parameters<typeof queueOf>[0]) =>
  queueOf(ctx).decisions.cards.filter((card) => card.kind !== "pledge");

test("a request that nobody does and nobody is asked for stands in the first lane, the nearest first", () => {
  const { as, request } = world();
  const later = request({ startAt: at("2026-04-02T10:00"), endAt: at("2026-04-02T11:00") });
  const soon = request({ startAt: at("2026-03-27T15:00"), endAt: at("2026-03-27T16:00") });
  const { unfilled, waiting } = queueOf(as("ilze", NOW));
  expect(unfilled.cards.map((card) => card.requestId)).toEqual([soon, later]);
  expect(waiting.total).toBe(0);
});

test("a request with a live offer waits in the second lane, the nearest deadline first", () => {
  const { as, request, offer } = world();
  const first = request();
  const second = request({ startAt: at("2026-03-30T15:00"), endAt: at("2026-03-30T16:00") });
  offer(first, "amina", { deadlineAt: at("2026-03-27T16:00") });
  offer(second, "karim", { deadlineAt: at("2026-03-27T13:00") });
  const { unfilled, waiting } = queueOf(as("ilze", NOW));
  expect(waiting.cards.map((card) => card.asked.map((asked) => asked.name))).toEqual([
    ["Karim Rahimi"],
    ["Amina Karimi"],
  ]);
  expect(unfilled.total).toBe(0);
});

test("at its deadline an offer waits no more, even if the worker has not run", () => {
  const { as, request, offer } = world();
  const id = request();
  offer(id, "amina", { deadlineAt: at(NOW) });
  const { unfilled, waiting } = queueOf(as("ilze", NOW));
  expect(unfilled.cards.map((card) => card.requestId)).toEqual([id]);
  expect(waiting.total).toBe(0);
});

test("covered, cancelled, rejected and past requests stand in no lane", () => {
  const { as, request, assign } = world();
  assign(request(), "amina");
  request({ cancelledAt: at("2026-03-26T12:00"), cancelledBy: "user-sociala", cancelledLate: false });
  request({ rejectedAt: at("2026-03-26T12:00"), rejectionReason: "…" });
  request({ startAt: at("2026-03-26T10:00"), endAt: at("2026-03-26T11:00") });
  const { unfilled, waiting } = queueOf(as("ilze", NOW));
  expect([unfilled.total, waiting.total, decisionsOf(as("ilze", NOW)).length]).toEqual([0, 0, 0]);
});

test("a request for two with one still missing says that one of two is missing", () => {
  const { as, request, assign } = world();
  const id = request({ interpreterCount: 2 });
  assign(id, "amina");
  const [card] = queueOf(as("ilze", NOW)).unfilled.cards;
  expect(card).toMatchObject({ requestId: id, missing: 1, interpreterCount: 2 });
});

test("the card of a queued request says why dispatch stopped", () => {
  const { as, request, db } = world();
  const id = request({ queuedAt: at("2026-03-20T10:00") });
  const system = as("system", "2026-03-20T10:00");
  db.transaction((tx) =>
    record({ ...system, db: tx }, { kind: "request_queued", requestId: id, payload: { why: "nobody_left" } }),
  );
  expect(queueOf(as("ilze", NOW)).unfilled.cards[0]?.why).toBe("nobody_left");
});

test("a language that is not in the list needs a person's decision and stands in no other lane", () => {
  const { as, request } = world();
  const id = request({ language: null, languageText: "oromo" });
  expect(queueOf(as("ilze", NOW)).unfilled.total).toBe(0);
  expect(decisionsOf(as("ilze", NOW))).toMatchObject([{ kind: "language", requestId: id, languageText: "oromo" }]);
});

test("an absence over accepted work needs a decision until the work is somebody else's", () => {
  const { as, request, assign, absence } = world();
  const assignmentId = assign(request(), "amina");
  absence("amina", "2026-03-30T00:00", "2026-04-01T00:00");
  expect(decisionsOf(as("ilze", NOW))).toMatchObject([{ kind: "absence", assignmentId, person: "Amina Karimi" }]);
});

test("an absence that a coordinator overruled is decided already", () => {
  const { as, request, assign, absence } = world();
  absence("amina", "2026-03-30T00:00", "2026-04-01T00:00");
  assign(request(), "amina", {
    overruled: {
      by: "user-ilze",
      reason: "Piekrita pa tālruni",
      twice: false,
      obstacles: [{ code: "absent", until: at("2026-04-01T00:00") }],
    },
  });
  expect(decisionsOf(as("ilze", NOW))).toEqual([]);
});

test("future work of somebody who no longer works here needs a decision", () => {
  const { as, request, assign, db } = world();
  assign(request(), "amina");
  db.update(interpreters).set({ status: "inactive" }).where(eq(interpreters.id, "amina")).run();
  expect(decisionsOf(as("ilze", NOW))).toMatchObject([{ kind: "inactive", status: "inactive" }]);
});

test("a message that could not be delivered names the person and the phone to call", () => {
  const { as, request, db } = world();
  const id = request();
  const system = as("system", "2026-03-27T10:00");
  db.transaction((tx) => record({ ...system, db: tx }, { kind: "request_submitted", requestId: id }));
  db.update(notifications)
    .set({ deadAt: at("2026-03-27T11:00") })
    .run();
  expect(decisionsOf(as("ilze", NOW))).toMatchObject([
    { kind: "mail", mail: "request_received", to: "Sanita Ozola", requestId: id, phone: "+37120000101" },
  ]);
});

test("a pledge that ends within a month is renewed before it stops anybody", () => {
  const { as, credential } = world();
  expect(queueOf(as("ilze", "2026-02-10T12:00")).decisions.cards).toMatchObject([
    { kind: "pledge", person: "Diego Morales", isExpired: false },
  ]);
  expect(queueOf(as("ilze", "2026-01-10T12:00")).decisions.total).toBe(0);
  credential("diego", "confidentiality_pledge", "2026-02-01T00:00", "2027-02-01T00:00");
  expect(queueOf(as("ilze", "2026-02-10T12:00")).decisions.total).toBe(0);
});

test("the number beside the way to the queue counts requests that nobody does and nobody is asked for", () => {
  const { as, request, offer } = world();
  request();
  request({ language: null, languageText: "oromo" });
  offer(request(), "amina", { deadlineAt: at("2026-03-27T16:00") });
  expect(attentionCount(as("ilze", NOW))).toBe(2);
});

test("a lane shows a bounded number of cards and says how many there are", () => {
  const { as, request } = world();
  for (let i = 0; i < 45; i++) request({ startAt: at("2026-04-02T10:00"), endAt: at("2026-04-02T11:00") });
  const { unfilled } = queueOf(as("ilze", NOW));
  expect([unfilled.cards.length, unfilled.total]).toEqual([40, 45]);
});

test("a yes that met an obstacle is a card until somebody decides, whoever is asked meanwhile", () => {
  const w = world();
  const requestId = w.request();
  const answeredAt = at("2026-03-24T10:30");
  w.offer(requestId, "amina", { status: "withdrawn", answeredAt, metObstacles: [{ code: "not_available" }] });
  w.offer(requestId, "karim", { deadlineAt: at("2026-03-25T17:00") });
  const yeses = () => queueOf(w.as("ilze", "2026-03-24T11:00")).decisions.cards.filter(({ kind }) => kind === "yes");
  expect(yeses()).toMatchObject([{ requestId, interpreterId: "amina", saidAt: answeredAt }]);
  w.assign(requestId, "karim");
  expect(yeses()).toEqual([]);
});
