/** Letters in the administrator's own words: what can be edited, what an edited text must keep, and that it is what goes out. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { resetLetter } from "#app/commands/reset-letter";
import { type LetterToSave, saveLetter } from "#app/commands/save-letter";
import { testMail } from "#app/commands/test-mail";
import type { Ctx } from "#app/context.server";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { deliverDue } from "#app/events/deliver";
import { NOTIFICATION_KINDS } from "#app/events/kinds";
import { letterToday } from "#app/events/texts/edited";
import {
  isLetter,
  LETTERS,
  type LetterName,
  LONGEST_PART,
  NO_LETTERS,
  partsOf,
  wrongWith,
} from "#app/events/texts/parts";
import { preview, viewsOf } from "#app/events/texts/preview";
import { catalogues } from "#app/i18n/catalogues";
import { changesOf } from "#app/queries/everyone/changes";
import { letterPage } from "#app/routes/admin.texts.$id/page";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";
import { APP_URL, mailerTo, notify, postOffice } from "./post-office";

const NOW = "2026-03-20T10:00";
const sender = { appUrl: APP_URL, from: "Tilts <dispecers@tilts.example>" };

function edit(w: World, words: Record<string, string>, more: Partial<LetterToSave> = {}) {
  const { letter = "request_received", locale = "lv" as Locale } = more;
  const { mark } = letterToday(w.db, isLetter(letter) ? letter : "test", locale);
  return saveLetter(w.as("admin", NOW), { letter, locale, mark, words, asShipped: [], kept: [], ...more });
}

function partOf(letter: LetterName, locale: Locale, key: string) {
  const found = partsOf(letter, locale).find((part) => part.key === key);
  if (!found) throw new Error(`no ${letter}.${key}`);
  return found;
}

// --- what can be edited ------------------------------------------------------------------------------

test("everything that the catalogue of mails says is a letter's part that can be edited, or is named as none", () => {
  expect([...LETTERS, ...NO_LETTERS].sort()).toEqual(Object.keys(catalogues.lv.mail).sort());
  expect(NOTIFICATION_KINDS.filter((kind) => !isLetter(kind))).toEqual([]);
  const count = (texts: object | string): number =>
    typeof texts === "string" ? 1 : Object.values(texts).reduce((sum: number, inner) => sum + count(inner), 0);
  for (const locale of LOCALES)
    for (const letter of LETTERS) {
      const all: Record<string, object> = catalogues[locale].mail;
      expect(partsOf(letter, locale), letter).toHaveLength(count(all[letter] ?? {}));
    }
});

test("every text that is shipped could be saved as it is", () => {
  const wrong = LOCALES.flatMap((locale) =>
    LETTERS.flatMap((letter) => partsOf(letter, locale).filter((part) => wrongWith(part, part.shipped ?? "") !== null)),
  );
  expect(wrong.map(({ key, shipped }) => `${key}: ${shipped}`)).toEqual([]);
});

test("a text that a language lacks is a part of its own, in as many forms as that language counts by", () => {
  const { absence_conflict: _, ...lv } = catalogues.lv.mail;
  const { more_one: _one, more_other: _other, link: _link, ...rest } = catalogues.en.mail.absence_conflict;
  const shipped = { lv: catalogues.lv.mail, en: { ...catalogues.en.mail, absence_conflict: rest } };
  const missing = partsOf("absence_conflict", "en", shipped).filter((part) => part.shipped === null);
  expect(missing.map(({ key }) => key).sort()).toEqual(["link", "more_one", "more_other"]);
  const inLatvian = partsOf("absence_conflict", "lv", { lv, en: catalogues.en.mail });
  expect(inLatvian.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["more_zero", "more_one", "more_other", "heading"]),
  );
  expect(inLatvian.every((part) => part.shipped === null)).toBe(true);
});

// --- guards ------------------------------------------------------------------------------------------

test.each([
  ["body.plain", "", "required", []],
  ["body.plain", "Paldies!", "name_missing", ["promise"]],
  ["body.plain", "Paldies! {{promise}} {{client}}", "name_unknown", ["client"]],
  ["body.plain", "Paldies! {{promise}} {until}", "braces", []],
  ["body.plain", "Paldies! {{promise}} {{ until }}", "braces", []],
  ["body.plain", `{{promise}} ${"a".repeat(LONGEST_PART.body)}`, "too_long", []],
  ["heading", "Saņemts\r\nBcc: everybody@example.lv", "line_break", []],
  ["heading", "Saņemts\u2028Bcc", "line_break", []],
  ["heading", "a".repeat(LONGEST_PART.heading + 1), "too_long", []],
] as const)("%s as %j is refused: %s", (key, text, why, names) => {
  expect(wrongWith(partOf("request_received", "lv", key), text)).toEqual({ why, names });
  const w = world();
  const done = edit(w, { [key]: text });
  expect(done).toMatchObject({ ok: false, reason: "words_wrong", detail: [{ part: key, why }] });
  expect(w.db.select().from(schema.letterTexts).all()).toEqual([]);
});

test("a form for a number need not name it, and what it does name it may", () => {
  const one = partOf("absence_conflict", "lv", "more_one");
  expect([one.plural, wrongWith(one, "Un vēl viens darbs."), wrongWith(one, "Un vēl {{count}} darbs.")]).toEqual([
    "one",
    null,
    null,
  ]);
});

test("one text that cannot stand keeps the others from being saved", () => {
  const w = world();
  edit(w, { heading: "Pieteikums ir pie mums", "body.plain": "Paldies!" });
  expect(w.db.select().from(schema.letterTexts).all()).toEqual([]);
});

test("nobody but an administrator edits or resets a letter, and none that does not exist", () => {
  const w = world();
  const { mark } = letterToday(w.db, "offer", "lv");
  const given = {
    letter: "offer",
    locale: "lv",
    mark,
    words: { heading: "Vai palīdzēsiet?" },
    asShipped: [],
    kept: [],
  } as const;
  for (const who of ["ilze", "sociala", "amina", "anonymous", "system"]) {
    expect(saveLetter(w.as(who, NOW), given)).toEqual({ ok: false, reason: "not_found" });
    expect(resetLetter(w.as(who, NOW), { letter: "offer", locale: "lv", mark })).toEqual({
      ok: false,
      reason: "not_found",
    });
  }
  expect(saveLetter(w.as("admin", NOW), { ...given, letter: "constructor" })).toEqual({
    ok: false,
    reason: "not_found",
  });
});

test("of two administrators at once the second is told, and nothing is written over", () => {
  const w = world();
  const { mark } = letterToday(w.db, "request_received", "lv");
  expect(edit(w, { heading: "Pirmā" }, { mark })).toMatchObject({ ok: true });
  expect(edit(w, { heading: "Otrā" }, { mark })).toEqual({ ok: false, reason: "saved_meanwhile" });
  expect(resetLetter(w.as("admin", NOW), { letter: "request_received", locale: "lv", mark })).toEqual({
    ok: false,
    reason: "saved_meanwhile",
  });
  expect(letterToday(w.db, "request_received", "lv").parts.find(({ key }) => key === "heading")?.edited).toBe("Pirmā");
});

// --- what goes out -----------------------------------------------------------------------------------

/** What stands at the office after one letter of that kind to the requester. */
async function sent(w: World, id: string) {
  const office = await postOffice();
  const mailer = mailerTo(office.url);
  const requestId = w.request();
  notify(w, { id, kind: "request_received", event: "request_submitted", to: { userId: "user-sociala" }, requestId });
  await deliverDue(w.as("system", NOW), { email: mailer });
  mailer.close();
  const [letter] = await office.letters();
  const [raw = ""] = office.raw;
  await office.close();
  if (!letter) throw new Error("nothing came");
  return {
    subject: letter.subject ?? "",
    text: letter.text ?? "",
    html: String(letter.html),
    raw,
    headers: letter.headers,
  };
}

test("an edited text is what the post office gets from the next letter on, in both parts, and after a reset the shipped one is", async () => {
  const w = world();
  expect((await sent(w, "n1")).subject).toMatch(/^Pieprasījums saņemts: dari/);
  edit(w, { heading: "Pieteikums ir pie mums", "body.plain": "Sveiki!\n\n{{promise}}" });
  const ours = await sent(w, "n2");
  expect(ours.subject).toMatch(/^Pieteikums ir pie mums: dari, pirmdien, 30\. martā, 10:00 · R-T/);
  expect(ours.text).toMatch(/^Pieteikums ir pie mums\n[\s\S]*\n\nSveiki!\n\n(?!\{)\S/);
  expect(ours.html).toMatch(/<p [^>]*>Sveiki!<\/p>\n<p /);
  const { mark } = letterToday(w.db, "request_received", "lv");
  expect(resetLetter(w.as("admin", NOW), { letter: "request_received", locale: "lv", mark })).toMatchObject({
    ok: true,
  });
  expect((await sent(w, "n3")).subject).toMatch(/^Pieprasījums saņemts: dari/);
});

test("markup in a text is letters, and a subject stays one line", async () => {
  const w = world();
  edit(w, { heading: 'Saņemts <img src=x onerror="alert(1)">', "body.plain": "<script>1</script> {{promise}}" });
  const { subject, html, raw, headers } = await sent(w, "n1");
  expect(html).not.toMatch(/<img|<script|onerror="/);
  expect(html).toContain("&#60;script&#62;");
  expect(subject).toContain("<img");
  expect([...headers.keys()]).not.toContain("bcc");
  expect(raw.split("\r\n\r\n")[0]?.match(/^Subject:/gm)).toHaveLength(1);
});

test("another language's letters stay as they are", async () => {
  const w = world();
  edit(w, { heading: "We have it" }, { locale: "en" });
  expect((await sent(w, "n1")).subject).toMatch(/^Pieprasījums saņemts/);
  w.db.update(schema.users).set({ locale: "en" }).where(eq(schema.users.id, "user-sociala")).run();
  expect((await sent(w, "n2")).subject).toMatch(/^We have it: Dari/);
});

test("the letter to oneself says the edited words too", async () => {
  const w = world();
  edit(w, { subject: "Tilts: mēģinājums" }, { letter: "test" });
  const office = await postOffice();
  const config = { smtpUrl: office.url, mailFrom: sender.from, appUrl: APP_URL, dataDir: "/nowhere" };
  await testMail(w.as("admin", NOW) as Ctx<UserViewer>, config);
  const [letter] = await office.letters();
  await office.close();
  expect(letter?.subject).toBe("Tilts: mēģinājums");
});

test("a text that lacks what letters of a later version need is not said, and is shown as such", async () => {
  const w = world();
  const row = { letter: "request_received", locale: "lv", part: "body.plain", shipped: "Vecais teksts." } as const;
  w.db
    .insert(schema.letterTexts)
    .values({ ...row, text: written("Paldies!"), savedAt: at(NOW) })
    .run();
  expect((await sent(w, "n1")).text).toContain("Paldies! ");
  const part = letterToday(w.db, "request_received", "lv").parts.find(({ key }) => key === "body.plain");
  expect(part).toMatchObject({ isUnusable: true, shippedThen: "Vecais teksts." });
});

// --- shipped, edited, and shipped otherwise --------------------------------------------------------------

test("the shipped words typed again are no edit, and a part is as shipped again by itself", () => {
  const w = world();
  const shipped = partOf("request_received", "lv", "heading").shipped ?? "";
  expect(edit(w, { heading: shipped })).toMatchObject({ value: { changed: 0 } });
  edit(w, { heading: "Pie mums", link: "Atvērt" });
  expect(edit(w, {}, { asShipped: ["heading"] })).toMatchObject({ value: { changed: 1 } });
  const { parts } = letterToday(w.db, "request_received", "lv");
  expect(parts.flatMap(({ key, edited }) => (edited === null ? [] : [key]))).toEqual(["link"]);
});

test("that another text is shipped since stays said until somebody has seen it", () => {
  const w = world();
  edit(w, { heading: "Pie mums", link: "Atvērt" });
  w.db.update(schema.letterTexts).set({ shipped: "Saņēmām" }).where(eq(schema.letterTexts.part, "heading")).run();
  const then = () =>
    letterToday(w.db, "request_received", "lv")
      .parts.map(({ shippedThen }) => shippedThen)
      .filter(Boolean);
  expect(then()).toEqual(["Saņēmām"]);
  edit(w, { link: "Skatīt" });
  expect(then()).toEqual(["Saņēmām"]);
  edit(w, {}, { kept: ["heading"] });
  expect(then()).toEqual([]);
});

test("the journal says whose letter it was and in which language, and keeps no word of it", () => {
  const w = world();
  edit(w, { heading: "Pavisam īpaši vārdi" });
  const { mark } = letterToday(w.db, "request_received", "lv");
  resetLetter(w.as("admin", NOW), { letter: "request_received", locale: "lv", mark });
  const { rows } = changesOf(w.as("admin", NOW), { area: "letters" });
  expect(rows).toMatchObject([
    { kind: "letter_reset", who: "Andris Krūmiņš", letter: { letter: "request_received", locale: "lv" } },
    { kind: "letter_saved", letter: { letter: "request_received", locale: "lv" } },
  ]);
  expect(JSON.stringify(w.db.select().from(schema.events).all())).not.toContain("īpaši");
});

// --- previews ----------------------------------------------------------------------------------------

test.each(LOCALES)(
  "every view of every letter can be looked at in %s, complete, with nothing that opens anything",
  (locale) => {
    const w = world();
    for (const letter of LETTERS)
      for (const view of [null, ...viewsOf(letter, locale)]) {
        const { subject, text, html } = preview({ db: w.db, now: at(NOW) }, { letter, locale, view }, sender);
        const where = `${letter} ${view}`;
        expect([subject, text, html].join("\n"), where).not.toMatch(/[{}]{2}|undefined|\bnull\b|\[object|NaN|\bmail:/);
        expect(html, where).not.toMatch(/<style|href=/);
        expect(text, where).not.toMatch(/[ \n]{2,}\.|: \./);
      }
  },
);

test("a preview shows what was really told lately, with words that are not saved yet, and a link that opens nothing", () => {
  const w = world();
  const requestId = w.request({ language: "ps" });
  const offerId = w.offer(requestId, "farid", { deadlineAt: at("2026-03-20T17:00") });
  const payload = { offerId, slot: 1, deadlineAt: at("2026-03-20T17:00") };
  notify(w, {
    id: "n",
    kind: "offer",
    event: "offer_made",
    to: { interpreterId: "farid" },
    requestId,
    interpreterId: "farid",
    payload,
  });
  const typed = [{ letter: "offer", part: "heading", text: "Vai palīdzēsiet?" }] as const;
  const shown = preview({ db: w.db, now: at(NOW) }, { letter: "offer", locale: "lv", view: "plain", typed }, sender);
  expect(shown.reference).toMatch(/^R-T/);
  expect(shown.subject).toMatch(/^Vai palīdzēsiet\? Puštu, /);
  expect(shown.text).toContain("https://tilts.example/o/xxxxxxxx\n");
  expect(w.db.select().from(schema.letterTexts).all()).toEqual([]);
});

test("a protected request is nobody's example", () => {
  const w = world();
  const requestId = w.request({ protectionClass: "C" });
  notify(w, {
    id: "n",
    kind: "request_received",
    event: "request_submitted",
    to: { userId: "user-sociala" },
    requestId,
  });
  const shown = preview({ db: w.db, now: at(NOW) }, { letter: "request_received", locale: "lv", view: null }, sender);
  expect(shown.reference).toBeNull();
});

test("every part, view and value has its name on the page, in every language", () => {
  for (const locale of LOCALES)
    for (const letter of LETTERS) {
      const ctx = { ...world().as("admin", NOW), locale };
      expect(catalogues[locale].domain.notificationKind).toHaveProperty(letter);
      for (const tongue of LOCALES) {
        const { parts, views } = letterPage(ctx, { letter, locale: tongue }, null);
        const said = [
          ...parts.flatMap(({ label, needs, mayName }) => [label, ...needs, ...mayName]),
          ...views.map(({ label }) => label),
        ];
        expect(
          said.filter((words) => words.trim() === "" || /texts\.|– ?$|: ?$/.test(words)),
          letter,
        ).toEqual([]);
        expect(new Set(parts.map(({ label }) => label)).size, letter).toBe(parts.length);
      }
    }
});
