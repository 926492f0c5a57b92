/** The commands that people wait for and one round of the worker, on copies of the databases, with a durable commit each. */
import { randomBytes } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { and, eq } from "drizzle-orm";
import { holdSecret } from "#app/auth/link-token.server";
import { SYSTEM, type UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { submitRequest } from "#app/commands/submit-request";
import { withdrawOffer } from "#app/commands/withdraw-offer";
import { type Ctx, newId } from "#app/context.server";
import { canBeAnswered } from "#app/facts/live";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { invariant } from "#app/result";
import { tick } from "#app/server/worker";
import { addMinutes, DAY, type Instant, instantFrom } from "#app/time";
import { type Opened, openDatabase } from "#db/client.server";
import { offers, users } from "#db/schema";
import { written } from "../../support/written";
import type { Folders } from "./measure";
import { type Line, median } from "./table";

type Timed = Map<string, number[]>;
/** Does one deed of a round; those that nobody waits for have no name. */
export type Doing = <T>(name: string | null, deed: () => T) => T;

/** Both databases by the same deeds in turn. */
export function measureCommands(now: Instant, folders: Folders, rounds: number): Line[] {
  holdSecret(randomBytes(32));
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-commands-"));
  try {
    const demo = copyOf(folders.demo, path.join(folder, "demo.db"));
    const history = copyOf(folders.history, path.join(folder, "history.db"));
    const took = { demo: new Map<string, number[]>(), history: new Map<string, number[]>() };
    for (let round = 0; round < rounds; round++) {
      aRound(demo, now, round, timing(took.demo));
      aRound(history, now, round, timing(took.history));
    }
    demo.sqlite.close();
    history.sqlite.close();
    return [...took.demo.keys()].map((name) => ({
      name,
      demoMs: median(took.demo.get(name) ?? []),
      historyMs: median(took.history.get(name) ?? []),
      demoCpuMs: null,
      historyCpuMs: null,
      overEmpty: null,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timing(took: Timed): Doing {
  return (name, deed) => {
    const begun = performance.now();
    const result = deed();
    if (name) took.set(name, [...(took.get(name) ?? []), performance.now() - begun]);
    return result;
  };
}

export function copyOf(dataDir: string, file: string): Opened {
  copyFileSync(path.join(dataDir, "tilts.db"), file);
  return openDatabase(file);
}

/** Somebody asks, the person who was asked says yes; somebody asks again, and a coordinator gives it to one who can. */
export function aRound({ db }: Opened, now: Instant, round: number, doing: Doing): void {
  const sociala = as(db, now, "sociala");
  const first = doing("submit", () => submitRequest(sociala, asked(sociala, round, 0)));
  invariant(first.ok, "what is asked for can be had");
  const offer = waitingOf(db, now, first.value.requestId);
  const link: Ctx = {
    ...sociala,
    viewer: { kind: "link", offerId: offer.id, interpreterId: offer.interpreterId, locale: "lv" },
  };
  const accepted = doing("accept", () => answerOffer(link, { offerId: offer.id, move: "accept" }));
  invariant(accepted.ok && accepted.value.outcome === "accepted", "they may say yes");

  const second = doing(null, () => submitRequest(sociala, asked(sociala, round, 3)));
  invariant(second.ok, "what is asked for can be had");
  const ilze = as(db, now, "ilze");
  const asking = waitingOf(db, now, second.value.requestId).id;
  doing(null, () => withdrawOffer(ilze, { offerId: asking }));
  const need = needOf({ db }, second.value.requestId);
  const able = need && matchRequest({ db, now }, need).matching.able[0];
  invariant(able, "somebody can");
  const assigned = doing("assign", () =>
    assignInterpreter(ilze, { requestId: second.value.requestId, interpreterId: able.interpreterId }),
  );
  invariant(assigned.ok, "it can be given to them");
  doing("a round of the worker", () => tick({ db, now, viewer: SYSTEM, locale: "lv" }));
}

function as(db: Opened["db"], now: Instant, slug: string): Ctx<UserViewer> {
  const user = db
    .select()
    .from(users)
    .where(eq(users.email, `${slug}@demo.tilts.test`))
    .get();
  invariant(user, "the demo has this account");
  return { db, now, viewer: { ...user, kind: "user", userId: user.id }, locale: "lv" };
}

function asked({ now, viewer }: Ctx<UserViewer>, round: number, hours: number) {
  // Monday to Friday of the coming weeks, as `now` is a Tuesday: at weekends hardly anybody can.
  const days = 6 + 7 * Math.floor(round / 5) + (round % 5);
  const startAt = addMinutes(instantFrom(now + days * DAY), 60 * hours);
  return {
    organisationId: viewer.organisationId ?? "",
    language: "prs",
    mode: "phone" as const,
    startAt,
    endAt: addMinutes(startAt, 30),
    topic: "social" as const,
    contactName: written("Sanita Ozola"),
    contactPhone: "+37120000201",
    key: newId(),
  };
}

function waitingOf(db: Opened["db"], now: Instant, requestId: string) {
  const offer = db
    .select()
    .from(offers)
    .where(and(eq(offers.requestId, requestId), canBeAnswered(now)))
    .get();
  invariant(offer, "somebody was asked");
  return offer;
}
