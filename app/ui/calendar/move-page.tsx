/** What both steps of the Move… page know of the place that is moved. */
import type { Instant, Interval } from "#app/time";
import type { Entry } from "./entry";

export interface MovePage {
  now: Instant;
  /** For how long an action can be undone and its messages are held. */
  undoSeconds: number;
  subject: Entry;
  date: string;
  start: string;
  fold: "earlier" | "later" | null;
  timeError: string | null;
  interval: Interval;
  to: string | null;
  people: {
    notSpeaking: number;
    able: readonly { id: string; name: string; why: string }[];
    passed: readonly { id: string; name: string; why: string }[];
    blocked: readonly { id: string; name: string; why: string; canOverrule: boolean }[];
  } | null;
  plan: { kind: "assign" | "move" | "reschedule" | "release"; changesTime: boolean } | null;
  chosenName: string | null;
  obstacles: readonly {
    name: string;
    code: string;
    rule: "reason" | "twice" | "never" | null;
    sentence: string;
    price: string;
  }[];
  needs: "reason" | "twice" | "never" | null;
  otherNames: readonly string[];
  back: string;
  key: string;
}

/** Which place it is, and where to go back to. */
export function Hidden({ page: { subject, back } }: { page: MovePage }) {
  return (
    <>
      <input type="hidden" name="request" value={subject.requestId} />
      <input type="hidden" name="slot" value={subject.slot} />
      {subject.assignmentId && <input type="hidden" name="assignment" value={subject.assignmentId} />}
      <input type="hidden" name="back" value={back} />
    </>
  );
}
