/** A queue of letters on disk: all due at once, each with a Message-ID of its own. */
import path from "node:path";
import { desc, eq, isNull } from "drizzle-orm";
import { holdSecret } from "#app/auth/link-token.server";
import { openMailer, type Patience } from "#app/events/mailer";
import { isStanding } from "#app/facts/live";
import { invariant } from "#app/result";
import type { Instant } from "#app/time";
import { type Opened, openDatabase } from "#db/client.server";
import { events, notifications, requests, users } from "#db/schema";
import { layDemo, START } from "../demo";

const APP_URL = "https://tilts.example";

/** As the server opens its own way out. */
export function mailerTo(smtpUrl: string, patience?: Patience) {
  const config = { smtpUrl, mailFrom: "Tilts <dispecers@tilts.example>", appUrl: APP_URL, dataDir: "/nowhere" };
  return openMailer(config, patience);
}

/** A demo in which nobody waits for a letter; the caller closes it. */
export async function emptyQueue(dataDir: string): Promise<Opened & { file: string }> {
  holdSecret(Buffer.alloc(32, 7));
  await layDemo(dataDir);
  const file = path.join(dataDir, "tilts.db");
  const opened = openDatabase(file);
  opened.db.update(notifications).set({ suppressedAt: START }).where(isNull(notifications.sentAt)).run();
  return { ...opened, file };
}

/** `count` letters to `email`, due at `when`. Answers their ids. */
export function lay(
  { db }: Pick<Opened, "db">,
  count: number,
  when: Instant,
  email = "sociala@demo.tilts.test",
): string[] {
  const user = db.select().from(users).where(eq(users.email, email)).get();
  const request = db.select().from(requests).where(isStanding()).orderBy(desc(requests.startAt)).get();
  invariant(user && request, "the demo has both");
  return db.transaction((tx) =>
    Array.from({ length: count }, (_, i) => {
      const id = `${email.split("@")[0]}-letter-${i + 1}`;
      const event = { at: when, kind: "request_submitted" as const, actorKind: "system" as const, payload: {} };
      const { eventId } = tx
        .insert(events)
        .values({ ...event, requestId: request.id })
        .returning({ eventId: events.id })
        .get();
      const to = { recipient: `user:${user.id}`, userId: user.id, channel: "email" as const };
      tx.insert(notifications)
        .values({ id, eventId, kind: "request_received", nextAt: when, ...to })
        .run();
      return id;
    }),
  );
}

export interface Outcome {
  letters: number;
  /** Neither sent, nor known to be undeliverable. */
  lost: number;
  /** Said to be sent, and no server has taken them. */
  falselySent: number;
  /** Taken once more than once. */
  doubled: number;
  /** Taken under another name than the message's own. */
  strange: number;
}

/** What became of `ids`, when the servers have taken letters of these Message-IDs. */
export function outcomeOf(
  { sqlite }: Pick<Opened, "sqlite">,
  ids: readonly string[],
  taken: readonly string[],
): Outcome {
  const isSent = sqlite.prepare<[string], number>("select sent_at is not null from notifications where id = ?").pluck();
  const names = new Set(ids.map((id) => `<${id}@tilts.example>`));
  const there = new Set(taken);
  return {
    letters: ids.length,
    lost: ids.filter((id) => isSent.get(id) !== 1).length,
    falselySent: ids.filter((id) => isSent.get(id) === 1 && !there.has(`<${id}@tilts.example>`)).length,
    doubled: taken.length - there.size,
    strange: taken.filter((name) => !names.has(name)).length,
  };
}

export function messageIdOf(raw: string): string {
  return /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] ?? "";
}
