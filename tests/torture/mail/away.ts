/** Two days without a mail server, by the given clock; then it is there again. */
import { eq } from "drizzle-orm";
import { SYSTEM, type UserViewer } from "#app/auth/viewer";
import { submitRequest } from "#app/commands/submit-request";
import { deliverDue } from "#app/events/deliver";
import { invariant } from "#app/result";
import { addMinutes, type Instant } from "#app/time";
import { users } from "#db/schema";
import { brokenServer } from "../../events/post-office";
import { written } from "../../support/written";
import { START } from "../demo";
import { emptyQueue, lay, mailerTo, messageIdOf, type Outcome, outcomeOf } from "./queue";

const HOUR_MINUTES = 60;
const AWAY_HOURS = 48;
const OFFERS = 20;

export interface Away extends Outcome {
  /** Offers of jobs that have begun in the meantime, and those of them that were mailed all the same. */
  offers: number;
  mailedLate: number;
  /** How long the queue took to drain, by the real clock. */
  drainedMs: number;
}

export async function goAway(dataDir: string, letters: number): Promise<Away> {
  const queue = await emptyQueue(dataDir);
  const ids = lay(queue, letters, START);
  const offers = askedForTomorrow(queue);
  const ctx = (now: Instant) => ({ db: queue.db, now, viewer: SYSTEM, locale: "lv" as const });
  const gone = await brokenServer([]);
  const nowhere = mailerTo(gone.url);
  await gone.close();
  let now: Instant = START;
  for (let hour = 0; hour < AWAY_HOURS; hour++, now = addMinutes(now, HOUR_MINUTES))
    await deliverDue(ctx(now), { email: nowhere });
  nowhere.close();

  const begun = performance.now();
  const well = await brokenServer([]);
  const email = mailerTo(well.url);
  // Each letter that was tried waits for its own turn, a day at most.
  for (let hour = 0; hour < 36; hour++, now = addMinutes(now, HOUR_MINUTES))
    while ((await deliverDue(ctx(now), { email })).claimed > 0);
  email.close();
  const drainedMs = performance.now() - begun;
  const taken = well.accepted.map(messageIdOf);
  await well.close();
  const late = new Set(offers.map((id) => `<${id}@tilts.example>`));
  const outcome = outcomeOf(
    queue,
    ids,
    taken.filter((name) => name.includes("-letter-")),
  );
  queue.sqlite.close();
  return { ...outcome, offers: offers.length, mailedLate: taken.filter((name) => late.has(name)).length, drainedMs };
}

/** Offers of jobs of tomorrow, which nobody hears of in time: the ids of their messages. */
function askedForTomorrow({ db, sqlite }: Awaited<ReturnType<typeof emptyQueue>>): string[] {
  const sociala = db.select().from(users).where(eq(users.email, "sociala@demo.tilts.test")).get();
  invariant(sociala, "the demo has this account");
  const viewer: UserViewer = { ...sociala, kind: "user", userId: sociala.id };
  for (let i = 0; i < OFFERS; i++) {
    const startAt = addMinutes(START, 24 * HOUR_MINUTES + 15 * i);
    const sent = submitRequest(
      { db, now: START, viewer, locale: "lv" },
      {
        organisationId: sociala.organisationId ?? "",
        language: "ar",
        mode: "phone",
        startAt,
        endAt: addMinutes(startAt, 15),
        topic: "social",
        contactName: written("Sanita Ozola"),
        contactPhone: "+37120000201",
      },
    );
    invariant(sent.ok, "it can be asked for");
  }
  return sqlite
    .prepare<[], string>(
      "select id from notifications where kind = 'offer' and sent_at is null and suppressed_at is null",
    )
    .pluck()
    .all();
}
