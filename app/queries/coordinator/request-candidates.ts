/** Who could do a request and who could not, as its coordinator sees them. */
import type { Ctx } from "#app/context.server";
import type { Need, Obstacle, OverrideRule, Ranked } from "#app/dispatch/vocabulary";
import { waitingYesesTo } from "#app/facts/asked/yeses";
import { matchRequest, notSpeakingPeople } from "#app/facts/matching";
import type { PersonCard } from "#app/facts/people";
import type { Instant } from "#app/time";
import { strengthNeeded } from "./move-choices";
import { type Asked, isWaiting } from "./request-work";

/** So many of each list are shown; the rest is counted. */
const ABLE_LIMIT = 40;
const BLOCKED_LIMIT = 80;
const NOT_SPEAKING_LIMIT = 60;

export interface AbleCandidate extends Ranked {
  person: PersonCard;
  /** This person's offer that still waits for an answer. */
  liveOfferId: string | null;
  /** When they said yes to this request and met an obstacle: they would come, and a coordinator decides. */
  saidYesAt: Instant | null;
}

export interface BlockedCandidate {
  person: PersonCard;
  saidYesAt: Instant | null;
  obstacles: readonly Obstacle[];
  /** The strictest rule among the obstacles decides what an override takes. */
  rule: OverrideRule;
}

export interface Candidates {
  able: AbleCandidate[];
  ableTotal: number;
  /** They could, but have passed this request by. */
  passed: AbleCandidate[];
  blocked: BlockedCandidate[];
  blockedTotal: number;
  /** Active people who do not speak the language: a number, and their names when asked for. */
  notSpeaking: number;
  others: PersonCard[];
}

/** Everybody matched to the need, the able best first. `withOthers` also names those who do not speak the language. */
export function candidatesOf(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  asked: readonly Asked[],
  { withOthers }: { withOthers: boolean },
): Candidates {
  const { matching, people, notSpeaking } = matchRequest(ctx, need);
  const waiting = new Map(asked.filter(isWaiting).map((offer) => [offer.interpreterId, offer.offerId]));
  const yeses = new Map(waitingYesesTo(ctx, need.requestId).map((yes) => [yes.interpreterId, yes.saidAt]));
  const saidYesAt = ({ interpreterId }: { interpreterId: string }) => yeses.get(interpreterId) ?? null;
  const shown = (some: readonly Ranked[]) =>
    some.slice(0, ABLE_LIMIT).flatMap((ranked): AbleCandidate[] => {
      const person = people.get(ranked.interpreterId);
      return person
        ? [{ ...ranked, person, liveOfferId: waiting.get(ranked.interpreterId) ?? null, saidYesAt: saidYesAt(ranked) }]
        : [];
    });
  const blocked = matching.blocked.slice(0, BLOCKED_LIMIT).flatMap(({ interpreterId, obstacles }) => {
    const person = people.get(interpreterId);
    return person ? [{ person, saidYesAt: saidYesAt({ interpreterId }), obstacles, rule: strictest(obstacles) }] : [];
  });
  return {
    able: shown(matching.able),
    passed: shown(matching.passed),
    ableTotal: matching.able.length,
    blocked,
    blockedTotal: matching.blocked.length,
    notSpeaking,
    others: withOthers ? notSpeakingPeople(ctx, need, NOT_SPEAKING_LIMIT) : [],
  };
}

/** What it takes to overrule all of them together; a reason where nothing stands in the way. */
export function strictest(obstacles: readonly Obstacle[]): OverrideRule {
  return strengthNeeded(obstacles) ?? "reason";
}
