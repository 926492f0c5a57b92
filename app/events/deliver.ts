/**
 * Delivery of what is due: claim a batch by lease, send outside any transaction, write down how each ended.
 * At least once: a server may accept a letter and its answer get lost. A repetition carries the same Message-ID.
 */
import { createHash } from "node:crypto";
import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { CHANNELS, type Channel } from "#app/dispatch/vocabulary";
import { ok } from "#app/result";
import { type Instant, instantFrom, MINUTE } from "#app/time";
import { notifications } from "#db/schema";
import { CARRIERS, type WaysOut, write } from "./channels";
import { ABREAST, PATIENCE } from "./mailer";
import type { MessageFacts } from "./message";
import { messageFacts } from "./message-facts";

export interface Delivered {
  claimed: number;
  sent: number;
  /** Failed for now; tried again later. */
  retried: number;
  /** Failed for good; a coordinator sees it. */
  dead: number;
  /** No longer true when its time came. */
  suppressed: number;
}

const BATCH = 80;
const LEASE = 5 * MINUTE;
/** Minutes to the next try. The last one repeats. */
const BACK_OFF = [1, 5, 15, 60, 240, 720, 1440] as const;
/** About five days, as long as mail servers themselves try. */
const MOST_TRIES = 11;

/**
 * Delivers one batch of what is due at `ctx.now`. While a channel's server itself is in trouble the rest of its batch is
 * put back untried, and so it is from the moment `stop` is given. Never throws for a letter's sake.
 */
export async function deliverDue(ctx: Ctx, out: WaysOut, stop?: AbortSignal): Promise<Delivered> {
  const done: Delivered = { claimed: 0, sent: 0, retried: 0, dead: 0, suppressed: 0 };
  const now = clockFrom(ctx.now);
  const claimed = claim(ctx);
  const waiting = together(claimed);
  done.claimed = claimed.length;
  const untried: Claimed[] = [];
  const inTrouble = new Set<Channel>();

  async function line() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const isBlocked = inTrouble.has(next[0].channel) || stop?.aborted;
      const ours = isBlocked ? [] : next.filter((one) => isStillOurs(ctx, one, now()));
      untried.push(...next.filter((one) => !ours.includes(one)));
      for (const [one, outcome] of await deliver({ ...ctx, now: now() }, out, ours)) {
        writeDown(ctx, one, outcome, now());
        done[outcome.ended]++;
        if (outcome.ended === "retried" && outcome.isServerInTrouble) inTrouble.add(one.channel);
      }
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, line));
  putBack(ctx, untried);
  return done;
}

/** `ctx.now` and what has passed since by the monotonic clock, so that a jump of the wall clock moves no lease. */
function clockFrom(start: Instant): () => Instant {
  const began = performance.now();
  return () => instantFrom(start + Math.floor(performance.now() - began));
}

// --- claiming --------------------------------------------------------------------------------------

interface Claimed {
  id: string;
  channel: Channel;
  recipient: string;
  bundle: string | null;
  tries: number;
  leaseUntil: Instant;
}

/** What goes out as one message: all of a bundle for one person, else each by itself. */
function together(claimed: readonly Claimed[]): [Claimed, ...Claimed[]][] {
  const messages = new Map<string, [Claimed, ...Claimed[]]>();
  for (const one of claimed) {
    const name = one.bundle === null ? one.id : `${one.bundle} ${one.channel} ${one.recipient}`;
    const known = messages.get(name);
    if (known) known.push(one);
    else messages.set(name, [one]);
  }
  return [...messages.values()];
}

const isOpen = and(isNull(notifications.sentAt), isNull(notifications.deadAt), isNull(notifications.suppressedAt));

const CLAIMED = {
  id: notifications.id,
  channel: sql<Channel>`${notifications.channel}`,
  recipient: notifications.recipient,
  bundle: notifications.bundle,
  tries: notifications.tries,
};

/** IMMEDIATE, so that two workers cannot read the same rows as free. */
function claim(ctx: Ctx): Claimed[] {
  const leaseUntil = instantFrom(ctx.now + LEASE);
  const claimed = transact(ctx, (work) => {
    const isDue = and(
      isOpen,
      inArray(notifications.channel, CHANNELS),
      lte(notifications.nextAt, work.now),
      or(isNull(notifications.leaseUntil), lte(notifications.leaseUntil, work.now)),
    );
    const due = (besides?: SQL) =>
      work.db
        .select(CLAIMED)
        .from(notifications)
        .where(and(isDue, besides))
        .orderBy(asc(notifications.nextAt), asc(notifications.eventId));
    const first = due().limit(BATCH).all();
    const bundles = [...new Set(first.flatMap(({ bundle }) => bundle ?? []))];
    const known = new Set(first.map(({ id }) => id));
    const rest = bundles.length > 0 ? due(inArray(notifications.bundle, bundles)).all() : [];
    const rows = [...first, ...rest.filter(({ id }) => !known.has(id))];
    const ids = rows.map(({ id }) => id);
    work.db.update(notifications).set({ leaseUntil }).where(inArray(notifications.id, ids)).run();
    return ok(rows);
  });
  return claimed.value.map((row) => ({ ...row, leaseUntil }));
}

/** Asked just before sending: still open, the lease still this worker's and long enough for the slowest letter. */
function isStillOurs(ctx: Ctx, { id, leaseUntil }: Claimed, now: Instant): boolean {
  if (now + PATIENCE.letter >= leaseUntil) return false;
  const row = ctx.db
    .select({ leaseUntil: notifications.leaseUntil })
    .from(notifications)
    .where(and(eq(notifications.id, id), isOpen))
    .get();
  return row?.leaseUntil === leaseUntil;
}

function putBack(ctx: Ctx, untried: Claimed[]): void {
  const [first] = untried;
  if (!first) return;
  const ids = untried.map(({ id }) => id);
  transact(ctx, (work) => {
    work.db
      .update(notifications)
      .set({ leaseUntil: null })
      .where(and(inArray(notifications.id, ids), eq(notifications.leaseUntil, first.leaseUntil)))
      .run();
    return ok(null);
  });
}

// --- sending ---------------------------------------------------------------------------------------

type Outcome =
  | { ended: "sent" }
  | { ended: "retried"; error: string; isServerInTrouble: boolean }
  | { ended: "dead" | "suppressed"; error: string };

/** How each of what goes to one person in one message ended. */
async function deliver(ctx: Ctx, out: WaysOut, claimed: readonly Claimed[]): Promise<(readonly [Claimed, Outcome])[]> {
  const read = claimed.map((one) => [one, readFacts(ctx, one)] as const);
  const sayable = read.flatMap(([one, facts]) => ("facts" in facts ? [{ one, ...facts }] : []));
  const ended = read.flatMap(([one, facts]) => ("ended" in facts ? [[one, facts] as const] : []));
  const outcome = await sendTogether(ctx, out, sayable);
  return [...ended, ...sayable.map(({ one }) => [one, outcome(one)] as const)];
}

function readFacts(ctx: Ctx, { id, channel }: Claimed): Outcome | { facts: MessageFacts; address: string } {
  try {
    const facts = messageFacts(ctx, id);
    if (!facts.ok) return { ended: facts.reason === "nobody_left" ? "dead" : "suppressed", error: facts.reason };
    const { address } = facts.value.to;
    if (!address) return { ended: "dead", error: "no_address" };
    if (!CARRIERS[channel].isAddress(address)) return { ended: "dead", error: "bad_address" };
    return { facts: facts.value, address };
  } catch (error) {
    return notWritten(error);
  }
}

/** A border: one message that cannot be written must not keep the others from going out. */
function notWritten(error: unknown): Outcome {
  return { ended: "dead", error: `not_written ${error instanceof Error ? error.message.slice(0, 200) : ""}` };
}

type Sayable = { one: Claimed; facts: MessageFacts; address: string };

async function sendTogether(ctx: Ctx, out: WaysOut, sayable: readonly Sayable[]): Promise<(one: Claimed) => Outcome> {
  const [first, ...others] = sayable;
  if (!first) return () => ({ ended: "sent" });
  const { channel } = first.one;
  let send: () => Promise<void>;
  try {
    send = write(channel, out, [first.facts, ...others.map(({ facts }) => facts)], first.address, ctx.now);
  } catch (error) {
    return () => notWritten(error);
  }
  try {
    await send();
    return () => ({ ended: "sent" });
  } catch (error) {
    return ({ tries }) => failed(channel, error, tries);
  }
}

function failed(channel: Channel, thrown: unknown, tries: number): Outcome {
  const { error, isFinal, isServerInTrouble } = CARRIERS[channel].failureOf(thrown);
  if (isFinal) return { ended: "dead", error };
  if (tries + 1 >= MOST_TRIES) return { ended: "dead", error: `gave_up ${error}` };
  return { ended: "retried", error, isServerInTrouble };
}

// --- writing down ------------------------------------------------------------------------------------

/** What was sent was sent, whoever holds the lease by now; any other end is only ours to write while the lease is. */
function writeDown(ctx: Ctx, { id, tries, leaseUntil }: Claimed, outcome: Outcome, now: Instant): void {
  const end = { leaseUntil: null, tries: outcome.ended === "suppressed" ? tries : tries + 1 };
  transact(ctx, (work) => {
    if (outcome.ended === "sent")
      work.db
        .update(notifications)
        .set({ ...end, sentAt: now, lastError: null })
        .where(and(eq(notifications.id, id), isNull(notifications.sentAt)))
        .run();
    else
      work.db
        .update(notifications)
        .set({ ...end, lastError: outcome.error, ...endOf(outcome.ended, id, tries, now) })
        .where(and(eq(notifications.id, id), isOpen, eq(notifications.leaseUntil, leaseUntil)))
        .run();
    return ok(null);
  });
}

function endOf(ended: "retried" | "dead" | "suppressed", id: string, tries: number, now: Instant) {
  if (ended === "dead") return { deadAt: now };
  return ended === "suppressed" ? { suppressedAt: now } : { nextAt: nextTry(id, tries, now) };
}

/** 1, 5, 15, 60 minutes … 24 hours, and up to a fifth more, so that a queue does not come back all at once. */
export function nextTry(id: string, tries: number, now: Instant): Instant {
  const minutes = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)]!;
  const spread = createHash("sha256").update(`${id}:${tries}`).digest().readUInt16BE(0) / 0xffff;
  return instantFrom(now + Math.round(minutes * MINUTE * (1 + spread / 5)));
}
