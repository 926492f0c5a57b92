/** What the page of an institution's own request shows. */
import type { useLoaderData } from "@remix-run/react";
import { confirmationCode } from "#app/auth/attest-link.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { serviceEvent, serviceWords } from "#app/i18n/services.server";
import { servicesShown } from "#app/queries/everyone/attesting";
import { evaluationOfInstitution } from "#app/queries/heard/evaluation";
import { requestForInstitution } from "#app/queries/institution/request";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` says what was just done and whether the request is about to be cancelled. */
export function readPage(ctx: Ctx<UserViewer>, id: string, search: URLSearchParams) {
  const request = requestForInstitution(ctx, id);
  if (!request) throw notFound();
  const t = translator(ctx.locale);
  const isReported = servicesShown(ctx, [id]).length > 0;
  const isAhead = request.people.length > 0 && request.interval.end > ctx.now;
  const words = serviceWords(t, isAhead ? confirmationCode(id) : null);
  return {
    title: request.reference,
    actLabel: request.people.length > 0 ? translator(ctx.locale)("proof:act.link") : null,
    attest: isReported ? words.title : null,
    code: words.code,
    request: { ...request, timeline: request.timeline.map((entry) => ({ ...entry, told: serviceEvent(t, entry) })) },
    now: ctx.now,
    key: newId(),
    /** Said here, so that its words are not on every page of the institution's. */
    evaluation: canEvaluate(ctx, id) ? translator(ctx.locale)("heard:give.link") : null,
    feedback: translator(ctx.locale)("heard:say.link"),
    userId: ctx.viewer.userId,
    sent: search.get("sent") === "1",
    asksToCancel: search.get("cancel") === "1",
    isEdited: search.get("edited") === "1",
    outcome: OUTCOMES.find((outcome) => outcome === search.get("answered")) ?? null,
  };
}

/** Only while the client can still answer. */
const canEvaluate = (ctx: Ctx<UserViewer>, id: string) => evaluationOfInstitution(ctx, id)?.state === "open";

const OUTCOMES = ["agreed", "declined", "overtaken"] as const;
