import type { Need } from "./vocabulary";

/** What sentences about one matching need besides its codes: names in one language. Plain values; a loader passes it on. */
export interface ExplainNames {
  /** The need's language as it stands before "valodā": "dari". */
  language: string;
  /** By variant code, of that language. */
  variants: Record<string, string>;
  /** By place id, those that obstacles mention. */
  places: Record<string, string>;
  need: Pick<Need, "mode" | "variant" | "gender" | "interval">;
}
