/** Sentences about single lines of a plan: why these people, and why nobody. */
import type { Ctx } from "#app/context.server";
import type { Plan } from "#app/dispatch/plan/model/format";
import type { Matching } from "#app/dispatch/vocabulary";
import { isActive } from "#app/facts/people";
import type { OpenRequest, PlanningFacts } from "#app/facts/planning";
import type { PlanningProblem } from "#app/facts/planning-instance";
import { passedSentence, whyNotSentence, whySentence } from "#app/i18n/explain";
import { listOf } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { planNames } from "#app/queries/coordinator/plan-page";
import { overlaps } from "#app/time";

export interface Told {
  interpreterId: string;
  name: string;
  why: string;
}

export type Teller = ReturnType<typeof tellerOf>;

/** What can be told of any request of these facts and this plan, in the reader's language. */
export function tellerOf(ctx: Ctx, facts: PlanningFacts, problem: PlanningProblem, plan: Plan) {
  const known = knownOf(ctx, facts, problem, plan);
  return {
    /**
     * One line why this person; empty when the matching has no word for them. Offers that wait about other requests of
     * the plan are no reason against it: the plan keeps them or takes them back.
     */
    whyChosen(request: OpenRequest, matching: Matching, interpreterId: string): string {
      const ranked = matching.able.find((one) => one.interpreterId === interpreterId);
      if (!ranked) return "";
      const { t, names, genderOf } = known;
      return whySentence(
        t,
        ctx.locale,
        { ...ranked, hasOverlappingOffer: false },
        names(request),
        genderOf(interpreterId),
      );
    },
    /** Everybody who speaks the language and what keeps them, those who could but are needed elsewhere first. */
    whyNobody: (request: OpenRequest, matching: Matching) => whyNobody(known, request, matching),
    /** What it comes down to. */
    gist: (request: OpenRequest, matching: Matching) => gistOf(known, request, matching),
  };
}

type Known = ReturnType<typeof knownOf>;

function knownOf(ctx: Ctx, facts: PlanningFacts, problem: PlanningProblem, plan: Plan) {
  const requests = new Map(facts.requests.map((request) => [request.id, request]));
  return {
    t: translator(ctx.locale),
    locale: ctx.locale,
    facts,
    problem,
    names: planNames(ctx),
    genderOf: (interpreterId: string) => facts.people.get(interpreterId)?.row.gender ?? null,
    unfilled: new Map(plan.unfilled.map((one) => [problem.requestIds.get(one.request), one])),
    referencesOf: (pseudonyms: readonly string[]) =>
      pseudonyms.flatMap((one) => requests.get(problem.requestIds.get(one) ?? "")?.reference ?? []),
  };
}

function whyNobody(known: Known, request: OpenRequest, { able, passed, blocked }: Matching): Told[] {
  const { t, locale, facts, names, genderOf } = known;
  const told = (interpreterId: string, why: string): Told[] => {
    const person = facts.people.get(interpreterId);
    return person ? [{ interpreterId, name: person.row.name, why }] : [];
  };
  const couldBut = able.flatMap(({ interpreterId }) =>
    told(interpreterId, whyElsewhere(known, request, interpreterId)),
  );
  const wouldNot = passed.flatMap(({ interpreterId, alreadyAsked }) =>
    alreadyAsked ? told(interpreterId, passedSentence(t, alreadyAsked)) : [],
  );
  const cannot = blocked.flatMap(({ interpreterId, obstacles }) => {
    const person = facts.people.get(interpreterId);
    if (!person || !isActive(person)) return [];
    return told(interpreterId, whyNotSentence(t, locale, obstacles, names(request), genderOf(interpreterId)));
  });
  return [...couldBut, ...wouldNot, ...cannot];
}

/** What keeps somebody who could do it. */
function whyElsewhere(known: Known, request: OpenRequest, interpreterId: string): string {
  const { t, locale, facts, problem, unfilled, referencesOf } = known;
  const pseudonym = problem.interpreterNames.get(interpreterId);
  const found = unfilled.get(request.id)?.engaged.filter(({ interpreter }) => interpreter === pseudonym) ?? [];
  const words = found.flatMap(({ rule, by }) => {
    const others = referencesOf(by);
    return others.length > 0 ? [t(`plan:engaged.${rule}`, { others: listOf(locale, others) })] : [];
  });
  if (words.length > 0) return words.join("; ");
  const waits = facts.people
    .get(interpreterId)
    ?.waiting.some((offer) => offer.requestId !== request.id && overlaps(offer.interval, request.need.interval));
  return waits ? t("explain:why.overlapping_offer") : t("plan:engaged.elsewhere");
}

function gistOf(
  { t, locale, problem, names, unfilled, referencesOf }: Known,
  request: OpenRequest,
  { able }: Matching,
) {
  const language = names(request).language;
  if (problem.unspoken.includes(request)) return t("plan:gist.unspoken", { language });
  const free = able.length;
  if (free === 0) return t("plan:gist.nobody", { language });
  if (free < request.missing) return t("plan:gist.tooFew", { free, needed: request.missing });
  const competing = referencesOf(unfilled.get(request.id)?.competing ?? []);
  if (competing.length === 0) return t("plan:gist.elsewhere");
  const shown = competing.slice(0, 6);
  const more = competing.length - shown.length;
  const others = more > 0 ? [...shown, t("plan:gist.more", { number: more })] : shown;
  return t("plan:gist.competing", { others: listOf(locale, others) });
}

/** How good the plan is, in sentences: nothing is called optimal that is not proven. */
export function certificateOf(
  { locale }: Pick<Ctx, "locale">,
  plan: Plan,
  { unfilled, seconds }: { unfilled: number; seconds: number },
): { certificate: string[]; isProven: boolean } {
  const t = translator(locale);
  const [isProven] = plan.proven;
  const [bound] = plan.bound;
  const left = bound === null ? null : Math.max(0, Math.floor(bound - plan.objective[0] + 1e-6));
  const certificate = [];
  if (unfilled === 0) certificate.push(t("plan:certificate.all"));
  else if (isProven || left === 0) certificate.push(t("plan:certificate.proven"));
  else if (left !== null) certificate.push(t("plan:certificate.atMost", { count: left }));
  else certificate.push(t("plan:certificate.unknown"));
  if (plan.proven.every(Boolean)) certificate.push(t("plan:certificate.everything"));
  if (plan.ended === "time") certificate.push(t("plan:certificate.time", { count: seconds }));
  return { certificate, isProven: isProven || unfilled === 0 };
}
