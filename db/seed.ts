/**
 * The demo database: the service of the 2017 article made concrete, relative to the clock and the same for the same clock.
 * Five desks, 31 interpreters, 18 languages, some thirty organisations, six months of past and three weeks of coming
 * requests in every state, with the events and messages that the commands would have left.
 */
import { type Instant, isoOf } from "#app/time";
import type { Opened, Tx } from "./client.server";
import { asker } from "./demo/asking";
import { phone } from "./demo/fictions";
import { requestsByChance } from "./demo/history";
import { open } from "./demo/opening";
import { play } from "./demo/play";
import { playScenes } from "./demo/scenes";
import { write } from "./demo/writing";
import { DESKS, type DeskPhones } from "./reference/desks";
import { layReference } from "./reference/lay";
import { installation } from "./schema";

export interface DemoOptions {
  /** The hash of every demo account's password. */
  passwordHash: string;
}

/** Fills an empty database. Everything is relative to `now`, and two databases made at the same instant are equal. */
export function seedDemo({ db }: Opened, now: Instant, { passwordHash }: DemoOptions): void {
  db.transaction((tx) => {
    layReference(tx, now, DEMO_PHONES);
    laySigns(tx, now);
    const demo = open(tx, now, passwordHash);
    const ask = asker(demo);
    playScenes(demo, ask);
    for (const [slug, scene, story] of requestsByChance(demo)) play(demo, ask(slug, scene), story);
    write(tx, demo);
  });
}

/** Telephones that lead to nobody. */
const DEMO_PHONES: DeskPhones = Object.fromEntries(DESKS.map(({ id }, i) => [id, phone(900 + i)]));

/** What this database is. */
function laySigns(tx: Tx, now: Instant): void {
  const signs = { mode: "demo", created_at: isoOf(now) };
  for (const [key, value] of Object.entries(signs))
    tx.insert(installation)
      .values({ key, value })
      .onConflictDoUpdate({ target: installation.key, set: { value } })
      .run();
}
