/** Who could take a request at a time, in words: asked while a card is dragged. GET only, nothing changes. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { enter, notFound } from "#app/context.server";
import { instantField } from "#app/form";
import { obstacleSentence, passedSentence } from "#app/i18n/explain";
import { translator } from "#app/i18n/index";
import { entriesOf } from "#app/queries/coordinator/calendar";
import { gravestFirst, moveChoices, strengthNeeded } from "#app/queries/coordinator/move-choices";
import { instantFrom } from "#app/time";
import type { Verdict, Verdicts } from "#app/ui/calendar/entry";

const ASKED = z.object({
  request: z.string().min(1).max(64),
  assignment: z.string().max(64).optional(),
  start: instantField,
});

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const asked = ASKED.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw notFound();
  const { request: requestId, assignment = null, start } = asked.data;
  const entries = entriesOf(ctx, requestId);
  const subject = entries.find((entry) => entry.assignmentId === assignment) ?? entries[0];
  if (!subject) throw notFound();
  const startAt = instantFrom(start);
  const interval = { start: startAt, end: instantFrom(startAt + subject.endAt - subject.startAt) };
  const choices = moveChoices(ctx, requestId, assignment, interval);
  const t = translator(ctx.locale);
  const verdicts: Verdict[] = (choices?.able ?? []).map(({ interpreterId }) => ({
    interpreterId,
    can: "free",
    sentences: [],
  }));
  for (const { interpreterId, alreadyAsked } of choices?.passed ?? [])
    verdicts.push({ interpreterId, can: "passed", sentences: alreadyAsked ? [passedSentence(t, alreadyAsked)] : [] });
  for (const { interpreterId, obstacles, gender } of choices?.blocked ?? [])
    verdicts.push({
      interpreterId,
      can: strengthNeeded(obstacles) === "never" ? "never" : "overrule",
      sentences: gravestFirst(obstacles).map((one) => obstacleSentence(t, ctx.locale, one, choices!.names, gender)),
    });
  const otherwise = choices
    ? obstacleSentence(t, ctx.locale, { code: "language_not_spoken" }, choices.names)
    : t("explain:refusal.language_missing");
  return Response.json({ verdicts, otherwise } satisfies Verdicts, { headers: { "Cache-Control": "no-store" } });
}
