/** People, rows and sessions for the access matrix, and Remix's own handler over them: no network, no worker, no timers. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { attestToken } from "#app/auth/attest-link.server";
import { layFirstLink } from "#app/auth/first-link.server";
import {
  applicationToken,
  evaluationToken,
  linkToken,
  offerToken,
  surveyToken,
  tokenHash,
} from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { startRuntime } from "#app/context.server";
import { undoMark } from "#app/queries/coordinator/undo";
import { createAnswer } from "#app/server/few-routes";
import { keepingWhatWasSent } from "#app/server/not-saved";
import { instantFrom } from "#app/time";
import { checksumOf, storeIn } from "#db/files/store.server";
import {
  absences,
  callers,
  complaints,
  credentials,
  evaluationLinks,
  events,
  expenses,
  files,
  importRows,
  imports,
  notifications,
  sessions,
  settings,
  surveyLinks,
  tokens,
  units,
  users,
} from "#db/schema";
import { layApplication } from "#tests/support/applications";
import { doneJob, layRates } from "#tests/support/pay";
import { append, attest, reported } from "#tests/support/records";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";
import { REPORTED, type Subject } from "./access-matrix";

export const PRINCIPALS = [
  "anonymous",
  "sociala",
  "sociala2",
  "krize",
  "amina",
  "karim",
  "ilze",
  "finance",
  "admin",
  "auditor",
  "disabled",
  "expired",
] as const;
export type Principal = (typeof PRINCIPALS)[number];

/** The service's clock in all of this. */
export const NOW = at("2026-03-24T10:00");
/** Same length as real ids and tokens, so that a difference in bodies is a difference in words. */
export const MISSING_ID = "M".repeat(22);
export const MISSING_TOKEN = "M".repeat(43);

const CANARY = "canary";

export interface AccessWorld extends World {
  handle: (request: Request) => Promise<Response>;
  cookieOf: (who: Principal) => string;
  /** An id of the subject that this person owns, one that belongs to another, one that is not there. */
  idOf: (subject: Subject, whose: "own" | "foreign" | "missing", who: Principal) => string | null;
  /** Canaries in a text that this person must not see. */
  leaks: (text: string, who: Principal) => string[];
  /** SHA-256 of every table; the instant a session was last seen is not counted. */
  fingerprint: () => string;
}

export async function accessWorld(): Promise<AccessWorld> {
  const w = world();
  const rows = lay(w);
  const cookies = signIn(w);
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  const handler = createAnswer(keepingWhatWasSent(build), "production");
  // What is sent lies there as files, and nobody looks.
  const dataDir = mkdtempSync(path.join(tmpdir(), "tilts-access-"));
  for (const who of ["amina", "karim"]) storeIn(dataDir).lay(`scan${who}`, SCAN);
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  startRuntime({
    db: w.db,
    sqlite: w.sqlite,
    isDemo: false,
    config: {
      port: 3000,
      host: "127.0.0.1",
      dataDir,
      appUrl: "http://127.0.0.1:3000",
      smtpUrl: null,
      mailFrom: "Tilts <tilts@localhost>",
      demo: null,
      clockOffset: `PT${Math.round((NOW - Date.now()) / 1000)}S`,
      trustProxy: false,
      backupDir: dataDir,
      backupAt: null,
      metricsPort: null,
    },
  });
  return {
    ...w,
    handle: (request) =>
      handler(request, {
        cspNonce: "n",
        address: "127.0.0.1",
        requestId: "r",
        reportError: (error: unknown) => console.error(error),
      } as AppLoadContext),
    cookieOf: (who) => (cookies[who] ? `tilts_session=${cookies[who]}` : ""),
    idOf: (subject, whose, who) => {
      if (whose === "missing")
        return subject.endsWith("service") ? `${MISSING_ID}:1` : subject.endsWith("token") ? MISSING_TOKEN : MISSING_ID;
      return rows[subject](who)[whose === "own" ? "own" : "foreign"];
    },
    leaks: (text, who) => leaksIn(text, rows.mayRead(who)),
    fingerprint: () => fingerprint(w),
  };
}

/** Whoever sees what coordinators see. */
const coordinates = (who: Principal) => who === "ilze" || who === "admin" || who === "auditor";

/** Whoever sees what is paid, and to whom. */
const seesPay = (who: Principal) => coordinates(who) || who === "finance";

/** One thing of each kind for social-riga and Amina, one for crisis-riga and Karim, each with canaries in what is sensitive. */
function lay(w: World) {
  const sensitive = (of: string) => ({
    note: `${CANARY}-note-${of}`,
    contactName: `${CANARY}-name-${of}`,
    contactPhone: `${CANARY}-phone-${of}`,
    clientId: w.client(`${CANARY}-code-${of}`.slice(0, 24), of === "social" ? "social-riga" : "crisis-riga"),
  });
  const onSite = (of: string) => ({
    mode: "onsite" as const,
    placeId: "riga-centrs",
    address: `${CANARY}-address-${of}`,
  });
  const crisis = { organisationId: "crisis-riga", requesterId: "user-krize", protectionClass: "C" as const };
  const id = (name: string) => name.padEnd(22, "0");
  w.db.insert(settings).values({ key: "door.candidates", holdsFrom: "2026-01-01", value: "on", enteredAt: NOW }).run();
  const social = w.request({
    id: id("social"),
    ...sensitive("social"),
    ...onSite("social"),
    startAt: at("2026-04-01T10:00"),
    endAt: at("2026-04-01T11:00"),
    needsInfoAt: NOW,
    proposal: { change: { kind: "mode", mode: "phone" }, version: 1, interpreterId: "karim" },
  });
  const krize = w.request({
    id: id("crisis"),
    ...sensitive("crisis"),
    ...onSite("crisis"),
    ...crisis,
    startAt: at("2026-04-02T10:00"),
    endAt: at("2026-04-02T11:00"),
  });
  const socialDone = w.request({
    id: id("socialdone"),
    ...onSite("social"),
    startAt: at("2026-04-03T10:00"),
    endAt: at("2026-04-03T11:00"),
  });
  const krizeDone = w.request({
    id: id("crisisdone"),
    ...onSite("crisis"),
    ...crisis,
    startAt: at("2026-04-06T10:00"),
    endAt: at("2026-04-06T11:00"),
  });
  const open = { offeredAt: instantFrom(NOW - 3_600_000), deadlineAt: at("2026-03-25T12:00") };
  const offers = {
    amina: w.offer(social, "amina", { id: id("offeramina"), ...open }),
    karim: w.offer(krize, "karim", { id: id("offerkarim"), ...open }),
  };
  const jobs = {
    amina: w.assign(socialDone, "amina", { id: id("jobamina") }),
    karim: w.assign(krizeDone, "karim", { id: id("jobkarim") }),
  };
  const token = (offerId: string, interpreterId: string) => {
    const raw = offerToken({ id: offerId, interpreterId });
    w.db
      .insert(tokens)
      .values({ hash: tokenHash(raw), kind: "offer", offerId, createdAt: NOW, expiresAt: at("2026-03-25T12:00") })
      .run();
    return raw;
  };
  const aminaToken = token(offers.amina, "amina");
  token(offers.karim, "karim");
  const inviteToken = linkToken("invite", "user-sociala2:nonce");
  w.db
    .insert(tokens)
    .values({
      hash: tokenHash(inviteToken),
      kind: "invite",
      userId: "user-sociala2",
      createdAt: NOW,
      expiresAt: at("2026-03-25T12:00"),
    })
    .run();
  const callerToken = linkToken("caller", social);
  w.db
    .insert(callers)
    .values({
      requestId: social,
      name: written(`${CANARY}-caller-social`),
      phone: `${CANARY}-callerphone-social`,
      linkHash: tokenHash(callerToken),
    })
    .run();
  const away = (of: string) => {
    w.db
      .insert(absences)
      .values({
        id: id(`absence${of}`),
        interpreterId: of,
        startAt: at("2026-05-04T08:00"),
        endAt: at("2026-05-05T08:00"),
        kind: "holiday",
        createdAt: NOW,
      })
      .run();
    return id(`absence${of}`);
  };
  const absent = { amina: away("amina"), karim: away("karim") };
  const papers = { amina: scanned(w, "amina"), karim: scanned(w, "karim") };
  const receipts = { amina: receiptedBy(w, "amina"), karim: receiptedBy(w, "karim") };
  const codes = [w.client(`${CANARY}-client-social`), w.client("K-7", "crisis-riga")] as const;
  const ofOrganisation = (social: string, crisis: string) => (who: Principal) => {
    if (coordinates(who)) return { own: social, foreign: null };
    if (who === "krize") return { own: crisis, foreign: social };
    return who === "sociala" || who === "sociala2" ? { own: social, foreign: crisis } : { own: null, foreign: social };
  };
  const ofPerson = (ids: { amina: string; karim: string }) => (who: Principal) => ({
    own: who === "amina" || who === "karim" ? ids[who] : null,
    foreign: who === "amina" ? ids.karim : ids.amina,
  });
  /** Coordinators and auditors every one, an institution those of its requests, an interpreter those of their jobs. */
  const ofBothSides = (of: { social: string; crisis: string }) => (who: Principal) => {
    if (coordinates(who)) return { own: of.social, foreign: null };
    if (who === "krize" || who === "karim") return { own: of.crisis, foreign: of.social };
    const isSocial = who === "sociala" || who === "sociala2" || who === "amina";
    return isSocial ? { own: of.social, foreign: of.crisis } : { own: null, foreign: of.social };
  };
  const ofCoordinators = (id: string) => (who: Principal) =>
    coordinates(who) ? { own: id, foreign: null } : { own: null, foreign: id };
  const ofPayers = (id: string) => (who: Principal) =>
    seesPay(who) ? { own: id, foreign: null } : { own: null, foreign: id };
  /** Each coordinator has a mark of their own; with it a person who is none comes no further. */
  const markedFor = (mark: (who: Principal) => string) => (who: Principal) =>
    coordinates(who) ? { own: mark(who), foreign: mark("sociala") } : { own: null, foreign: mark(who) };
  /** Printed once, and worth nothing where people have accounts. */
  const firstToken = w.db.transaction((tx) => layFirstLink(tx, NOW, "nonce"));
  /** Sanita leads the one, Kristīne the other, and nobody else comes into either. */
  const ofLead = (led: { sociala: string; krize: string }) => (who: Principal) => ({
    own: who === "sociala" || who === "krize" ? led[who] : null,
    foreign: who === "sociala" ? led.krize : led.sociala,
  });
  const metNow = { social: begun(w, id("socialmet"), {}), crisis: begun(w, id("crisismet"), crisis) };
  const ofAnyone = (id: string) => () => ({ own: id, foreign: null });
  return {
    request: ofOrganisation(social, krize),
    confirmed_request: ofOrganisation(socialDone, krizeDone),
    job: ofPerson(jobs),
    record: ofAnyone(recordIn(w)),
    act: ofBothSides({ social: jobs.amina, crisis: jobs.karim }),
    offer: ofPerson(offers),
    absence: ofPerson(absent),
    expense: ofPerson(spentBy(w)),
    any_expense: ofCoordinators(SPENT.amina),
    interpreter: ofCoordinators("amina"),
    paid_interpreter: ofPayers("amina"),
    paper: ofPerson(papers),
    any_paper: ofCoordinators(papers.amina),
    receipt: (who: Principal) => (seesPay(who) ? { own: receipts.amina, foreign: null } : ofPerson(receipts)(who)),
    user: ofCoordinators("user-banka"),
    organisation: ofCoordinators("bank-liepaja"),
    funded_organisation: ofPayers("bank-liepaja"),
    client: ofCoordinators(codes[0]),
    other_client: ofCoordinators(codes[1]),
    exclusion: ofCoordinators(w.exclude("farid", { clientId: codes[0] })),
    language: ofCoordinators("prs"),
    desk: ofCoordinators("riga"),
    import: ofCoordinators(importOf(w)),
    letter: ofCoordinators("lv-offer"),
    unit: ofLead(leadsOf(w)),
    event: markedFor(boardAction(w)),
    notification: ofCoordinators(MISSING_ID),
    offer_token: ofAnyone(aminaToken),
    user_token: ofAnyone(inviteToken),
    caller_token: ofAnyone(callerToken),
    attest_token: ofAnyone(attestToken(reportedOf(w).social)),
    service: ofOrganisation(`${REPORTED.social}:1`, `${REPORTED.krize}:1`),
    linked_service: () => ({ own: `${REPORTED.social}:1`, foreign: `${REPORTED.krize}:1` }),
    reported_job: ofCoordinators(REPORTED.social),
    met_request: ofOrganisation(metNow.social, metNow.crisis),
    survey_token: ofAnyone(asked(w)),
    evaluation_token: ofAnyone(handedOut(w, metNow.social)),
    complaint: ofCoordinators(complaintOf(w, socialDone)),
    application: ofCoordinators(layApplication(w, { name: written(`${CANARY}-applicant-social`) })),
    application_token: ofAnyone(unconfirmed(w)),
    first_token: () => ({ own: null, foreign: firstToken }),
    call: ofCoordinators(callTo(w, social)),
    /** The canaries a person may meet: coordinators all, finance what was spent, an organisation its own, an interpreter those of their accepted job. */
    mayRead: (who: Principal) => (text: string) =>
      coordinates(who) ||
      (who === "finance" && text.includes("expense")) ||
      (text === `${CANARY}-expense-social` && who === "amina") ||
      (text === `${CANARY}-expense-crisis` && who === "karim") ||
      (!text.includes("expense") && isOfTheirs(text, who)),
  };
}

function isOfTheirs(text: string, who: Principal): boolean {
  return (
    (text.endsWith("social") &&
      (who === "sociala" || who === "sociala2" || (who === "amina" && text.includes("address")))) ||
    (text.endsWith("crisis") && who === "krize")
  );
}

const SPENT = { amina: "expenseamina".padEnd(22, "0"), karim: "expensekarim".padEnd(22, "0") };

/** What each has spent this month, beside a day of work that is owed by now. */
function spentBy(w: World): typeof SPENT {
  layRates(w.db);
  for (const [who, of] of [
    ["amina", "social"],
    ["karim", "crisis"],
  ] as const) {
    w.db
      .insert(expenses)
      .values({
        ...{ id: SPENT[who], interpreterId: who, date: "2026-03-20", kind: "parking", cents: 420 },
        words: written(`${CANARY}-expense-${of}`),
        ...{ enteredBy: `user:user-${who}`, enteredAt: NOW },
      })
      .run();
    doneJob(w, who, of === "social" ? "2026-03-19T10:00" : "2026-03-19T14:00");
  }
  return SPENT;
}

/** Of each institution one that is over and reported. */
function reportedOf(w: World) {
  const when = { startAt: at("2026-03-17T10:00"), endAt: at("2026-03-17T11:00") };
  const lay = (id: string, person: string, organisationId: string, requesterId: string) => {
    const requestId = w.request({ ...when, organisationId, requesterId });
    w.report(w.assign(requestId, person, { id }), { reportedAt: at("2026-03-17T11:05") });
    return { id: requestId, requesterId };
  };
  lay(REPORTED.krize, "leila", "crisis-riga", "user-krize");
  return { social: lay(REPORTED.social, "dilnoza", "social-riga", "user-sociala") };
}

/** A direct assignment that can still be undone, as it is named to each person. */
function boardAction(w: World): (who: Principal) => string {
  const request = w.request({ startAt: at("2026-04-07T10:00"), endAt: at("2026-04-07T11:00") });
  const done = assignInterpreter(w.as("ilze", NOW), { requestId: request, interpreterId: "amina" });
  if (!done.ok) throw new Error(done.reason);
  return (who) => undoMark({ viewer: { kind: "user", userId: `user-${who}` } as UserViewer }, done.value.eventId);
}

/** The code of a service that was attested. */
function recordIn(w: World): string {
  const assignmentId = reported(w, "2026-03-23");
  attest(w, assignmentId);
  return append(w, assignmentId) ?? "";
}

/** A paper with its scan. */
function scanned(w: World, interpreterId: string): string {
  const id = `paper${interpreterId}`.padEnd(22, "0");
  const scan = {
    id: `scan${interpreterId}`,
    type: "pdf",
    bytes: SCAN.length,
    sha256: checksumOf(SCAN),
    at: NOW,
  } as const;
  w.db.insert(files).values(scan).run();
  const held = { kind: "court_sworn", validFrom: at("2026-01-01T00:00"), scanId: scan.id } as const;
  w.db
    .insert(credentials)
    .values({ id, interpreterId, ...held })
    .run();
  return id;
}

/** What they spent, with the file that their paper has. */
function receiptedBy(w: World, interpreterId: string): string {
  const id = `spent${interpreterId}`;
  const spent = { date: "2026-03-19", kind: "parking", cents: 420 } as const;
  const entered = { enteredBy: `user:user-${interpreterId}`, enteredAt: NOW, receiptId: `scan${interpreterId}` };
  w.db
    .insert(expenses)
    .values({ id, interpreterId, ...spent, ...entered })
    .run();
  return id;
}

const SCAN = Buffer.from("%PDF-1.7");

function leadsOf(w: World): { sociala: string; krize: string } {
  const led = { sociala: "unit-social".padEnd(22, "0"), krize: "unit-crisis".padEnd(22, "0") };
  const of = { sociala: "social-riga", krize: "crisis-riga" };
  for (const who of ["sociala", "krize"] as const) {
    w.db
      .insert(units)
      .values({ id: led[who], organisationId: of[who], name: written("Ģimeņu nodaļa") })
      .run();
    const leads = { unitId: led[who], leadsUnit: true };
    w.db
      .update(users)
      .set(leads)
      .where(eq(users.id, `user-${who}`))
      .run();
  }
  return led;
}

/** A meeting that goes on. */
function begun(w: World, id: string, more: Parameters<World["request"]>[0]): string {
  const startAt = instantFrom(NOW - 600_000);
  const request = w.request({ ...more, id, startAt, endAt: instantFrom(NOW + 3_000_000) });
  w.assign(request, more?.organisationId ? "leila" : "dilnoza");
  return request;
}

/** The link of an evaluation that nobody has answered yet. */
function handedOut(w: World, requestId: string): string {
  const token = evaluationToken(requestId);
  w.db
    .insert(evaluationLinks)
    .values({ requestId, linkHash: tokenHash(token), closesAt: at("2026-04-01T10:00") })
    .run();
  return token;
}

/** The link of a survey that nobody has answered yet. */
function asked(w: World): string {
  const who = { period: "2026-01-01", userId: "user-sociala" };
  const token = surveyToken(who.period, who.userId);
  w.db
    .insert(surveyLinks)
    .values({ ...who, linkHash: tokenHash(token), closesAt: at("2026-04-15T00:00") })
    .run();
  return token;
}

/** Something that the social service said of a request. */
function complaintOf(w: World, requestId: string): string {
  const id = "complaint".padEnd(22, "0");
  const words = written(`${CANARY}-complaint-social`);
  const said = { kind: "complaint", side: "requester", requestId, words } as const;
  w.db
    .insert(complaints)
    .values({
      ...{ id, ...said },
      writtenBy: "user-sociala",
      fromUserId: "user-sociala",
      receivedAt: NOW,
      dueAt: at("2026-04-10T17:00"),
    })
    .run();
  return id;
}

/** The link of somebody who has not said yet that it was they who asked. */
function unconfirmed(w: World): string {
  const stranger = { email: "svess@iestade.example", confirmedAt: null, answerDueAt: null };
  return applicationToken(layApplication(w, { id: "stranger".padEnd(22, "0"), ...stranger }));
}

/** A call that waits to be made. */
function callTo(w: World, requestId: string): string {
  const id = "call".padEnd(22, "0");
  const { eventId } = w.db
    .insert(events)
    .values({ at: NOW, kind: "info_asked", actorKind: "system", requestId, payload: {} })
    .returning({ eventId: events.id })
    .get();
  const recipient = { recipient: `caller:${requestId}`, callerId: requestId };
  w.db
    .insert(notifications)
    .values({ id, eventId, kind: "info_asked", channel: "call", nextAt: NOW, ...recipient })
    .run();
  return id;
}

/** A table that was looked at and waits to be confirmed. */
function importOf(w: World): string {
  const id = "import".padEnd(22, "0");
  const choices = { sheet: null, asNew: [], leftOut: [], isVouched: false };
  w.db
    .insert(imports)
    .values({
      id,
      kind: "interpreters",
      userId: "user-admin",
      createdAt: NOW,
      file: Buffer.from("kods;vārds;dzīvesvieta;valodas\nT-1;Zane Liepa;Cēsis;dari:2\nT-2;Ilga Zeme;;dari:2\n"),
      choices,
      total: 2,
      passed: 2,
      lookedAt: NOW,
      forgetAt: at("2026-03-25T10:00"),
    })
    .run();
  const said = { changed: [], problems: [], doubles: [] };
  w.db
    .insert(importRows)
    .values([
      { importId: id, line: 2, became: "added", said: { code: "T-1", name: "Zane Liepa", ...said } },
      {
        importId: id,
        line: 3,
        became: "wrong",
        isMarked: true,
        said: { code: "T-2", name: "Ilga Zeme", ...said, problems: [{ column: "dzīvesvieta", code: "missing" }] },
      },
    ])
    .run();
  return id;
}

function signIn(w: World): Partial<Record<Principal, string>> {
  const cookies: Partial<Record<Principal, string>> = {};
  w.db
    .insert(users)
    .values({
      id: "user-disabled",
      email: "disabled@tilts.test",
      name: written("Bijusī Koordinatore"),
      role: "coordinator",
      createdAt: NOW,
      disabledAt: NOW,
    })
    .run();
  w.db
    .insert(users)
    .values({
      id: "user-auditor",
      email: "auditor@tilts.test",
      name: written("Renāte Revidente"),
      role: "auditor",
      createdAt: NOW,
    })
    .run();
  w.db
    .insert(users)
    .values({
      id: "user-finance",
      email: "finance@tilts.test",
      name: written("Gunta Grāmatvede"),
      role: "finance",
      createdAt: NOW,
    })
    .run();
  for (const who of PRINCIPALS) {
    if (who === "anonymous") continue;
    const id = createHash("sha256").update(`session of ${who}`).digest("base64url");
    cookies[who] = id;
    const ends = who === "expired" ? instantFrom(NOW - 1000) : at("2026-03-25T09:00");
    w.db
      .insert(sessions)
      .values({
        idHash: createHash("sha256").update(id).digest("hex"),
        userId: who === "expired" ? "user-ilze" : `user-${who}`,
        createdAt: instantFrom(NOW - 60_000),
        lastSeenAt: NOW,
        expiresAt: ends,
        device: "test",
      })
      .run();
  }
  return cookies;
}

function leaksIn(text: string, mayRead: (canary: string) => boolean): string[] {
  const found = text.match(/canary-\w+-(?:social|crisis)/g) ?? [];
  return [...new Set(found)].filter((canary) => !mayRead(canary));
}

/** The whole database in one line. While SQLite has counted no row that this connection wrote, it is what it was. */
function fingerprint(w: World): string {
  const written = w.sqlite.prepare("select total_changes()").pluck().get();
  if (taken?.of !== w.sqlite || taken.written !== written) taken = { of: w.sqlite, written, hash: hashOf(w) };
  return taken.hash;
}

let taken: { of: World["sqlite"]; written: unknown; hash: string } | undefined;

function hashOf({ sqlite }: World): string {
  const hash = createHash("sha256");
  const tables = sqlite
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
  for (const table of tables) {
    // A refused sign-in and a page that was looked at are written down, and change nothing else.
    if (table === "sign_ins" || table === "readings") continue;
    const rows = sqlite.prepare(`select * from "${table}"`).raw().all() as unknown[][];
    hash.update(table);
    if (table === "sessions") hash.update(String(rows.length));
    else for (const row of rows) hash.update(JSON.stringify(row));
  }
  return hash.digest("hex");
}
