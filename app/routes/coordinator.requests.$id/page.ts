/** What the page of one request shows. */
import type { useLoaderData } from "@remix-run/react";
import { type Ctx, newId, notFound } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { openCalls } from "#app/queries/coordinator/calls";
import { languageChoices, obstaclesBefore, requestForCoordinator } from "#app/queries/coordinator/request";
import { waysOut } from "#app/queries/coordinator/ways-out";
import { likelyPlaces } from "#app/queries/everyone/places";
import { timelineFor } from "#app/queries/everyone/timeline";
import { dateOf, timeOf } from "#app/time";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `search` opens the panel of an override, names those who do not speak the language, and says what was just done. */
export function readPage(ctx: Ctx, id: string, search: URLSearchParams) {
  const timeline = timelineFor(ctx, id);
  const alsoSay = timeline.flatMap(({ overruled }) => overruled);
  const view = requestForCoordinator(ctx, id, { withOthers: search.has("others"), alsoSay });
  if (!view) throw notFound();
  const wanted = search.get("override");
  const asked = wanted === "offer" || wanted === "assign" ? wanted : null;
  const interpreterId = search.get("person") ?? "";
  const before = asked && obstaclesBefore(ctx, id, interpreterId);
  return {
    title: translator(ctx.locale)("coordinator:request.pageTitle", { reference: view.reference }),
    now: ctx.now,
    key: newId(),
    view,
    timeline,
    calls: openCalls(ctx, id),
    ways: view.isStuck ? waysOut(ctx, id) : null,
    likely: view.isPlaceUnknown ? likelyPlaces(ctx, view.organisation.id, []) : [],
    languages: view.language ? [] : languageChoices(ctx),
    wall: { date: dateOf(view.interval.start), start: timeOf(view.interval.start), end: timeOf(view.interval.end) },
    done: search.get("done"),
    override: asked && before ? { intent: asked, interpreterId, ...before } : null,
  };
}
