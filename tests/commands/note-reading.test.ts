/** Which lists of coordinators and auditors are written down: those in which protected facts stood before somebody. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { noteReading, noteReadings } from "#app/commands/note-reading";
import type { Ctx } from "#app/context.server";
import { requestsTable } from "#app/exports/coordinator";
import { requestFilters } from "#app/forms/lists";
import { contactOf } from "#app/queries/coordinator/queue-decisions";
import { LIST_STATES, requestsList, withCode } from "#app/queries/coordinator/requests-list";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-25T09:10";
const filters = requestFilters(new URLSearchParams(), LIST_STATES);

/** An auditor, and a crisis centre's request beside an ordinary one, each with and without a client's code. */
function laid() {
  const w = world();
  w.db
    .insert(schema.users)
    .values({
      id: "user-auditor",
      email: "auditor@tilts.test",
      name: written("Renāte Revidente"),
      role: "auditor",
      createdAt: at(NOW),
    })
    .run();
  const crisis = { organisationId: "crisis-riga", requesterId: "user-krize", protectionClass: "C" as const };
  const secret = w.request({ ...crisis, clientId: w.client("K-1", "crisis-riga") });
  w.request({ ...crisis, startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") });
  w.request({ clientId: w.client("S-1"), startAt: at("2026-04-01T10:00"), endAt: at("2026-04-01T11:00") });
  return { w, secret };
}

const auditor = (w: World, when = NOW): Ctx<UserViewer> => ({
  db: w.db,
  now: at(when),
  locale: "lv",
  viewer: {
    kind: "user",
    userId: "user-auditor",
    name: "Renāte Revidente",
    role: "auditor",
    organisationId: null,
    interpreterId: null,
    locale: "lv",
  },
});

const noted = (w: World) =>
  w.db.select({ who: schema.readings.userId, what: schema.readings.requestId }).from(schema.readings).all();

test("of a list those rows are written down in which a client of class C stands, once an hour for each reader", () => {
  const { w, secret } = laid();
  const look = (ctx: Ctx<UserViewer>) => noteReadings(ctx, withCode(requestsList(ctx, filters).rows));
  look(auditor(w));
  look(auditor(w, "2026-03-25T09:50"));
  expect(noted(w)).toEqual([{ who: "user-auditor", what: secret }]);
  look(w.as("ilze", NOW) as Ctx<UserViewer>);
  look(auditor(w, "2026-03-25T10:10"));
  expect(noted(w).map(({ who }) => who)).toEqual(["user-auditor", "user-ilze", "user-auditor"]);
});

test("the page of a request that stood in the list within the hour is no second reading", () => {
  const { w, secret } = laid();
  noteReadings(auditor(w), [secret]);
  noteReading(auditor(w), { requestId: secret });
  expect(noted(w)).toHaveLength(1);
});

test("a list that is taken away as a file is written down page by page, as it goes out", () => {
  const { w, secret } = laid();
  const table = requestsTable(auditor(w), filters);
  expect(noted(w)).toEqual([]);
  for (const _ of table.pages());
  expect(noted(w)).toEqual([{ who: "user-auditor", what: secret }]);
});

test("a card with a request's contact is one, any other card is none", () => {
  const card = { kind: "mail", at: at(NOW), notificationId: "n", mail: "offer", to: "Anna", phone: null } as const;
  const about = { requestId: "r", reference: "R-1", interpreterId: null };
  expect(contactOf({ ...card, ...about, isOrphaned: true })).toEqual(["r"]);
  expect(contactOf({ ...card, ...about, isOrphaned: false })).toEqual([]);
});

test("nobody's list is written down when it is empty", () => {
  const { w } = laid();
  w.db.delete(schema.requests).where(eq(schema.requests.protectionClass, "C")).run();
  noteReadings(auditor(w), withCode(requestsList(auditor(w), filters).rows));
  expect(noted(w)).toEqual([]);
});
