/** The same need asked for twice: whoever asks is asked back, and a coordinator sees it. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cancelRequest } from "#app/commands/cancel-request";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import { queueOf } from "#app/queries/coordinator/queue";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { clients, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-23T10:00";
const tuesday: NewRequest = {
  organisationId: "social-riga",
  contactName: "Sanita Ozola",
  contactPhone: "+37120000101",
  language: "ps",
  mode: "phone",
  startAt: at("2026-03-31T13:00"),
  endAt: at("2026-03-31T14:00"),
  topic: "social",
};

const ask = (w: World, changes: Partial<NewRequest> = {}, who = "sociala") =>
  submitRequest(w.as(who, NOW), { ...tuesday, ...changes });
function asked(w: World, changes: Partial<NewRequest> = {}, who = "sociala"): string {
  const sent = ask(w, changes, who);
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.requestId;
}
const rows = (w: World) => w.db.select().from(requests).all().length;

test("the same client at an overlapping time is asked about, whatever the language", () => {
  const w = world();
  const first = asked(w, { clientCode: "B-204" });
  const other = {
    clientCode: "B-204",
    language: "prs",
    startAt: at("2026-03-31T13:30"),
    endAt: at("2026-03-31T15:00"),
  };
  expect(ask(w, other)).toMatchObject({ reason: "look_alike", detail: [{ requestId: first, likeness: "client" }] });
  expect(rows(w)).toBe(1);
  expect(ask(w, { ...other, besides: ["somebody-else"] })).toMatchObject({ reason: "look_alike" });
  expect(ask(w, { ...other, besides: [first] })).toMatchObject({ ok: true });
});

test("the same institution, language and minute is asked about, by a colleague too", () => {
  const w = world();
  const first = asked(w);
  const second = ask(w, {}, "sociala2");
  expect(second).toMatchObject({ reason: "look_alike", detail: [{ requestId: first, likeness: "minute" }] });
});

test("a language that is not in the list is the same when it is called the same", () => {
  const w = world();
  asked(w, { language: null, languageText: "Tigrinja" });
  expect(ask(w, { language: null, languageText: "tigriņja" })).toMatchObject({ reason: "look_alike" });
  expect(ask(w, { language: null, languageText: "saho" })).toMatchObject({ ok: true });
});

test("another time, another language, another client or a cancelled request is nothing to ask about", () => {
  const w = world();
  const first = asked(w, { clientCode: "B-204" });
  expect(ask(w, { clientCode: "B-204", startAt: at("2026-03-31T14:00"), endAt: at("2026-03-31T15:00") }).ok).toBe(true);
  expect(ask(w, { clientCode: "B-205", language: "uz" }).ok).toBe(true);
  expect(ask(w, { startAt: at("2026-03-31T13:05"), endAt: at("2026-03-31T13:50") }).ok).toBe(true);
  cancelRequest(w.as("sociala", NOW), { requestId: first });
  expect(ask(w, { clientCode: "B-204" }).ok).toBe(true);
});

test("a client who is linked with another institution's: the requester is told nothing, the coordinator sees it", () => {
  const w = world();
  const other = asked(w, { organisationId: "crisis-riga", clientCode: "KR-9" }, "krize");
  w.client("B-204");
  const linked = w.db.select().from(clients).where(eq(clients.code, "KR-9")).get();
  w.db
    .update(clients)
    .set({ sameAsClientId: linked?.id ?? "" })
    .where(eq(clients.code, "B-204"))
    .run();
  const mine = asked(w, { clientCode: "B-204" });

  const seen = requestForCoordinator(w.as("ilze", NOW), mine)?.alike;
  expect(seen).toMatchObject([{ requestId: other, likeness: "client", organisation: "Krīzes centrs “Krasts”" }]);
  const { unfilled, waiting } = queueOf(w.as("ilze", NOW));
  const cards = [...unfilled.cards, ...waiting.cards];
  expect(cards.find(({ requestId }) => requestId === mine)?.alike).toMatchObject([{ requestId: other }]);
  const caller = { kind: "account", userId: "user-sociala" } as const;
  const byPhone = ask(w, { clientCode: "B-204", language: "uz", caller, besides: [mine] }, "ilze");
  expect(byPhone).toMatchObject({ reason: "look_alike", detail: [{ requestId: other }] });
});

test("the coordinator sees both of two that were said to be different", () => {
  const w = world();
  const first = asked(w);
  const second = asked(w, { besides: [first] }, "sociala2");
  const alikeOf = (id: string) => requestForCoordinator(w.as("ilze", NOW), id)?.alike.map((one) => one.requestId);
  expect(alikeOf(first)).toEqual([second]);
  expect(alikeOf(second)).toEqual([first]);
});

test("a form sent twice is one request; sent again with other answers it is asked about, not swallowed", () => {
  const w = world();
  const form = { key: "one-form-of-sanita" };
  const first = ask(w, form);
  expect(ask(w, form)).toEqual(first);
  const changed = { ...form, language: "uz", startAt: at("2026-04-02T09:00"), endAt: at("2026-04-02T10:00") };
  const again = ask(w, changed);
  expect(again).toMatchObject({ reason: "look_alike", detail: [{ likeness: "form" }] });
  const besides = again.ok || again.reason !== "look_alike" ? [] : again.detail.map(({ requestId }) => requestId);
  const second = ask(w, { ...changed, besides });
  expect(second).toMatchObject({ ok: true });
  expect(ask(w, { ...changed, besides })).toEqual(second);
  expect(rows(w)).toBe(2);
});
