import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { deliverDue } from "#app/events/deliver";
import { isMailAddress } from "#app/events/email";
import * as schema from "#db/schema";
import { at, world } from "#tests/support/world";
import { icsOf, mailerTo, notify, postOffice } from "./post-office";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const TRICKS = [
  "\r\nBcc: thief@evil.example\r\n\r\nbody",
  "\nX-Evil: 1",
  "\rX-Evil: 1",
  "\u2028X-Evil: 1",
  "\0",
  "\u202e",
];

test.each(TRICKS)("a header smuggled in by a name or a number stays one line of text: %j", async (trick) => {
  const w = world();
  const post = await postOffice();
  const mailer = mailerTo(post.url);
  cleanUp.push(post.close, mailer.close);
  const { languages, places } = schema;
  w.db
    .update(languages)
    .set({ name: { lv: `dari${trick}`, en: `Dari${trick}` } })
    .where(eq(languages.code, "prs"))
    .run();
  w.db
    .update(places)
    .set({ name: { lv: `Rīga${trick}`, en: `Rīga${trick}` } })
    .where(eq(places.id, "riga-centrs"))
    .run();
  const requestId = w.request({ mode: "onsite", reference: `R-1${trick}` });
  w.assign(requestId, "amina");
  notify(w, {
    id: "note-1",
    kind: "job_confirmed",
    event: "offer_accepted",
    to: { interpreterId: "amina" },
    requestId,
  });
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });

  const [letter] = await post.letters();
  expect(post.recipients).toEqual([["amina@tilts.test"]]);
  expect([...letter!.headers.keys()]).not.toContain("bcc");
  expect([...letter!.headers.keys()]).not.toContain("x-evil");
  expect(letter!.subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
  expect(
    icsOf(letter!)
      .split("\r\n")
      .filter((line) => /^(X-EVIL|BCC|ATTENDEE)/i.test(line)),
  ).toHaveLength(1);
  expect(letter!.text!.split("\n").filter((line) => /^(Bcc|X-Evil)/.test(line))).toEqual([]);
});

test.each([
  "a@b.lv\r\nBcc: thief@evil.example",
  "a@b.lv, thief@evil.example",
  "<thief@evil.example>",
  '"thief@evil.example x"@b.lv',
  "a b@c.lv",
  "a@b@c.lv",
  "a@b.lv\0",
  "a@-",
  "a@",
  "@b.lv",
  `${"a".repeat(260)}@b.lv`,
])("an address that is more than one address goes nowhere: %j", async (email) => {
  const w = world();
  const post = await postOffice();
  const mailer = mailerTo(post.url);
  cleanUp.push(post.close, mailer.close);
  w.db.update(schema.interpreters).set({ email }).where(eq(schema.interpreters.id, "amina")).run();
  const requestId = w.request();
  const offerId = w.offer(requestId, "amina");
  const to = { interpreterId: "amina" };
  const id = notify(w, { id: "note-1", kind: "offer", event: "offer_made", to, requestId, payload: { offerId } });
  await deliverDue(w.as("system", at("2026-03-20T10:00")), { email: mailer });
  expect(post.recipients).toEqual([]);
  expect(w.db.select().from(schema.notifications).where(eq(schema.notifications.id, id)).get()).toMatchObject({
    lastError: "bad_address",
  });
});

test.each(["ilze@demo.tilts.test", "jānis.bērziņš@piemērs.lv", "o'neill+tilts@a-b.co"])("%s is an address", (email) => {
  expect(isMailAddress(email)).toBe(true);
});
