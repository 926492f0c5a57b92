/** What the page shows: the jobs that somebody who cannot work would leave, and who could stand in. */
import type { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Ctx, newId, notFound } from "#app/context.server";
import type { Instance } from "#app/dispatch/plan/model/format";
import { planInThread } from "#app/dispatch/plan/thread";
import { type AwayErrors, type AwayFields, awayFields, readAway } from "#app/forms/away";
import { translator } from "#app/i18n";
import { interpreterName } from "#app/queries/coordinator/interpreters";
import { standInsFor } from "#app/queries/coordinator/stand-ins";
import { dateOf, type Instant, timeOf } from "#app/time";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** Without days in `search` it is from now to the end of the day, and nobody is looked for yet. */
export async function readPage(ctx: Ctx, interpreterId: string, search: URLSearchParams) {
  const name = interpreterName(ctx, interpreterId);
  if (name === null) throw notFound();
  const isAsked = search.has("from");
  const fields = isAsked ? awayFields((field) => search.get(field), ctx.now) : fromNow(ctx.now);
  const read = readAway(fields);
  const errors: AwayErrors = isAsked && "errors" in read ? read.errors : {};
  const interval = isAsked && "interval" in read ? read.interval : null;
  const found = interval && (await standInsFor(ctx, interpreterId, interval, solve));
  return {
    title: translator(ctx.locale)("change:ill.pageTitle", { name }),
    now: ctx.now,
    key: newId(),
    interpreterId,
    name,
    fields,
    errors,
    interval,
    found,
    done: z.coerce.number().int().min(0).catch(0).parse(search.get("done")),
    failed: z.coerce.number().int().min(0).catch(0).parse(search.get("failed")),
    isJustEntered: search.has("entered"),
  };
}

/** A few jobs are solved exactly in a moment; a person waits for no plan longer than this. */
const solve = (instance: Instance) => planInThread(instance, { timeLimitMs: 3_000 });

/** Somebody calls: from this minute to the end of the day. */
function fromNow(now: Instant): AwayFields {
  const date = dateOf(now);
  return { from: date, to: date, fromTime: timeOf(now), toTime: "" };
}
