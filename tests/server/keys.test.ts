/** Spelling at the doors, without JavaScript: what is asked, what is kept, and where a search leads. */
import { expect, inject, test } from "vitest";
import { visitor } from "#tests/support/http";

const FORM = {
  language: "prs",
  mode: "phone",
  date: "2026-12-08",
  minutes: "60",
  topic: "social",
  count: "1",
  contactName: "Zanda Kļava",
  contactPhone: "29 444 555",
  note: "Lūdzu runāt lēni.",
};
let made = 0;
/** Each an hour later: the same client at the same time would be asked about. */
const form = (fields: Record<string, string>) => {
  made++;
  return { ...FORM, start: `${8 + made}:15`, key: `keys-test-${made}`, ...fields };
};
const decoded = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&#x27;", "'");

test("a code near a known one is asked about, with all that was typed, and both answers send the request", async () => {
  const sanita = visitor(inject("base"));
  await sanita.signIn("sociala@demo.tilts.test");
  expect((await sanita.post("/institution/new", form({ clientCode: "ZD-31" }))).status).toBe(302);
  const asked = await sanita.post("/institution/new", form({ clientCode: "ZD31" }));
  expect(asked.status).toBe(400);
  for (const kept of ["Zanda Kļava", "29 444 555", "Lūdzu runāt lēni.", "10:15"]) expect(asked.text).toContain(kept);
  const choices = [...decoded(asked.text).matchAll(/<input[^>]*name="clientMeant"[^>]*>/g)].map(
    ([input]) => /value="([^"]*)"/.exec(input)?.[1],
  );
  expect(choices).toEqual(["ZD-31", "ZD31"]);
  expect((await sanita.post("/institution/new", form({ clientCode: "ZD31", clientMeant: "ZD-31" }))).status).toBe(302);
  expect((await sanita.post("/institution/new", form({ clientCode: "ZD31", clientMeant: "ZD31" }))).status).toBe(302);
});

test("a name that shows what it does not hold comes back with the place where the character was", async () => {
  const sanita = visitor(inject("base"));
  await sanita.signIn("sociala@demo.tilts.test");
  const asked = await sanita.post("/institution/new", form({ contactName: "Zanda\u202Eavaļķ" }));
  expect(asked.status).toBe(400);
  expect(decoded(asked.text)).toContain("Aiz “Zanda” bija neredzama rakstzīme U+202E.");
  expect(asked.text).not.toContain("\u202E");
});

test("a reference opens its request in any spelling, and an interpreter's name leads to the interpreter", async () => {
  const [sanita, ilze] = [visitor(inject("base")), visitor(inject("base"))];
  await sanita.signIn("sociala@demo.tilts.test");
  await ilze.signIn("ilze@demo.tilts.test");
  const sent = await sanita.post("/institution/new", form({ clientCode: "ZD-77" }));
  const id = /requests\/([^?]+)/.exec(sent.location ?? "")?.[1] ?? "";
  const [reference = ""] = /R-[A-Z0-9]{5}/.exec((await ilze.get(`/coordinator/requests/${id}`)).text) ?? [];
  const find = (q: string) => ilze.get(`/coordinator/requests?q=${encodeURIComponent(q)}`);
  for (const q of [reference, reference.replace("-", "\u2011"), `${reference.toLowerCase()}.`, `${reference}\u200B`])
    expect((await find(q)).location, JSON.stringify(q)).toContain(id);
  expect((await find("ZD\u201177")).text).toContain(reference);
  expect((await find("00371 29444555")).text).toContain(reference);
  expect((await find("yilmaz")).text).toMatch(/href="\/coordinator\/interpreters\/[^"]+"[^>]*>Emre Yılmaz</);
});

test("an address is the same account, however it was pasted", async () => {
  const sanita = visitor(inject("base"));
  expect((await sanita.signIn("\uFEFFSociala@Demo.tilts.test\u200B")).location).toBe("/institution");
});
