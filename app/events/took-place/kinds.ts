/** What can happen to a service once it is reported, and what people are told of it. */
import type { AttestedAs, AttestingWay, SettledAs } from "#app/pay/took-place";

/** `number`: of the report that it is about, or that was replaced. */
type AboutReport = {
  assignmentId: string;
  number: number;
};

export interface TookPlacePayloads {
  /** Before anybody had answered it. */
  report_corrected: AboutReport;
  /** After both sides had agreed: a question to the requester. */
  correction_asked: AboutReport;
  correction_answered: AboutReport & { agreed: boolean };
  correction_settled: AboutReport & { as: "stays" | "asked" };
  /** It was otherwise than somebody attested on the spot. */
  service_objected: AboutReport;
  service_attested: AboutReport & { way: AttestingWay; as: AttestedAs };
  /** `isLast`: with the warning that silence will count. */
  attestation_asked_again: { isLast: boolean };
  service_settled: AboutReport & { as: SettledAs };
}

const KINDS: readonly string[] = [
  "report_corrected",
  "correction_asked",
  "correction_answered",
  "correction_settled",
  "service_attested",
  "service_objected",
  "attestation_asked_again",
  "service_settled",
] satisfies readonly (keyof TookPlacePayloads)[];

/** What happened to a service once it was reported. */
export const isAboutService = (kind: string): kind is keyof TookPlacePayloads => KINDS.includes(kind);

export const TOOK_PLACE_LETTERS = [
  "attest_asked", // requester: it is reported; one link to say whether so
  "attest_again", // requester who has not answered
  "attest_last", // the same, with the day from which silence counts
  "correction_asked", // requester: the interpreter asks to correct what was agreed
  "attest_noted", // requester: what was attested on the spot in their name, and how to contradict
  "attest_settled", // requester: what the coordinator decided
  "report_settled", // interpreter: the same
] as const;
