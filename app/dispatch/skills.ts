/** What somebody who wants to interpret says they can do, before anybody has looked at it. */
import type { Level, Mode } from "./vocabulary";

/** A few words of a candidate about themselves, in characters. */
export const MOST_WORDS = 1000;

export interface Skill {
  language: string;
  /** "" = no particular one. */
  variant: string;
  level: Level;
}

export interface Skills {
  languages: readonly Skill[];
  modes: readonly Mode[];
  /** Where they live. */
  placeId: string;
}
