import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { deliverDue } from "#app/events/deliver";
import { notifications } from "#db/schema";
import { at, world } from "#tests/support/world";
import { icsOf, mailerTo, notify, postOffice, readIcs } from "./post-office";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function office(...args: Parameters<typeof postOffice>) {
  const post = await postOffice(...args);
  const mailer = mailerTo(post.url);
  cleanUp.push(post.close, mailer.close);
  return { post, mailer };
}

test("an interpreter who accepted gets one letter in two forms with the job in their calendar", async () => {
  const w = world();
  const { post, mailer } = await office();
  const requestId = w.request({ mode: "onsite", note: "secret" });
  const assignmentId = w.assign(requestId, "amina");
  notify(w, {
    id: "note-1",
    kind: "job_confirmed",
    event: "offer_accepted",
    to: { interpreterId: "amina" },
    requestId,
    payload: { assignmentId },
  });

  const done = await deliverDue(w.as("system", "2026-03-20T10:00"), mailer);

  expect(done).toEqual({ claimed: 1, sent: 1, retried: 0, dead: 0, suppressed: 0 });
  const [letter] = await post.letters();
  expect(letter!.subject).toBe("Darbs ir apstiprināts: Dari, pirmdien, 30. martā, 10:00 · R-T0001");
  expect(letter!.messageId).toBe("<note-1@tilts.example>");
  expect(letter!.references).toBe(`<request.${requestId}@tilts.example>`);
  expect(letter!.headers.get("auto-submitted")).toBe("auto-generated");
  expect(letter!.replyTo?.text).toContain("dispecers@tilts.example");
  expect(post.recipients).toEqual([["amina@tilts.test"]]);
  expect(letter!.text).toContain(`https://tilts.example/interpreter/jobs/${assignmentId}`);
  expect(letter!.html).toContain('lang="lv"');
  expect(readIcs(icsOf(letter!))).toMatchObject({
    method: "REQUEST",
    uid: `${requestId}-1@tilts.example`,
    start: at("2026-03-30T10:00"),
    end: at("2026-03-30T11:00"),
    summary: "Tulkošana (dari)",
  });
  expect(w.db.select().from(notifications).where(eq(notifications.id, "note-1")).get()).toMatchObject({
    sentAt: expect.any(Number),
    leaseUntil: null,
    tries: 1,
  });
});
