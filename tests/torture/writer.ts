/**
 * A process that asks for interpreters and accepts, through the real commands on the real connection, and says each deed on
 * stdout only when it is committed. Whoever started it ends it in the middle, and looks at what is there.
 */
import { writeSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { holdSecret } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { isWaitingOffer } from "#app/facts/live";
import { invariant } from "#app/result";
import { addMinutes, instantFrom, MINUTE, parseWall } from "#app/time";
import { openDatabase } from "#db/client.server";
import { offers, users } from "#db/schema";
import { written } from "../support/written";
import { needOf } from "./needs";

export interface WriterTask {
  file: string;
  /** The clock at deed number 0; each deed is a quarter of an hour later, so that nobody asks too often. */
  start: number;
  /** Number of the first deed, and of the one that is no longer done. */
  from: number;
  until: number;
  /** Said to the connection when it is open. */
  pragmas: string[];
}

// Everything is loaded already when the task comes: whoever gives it need not wait for that.
process.stdin.once("data", (line) => work(JSON.parse(String(line)) as WriterTask));

function work({ file, start, from, until, pragmas }: WriterTask): void {
  holdSecret(Buffer.alloc(32, 7));
  const { db, sqlite } = openDatabase(file);
  for (const pragma of pragmas) sqlite.pragma(pragma);
  const found = db.select().from(users).where(eq(users.email, "sociala@demo.tilts.test")).get();
  invariant(found, "the demo has this account");
  const sociala: UserViewer = { ...found, kind: "user", userId: found.id };
  for (let number = from; number < until; number++)
    doBoth({ db, now: instantFrom(start + number * 15 * MINUTE), viewer: sociala, locale: "lv" }, number, start);
  process.exit(0);
}

/** Asks, and the person who was asked says yes. */
function doBoth(ctx: Ctx<UserViewer>, number: number, start: number): void {
  const need = needOf(number, instantFrom(start));
  const startAt = parseWall(need.date, need.start, "earlier");
  invariant(startAt.ok, "there is such an hour");
  const sent = submitRequest(ctx, {
    organisationId: ctx.viewer.organisationId ?? "",
    language: need.language,
    mode: "phone",
    startAt: startAt.value,
    endAt: addMinutes(startAt.value, need.minutes),
    topic: "social",
    contactName: written("Sanita Ozola"),
    contactPhone: "+37120000201",
    note: written(need.note),
    key: `writer-${number}`,
  });
  invariant(sent.ok, `request ${number} is taken: ${JSON.stringify(sent)}`);
  writeSync(1, `asked ${number} ${sent.value.requestId}\n`);
  const offer = ctx.db
    .select()
    .from(offers)
    .where(and(eq(offers.requestId, sent.value.requestId), isWaitingOffer()))
    .get();
  if (!offer) return;
  const link: Ctx = {
    ...ctx,
    viewer: { kind: "link", offerId: offer.id, interpreterId: offer.interpreterId, locale: "lv" },
  };
  const answer = answerOffer(link, { offerId: offer.id, move: "accept", key: `yes-to-${number}` });
  if (answer.ok && answer.value.outcome === "accepted") writeSync(1, `accepted ${number} ${offer.id}\n`);
}
