/** The only door of the matching module: pure functions from facts to decisions. No I/O, clock, zone or language. */
export { earliestSend, isLateCancellation, offerDeadline, promiseDueAt } from "./deadlines";
export { levelFor, obstaclesOf, overrideRule } from "./eligibility";
export type { ExplainNames } from "./explain";
export { match } from "./match";
export { type Answerable, isLive, moveOffer, type OfferMove, type OfferRefusal, statusAt } from "./offer";
export { minLevelOf, protectionClassOf, requiredCredentialsOf } from "./protection";
export { rank, WEIGHTS } from "./ranking";
export {
  blockingJobs,
  changedNeed,
  DISTURBANCE,
  isJobMove,
  isNewWork,
  type JobMove,
  type OtherJob,
  type ProposedChange,
  pivotsOf,
  type RelaxFacts,
  relayNeed,
  SPAN_MINUTES,
  smallestChanges,
  type WayOut,
} from "./relax";
export { type AssignmentFacts, metaOf, type RequestFacts, requestStateAt } from "./request-state";
export { DEFAULT_RULES, type RuleKey, type Rules } from "./rules";
export { placeOf, type TravelRow, travelFrom } from "./travel";
export * from "./vocabulary";
