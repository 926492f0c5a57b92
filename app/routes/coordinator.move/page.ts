/** What the Move… page shows for the place of a request, the person and the time that its address names. */
import { type Ctx, newId } from "#app/context.server";
import { startWrong } from "#app/dispatch/request-questions";
import { rulesAt } from "#app/facts/rules";
import { obstacleSentence, whyNotSentence, whySentence } from "#app/i18n/explain";
import { translator } from "#app/i18n/index";
import { priceSentence } from "#app/i18n/price";
import type { CalendarEntry } from "#app/queries/coordinator/calendar";
import { gravestFirst, type MoveChoices, moveChoices, strengthNeeded } from "#app/queries/coordinator/move-choices";
import { dateOf, type Fold, type Instant, instantFrom, isFolded, parseWall, timeOf, typedTime } from "#app/time";
import { planOf } from "#app/ui/calendar/drag/drop";
import { withinCoordinator } from "#app/ui/calendar/view";

import { type Concerned, concernedPeople, placeOfRequest } from "./place";

/** `params` names the place, and what was chosen so far. */
export function readPage(ctx: Ctx, params: URLSearchParams) {
  const { subject, others } = placeOfRequest(ctx, params);
  const when = readWhen(ctx.now, params, subject);
  const interval = { start: when.startAt, end: instantFrom(when.startAt + (subject.endAt - subject.startAt)) };
  const choices = moveChoices(ctx, subject.requestId, subject.assignmentId, interval);
  const to = readTo(params, subject, choices);
  const plan = planOf(subject, { interpreterId: to, startAt: when.startAt });
  const concerned = concernedPeople(ctx, subject, others, interval, to);
  const obstacles = plan && plan.kind !== "release" ? concerned.flatMap((person) => person.obstacles) : [];
  const t = translator(ctx.locale);
  const date = params.get("date") ?? "";
  return {
    title: t(`coordinator:move.title.${subject.assignmentId ? "move" : "assign"}`),
    now: ctx.now,
    undoSeconds: rulesAt(ctx, ctx.now)["undo.seconds"],
    subject,
    date: date || dateOf(when.startAt),
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
  const wrong = read.ok ? startWrong(read.value, now) : null;
  if (wrong) return { startAt: subject.startAt, time, fold: null, error: `explain:refusal.${wrong}` };
  if (read.ok) return { startAt: read.value, time, fold: isFolded(read.value) ? fold : null, error: null };
  return { startAt: subject.startAt, time, fold, error: `explain:refusal.${read.reason}` };
}

/** The chosen person; nobody chosen yet: who has it, else the best of those who can. */
function readTo(params: URLSearchParams, subject: CalendarEntry, choices: MoveChoices | null): string | null {
  const to = params.get("to");
  if (to === "none") return null;
  return to || (subject.interpreterId ?? choices?.able[0]?.interpreterId ?? null);
}

function peopleInWords({ locale }: Ctx, { able, passed, blocked, notSpeaking, names }: MoveChoices) {
  const t = translator(locale);
  const inWords = (ranked: MoveChoices["able"][number]) => ({
    id: ranked.interpreterId,
    name: ranked.name,
    why: whySentence(t, locale, ranked, names, ranked.gender),
  });
  return {
    notSpeaking,
    able: able.map(inWords),
    passed: passed.map(inWords),
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
