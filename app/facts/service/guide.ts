/** The first hour's steps, and what people have said about them. What is done by itself is read in the rooms it is done in. */
import { eq } from "drizzle-orm";
import type { Reader } from "#db/client.server";
import { installation } from "#db/schema";

/** In the order in which they are taken: mail before anybody is invited. */
export const GUIDE_STEPS = [
  "name",
  "desks",
  "hours",
  "languages",
  "holidays",
  "mail",
  "admin",
  "organisations",
  "interpreters",
  "requesters",
  "trial",
] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** Under which key it stands in `installation`. */
export const GUIDE_KEY = "guide";

export interface GuideWord {
  settled: Partial<Record<GuideStep, "done" | "skipped">>;
  /** Nobody is led to the guide any more. */
  isAway: boolean;
}

/** What has been said of each step; nothing in the beginning. */
export function guideWord(db: Reader): GuideWord {
  const row = db.select().from(installation).where(eq(installation.key, GUIDE_KEY)).get();
  return row ? (JSON.parse(row.value) as GuideWord) : { settled: {}, isAway: false };
}
