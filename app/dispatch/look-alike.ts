/** A request that may be the same need as another one, asked for twice. Only a person can say. */
import type { Instant } from "#app/time";

/** `client`: the same client at an overlapping time · `minute`: the same institution, language and minute · `form`: the same form, sent before. */
export type Likeness = "client" | "minute" | "form";

export interface LookAlike {
  requestId: string;
  reference: string;
  organisationId: string;
  organisation: string;
  startAt: Instant;
  likeness: Likeness;
}
