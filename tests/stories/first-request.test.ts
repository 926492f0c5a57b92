/** A new institution at the door: nobody is asked before its mail is confirmed, a coordinator decides once, and then it goes as it always goes. */
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { accountOfLink } from "#app/auth/account-links.server";
import { applicationOfLink } from "#app/auth/application-link.server";
import { applicationToken } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { admitApplicant } from "#app/commands/admit-applicant";
import { answerOffer } from "#app/commands/answer-offer";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { confirmApplication } from "#app/commands/confirm-application";
import { endApplications } from "#app/commands/end-applications";
import { refuseApplicant } from "#app/commands/refuse-applicant";
import type { Ctx } from "#app/context.server";
import { deliverDue } from "#app/events/deliver";
import { readFirstRequest } from "#app/forms/door";
import { attentionCount, queueOf } from "#app/queries/coordinator/queue";
import { requestFormForAnybody } from "#app/queries/everyone/form-options";
import { hasNews, markOf } from "#app/queries/everyone/news";
import { allPlaces } from "#app/queries/everyone/places";
import { type Instant, instantFrom } from "#app/time";
import { applications, events, idempotency, notifications, offers, requests, users } from "#db/schema";
import { mailerTo, postOffice } from "#tests/events/post-office";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-23T10:00";
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

let block = 0;
/** Every applicant comes from elsewhere, unless it is said. */
const elsewhere = () => `10.${Math.floor(++block / 250)}.${block % 250}.1`;

const TYPED = {
  orgName: "Cēsu Centrālā bibliotēka",
  contactName: "Rita Zālīte",
  email: "rita@biblioteka.example",
  contactPhone: "27 011 868",
  language: "prs",
  mode: "phone",
  date: "1.4.2026",
  start: "10",
  minutes: "60",
  topic: "education",
};

function read(w: World, typed: Record<string, string> = {}, when: string | Instant = MONDAY) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ key: `form-key-${++block}`, ...TYPED, ...typed })) form.set(name, value);
  const ctx = w.as("anonymous", when);
  return readFirstRequest(form, { ...requestFormForAnybody(ctx), places: allPlaces(ctx) }, ctx.now, "nav sarakstā");
}

async function apply(w: World, typed: Record<string, string> = {}, address = elsewhere()) {
  const form = read(w, { email: `rita${++block}@biblioteka.example`, ...typed });
  if (!form.ok) throw new Error(JSON.stringify(form.errors));
  const { warnings: _, ...application } = form.value;
  return applyAtDoor(w.as("anonymous", MONDAY), { ...application, address });
}

const only = (w: World) => {
  const row = w.db.select().from(applications).get();
  if (!row) throw new Error("no application");
  return { ...row, token: applicationToken(row.id) };
};

async function office(w: World) {
  const post = await postOffice();
  const email = mailerTo(post.url);
  cleanUp.push(post.close, email.close);
  return async (when: string) => {
    await deliverDue(w.as("system", when), { email });
    return (await post.letters()).map(({ to, subject, text }) => ({
      to: to && !Array.isArray(to) ? to.text : "",
      subject: subject ?? "",
      text: text ?? "",
    }));
  };
}

const counted = (w: World) => ({
  requests: w.db.select().from(requests).all().length,
  offers: w.db.select().from(offers).all().length,
  cards: queueOf(w.as("ilze", MONDAY)).decisions.cards.filter(({ kind }) => kind === "application" || kind === "mail")
    .length,
  attention: attentionCount(w.as("ilze", MONDAY)),
});
const NOTHING = { requests: 0, offers: 0, cards: 0, attention: 0 };

test("from the form through the mail's link and a coordinator's word to an interpreter's yes", async () => {
  const w = world();
  const mails = await office(w);
  expect(await apply(w, { email: "Rita@biblioteka.example" })).toEqual({ ok: true, value: null });
  expect(counted(w)).toEqual(NOTHING);
  const [check, ...others] = await mails("2026-03-23T10:01");
  expect(others).toEqual([]);
  expect(check?.to).toBe("rita@biblioteka.example");
  const token = /\/d\/([\w-]{43})/.exec(check?.text ?? "")?.[1] ?? "";
  expect(check?.text).not.toMatch(/bibliotēka|Rita|27/);

  expect(confirmApplication(w.as("anonymous", "2026-03-23T11:00"), token).ok).toBe(true);
  expect(counted(w)).toEqual({ requests: 0, offers: 0, cards: 1, attention: 1 });
  const received = (await mails("2026-03-23T11:01")).slice(1);
  expect(received.map(({ to }) => to).sort()).toEqual([
    "ilze@tilts.test",
    "marta@tilts.test",
    "rita@biblioteka.example",
  ]);
  expect(received.find(({ to }) => to.startsWith("rita"))?.text).toContain("Atbildēsim ne vēlāk kā");

  const { id: applicationId } = only(w);
  const institution = { name: "Cēsu Centrālā bibliotēka", sector: "library", placeId: "cesis", isOther: true } as const;
  const admitted = admitApplicant(w.as("ilze", "2026-03-23T14:00"), { applicationId, institution });
  if (!admitted.ok) throw new Error(admitted.reason);
  const request = w.db.select().from(requests).get();
  expect(request).toMatchObject({ id: admitted.value.requestId, answerDueAt: at("2026-03-24T11:00") });
  const rita = w.db.select().from(users).where(eq(users.email, "rita@biblioteka.example")).get();
  expect(request?.requesterId).toBe(rita?.id);
  expect(accountOfLink(w.db, token, at("2026-03-23T14:01"))).toMatchObject({ userId: rita?.id, kind: "invite" });
  expect(counted(w)).toMatchObject({ requests: 1, cards: 0 });

  const [offer] = w.db.select().from(offers).all();
  expect(offer?.status).toBe("pending");
  answerOffer(w.asLink(offer?.id ?? "", "2026-03-23T14:30"), { offerId: offer?.id ?? "", move: "accept" });
  const letters = await mails("2026-03-23T14:31");
  const toRita = letters.filter(({ to }) => to.startsWith("rita")).map(({ subject }) => subject.split(":")[0]);
  expect(toRita).toContain("Tulks ir apstiprināts");
});

test("what a stranger sends does not even make a coordinator's open page look again", async () => {
  const w = world();
  const ilze = w.as("ilze", MONDAY) as Ctx<UserViewer>;
  const mark = markOf(ilze);
  await apply(w);
  expect(hasNews(ilze, mark)).toBe(false);
  confirmApplication(w.as("anonymous", MONDAY), only(w).token);
  expect(hasNews(ilze, mark)).toBe(true);
});

test("of two who decide the second is told so, and what was asked is asked once", async () => {
  const w = world();
  await apply(w);
  const { id: applicationId, token } = only(w);
  confirmApplication(w.as("anonymous", MONDAY), token);
  const admission = { applicationId, institution: { id: "social-riga" } };
  expect(admitApplicant(w.as("ilze", MONDAY), admission).ok).toBe(true);
  expect(admitApplicant(w.as("marta", MONDAY), admission)).toMatchObject({ reason: "decided" });
  expect(refuseApplicant(w.as("marta", MONDAY), { applicationId, reason: "nē" })).toMatchObject({ reason: "decided" });
  expect(w.db.select().from(requests).all()).toMatchObject([{ organisationId: "social-riga" }]);
  expect(only(w).asked).toBeNull();
});

test("nobody but a coordinator decides, and nothing before the mail is confirmed", async () => {
  const w = world();
  await apply(w);
  const { id: applicationId, token } = only(w);
  const admission = { applicationId, institution: { id: "social-riga" } };
  expect(admitApplicant(w.as("ilze", MONDAY), admission)).toMatchObject({ reason: "not_found" });
  confirmApplication(w.as("anonymous", MONDAY), token);
  for (const who of ["sociala", "amina", "anonymous"])
    expect(admitApplicant(w.as(who, MONDAY), admission)).toMatchObject({ reason: "not_found" });
});

test("a refusal is mailed, and its reason stands behind the link alone", async () => {
  const w = world();
  const mails = await office(w);
  await apply(w);
  const { id: applicationId, token } = only(w);
  confirmApplication(w.as("anonymous", MONDAY), token);
  await mails(MONDAY);
  expect(refuseApplicant(w.as("ilze", MONDAY), { applicationId, reason: " " })).toMatchObject({
    reason: "reason_missing",
  });
  refuseApplicant(w.as("ilze", MONDAY), { applicationId, reason: "Jautā privātpersona" });
  const last = (await mails("2026-03-23T10:05")).at(-1);
  expect(last?.to).toBe(only(w).email);
  expect(last?.text).toContain(`/d/${token}`);
  expect(last?.text).not.toContain("privātpersona");
  expect(applicationOfLink(w.db, token, at(MONDAY))?.reason).toBe("Jautā privātpersona");
  expect(counted(w)).toEqual(NOTHING);
});

test("the answer and what is written are alike for a known, a closed and a new address; only the mail tells", async () => {
  const w = world();
  const mails = await office(w);
  w.db
    .update(users)
    .set({ disabledAt: at("2026-02-01T10:00") })
    .where(eq(users.id, "user-krize"))
    .run();
  const answers = [];
  for (const email of ["sociala@tilts.test", "krize@tilts.test", "jauna@tilts.test"])
    answers.push(await apply(w, { email }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(w.db.select().from(applications).all()).toHaveLength(3);
  const texts = new Map((await mails("2026-03-23T10:01")).map(({ to, text }) => [to, text]));
  expect(texts.get("sociala@tilts.test")).toContain("/login");
  expect(texts.get("krize@tilts.test")).toContain("konts ir slēgts");
  expect(texts.get("jauna@tilts.test")).toContain("/d/");
  for (const to of ["sociala@tilts.test", "krize@tilts.test"]) expect(texts.get(to)).not.toContain("/d/");
});

test("whoever got an account meanwhile confirms nothing by an older link", async () => {
  const w = world();
  await apply(w, { email: "sociala@tilts.test" });
  expect(confirmApplication(w.as("anonymous", MONDAY), only(w).token)).toMatchObject({ reason: "account_exists" });
  expect(counted(w)).toEqual(NOTHING);
});

test("what nobody confirms within two days is erased with its mail, and the link opens nothing", async () => {
  const w = world();
  await apply(w);
  const { token } = only(w);
  endApplications(w.as("system", "2026-03-25T09:59"));
  expect(w.db.select().from(applications).all()).toHaveLength(1);
  expect(confirmApplication(w.as("anonymous", "2026-03-25T10:00"), token)).toMatchObject({ reason: "link_over" });
  endApplications(w.as("system", "2026-03-25T10:00"));
  expect(w.db.select().from(applications).all()).toEqual([]);
  expect(w.db.select().from(notifications).all()).toEqual([]);
  expect(JSON.stringify(w.db.select().from(events).all())).not.toMatch(/Rita|bibliot/);
});

test("where the time comes before anybody decides, whoever asked is told, and a month later nothing of them is left", async () => {
  const w = world();
  const mails = await office(w);
  await apply(w);
  const { token } = only(w);
  confirmApplication(w.as("anonymous", MONDAY), token);
  await mails(MONDAY);
  endApplications(w.as("system", "2026-04-01T09:59"));
  expect(only(w).outcome).toBeNull();
  endApplications(w.as("system", "2026-04-01T10:00"));
  expect(only(w)).toMatchObject({ outcome: "lapsed", asked: null });
  expect((await mails("2026-04-01T10:01")).at(-1)).toMatchObject({ to: only(w).email });
  endApplications(w.as("system", instantFrom(at("2026-05-01T10:00"))));
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("a time that has passed is no longer confirmed", async () => {
  const w = world();
  await apply(w);
  const later = w.db.update(applications).set({ expiresAt: at("2026-05-01T10:00") });
  later.run();
  expect(confirmApplication(w.as("anonymous", "2026-04-01T10:00"), only(w).token)).toMatchObject({
    reason: "time_passed",
  });
});

const asked = world();
test.each([
  ["a personal code in a name", { contactName: "Rita 010190-11111" }, "contactName"],
  [
    "a personal code in the address",
    { mode: "onsite", place: "Cēsis", address: "Rūpniecības 1, 010190-11111" },
    "address",
  ],
  ["a place that nobody knows", { mode: "onsite", place: "Nekurciems", address: "Lielā 1" }, "place"],
  ["a link that is none", { mode: "video", address: "zoom" }, "address"],
  ["a time that has passed", { date: "1.3.2026" }, "date"],
  ["no language", { language: "" }, "language"],
  ["an address that is none", { email: "rita" }, "email"],
  ["no institution", { orgName: "" }, "orgName"],
])("%s is told beside its field", (_what, typed, field) => {
  const form = read(asked, typed);
  expect(form.ok ? [] : Object.keys(form.errors)).toEqual([
    expect.stringMatching(field === "date" ? /date|start/ : field),
  ]);
});

test("a personal code is stopped before anything is written, by whichever door it comes", async () => {
  const w = world();
  const form = read(w);
  if (!form.ok) throw new Error("the form is sound");
  const { warnings: _, ...application } = form.value;
  for (const told of [{ organisationName: "Birojs 010190-11111" }, { name: "Rita 010190-11111" }]) {
    const said = { ...application, ...told, key: `form-key-${++block}`, address: elsewhere(), isVouched: true };
    expect(await applyAtDoor(w.as("anonymous", MONDAY), said)).toMatchObject({ reason: "holds_personal_code" });
  }
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("a language that is not in the list comes to the coordinator as such", () => {
  const form = read(asked, { language: "-" });
  expect(form.ok && form.value.asked).toMatchObject({ language: null, languageText: "nav sarakstā" });
});

test("a mail of the door that nobody takes disturbs nobody; one that tells an applicant something is a card", async () => {
  const w = world();
  await apply(w);
  w.db
    .update(notifications)
    .set({ deadAt: at(MONDAY), lastError: "smtp 550" })
    .run();
  expect(counted(w)).toEqual(NOTHING);
  const { id: applicationId, token, phone } = only(w);
  confirmApplication(w.as("anonymous", MONDAY), token);
  refuseApplicant(w.as("ilze", MONDAY), { applicationId, reason: "nav iestāde" });
  w.db
    .update(notifications)
    .set({ deadAt: at(MONDAY) })
    .where(eq(notifications.kind, "application_closed"))
    .run();
  const cards = queueOf(w.as("ilze", MONDAY)).decisions.cards.filter(({ kind }) => kind === "mail");
  expect(cards).toMatchObject([{ to: "Rita Zālīte", phone, mail: "application_closed" }]);
});

test("a thousand rubbish ones in a minute leave few rows, few mails and no card, and a real one beside them is heard", async () => {
  const w = world();
  const form = read(w);
  if (!form.ok) throw new Error("the form is sound");
  const { warnings: _, ...rubbish } = form.value;
  const send = (i: number, email: string, address: string) =>
    applyAtDoor(w.as("anonymous", MONDAY), { ...rubbish, email, address, key: `rubbish-${i}` });
  for (let i = 0; i < 900; i++) await send(i, `x${i}@rubbish.example`, `203.0.113.${i % 250}`);
  for (let i = 900; i < 1000; i++) await send(i, "victim@rubbish.example", elsewhere());
  const rows = w.db.select().from(applications).all();
  expect(rows).toHaveLength(9);
  expect(rows.filter(({ email }) => email === "victim@rubbish.example")).toHaveLength(3);
  expect(w.db.select().from(events).all()).toHaveLength(9);
  expect(w.db.select().from(notifications).all()).toHaveLength(9);
  expect(w.db.select().from(idempotency).all()).toHaveLength(9);
  expect(counted(w)).toEqual(NOTHING);
  expect(await apply(w, { email: "reala@skola.example" })).toEqual({ ok: true, value: null });
});

test("a mailbox that has had three mails within the hour gets no more, whatever became of them, and nobody is told", async () => {
  const w = world();
  const email = "pastkaste@muzejs.example";
  for (let i = 0; i < 3; i++) await apply(w, { email });
  endApplications(w.as("system", "2026-03-25T10:00"));
  expect(await apply(w, { email })).toEqual({ ok: true, value: null });
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("where hundreds wait for a confirmation, no more are taken, and the page says whom to call", async () => {
  const w = world();
  await apply(w);
  const { token: _, ...row } = only(w);
  for (let i = 1; i < 300; i++)
    w.db
      .insert(applications)
      .values({ ...row, id: `a${i}`, linkHash: `h${i}`, email: `a${i}@x.example` })
      .run();
  expect(await apply(w)).toMatchObject({ ok: false, reason: "too_many_requests" });
});
