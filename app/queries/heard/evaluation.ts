/** The client's evaluation: what its page says, whether it can be handed over, and what of the answers may be shown to whom. */
import { and, asc, eq, inArray } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { evaluationWindow } from "#app/facts/heard/evaluation-window";
import { isLiveJob } from "#app/facts/live";
import { joins, languageWords } from "#app/facts/request-head";
import { averageOf, type Dimension, moodOf, QUESTIONS, sumOf } from "#app/heard/evaluation";
import { dateOf } from "#app/time";
import {
  assignments,
  evaluationCounts,
  evaluationLinks,
  evaluationTexts,
  interpreters,
  languages,
  languageVariants,
  requests,
} from "#db/schema";

/** null: no link of ours, or long over. `said`: the words in the client's language, once they are confirmed. */
export function evaluationByLink(ctx: Pick<Ctx, "db" | "now">, token: string) {
  const found = ctx.db
    .select({ link: evaluationLinks, language: requests.language, variant: requests.variant })
    .from(evaluationLinks)
    .innerJoin(requests, eq(requests.id, evaluationLinks.requestId))
    .where(eq(evaluationLinks.linkHash, tokenHash(token)))
    .get();
  if (!found) return null;
  const { language, variant, link } = found;
  const isOpen = !link.isUsed && ctx.now < link.closesAt;
  return { isOpen, language, said: language === null ? null : confirmedTexts(ctx, language, variant ?? "") };
}

/** Of the variant, else of the language; a text that nobody has confirmed is shown to nobody. */
function confirmedTexts({ db }: Pick<Ctx, "db">, language: string, variant: string) {
  const rows = db
    .select()
    .from(evaluationTexts)
    .where(and(eq(evaluationTexts.language, language), inArray(evaluationTexts.variant, [variant, ""])))
    .all()
    .filter(({ confirmedAt }) => confirmedAt !== null);
  return (rows.find((row) => row.variant === variant) ?? rows[0])?.texts ?? null;
}

/** For the page on which an institution hands it over. null: no such request, or nothing that can be evaluated. */
export function evaluationOfInstitution(ctx: Ctx<UserViewer>, requestId: string) {
  const row = ctx.db
    .select({
      request: requests,
      link: evaluationLinks,
      language: languages.name,
      variant: languageVariants.name,
    })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(evaluationLinks, eq(evaluationLinks.requestId, requests.id))
    .where(and(eq(requests.id, requestId), eq(requests.organisationId, ctx.viewer.organisationId ?? "")))
    .get();
  const window = row && evaluationWindow(ctx, row.request);
  if (!row || !window || !hasJob(ctx, requestId)) return null;
  const { request, link } = row;
  const isOver = ctx.now >= window.end || link?.isUsed === true;
  return {
    id: request.id,
    reference: request.reference,
    interval: { start: request.startAt, end: request.endAt },
    what: languageWords(row, ctx.locale) ?? "",
    state: isOver ? ("over" as const) : ctx.now < window.start ? ("not_yet" as const) : ("open" as const),
    isGiven: link !== null,
    closesAt: window.end,
    isInTheirLanguage: confirmedTexts(ctx, request.language ?? "", request.variant ?? "") !== null,
  };
}

function hasJob({ db }: Pick<Ctx, "db">, requestId: string): boolean {
  const live = and(eq(assignments.requestId, requestId), isLiveJob());
  return !!db.select({ id: assignments.id }).from(assignments).where(live).limit(1).get();
}

// --- what was answered -------------------------------------------------------------------------------

/** Of a year: for each thing each question, of which there are enough answers. */
function shownCounts({ db }: Pick<Ctx, "db">, dimension: Dimension, year: number) {
  const rows = db
    .select()
    .from(evaluationCounts)
    .where(and(eq(evaluationCounts.dimension, dimension), eq(evaluationCounts.year, year)))
    .all();
  return rows.filter((row) => sumOf(row) > 0);
}

/** Averages of each person; of languages and sectors only how they sound, because figures beside each other can be subtracted. */
export function evaluationResults(ctx: Pick<Ctx, "db" | "now" | "locale">, year: number) {
  const people = grouped(shownCounts(ctx, "interpreter", year));
  const tongues = grouped(shownCounts(ctx, "language", year));
  const nameOf = new Map(
    ctx.db
      .select({ id: interpreters.id, name: interpreters.name })
      .from(interpreters)
      .where(inArray(interpreters.id, [...people.keys()]))
      .orderBy(asc(interpreters.sortKey))
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const tongueOf = new Map(
    ctx.db
      .select({ code: languages.code, name: languages.name })
      .from(languages)
      .orderBy(asc(languages.sortKey))
      .all()
      .map(({ code, name }) => [code, name[ctx.locale]]),
  );
  return {
    people: [...nameOf].map(([id, name]) => ({
      name,
      answers: answersOf(people.get(id)).map(({ question, counts }) => ({
        question,
        average: counts && averageOf(counts),
      })),
    })),
    languages: [...tongueOf]
      .filter(([code]) => tongues.has(code))
      .map(([code, name]) => ({ name, answers: moods(tongues.get(code)) })),
    sectors: [...grouped(shownCounts(ctx, "sector", year))].map(([sector, rows]) => ({ sector, answers: moods(rows) })),
  };
}

/** To an interpreter how their work sounds on the whole, and never one by one. */
export function ownEvaluation(ctx: Ctx<UserViewer>) {
  const year = Number(dateOf(ctx.now).slice(0, 4));
  const own = (of: number) => grouped(shownCounts(ctx, "interpreter", of)).get(ctx.viewer.interpreterId ?? "");
  return [year, year - 1].map((of) => ({ year: of, answers: moods(own(of)) }));
}

type Counted = ReturnType<typeof shownCounts>[number];

function grouped(rows: readonly Counted[]): Map<string, Counted[]> {
  const groups = new Map<string, Counted[]>();
  for (const row of rows) groups.set(row.thing, [...(groups.get(row.thing) ?? []), row]);
  return groups;
}

const answersOf = (rows: readonly Counted[] = []) =>
  QUESTIONS.map((question) => ({ question, counts: rows.find((row) => row.question === question) ?? null }));

const moods = (rows: readonly Counted[] | undefined) =>
  answersOf(rows).map(({ question, counts }) => ({ question, mood: counts && moodOf(counts) }));
