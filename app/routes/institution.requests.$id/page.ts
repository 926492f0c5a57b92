/** What the page of an institution's own request shows. */
import type { useLoaderData } from "@remix-run/react";
import { confirmationCode } from "#app/auth/attest-link.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { isAboutService } from "#app/events/took-place-kinds";
import { type Translate, translator } from "#app/i18n/index";
import { servicesShown } from "#app/queries/everyone/attesting";
import { type InstitutionRequest, requestForInstitution } from "#app/queries/institution/request";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` says what was just done and whether the request is about to be cancelled. */
export function readPage(ctx: Ctx<UserViewer>, id: string, search: URLSearchParams) {
  const request = requestForInstitution(ctx, id);
  if (!request) throw notFound();
  const t = translator(ctx.locale);
  const isReported = servicesShown(ctx, [id]).length > 0;
  const isAhead = request.people.length > 0 && request.interval.end > ctx.now;
  return {
    title: request.reference,
    attest: isReported ? t("attest:title") : null,
    code: isAhead ? [t("attest:code", { code: confirmationCode(id) }), t("attest:codeHint")] : null,
    request: { ...request, timeline: request.timeline.map((entry) => ({ ...entry, told: toldOf(t, entry) })) },
    now: ctx.now,
    key: newId(),
    userId: ctx.viewer.userId,
    sent: search.get("sent") === "1",
    asksToCancel: search.get("cancel") === "1",
    isEdited: search.get("edited") === "1",
    outcome: OUTCOMES.find((outcome) => outcome === search.get("answered")) ?? null,
  };
}

/** What both sides said of the service: its words come with it, because few of a requester's pages say them. */
function toldOf(t: Translate, { kind, why, actsFor }: InstitutionRequest["timeline"][number]): string | null {
  if (!isAboutService(kind)) return null;
  const more = [why && t(`attest:why.${why}`), actsFor === "interpreter" && t("attest:actsFor")].filter(Boolean);
  return [t(`attest:event.${kind}`), ...more].join(" – ");
}

const OUTCOMES = ["agreed", "declined", "overtaken"] as const;
