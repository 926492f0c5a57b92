import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { simpleParser } from "mailparser";
import { afterEach, expect, test } from "vitest";
import { layLink } from "#app/auth/account-links.server";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { retryNotification } from "#app/commands/retry-notification";
import { undoAction } from "#app/commands/undo-action";
import type { Ctx } from "#app/context.server";
import { deliverDue, nextTry } from "#app/events/deliver";
import { addMinutes, MINUTE } from "#app/time";
import { openDatabase } from "#db/client.server";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { brokenServer, type Fault, icsOf, mailerTo, notify, postOffice, readIcs } from "./post-office";

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

async function broken(...faults: Fault[]) {
  const server = await brokenServer(faults);
  const mailer = mailerTo(server.url, undefined, 500);
  cleanUp.push(server.close, mailer.close);
  return { server, mailer };
}

function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "tilts-"));
  cleanUp.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const rowOf = ({ db }: Pick<World, "db">, id: string) =>
  db.select().from(schema.notifications).where(eq(schema.notifications.id, id)).get()!;

const endOf = (w: Pick<World, "db">, id: string) => {
  const row = rowOf(w, id);
  return row.sentAt ? "sent" : row.deadAt ? "dead" : row.suppressedAt ? "suppressed" : "open";
};

/** `count` letters to the requester, all due at 10:00. */
function queue(w: World, count: number): string[] {
  const requestId = w.request();
  return Array.from({ length: count }, (_, i) =>
    notify(w, {
      id: `note-${i + 1}`,
      kind: "request_received",
      event: "request_submitted",
      to: { userId: "user-sociala" },
      requestId,
    }),
  );
}

function offered(w: World, overrides: Parameters<World["offer"]>[2] = {}) {
  const requestId = w.request();
  const offerId = w.offer(requestId, "amina", overrides);
  const id = notify(w, {
    id: `offer-note-${offerId}`,
    kind: "offer",
    event: "offer_made",
    to: { interpreterId: "amina" },
    requestId,
    interpreterId: "amina",
    payload: { offerId },
  });
  return { requestId, offerId, id };
}

// --- what goes out ---------------------------------------------------------------------------------

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

  const done = await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });

  expect(done).toEqual({ claimed: 1, sent: 1, retried: 0, dead: 0, suppressed: 0 });
  const [letter] = await post.letters();
  expect(letter!.subject).toBe("Darbs ir apstiprināts: dari, pirmdien, 30. martā, 10:00 · R-T0001");
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
  expect(rowOf(w, "note-1")).toMatchObject({ sentAt: expect.any(Number), leaseUntil: null, tries: 1 });
});

test("the link in an offer's letter opens that offer, and the letter carries no invitation", async () => {
  const w = world();
  const { post, mailer } = await office();
  const { offerId } = offered(w);
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  const [letter] = await post.letters();
  expect(letter!.text).toMatch(/https:\/\/tilts\.example\/o\/[\w-]{43}\n/);
  expect(letter!.text).toContain("līdz piektdienai, 20. martam, plkst. 17:00");
  expect(letter!.attachments).toEqual([]);
  expect(letter!.html).not.toContain("<img");
  expect(answerOffer(w.asLink(offerId, "2026-03-20T10:01"), { offerId, move: "accept" })).toMatchObject({ ok: true });
});

test("without a mail server letters are files in the outbox, one each however often they are written", async () => {
  const w = world();
  const dir = folder();
  const mailer = mailerTo(null, dir);
  const [id] = queue(w, 1);
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  w.db.update(schema.notifications).set({ sentAt: null }).run();
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  const files = readdirSync(path.join(dir, "outbox"));
  expect(files).toEqual([`20260320-100000-${id}.eml`]);
  const letter = await simpleParser(readFileSync(path.join(dir, "outbox", files[0]!)));
  expect(letter.subject).toBe("Pieprasījums saņemts: dari, pirmdien, 30. martā, 10:00 · R-T0001");
});

test("an invitation's link is the one that was laid", async () => {
  const w = world();
  const { post, mailer } = await office();
  const now = at("2026-03-20T10:00");
  const token = w.db.transaction((tx) => layLink(tx, now, "invite", "user-marta", "nonce-1"));
  notify(w, {
    id: "note-1",
    kind: "invite",
    event: "user_invited",
    to: { userId: "user-marta" },
    payload: { userId: "user-marta", nonce: "nonce-1" },
  });
  await deliverDue(w.as("system", now), { email: mailer });
  const [letter] = await post.letters();
  expect(letter!.text).toContain(`https://tilts.example/set-password/${token}`);
});

test("a letter goes to the address and in the language that hold when it goes", async () => {
  const w = world();
  const { post, mailer } = await office();
  offered(w);
  w.db.update(schema.interpreters).set({ email: "new@tilts.test" }).where(eq(schema.interpreters.id, "amina")).run();
  w.db.update(schema.users).set({ locale: "en" }).where(eq(schema.users.id, "user-amina")).run();
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  const [letter] = await post.letters();
  expect(post.recipients).toEqual([["new@tilts.test"]]);
  expect(letter!.subject).toBe("Can you interpret? Dari, Monday, 30 March, 10:00 · R-T0001");
});

// --- what does not ---------------------------------------------------------------------------------

test("nothing goes before its time", async () => {
  const w = world();
  const { post, mailer } = await office();
  const [id] = queue(w, 1);
  w.db
    .update(schema.notifications)
    .set({ nextAt: at("2026-03-20T10:05") })
    .run();
  expect(await deliverDue(w.as("system", "2026-03-20T10:04"), { email: mailer })).toMatchObject({ claimed: 0 });
  expect(await deliverDue(w.as("system", "2026-03-20T10:05"), { email: mailer })).toMatchObject({ sent: 1 });
  expect([post.raw.length, endOf(w, id!)]).toEqual([1, "sent"]);
});

test("what was undone within the window is never sent", async () => {
  const w = world();
  const { post, mailer } = await office();
  const requestId = w.request();
  const made = assignInterpreter(w.as("ilze", "2026-03-20T10:00"), { requestId, interpreterId: "amina" });
  if (!made.ok) throw new Error(made.reason);
  expect(await deliverDue(w.as("system", addMinutes(at("2026-03-20T10:00"), 0.1)), { email: mailer })).toMatchObject({
    claimed: 0,
  });
  const undone = undoAction(w.as("ilze", addMinutes(at("2026-03-20T10:00"), 0.15)), { eventId: made.value.eventId });
  expect(undone.ok).toBe(true);
  expect(await deliverDue(w.as("system", "2026-03-25T10:00"), { email: mailer })).toMatchObject({
    claimed: 0,
    sent: 0,
  });
  expect(post.raw).toEqual([]);
});

test.each([
  ["whose time to answer is over", { deadlineAt: at("2026-03-20T09:59") }],
  ["that was withdrawn", { status: "withdrawn" }],
  ["that was answered", { status: "declined" }],
] as const)("an offer %s is not mailed late", async (_, overrides) => {
  const w = world();
  const { post, mailer } = await office();
  const { id } = offered(w, overrides);
  expect(await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer })).toMatchObject({
    suppressed: 1,
    sent: 0,
  });
  expect([post.raw.length, rowOf(w, id).lastError]).toEqual([0, "offer_over"]);
});

test("a confirmation that the morning overtook is not sent: the cancellation says all", async () => {
  const w = world();
  const { post, mailer } = await office();
  const requestId = w.request({ cancelledAt: at("2026-03-20T09:30"), cancelledBy: "user:user-sociala" });
  const to = { userId: "user-sociala" };
  notify(w, { id: "note-1", kind: "request_confirmed", event: "offer_accepted", to, requestId });
  notify(w, { id: "note-2", kind: "request_cancelled", event: "request_cancelled", to, requestId });
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect([endOf(w, "note-1"), endOf(w, "note-2"), post.raw.length]).toEqual(["suppressed", "sent", 1]);
  expect((await post.letters())[0]!.attachments).toEqual([]);
});

test("who never got an entry for their calendar is not sent its cancellation", async () => {
  const w = world();
  const { post, mailer } = await office();
  const requestId = w.request();
  const released = { releasedAt: at("2026-03-20T09:00"), releasedBy: "user-ilze" };
  w.assign(requestId, "amina", released);
  const to = { interpreterId: "amina" };
  notify(w, { id: "note-1", kind: "job_cancelled", event: "assignment_released", to, requestId });
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  const [letter] = await post.letters();
  expect([letter!.attachments, letter!.text!.includes("kalendār")]).toEqual([[], false]);
});

test("an interpreter without an address is a dead letter that says so, and can be tried again once there is one", async () => {
  const w = world();
  const { post, mailer } = await office();
  w.db.update(schema.interpreters).set({ email: null }).where(eq(schema.interpreters.id, "amina")).run();
  const { id } = offered(w);
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect([endOf(w, id), rowOf(w, id).lastError]).toEqual(["dead", "no_address"]);

  const again = { notificationId: id };
  expect(retryNotification(w.as("amina", "2026-03-20T10:01"), again)).toEqual({ ok: false, reason: "not_found" });
  w.db.update(schema.interpreters).set({ email: "a@tilts.test" }).where(eq(schema.interpreters.id, "amina")).run();
  expect(retryNotification(w.as("ilze", "2026-03-20T10:01"), again)).toMatchObject({ ok: true });
  expect(retryNotification(w.as("ilze", "2026-03-20T10:01"), again)).toEqual({ ok: false, reason: "not_dead" });
  await deliverDue(w.as("system", "2026-03-20T10:02"), { email: mailer });
  expect([endOf(w, id), post.recipients]).toEqual(["sent", [["a@tilts.test"]]]);
});

test("a closed account hears nothing more, and where nobody else is left a coordinator must", async () => {
  const w = world();
  const { post, mailer } = await office();
  const [id] = queue(w, 1);
  w.db
    .update(schema.users)
    .set({ disabledAt: at("2026-03-20T09:00") })
    .where(eq(schema.users.id, "user-sociala"))
    .run();
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect([post.raw.length, rowOf(w, id!).lastError]).toEqual([0, "nobody_left"]);
});

// --- when it goes wrong ------------------------------------------------------------------------------

test("a recipient or a letter that the server refuses for good is dead at once, and the others go out", async () => {
  const w = world();
  for (const step of ["RCPT", "DATA"] as const) {
    const { post, mailer } = await office({ at: step, code: 550, when: (to) => to === "amina@tilts.test" });
    const { id, requestId } = offered(w);
    const other = notify(w, {
      id: `other-${step}`,
      kind: "request_received",
      event: "request_submitted",
      to: { userId: "user-sociala" },
      requestId,
    });
    expect(await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer })).toMatchObject({ dead: 1, sent: 1 });
    expect([endOf(w, id), endOf(w, other), post.raw.length]).toEqual(["dead", "sent", 1]);
    expect(rowOf(w, id).lastError).toContain("550");
    expect(rowOf(w, id).lastError).not.toContain("@");
  }
});

test("a refused sender or login is the server's trouble: nothing dies of it", async () => {
  const w = world();
  const { mailer } = await office({ at: "MAIL", code: 550 });
  const ids = queue(w, 10);
  const done = await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect(done).toMatchObject({ claimed: 10, sent: 0, dead: 0 });
  expect(ids.map((id) => endOf(w, id))).toEqual(ids.map(() => "open"));
});

test("a server that is away costs the queue a few tries, not one per letter, and no letter", async () => {
  const w = world();
  const post = await postOffice();
  const mailer = mailerTo(post.url);
  cleanUp.push(mailer.close);
  await post.close();
  const ids = queue(w, 20);
  const done = await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect(done.claimed).toBe(20);
  expect(done.retried).toBeLessThanOrEqual(4);
  expect(ids.filter((id) => rowOf(w, id).tries > 0)).toHaveLength(done.retried);
  expect(ids.every((id) => rowOf(w, id).leaseUntil === null && endOf(w, id) === "open")).toBe(true);
});

test("through every fault nothing is lost, nothing is called sent that was not taken, and a repetition is recognisable", async () => {
  const w = world();
  const faults: Fault[] = ["hang", "451", "reset_after_data", "reply_lost", "hang", "reply_lost", "451"];
  const { server, mailer } = await broken(...faults);
  const ids = queue(w, 30);
  let now = at("2026-03-20T10:00");
  for (let round = 0; round < 200 && ids.some((id) => endOf(w, id) === "open"); round++) {
    await deliverDue(w.as("system", now), { email: mailer });
    const taken = new Set(server.accepted.map(messageIdOf));
    for (const id of ids) if (endOf(w, id) === "sent") expect(taken).toContain(`<${id}@tilts.example>`);
    now = addMinutes(now, 10);
  }
  expect(ids.map((id) => endOf(w, id))).toEqual(ids.map(() => "sent"));
  const taken = server.accepted.map(messageIdOf);
  expect(new Set(taken)).toEqual(new Set(ids.map((id) => `<${id}@tilts.example>`)));
  expect(taken.length - ids.length).toBeGreaterThanOrEqual(2);
});

test.each(["closed", "reset_after_data", "reply_lost"] as const)(
  "one try is one connection when the server is %s: only the outbox repeats",
  async (fault) => {
    const w = world();
    const { server, mailer } = await broken(fault);
    const [id] = queue(w, 1);
    await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
    expect([endOf(w, id!), rowOf(w, id!).tries, server.connections()]).toEqual(["open", 1, 1]);
  },
);

test("554 after the content is final, 451 is not", async () => {
  const w = world();
  const { mailer } = await broken("554");
  const [id] = queue(w, 1);
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer });
  expect(endOf(w, id!)).toBe("dead");

  const again = world();
  const { mailer: other } = await broken("451");
  const [later] = queue(again, 1);
  await deliverDue(again.as("system", "2026-03-20T10:00"), { email: other });
  expect([endOf(again, later!), rowOf(again, later!).tries]).toEqual(["open", 1]);
  expect(rowOf(again, later!).nextAt).toBeGreaterThan(at("2026-03-20T10:00"));
});

test("tries come after 1, 5, 15 and 60 minutes up to a day, spread by a fifth, always the same for the same letter", () => {
  const now = at("2026-03-20T10:00");
  const minutes = [1, 5, 15, 60, 240, 720, 1440, 1440, 1440];
  minutes.forEach((least, tries) => {
    for (const id of ["a", "b", "c", "d"]) {
      const wait = nextTry(id, tries, now) - now;
      expect(wait).toBeGreaterThanOrEqual(least * MINUTE);
      expect(wait).toBeLessThanOrEqual(least * MINUTE * 1.2 + 1);
      expect(nextTry(id, tries, now)).toBe(now + wait);
    }
  });
  expect(new Set(["a", "b", "c", "d"].map((id) => nextTry(id, 3, now))).size).toBe(4);
});

test("two days without a mail server lose nothing; then it drains, and offers whose time has passed stay unsent", async () => {
  const w = world();
  const server = await brokenServer([]);
  const dead = mailerTo(`smtp://127.0.0.1:${Number(new URL(server.url).port)}`);
  await server.close();
  cleanUp.push(dead.close);
  const ids = queue(w, 200);
  const { id: offer } = offered(w);
  let now = at("2026-03-20T10:00");
  for (let i = 0; i < 48; i++, now = addMinutes(now, 60)) await deliverDue(w.as("system", now), { email: dead });
  expect(ids.every((id) => endOf(w, id) === "open")).toBe(true);

  const { post, mailer } = await office();
  for (let i = 0; i < 36; i++, now = addMinutes(now, 60)) await deliverDue(w.as("system", now), { email: mailer });
  expect(ids.map((id) => endOf(w, id))).toEqual(ids.map(() => "sent"));
  expect(endOf(w, offer)).toBe("suppressed");
  expect(post.raw).toHaveLength(200);
});

test("a letter that cannot be written is dead and holds up nobody", async () => {
  const w = world();
  const { post, mailer } = await office();
  const [good] = queue(w, 1);
  const poison = notify(w, {
    id: "a-poison",
    kind: "request_confirmed",
    event: "offer_accepted",
    to: { userId: "user-sociala" },
  });
  expect(await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer })).toMatchObject({ sent: 1, dead: 1 });
  expect([endOf(w, good!), endOf(w, poison), post.raw.length]).toEqual(["sent", "dead", 1]);
});

// --- two workers -------------------------------------------------------------------------------------

/** Two connections to one file, as two processes would have. */
function twoWorkers(w: World, now: string): [Ctx, Ctx] {
  const file = path.join(folder(), "tilts.db");
  w.sqlite.prepare("vacuum into ?").run(file);
  const [one, two] = [openDatabase(file), openDatabase(file)];
  cleanUp.push(
    () => one.sqlite.close(),
    () => two.sqlite.close(),
  );
  const ctx = w.as("system", now);
  return [
    { ...ctx, db: one.db },
    { ...ctx, db: two.db },
  ];
}

test("two workers share a queue and never send one letter twice while leases hold", async () => {
  const w = world();
  const { post, mailer } = await office();
  const ids = queue(w, 120);
  const [one, two] = twoWorkers(w, "2026-03-20T10:00");
  const round = () => Promise.all([deliverDue(one, { email: mailer }), deliverDue(two, { email: mailer })]);
  const rounds = [await round(), await round()].flat();
  expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(120);
  expect(post.raw.map(messageIdOf).sort()).toEqual(ids.map((id) => `<${id}@tilts.example>`).sort());
});

test("a worker that died while sending gives its letters back when its lease has run out", async () => {
  const w = world();
  const { post, mailer } = await office();
  const [id] = queue(w, 1);
  const start = at("2026-03-20T10:00");
  w.db
    .update(schema.notifications)
    .set({ leaseUntil: addMinutes(start, 5) })
    .run();
  expect(await deliverDue(w.as("system", addMinutes(start, 4)), { email: mailer })).toMatchObject({ claimed: 0 });
  expect(await deliverDue(w.as("system", addMinutes(start, 5)), { email: mailer })).toMatchObject({ sent: 1 });
  expect([endOf(w, id!), post.raw.length]).toEqual(["sent", 1]);
});

test("what was taken back between claiming and sending is not sent", async () => {
  const w = world();
  const { post, mailer } = await office();
  const ids = queue(w, 8);
  const first = { ...mailer, send: suppressingTheRest };
  async function suppressingTheRest(letter: Parameters<typeof mailer.send>[0]) {
    for (const id of ids.slice(4))
      w.db
        .update(schema.notifications)
        .set({ suppressedAt: at("2026-03-20T10:00") })
        .where(eq(schema.notifications.id, id))
        .run();
    await mailer.send(letter);
  }
  await deliverDue(w.as("system", "2026-03-20T10:00"), { email: first });
  expect(post.raw.length).toBe(4);
});

test("told to stop, a worker puts back what it has not begun", async () => {
  const w = world();
  const { post, mailer } = await office();
  const ids = queue(w, 10);
  const stop = new AbortController();
  stop.abort();
  expect(await deliverDue(w.as("system", "2026-03-20T10:00"), { email: mailer }, stop.signal)).toMatchObject({
    sent: 0,
  });
  expect(ids.every((id) => rowOf(w, id).leaseUntil === null)).toBe(true);
  expect(post.raw).toEqual([]);
});

function messageIdOf(raw: string): string {
  return /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? "";
}
