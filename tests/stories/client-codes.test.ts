/** A client's code is one, however it is spelled: whom the client does not want is not asked. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import { layKeys } from "#db/keys";
import { clients, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T09:00";

/** Amina would come first for this Dari call, and the client KR-204 does not want her. */
function aminaIsNotWanted(): World {
  const w = world();
  w.exclude("amina", { clientId: w.client("KR-204") });
  return w;
}

function ask(w: World, codes: Pick<NewRequest, "clientCode" | "clientMeant"> & Partial<NewRequest>) {
  return submitRequest(w.as("sociala", NOW), {
    organisationId: "social-riga",
    contactName: "Sanita Ozola",
    contactPhone: "+37127011868",
    language: "prs",
    mode: "phone",
    startAt: at("2026-03-30T14:00"),
    endAt: at("2026-03-30T15:00"),
    topic: "social",
    ...codes,
  });
}

const asked = (w: World) =>
  w.db
    .select({ id: offers.interpreterId })
    .from(offers)
    .all()
    .map(({ id }) => id);
const codes = (w: World) =>
  w.db
    .select({ code: clients.code })
    .from(clients)
    .all()
    .map(({ code }) => code);

test("without the exclusion Amina would be asked", () => {
  const w = world();
  ask(w, { clientCode: "KR-204" });
  expect(asked(w)).toEqual(["amina"]);
});

test.each(["KR-204", "kr-204", "КR-204", "KR‑204", "KR – 204", "KR-\u00AD204", "ＫＲ-204", "KR-204\u200B"])(
  "%j is the client KR-204, and Amina is not asked",
  (clientCode) => {
    const w = aminaIsNotWanted();
    expect(ask(w, { clientCode })).toMatchObject({ ok: true });
    expect(asked(w)).toEqual(["karim"]);
    expect(codes(w)).toEqual(["KR-204"]);
  },
);

test.each(["KR204", "KR/204", "KR-0204", "KR-2O4"])("%s is asked about: nobody guesses", (clientCode) => {
  const w = aminaIsNotWanted();
  expect(ask(w, { clientCode })).toEqual({
    ok: false,
    reason: "invalid",
    detail: [{ field: "clientMeant", code: "client_unclear" }],
  });
  expect([asked(w), codes(w)]).toEqual([[], ["KR-204"]]);

  expect(ask(w, { clientCode, clientMeant: "KR-204" })).toMatchObject({ ok: true });
  expect([asked(w), codes(w)]).toEqual([["karim"], ["KR-204"]]);
});

test("another client with a near code is another client, and is not asked about again", () => {
  const w = aminaIsNotWanted();
  expect(ask(w, { clientCode: "KR204", clientMeant: "KR204" })).toMatchObject({ ok: true });
  expect([asked(w), codes(w)]).toEqual([["amina"], ["KR-204", "KR204"]]);
  expect(ask(w, { clientCode: "kr204", startAt: at("2026-04-07T10:00"), endAt: at("2026-04-07T11:00") })).toMatchObject(
    { ok: true },
  );
  expect(codes(w)).toEqual(["KR-204", "KR204"]);
});

test("the same code of another institution is nobody to ask about", () => {
  const w = world();
  w.client("KR-204", "bank-liepaja");
  expect(ask(w, { clientCode: "KR204" })).toMatchObject({ ok: true });
});

test("a client that another program wrote down is known all the same", () => {
  const w = world();
  w.sqlite.exec("insert into clients (id, organisation_id, code) values ('by-hand', 'social-riga', 'KR-204')");
  w.exclude("amina", { clientId: "by-hand" });
  expect(ask(w, { clientCode: "KR204" })).toMatchObject({ reason: "invalid" });
  expect(ask(w, { clientCode: "kr–204" })).toMatchObject({ ok: true });
  expect(asked(w)).toEqual(["karim"]);
});

test("two old spellings of one code are one person from the day the keys come", () => {
  const w = world();
  w.sqlite.exec(`insert into clients (id, organisation_id, code) values
    ('latin', 'social-riga', 'KR-204'), ('cyrillic', 'social-riga', 'КR-204'), ('theirs', 'bank-liepaja', 'KR-204')`);
  w.exclude("amina", { clientId: "cyrillic" });
  layKeys(w.sqlite);
  layKeys(w.sqlite);
  const rows = w.sqlite.prepare("select id, code, key, same_as_client_id same from clients order by rowid").all();
  expect(rows).toEqual([
    { id: "latin", code: "KR-204", key: "KR-204", same: null },
    { id: "cyrillic", code: "КR-204", key: null, same: "latin" },
    { id: "theirs", code: "KR-204", key: "KR-204", same: null },
  ]);
  ask(w, { clientCode: "KR-204" });
  expect(asked(w)).toEqual(["karim"]);
});

test("linked chains stay linked when two of their codes turn out to be one", () => {
  const w = world();
  w.sqlite.exec(`insert into clients (id, organisation_id, code, same_as_client_id) values
    ('a', 'bank-liepaja', 'B-1', null), ('latin', 'social-riga', 'KR-204', 'a'),
    ('b', 'crisis-riga', 'C-1', null), ('cyrillic', 'social-riga', 'КR-204', 'b')`);
  w.exclude("amina", { clientId: "b" });
  layKeys(w.sqlite);
  ask(w, { clientCode: "KR-204" });
  expect(asked(w)).toEqual(["karim"]);
});

test("the code is shown as it was first typed", () => {
  const w = world();
  const sent = ask(w, { clientCode: "kr–204" });
  const id = sent.ok ? sent.value.requestId : "";
  const own = w.db.select({ clientId: requests.clientId }).from(requests).where(eq(requests.id, id)).get();
  expect(own?.clientId).not.toBeNull();
  expect(codes(w)).toEqual(["kr-204"]);
});
