/** What the page of an institution's own request shows. */
import type { useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { requestForInstitution } from "#app/queries/institution/request";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` says what was just done and whether the request is about to be cancelled. */
export function readPage(ctx: Ctx<UserViewer>, id: string, search: URLSearchParams) {
  const request = requestForInstitution(ctx, id);
  if (!request) throw notFound();
  return {
    title: request.reference,
    actLabel: request.people.length > 0 ? translator(ctx.locale)("proof:act.link") : null,
    request,
    now: ctx.now,
    key: newId(),
    userId: ctx.viewer.userId,
    sent: search.get("sent") === "1",
    asksToCancel: search.get("cancel") === "1",
    isEdited: search.get("edited") === "1",
    outcome: OUTCOMES.find((outcome) => outcome === search.get("answered")) ?? null,
  };
}

const OUTCOMES = ["agreed", "declined", "overtaken"] as const;
