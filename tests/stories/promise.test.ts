/** The promise of an answer as people meet it: stored with the request, on the form, the page and in the mail. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { submitRequest } from "#app/commands/submit-request";
import { undoAction } from "#app/commands/undo-action";
import type { Ctx } from "#app/context.server";
import { outlookFrom } from "#app/dispatch/promise";
import { LOCALES } from "#app/dispatch/vocabulary";
import { writeLetter } from "#app/events/email";
import { messageFacts } from "#app/events/message-facts";
import { officeNow } from "#app/facts/rules";
import { translator } from "#app/i18n";
import { promiseSentence } from "#app/i18n/promise";
import { deskPhoneOf, requestFormFor } from "#app/queries/everyone/form-options";
import { placesNamed } from "#app/queries/everyone/places";
import { requestForInstitution } from "#app/queries/institution/request";
import { addMinutes, dateOf, type Instant, minutesBetween, timeOf } from "#app/time";
import { regionOf } from "#app/ui/request-form/sentence";
import { notifications, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const wall = (instant: Instant | null) => instant && `${dateOf(instant)}T${timeOf(instant)}`;

function ask(
  w: World,
  now: string,
  start: string,
  { language = "prs", who = "sociala", organisationId = "social-riga", placeId = "" } = {},
) {
  const sent = submitRequest(w.as(who, now), {
    organisationId,
    language: language === "-" ? null : language,
    languageText: language === "-" ? "hazaragi" : null,
    mode: placeId ? "onsite" : "phone",
    placeId: placeId || null,
    address: placeId ? "Pārbaudes iela 1" : null,
    startAt: at(start),
    endAt: addMinutes(at(start), 60),
    topic: "social",
    contactName: "Sanita Ozola",
    contactPhone: "+37120000101",
  });
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  return sent.value.requestId;
}

const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get()!;

test.each([
  ["on the last afternoon before Christmas for the first morning after it", "2026-12-23T16:14", "2026-12-28T09:00"],
  ["in the afternoon for nine tomorrow", "2026-03-24T14:00", "2026-03-25T09:00"],
  ["in the evening for nine tomorrow", "2026-03-24T20:00", "2026-03-25T09:00"],
  ["at night for the morning", "2026-03-24T23:30", "2026-03-25T10:00"],
  ["for an hour from now", "2026-03-24T10:00", "2026-03-24T11:00"],
])("an answer is never promised for after the start or shortly before it: %s", (_sentence, now, start) => {
  const w = world();
  const due = rowOf(w, ask(w, now, start)).answerDueAt;
  if (due !== null) expect(minutesBetween(due, at(start))).toBeGreaterThanOrEqual(120);
});

test("a request that a coordinator moves nearer is promised an answer before its new start; undone, as before", () => {
  const w = world();
  const id = ask(w, "2026-03-24T10:00", "2026-03-31T10:00");
  expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-25T10:00");
  const moved = rescheduleRequest(w.as("ilze", "2026-03-24T11:00"), { requestId: id, startAt: at("2026-03-25T10:00") });
  if (!moved.ok) throw new Error(moved.reason);
  expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-25T08:00");
  expect(undoAction(w.as("ilze", "2026-03-24T11:00"), { eventId: moved.value.eventId }).ok).toBe(true);
  expect(wall(rowOf(w, id).answerDueAt)).toBe("2026-03-25T10:00");
});

/** What the three places say about one request at the moment it is sent. */
function said(
  w: World,
  now: string,
  start: string,
  locale: (typeof LOCALES)[number],
  asked: Parameters<typeof ask>[3] = {},
) {
  const t = translator(locale);
  const ctx = w.as(asked.who ?? "sociala", now) as Ctx<UserViewer>;
  const options = requestFormFor(ctx);
  const [place] = placesNamed(ctx, [asked.placeId ?? null]);
  const office = officeNow(ctx);
  const typed = { mode: asked.placeId ? "onsite" : "phone", place: place?.label ?? "" };
  const asks = asked.language === "-" ? "coordinator" : "interpreters";
  const onForm = outlookFrom(options.promise, at(start), asks);
  const form = promiseSentence(
    t,
    locale,
    onForm,
    deskPhoneOf(ctx, regionOf(typed, place ? [place] : []) ?? options.deskRegion),
    office,
  );
  const id = ask(w, now, start, asked);
  const seen = requestForInstitution(ctx, id)!;
  const page = promiseSentence(t, locale, seen.outlook, seen.deskPhone, office);
  const notice = w.db.select().from(notifications).where(eq(notifications.kind, "request_received")).get()!;
  const facts = messageFacts({ db: w.db, now: at(now) }, notice.id);
  if (!facts.ok) throw new Error(facts.reason);
  const sender = { appUrl: "https://tilts.example", from: "Tilts <a@tilts.example>" };
  const mail = writeLetter({ ...facts.value, to: { ...facts.value.to, locale } }, "b@tilts.test", sender, at(now)).text;
  return { form, page, mail };
}

const MOMENTS: readonly [string, string, string, Parameters<typeof ask>[3]?][] = [
  ["by day for next week", "2026-03-24T10:00", "2026-03-31T10:00"],
  ["by day in an hour", "2026-03-24T10:00", "2026-03-24T11:00"],
  ["by day in three hours", "2026-03-24T10:00", "2026-03-24T13:00"],
  ["in the evening for nine tomorrow", "2026-03-24T20:00", "2026-03-25T09:00"],
  ["at night for nine that morning", "2026-03-24T23:00", "2026-03-25T09:00"],
  ["at night for next week", "2026-03-24T23:00", "2026-03-31T10:00"],
  ["on a holiday", "2026-04-03T12:00", "2026-04-07T09:00"],
  [
    "from Liepāja, whose own desk is called",
    "2026-03-24T20:00",
    "2026-03-25T09:00",
    { who: "banka", organisationId: "bank-liepaja" },
  ],
  ["on site in another region", "2026-03-24T20:00", "2026-03-25T09:00", { placeId: "liepaja" }],
  ["in a language that is not in the list", "2026-03-24T10:00", "2026-03-24T11:00", { language: "-" }],
];

describe.each(LOCALES)("form, page and mail say the same sentence in %s", (locale) => {
  test.each(MOMENTS)("%s", (_sentence, now, start, asked) => {
    const { form, page, mail } = said(world(), now, start, locale, asked);
    expect(page).toBe(form);
    expect(mail).toContain(form);
  });
});

describe("the sentence", () => {
  const bare = (text: string) => text.replaceAll("\u00a0", " ");
  const page = (now: string, start: string, asked?: Parameters<typeof ask>[3]) =>
    bare(said(world(), now, start, "lv", asked).page);
  const phoneOf = /\+371 \d\d \d{3} \d{3}/;

  test("by day it promises, or says who is asked, whom to call and until when somebody is there", () => {
    expect(page("2026-03-24T10:00", "2026-03-31T10:00")).toBe(
      "Atbildēsim ne vēlāk kā trešdien, 25. martā, plkst. 10:00.",
    );
    const near = page("2026-03-24T10:00", "2026-03-24T11:00");
    expect(near).toMatch(phoneOf);
    expect(near.replace(phoneOf, "…")).toBe(
      "Līdz sākumam ir maz laika, tāpēc atbildes laiku nevaram apsolīt. Tulkus uzrunājam uzreiz un dosim ziņu, tiklīdz kāds piekritīs. Ja steidzas, zvaniet koordinatoram: … – kāds atbild līdz otrdienai, 24. martam, plkst. 17:00.",
    );
  });

  test("at night it says that offers are held, and sends nobody to a closed office", () => {
    expect(page("2026-03-24T23:00", "2026-03-25T09:00").replace(phoneOf, "…")).toBe(
      "Līdz sākumam ir maz laika, tāpēc atbildes laiku nevaram apsolīt. No 22:00 līdz 07:00 tulkiem neko nesūtām, tāpēc uzrunāsim trešdien, 25. martā, plkst. 07:00. Kontaktpunkts tagad ir slēgts; koordinatoram var zvanīt trešdien, 25. martā, plkst. 08:30 vai vēlāk: ….",
    );
    expect(page("2026-03-24T23:00", "2026-03-31T10:00")).toBe(
      "Atbildēsim ne vēlāk kā ceturtdien, 26. martā, plkst. 08:30. No 22:00 līdz 07:00 tulkiem neko nesūtām, tāpēc uzrunāsim trešdien, 25. martā, plkst. 07:00.",
    );
  });

  test("where nobody is at the desk before the start, that is said", () => {
    expect(page("2026-04-03T12:00", "2026-04-06T10:00")).toContain(
      "atvērsies tikai pēc sarunas sākuma – otrdien, 7. aprīlī, plkst. 08:30",
    );
  });

  test("an offer that went out in the evening is not held by the night", () => {
    const w = world();
    const id = ask(w, "2026-03-24T21:30", "2026-03-31T10:00");
    const at23 = requestForInstitution(w.as("sociala", "2026-03-24T22:15") as Ctx<UserViewer>, id)!;
    expect(at23.state).toBe("offered");
    expect(at23.outlook.heldUntil).toBeNull();
  });

  test("a letter's number has its hours", () => {
    expect(bare(said(world(), "2026-03-24T10:00", "2026-03-31T10:00", "lv").mail)).toMatch(
      /Zvaniet \+371 [\d ]+ \(darba dienās 08:30–17:00\) vai atbildiet/,
    );
    expect(bare(said(world(), "2026-03-24T20:00", "2026-03-31T10:00", "lv").mail)).toContain(
      "(darba dienās 08:30–17:00; tagad slēgts, atvērs trešdien, 25. martā, plkst. 08:30)",
    );
  });
});
