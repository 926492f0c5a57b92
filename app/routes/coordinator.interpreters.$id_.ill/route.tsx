import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type JobToHandOver, type LineToReplace, replaceAbsent } from "#app/commands/replace-absent";
import { enter, newId, notFound } from "#app/context.server";
import type { Instance } from "#app/dispatch/plan/model/format";
import { planInThread } from "#app/dispatch/plan/thread";
import { instantField, invalid, readForm } from "#app/form";
import { type AwayErrors, type AwayFields, awayFields, readAway } from "#app/forms/away";
import { translator } from "#app/i18n";
import { interpreterName } from "#app/queries/coordinator/interpreters";
import { standInsFor } from "#app/queries/coordinator/stand-ins";
import { dateOf, type Instant, instantFrom, timeOf } from "#app/time";
import { IllView } from "./view";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const interpreterId = params.id ?? "";
  const name = interpreterName(ctx, interpreterId);
  if (name === null) throw notFound();
  const search = new URL(request.url).searchParams;
  const isAsked = search.has("from");
  const fields = isAsked ? awayFields((field) => search.get(field)) : fromNow(ctx.now);
  const read = readAway(fields);
  const errors: AwayErrors = isAsked && "errors" in read ? read.errors : {};
  const interval = isAsked && "interval" in read ? read.interval : null;
  const found = interval && (await standInsFor(ctx, interpreterId, interval, solve));
  return {
    title: `${translator(ctx.locale)("change:ill.pageTitle", { name })} · Tilts`,
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

const LINE = /^([\w-]{1,64}):([\w-]{0,64})$/;
const lines = z.array(z.string().regex(LINE)).max(500);
const Deed = z.object({
  intent: z.enum(["offer", "assign", "enter"]),
  key: z.string().max(64),
  start: instantField,
  end: instantField,
  /** Back to the same moments. */
  search: z.string().max(300).optional(),
  lines: lines.optional(),
  overs: lines.optional(),
  offers: z.array(z.string().max(64)).max(200).optional(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(Deed, await request.formData());
  if (!form.ok) return invalid(form);
  const interpreterId = params.id ?? "";
  const { intent, key, start, end, search = "", lines = [], overs = [], offers = [] } = form.value;
  const replaced = replaceAbsent(ctx, {
    interpreterId,
    startAt: instantFrom(start),
    endAt: instantFrom(end),
    by: intent === "assign" ? "assign" : "offer",
    lines: intent === "enter" ? [] : lines.map(lineOf),
    handOvers: overs.map(lineOf).filter((over): over is JobToHandOver => over.interpreterId !== null),
    offerIds: offers,
    reason: translator(ctx.locale)("change:ill.reason"),
    key,
  });
  if (!replaced.ok && replaced.reason === "not_found") throw notFound();
  if (!replaced.ok) return data({ refusal: replaced.reason }, { status: 409 });
  const { done, refused, eventId } = replaced.value;
  const to = new URLSearchParams(search);
  for (const said of ["done", "failed", "entered", "undo", "undone"]) to.delete(said);
  if (eventId !== null) to.set("undo", String(eventId));
  else if (done.length > 0) to.set("done", String(done.length));
  else if (refused.length === 0) to.set("entered", "1");
  if (refused.length > 0) to.set("failed", String(refused.length));
  return redirect(`/coordinator/interpreters/${interpreterId}/ill?${to}`);
}

/** "assignment:interpreter"; without an interpreter they are only released. */
function lineOf(text: string): LineToReplace {
  const [, assignmentId = "", interpreterId = ""] = LINE.exec(text) ?? [];
  return { assignmentId, interpreterId: interpreterId || null };
}

/** One interpreter cannot work for a time: their jobs, who could stand in for each, and the click that makes it so. */
export default function IllPage() {
  return <IllView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
