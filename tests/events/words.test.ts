import { expect, test } from "vitest";
import { LOCALES } from "#app/dispatch/vocabulary";
import { NOTIFICATION_KINDS, type NotificationKind } from "#app/events/kinds";
import { catalogues } from "#app/i18n/catalogues";
import { letterOf, SITUATIONS, situations } from "./situations";

const all = situations();
/** A key instead of its words, a parameter nobody gave, a value that is none. */
const UNWRITTEN =
  /\b[a-z]+(_[a-z]+)*\.(heading|body|link|subject|due|title|place|mode|previous)\w*|\b(mail|common|domain):|[{}]{2}[^\n]|undefined|null|\[object|NaN/;

/** What is answered by the page that the letter leads to. */
const PRESSED: NotificationKind[] = ["offer", "attest_asked", "attest_again", "attest_last", "correction_asked"];

test("every kind of message has a situation here", () => {
  expect(new Set(SITUATIONS.map(({ kind }) => kind))).toEqual(new Set(NOTIFICATION_KINDS));
});

test.each(LOCALES)("every message in every situation is complete in %s", (locale) => {
  for (const situation of all) {
    const letter = letterOf(situation, locale);
    for (const part of [letter.subject, letter.text, letter.html, letter.calendar?.content ?? ""])
      expect(part, situation.name).not.toMatch(UNWRITTEN);
    expect(letter.html, situation.name).toContain(`<html lang="${locale}">`);
    expect(letter.subject.length, situation.name).toBeLessThan(110);
    expect(letter.text.match(/https:\/\/tilts\.example\/\S+/g)).toHaveLength(1);
  }
});

test.each(LOCALES)("a link's text is its address, and nothing is loaded or counted, in %s", (locale) => {
  for (const situation of all) {
    const { html } = letterOf(situation, locale);
    expect(html, situation.name).not.toMatch(/<(img|script|link|iframe|table|form)\b|url\(|@import|http:/);
    const links = [...html.matchAll(/<a class="(\w+)" href="([^"]+)"[^>]*>([^<]*)<\/a>/g)];
    expect(links.filter(([, kind]) => kind === "brand").map(([, , href, text]) => href === text)).toEqual([true]);
    expect(links.filter(([, kind]) => kind === "button")).toHaveLength(PRESSED.includes(situation.kind) ? 1 : 0);
  }
});

test("no message, subject or calendar entry says what the disclosure table keeps from it", () => {
  for (const situation of all)
    for (const locale of LOCALES) {
      const { to: _, ...letter } = letterOf(situation, locale);
      expect(JSON.stringify(letter), situation.name).not.toMatch(/canary/i);
    }
});

test("five seconds are enough for an offer: language, mode, town, day, time, length, by when, link", () => {
  const offer = all.find(({ name }) => name === "offer")!;
  const { text, subject } = letterOf(offer, "lv");
  expect(subject).toBe("Vai varat tulkot? Dari, pirmdien, 30. martā, 10:00 · R-T0002");
  expect(text.split("\n").slice(0, 9)).toEqual([
    "Vai varat tulkot?",
    "",
    "Dari · klātienē · Rīga",
    "Pirmdien, 30. martā, 10:00–11:00 · 1 h",
    "",
    "Lūdzam atbildēt līdz piektdienai, 20. martam, plkst. 17:00.",
    "",
    "Saites atvēršana vēl neko neapstiprina: lapā būs divas pogas – „Pieņemt” un „Nevaru”. Ja nevarat, lūdzu, atbildiet uzreiz, lai paspētu pajautāt citam.",
    "",
  ]);
});

test("an offer made in spite of obstacles names the person's own, and none that is about others", () => {
  const { text } = letterOf(all.find(({ name }) => name === "offer, in spite of obstacles")!, "lv");
  expect(text).toContain(
    "Koordinators jautā Jums, zinot: tas ir ārpus laika, ko norādījāt kā pieejamu; prasīts augstāks valodas līmenis, nekā Jums ierakstīts.",
  );
  expect(text).not.toMatch(/lūgums|nesūtīt|izslēg/i);
});

test("both catalogues have the same keys, plural forms aside", () => {
  const keysOf = (value: object, under = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string"
        ? [`${under}${key.replace(/_(zero|one|other)$/, "")}`]
        : keysOf(inner, `${under}${key}.`),
    );
  expect(new Set(keysOf(catalogues.lv.mail))).toEqual(new Set(keysOf(catalogues.en.mail)));
});

test("a kind without words would be seen", () => {
  const kinds = NOTIFICATION_KINDS.filter((kind: NotificationKind) => !(kind in catalogues.lv.mail));
  expect(kinds).toEqual([]);
});
