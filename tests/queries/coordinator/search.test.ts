import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { interpretersList } from "#app/queries/coordinator/interpreters";
import { requestByReference, requestsList } from "#app/queries/coordinator/requests-list";
import { peopleFound, requestsMeant } from "#app/queries/coordinator/search";
import { requests } from "#db/schema";
import { EVERY_REQUEST } from "#tests/support/filters";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";
const find = (w: World, q: string) =>
  requestsList(w.as("ilze", NOW), { ...EVERY_REQUEST, q }).rows.map((row) => row.requestId);

/** One request that everything below leads to, and one that nothing does. */
function called(): { w: World; it: string } {
  const w = world();
  w.request({ language: "tr", reference: "R-2ZZZZ" });
  const it = w.request({
    reference: "R-9H4WX",
    language: "ku",
    variant: "ckb",
    contactName: "Þórunn Đurić",
    contactPhone: "+37129444555;ext=12, +37167000911",
    clientId: w.client("KR-204"),
    organisationId: "crisis-riga",
    requesterId: "user-krize",
  });
  w.sqlite.exec("update organisations set phone = '+37167123456', code = 'DD-40' where id = 'crisis-riga'");
  w.assign(it, "rojin");
  w.sqlite.exec("update interpreters set name = 'Rojin Yıldız', phone = '+37120777888' where id = 'rojin'");
  return { w, it };
}

test.each([
  ["the contact", "Þórunn"],
  ["the contact, as others spell it", "thorunn duric"],
  ["the contact's number", "+371 29 444 555"],
  ["the contact's number without a country", "29444555"],
  ["the contact's number with 00", "00371 29444555"],
  ["the beginning of the number", "2944 45"],
  ["the second number", "67 000 911"],
  ["the variant", "sorani"],
  ["the client's code", "kr-204"],
  ["the client's code with a letter of another script", "КR‑204"],
  ["the client's code without its hyphen", "KR204"],
  ["the institution", "krizes centrs"],
  ["the institution's code", "dd–40"],
  ["the institution's number", "67 12 34 56"],
  ["the interpreter", "yildiz"],
  ["the interpreter's number", "20 777 888"],
  ["the reference", "r–9h4wx."],
  ["the beginning of the reference", "9H4"],
])("a request is found by %s", (_, q) => {
  const { w, it } = called();
  expect(find(w, q)).toEqual([it]);
});

test("a language finds all its requests, also where it was only typed", () => {
  const { w, it } = called();
  const typed = w.request({ language: null, languageText: "kurdu valoda" });
  expect(find(w, "kurdu").sort()).toEqual([it, typed].sort());
});

test.each([".", "%", "_", "nekas", "999", "zz"])("%s finds nothing", (q) => {
  const { w } = called();
  expect(find(w, q)).toEqual([]);
});

test.each(["R‑9H4WX", "r–9h4wx", "R-9H4WX.", "R-9H4WX\u200B", "9h4wx", "R9H4WX"])("%j opens the request", (q) => {
  const { w, it } = called();
  expect(requestByReference(w, q)).toBe(it);
});

test.each(["Yıldız", "yildiz", "ROJIN", "rojin", "+371 20777888", "20 777 888"])("%s leads to the interpreter", (q) => {
  const { w } = called();
  expect(peopleFound(w, q).map(({ id }) => id)).toEqual(["rojin"]);
});

test("the list of interpreters knows the same spellings, telephones and codes", () => {
  const { w } = called();
  w.sqlite.exec("update interpreters set code = 'T-0417', key = null, near_key = null where id = 'rojin'");
  const listed = (q: string) =>
    interpretersList(w.as("ilze", NOW), {
      q,
      language: null,
      deskId: null,
      mode: null,
      status: null,
      page: 1,
    }).rows.map(({ id }) => id);
  for (const q of ["yildiz", "20777888", "т‑0417", "T417"]) expect(listed(q), q).toEqual(["rojin"]);
});

test("erased people are not found", () => {
  const { w } = called();
  w.sqlite.exec("update interpreters set status = 'erased' where id = 'rojin'");
  expect(peopleFound(w, "yildiz")).toEqual([]);
});

test("a search reads no request that it does not mean, and a page of the list does not sort the past", () => {
  const { w } = called();
  for (const q of ["R-9H4WX", "yildiz", "kurdu", "29444555", "KR-204", "duric", "krizes"]) {
    const plan = w.db.all<{ detail: string }>(
      sql`explain query plan select ${requests.id} from ${requests} where ${requestsMeant(w, q)({ from: at(NOW), until: null })}`,
    );
    expect(
      plan.map(({ detail }) => detail).filter((line) => /^SCAN requests(?! USING COVERING)/.test(line)),
      q,
    ).toEqual([]);
  }
});

test("what is ahead comes first on every page of what was found", () => {
  const w = world();
  const day = (date: string) => w.request({ startAt: at(`${date}T10:00`), endAt: at(`${date}T11:00`) });
  const past = Array.from({ length: 30 }, (_, i) => day(`2026-02-${String(28 - (i % 28)).padStart(2, "0")}`));
  const ahead = Array.from({ length: 30 }, (_, i) => day(`2026-04-${String(1 + i).padStart(2, "0")}`));
  const page = (number: number, q: string | null) =>
    requestsList(w.as("ilze", NOW), { ...EVERY_REQUEST, q, page: number }).rows.map((row) => row.requestId);
  for (const q of [null, "dari"]) {
    expect(page(1, q).slice(0, 30)).toEqual(ahead);
    expect([...page(1, q), ...page(2, q)].sort()).toEqual([...ahead, ...past].sort());
    expect(page(2, q)).toHaveLength(10);
  }
});
