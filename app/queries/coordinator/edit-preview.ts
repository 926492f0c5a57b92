/** What an edit would do to whom, with names and the sentences' facts: shown before it is saved. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import {
  asksWhoFits,
  asProposal,
  type Concerned,
  type EditedField,
  type EditedFields,
  isAnotherMeeting,
  isToldToInterpreter,
  markOf,
  needsInterpreterWord,
  needsRequesterWord,
} from "#app/dispatch/request-edit";
import type { Obstacle, OverrideRule } from "#app/dispatch/vocabulary";
import { substitutesFor } from "#app/facts/country/substitutes";
import { explainNames } from "#app/facts/matching";
import { editEffects, editedFieldsOf, needAfter } from "#app/facts/proposed-change";
import { interpreters, requests } from "#db/schema";
import { strengthNeeded } from "./move-choices";

export interface PersonConcerned {
  id: string;
  name: string;
  phone: string | null;
  hasPlace: boolean;
  obstacles: readonly Obstacle[];
  /** What keeping them takes; null: nothing stands in the way. */
  rule: OverrideRule | null;
}

export interface EditPreview {
  changed: EditedField[];
  mark: string;
  requesterWord: EditedField[];
  interpreterWord: EditedField[];
  jobs: PersonConcerned[];
  offers: PersonConcerned[];
  /** Whoever is asked is asked anew. */
  isAnother: boolean;
  /** Somebody may fit no longer, or now: where the meeting is the same, only that ends a question. */
  asksWhoFits: boolean;
  /** Whoever has the job reads something that has changed. */
  isToldToInterpreters: boolean;
  others: number | null;
  /** The question is one that is answered with yes or no. */
  isProposal: boolean;
  names: ExplainNames | null;
}

/** null: no such request. */
export function editPreview(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  requestId: string,
  after: EditedFields,
): EditPreview | null {
  const request = ctx.db.select().from(requests).where(eq(requests.id, requestId)).get();
  if (!request) return null;
  const effects = editEffects(ctx, request, after);
  const before = editedFieldsOf(request);
  const need = needAfter(ctx, request, after);
  const obstacles = [...effects.jobs, ...effects.offers].flatMap((one) => one.obstacles);
  return {
    changed: effects.changed,
    mark: markOf(effects),
    requesterWord: needsRequesterWord(effects.changed),
    interpreterWord: needsInterpreterWord(before, after),
    jobs: effects.jobs.map((one) => named(ctx, one)),
    offers: effects.offers.map((one) => named(ctx, one)),
    isAnother: isAnotherMeeting(effects.changed),
    asksWhoFits: asksWhoFits(effects.changed),
    isToldToInterpreters: effects.changed.some(isToldToInterpreter),
    others: effects.others?.count ?? null,
    isProposal: proposalOf(ctx, request, after) !== null && (effects.others?.first ?? null) !== null,
    names: need && explainNames(ctx, need, obstacles),
  };
}

/** The edit as a question with yes or no, and who could come then; null where it is not one, or nobody could. */
export function editAsProposal(ctx: Pick<Ctx, "db" | "now">, requestId: string, after: EditedFields) {
  const request = ctx.db.select().from(requests).where(eq(requests.id, requestId)).get();
  const change = request && proposalOf(ctx, request, after);
  const first = request && editEffects(ctx, request, after).others?.first;
  return change && first ? { change, interpreterId: first, expectedVersion: request.version } : null;
}

function proposalOf(ctx: Pick<Ctx, "db">, request: typeof requests.$inferSelect, after: EditedFields) {
  const substitutes = substitutesFor(ctx, request.language ?? "", after.mode).map(({ spoken }) => spoken);
  return asProposal(request.startAt, editedFieldsOf(request), after, substitutes);
}

function named({ db }: Pick<Ctx, "db">, { id, interpreterId, hasPlace, obstacles }: Concerned): PersonConcerned {
  const person = db
    .select({ name: interpreters.name, phone: interpreters.phone })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get();
  return {
    id,
    name: person?.name ?? "",
    phone: person?.phone ?? null,
    hasPlace,
    obstacles,
    rule: strengthNeeded(obstacles),
  };
}
