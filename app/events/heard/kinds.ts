/** What can happen to what people say of the service, and what people are told of it. */
import type { DateText } from "#app/time";

export interface HeardPayloads {
  /** What is said in it stands in no event, nor about which request it is: its page is for its writer and coordinators alone. */
  complaint_received: { complaintId: string };
  complaint_taken_up: { complaintId: string };
  complaint_decided: { complaintId: string };
  complaint_closed: { complaintId: string };
  /** That a client was handed an evaluation, and not whose: what was answered stands nowhere by itself. */
  evaluation_given: Record<string, never>;
  /** What it says in a language, or a variant of one. */
  evaluation_texts_saved: { language: string; variant: string };
  evaluation_texts_confirmed: { language: string; variant: string };
  /** Somebody who had a service in the period is asked. */
  survey_sent: { period: DateText; userId: string };
}

export const HEARD_LETTERS = [
  "complaint_waiting", // coordinators: a complaint or praise has come
  "survey", // requester: how it was, by a link
  "complaint_answered", // whoever wrote it: a coordinator has decided
] as const;
