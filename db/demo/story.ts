/** How a request goes, as a scene or chance tells it. */
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import type { RequestRow } from "./service";

export type Answer = "accept" | "decline" | "lapse" | "wait";

export interface Story {
  /** Taken in turn, the last one repeats. */
  answers: readonly Answer[];
  /** Minutes from the sending of an offer to its answer. */
  answersAfter: number;
  /** When nobody is left, a coordinator overrides what has a good reason. */
  isRescued?: boolean;
  rescueReason?: string;
  /** The requester calls it off then. */
  cancelledAt?: Instant;
  /** The first person gives it back then. */
  givenBackAt?: Instant;
  /** A coordinator takes the first person off then. */
  releasedAt?: Instant;
  releaseReason?: string;
  /** A coordinator refuses it; only for a language that is not in the list. */
  rejected?: { at: Instant; reason: string };
  /** A coordinator asks the requester for what is missing. */
  askedAgain?: { at: Instant; question: string };
  /** null = nobody has reported. */
  report?: { held: true } | { held: false; why: NotHeldReason } | null;
  reportAfter?: number;
}

/** What is asked; the rest follows from the organisation, the topic and the rules. */
export type Asked = Pick<
  RequestRow,
  | "organisationId"
  | "requesterId"
  | "contactName"
  | "contactPhone"
  | "language"
  | "mode"
  | "startAt"
  | "endAt"
  | "topic"
> &
  Partial<RequestRow> & { submittedAt: Instant; deskId: string };
