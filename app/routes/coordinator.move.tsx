/**
 * "Move…": another person, another time, or nobody, for one place of a request. The same page for everybody: by keyboard, without
 * JavaScript, and as the dialog after a drop on the calendar. What is confirmed is exactly what is shown.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { moveAssignment } from "#app/commands/move-assignment";
import { releaseAssignment } from "#app/commands/release-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { rulesAt } from "#app/facts/rules";
import { instantField, invalid, readForm } from "#app/form";
import { obstacleSentence, whyNotSentence, whySentence } from "#app/i18n/explain";
import { translator } from "#app/i18n/index";
import { priceSentence } from "#app/i18n/price";
import { type CalendarEntry, entriesOf } from "#app/queries/coordinator/calendar";
import {
  gravestFirst,
  type MoveChoices,
  moveChoices,
  obstaclesOfPerson,
  strengthNeeded,
} from "#app/queries/coordinator/move-choices";
import {
  dateOf,
  type Fold,
  type Instant,
  type Interval,
  instantFrom,
  isDate,
  isFolded,
  parseWall,
  timeOf,
  typedTime,
} from "#app/time";
import { type Plan, planOf, type Target } from "#app/ui/calendar/drop";
import { MovePanel } from "#app/ui/calendar/move-panel";
import { withinCoordinator } from "#app/ui/calendar/view";
import "#app/styles/calendar.css";
import { Page, useT } from "#app/ui/kit";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const params = new URL(request.url).searchParams;
  const { subject, others } = placeOfRequest(ctx, params);
  const when = readWhen(ctx.now, params, subject);
  const interval = { start: when.startAt, end: instantFrom(when.startAt + (subject.endAt - subject.startAt)) };
  const choices = moveChoices(ctx, subject.requestId, subject.assignmentId, interval);
  const to = readTo(params, subject, choices);
  const plan = planOf(subject, { interpreterId: to, startAt: when.startAt });
  const concerned = concernedPeople(ctx, subject, others, interval, to);
  const obstacles = plan && plan.kind !== "release" ? concerned.flatMap((person) => person.obstacles) : [];
  const t = translator(ctx.locale);
  return {
    title: `${t(`coordinator:move.title.${subject.assignmentId ? "move" : "assign"}`)} · Tilts`,
    now: ctx.now,
    undoSeconds: rulesAt(ctx, ctx.now)["undo.seconds"],
    subject,
    date: params.get("date") && isDate(params.get("date")!) ? params.get("date")! : dateOf(when.startAt),
    start: when.time,
    fold: when.fold,
    timeError: when.error,
    interval,
    to,
    people: choices ? peopleInWords(ctx, choices) : null,
    plan: plan && when.error === null ? { kind: plan.kind, changesTime: interval.start !== subject.startAt } : null,
    chosenName: concerned.find((person) => person.interpreterId === to)?.name ?? null,
    obstacles: obstaclesInWords(ctx, plan?.kind === "release" ? [] : concerned),
    needs: strengthNeeded(obstacles),
    otherNames: others.flatMap((other) => other.interpreterName ?? []),
    back: withinCoordinator(params.get("back")),
    key: newId(),
  };
}

export type MovePage = Awaited<ReturnType<typeof loader>>;

const SCHEMA = z.object({
  request: z.string().max(64),
  slot: z.coerce.number().int().min(1).max(2),
  assignment: z.string().max(64).optional(),
  to: z.string().max(64),
  startAt: instantField,
  version: z.coerce.number().int(),
  key: z.string().max(64),
  reason: z.string().max(500).optional(),
  twice: z.string().optional(),
  back: z.string().max(500).optional(),
});
type Answer = z.output<typeof SCHEMA>;

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(SCHEMA, await request.formData());
  if (!form.ok) return invalid(form);
  const answer = form.value;
  const { subject, others } = placeOfRequest(
    ctx,
    new URLSearchParams({ request: answer.request, slot: String(answer.slot) }),
  );
  const refused = (name: string, key: string) =>
    data(
      { errors: { [name]: [key] }, values: { reason: answer.reason ?? "", twice: answer.twice ?? "" } },
      { status: 400 },
    );
  if (subject.assignmentId !== (answer.assignment ?? null)) return refused("", "explain:refusal.version_changed");
  const target: Target = {
    interpreterId: answer.to === "none" ? null : answer.to,
    startAt: instantFrom(answer.startAt),
  };
  const plan = planOf(subject, target);
  if (!plan) return refused("", "explain:refusal.nothing_to_move");
  const missing = missingConfirmation(ctx, subject, others, target, plan, answer);
  if (missing) return refused(missing.field, missing.error);

  const moved = carryOut(ctx, plan, answer);
  if (!moved.ok) return refused("", `explain:refusal.${moved.reason}`);
  const back = new URL(withinCoordinator(answer.back), "http://here");
  if (back.searchParams.get("request") === answer.request) back.searchParams.delete("request");
  back.searchParams.delete("undone");
  back.searchParams.set("undo", String(moved.value.eventId));
  throw redirect(`${back.pathname}${back.search}`);
}

export default function Move() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t(`coordinator:move.title.${page.subject.assignmentId ? "move" : "assign"}`)} width="normal">
      <MovePanel page={page} answer={answer} />
    </Page>
  );
}

// --- what the address says ---------------------------------------------------------------------------

function placeOfRequest(ctx: Ctx, params: URLSearchParams): { subject: CalendarEntry; others: CalendarEntry[] } {
  const entries = entriesOf(ctx, params.get("request") ?? "");
  const slot = Number(params.get("slot") ?? 0);
  const subject =
    entries.find((entry) => entry.assignmentId !== null && entry.assignmentId === params.get("assignment")) ??
    entries.find((entry) => entry.slot === slot) ??
    entries.find((entry) => entry.assignmentId === null) ??
    entries[0];
  if (!subject) throw notFound();
  return { subject, others: entries.filter((entry) => entry !== subject && entry.interpreterId !== null) };
}

interface When {
  startAt: Instant;
  time: string;
  fold: Fold | null;
  error: string | null;
}

/** The chosen start. What cannot be a time keeps the agreed one and says why. */
function readWhen(now: Instant, params: URLSearchParams, subject: CalendarEntry): When {
  const date = params.get("date") ?? dateOf(subject.startAt);
  const typed = params.get("start");
  const time = typed === null ? timeOf(subject.startAt) : (typedTime(typed) ?? typed);
  const given = params.get("fold");
  const fold = given === "earlier" || given === "later" ? given : null;
  if (date === dateOf(subject.startAt) && time === timeOf(subject.startAt) && !fold)
    return { startAt: subject.startAt, time, fold: null, error: null };
  const read = parseWall(date, time, fold ?? undefined);
  if (read.ok && read.value <= now)
    return { startAt: subject.startAt, time, fold: null, error: "explain:refusal.time_passed" };
  if (read.ok) return { startAt: read.value, time, fold: isFolded(read.value) ? fold : null, error: null };
  return { startAt: subject.startAt, time, fold, error: `explain:refusal.${read.reason}` };
}

/** The chosen person; nobody chosen yet: who has it, else the best of those who can. */
function readTo(params: URLSearchParams, subject: CalendarEntry, choices: MoveChoices | null): string | null {
  const to = params.get("to");
  if (to === "none") return null;
  return to || (subject.interpreterId ?? choices?.able[0]?.interpreterId ?? null);
}

// --- in words ----------------------------------------------------------------------------------------

type Concerned = { interpreterId: string } & NonNullable<ReturnType<typeof obstaclesOfPerson>>;

/** The chosen person, and at a new time whoever has the request's other place. */
function concernedPeople(
  ctx: Ctx,
  subject: CalendarEntry,
  others: readonly CalendarEntry[],
  interval: Interval,
  to: string | null,
): Concerned[] {
  const isNewTime = interval.start !== subject.startAt;
  const asked = [
    ...(to ? [{ interpreterId: to, assignmentId: subject.assignmentId }] : []),
    ...(isNewTime
      ? others.map(({ interpreterId, assignmentId }) => ({ interpreterId: interpreterId!, assignmentId }))
      : []),
  ];
  return asked.flatMap(({ interpreterId, assignmentId }) => {
    const found = obstaclesOfPerson(ctx, subject.requestId, assignmentId, interval, interpreterId);
    return found ? [{ interpreterId, ...found }] : [];
  });
}

function peopleInWords({ locale }: Ctx, { able, blocked, notSpeaking, names }: MoveChoices) {
  const t = translator(locale);
  return {
    notSpeaking,
    able: able.map((ranked) => ({
      id: ranked.interpreterId,
      name: ranked.name,
      why: whySentence(t, locale, ranked, names, ranked.gender),
    })),
    blocked: blocked.map(({ interpreterId, name, gender, obstacles }) => ({
      id: interpreterId,
      name,
      why: whyNotSentence(t, locale, gravestFirst(obstacles), names, gender),
      canOverrule: strengthNeeded(obstacles) !== "never",
    })),
  };
}

function obstaclesInWords({ locale }: Ctx, concerned: readonly Concerned[]) {
  const t = translator(locale);
  return concerned.flatMap(({ name, gender, obstacles, names }) =>
    gravestFirst(obstacles).map((obstacle) => ({
      name,
      code: obstacle.code,
      rule: strengthNeeded([obstacle]),
      sentence: obstacleSentence(t, locale, obstacle, names, gender),
      price: priceSentence(t, locale, obstacle),
    })),
  );
}

// --- the one command ---------------------------------------------------------------------------------

/** What the coordinator still has to say, asked before the command so that the field itself can say so. */
function missingConfirmation(
  ctx: Ctx,
  subject: CalendarEntry,
  others: readonly CalendarEntry[],
  target: Target,
  plan: Plan,
  answer: Answer,
): { field: string; error: string } | null {
  if (plan.kind === "release")
    return answer.reason ? null : { field: "reason", error: "explain:refusal.reason_missing" };
  const interval = { start: target.startAt, end: instantFrom(target.startAt + (subject.endAt - subject.startAt)) };
  const obstacles: Obstacle[] = concernedPeople(ctx, subject, others, interval, target.interpreterId).flatMap(
    (person) => person.obstacles,
  );
  const needed = strengthNeeded(obstacles);
  if (!needed || needed === "never") return null;
  if (!answer.reason) return { field: "reason", error: "explain:refusal.reason_missing" };
  return needed === "twice" && !answer.twice ? { field: "twice", error: "coordinator:move.error.twice" } : null;
}

function carryOut(ctx: Ctx, plan: Plan, { reason, twice, version, key }: Answer) {
  const override = reason ? { reason, twice: !!twice } : undefined;
  const shared = { override, expectedVersion: version, key };
  switch (plan.kind) {
    case "assign": {
      const { requestId, slot, interpreterId, startAt } = plan;
      return assignInterpreter(ctx, { requestId, slot, interpreterId, startAt: startAt ?? undefined, ...shared });
    }
    case "move": {
      const { assignmentId, interpreterId, startAt } = plan;
      return moveAssignment(ctx, {
        assignmentId,
        interpreterId: interpreterId ?? undefined,
        startAt: startAt ?? undefined,
        ...shared,
      });
    }
    case "reschedule":
      return rescheduleRequest(ctx, { requestId: plan.requestId, startAt: plan.startAt, ...shared });
    case "release":
      return releaseAssignment(ctx, { assignmentId: plan.assignmentId, reason: reason ?? "", key });
  }
}
