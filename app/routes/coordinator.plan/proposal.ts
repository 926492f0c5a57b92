/** A plan beside today's state, as plain values for the page: lines, what stays open, and the work of each person. */
import type { Ctx } from "#app/context.server";
import type { Plan } from "#app/dispatch/plan/model/format";
import { isActive } from "#app/facts/people";
import { urgencyOf } from "#app/facts/planned-request";
import type { OpenRequest, PlanningFacts } from "#app/facts/planning";
import type { PlanningProblem } from "#app/facts/planning-instance";
import { type PlanRow, planRows } from "#app/queries/coordinator/plan-page";
import { type Interval, minutesBetween } from "#app/time";
import { refOf } from "./address";
import type { Pins } from "./pins";
import { certificateOf, type Teller, type Told, tellerOf } from "./tell";

/** So many lines stand in full; the rest is folded, and beyond `MOST_LISTED` only counted. */
const FULL_LINES = 120;
export const MOST_LISTED = 1_000;
/** So many people are offered to change to, and so many reasons are told. */
const MOST_CHOICES = 15;
const MOST_REASONS = 8;

export interface ProposedPerson {
  interpreterId: string;
  name: string;
  /** One line; empty where the line is folded. */
  why: string;
  /** There and back, for work on site. */
  km: number | null;
  /** Their answer to this very request is awaited already. */
  isWaiting: boolean;
}

export interface FilledLine {
  ref: string;
  row: PlanRow;
  minutes: number;
  people: ProposedPerson[];
  /** Who could do it, best first, with those proposed; empty where the line is folded. */
  choices: { interpreterId: string; name: string }[];
  isPinned: boolean;
  /** Whose waiting offers would be taken back. */
  takenBack: string[];
}

export interface UnfilledLine {
  ref: string;
  row: PlanRow;
  gist: string;
  /** Nobody can do it as it is, so its own page looks for the smallest change. */
  hasWays: boolean;
  reasons: Told[];
  moreReasons: number;
}

export interface PersonLine {
  interpreterId: string;
  name: string;
  jobs: [before: number, after: number];
  minutes: [before: number, after: number];
  km: [before: number, after: number];
}

export interface Proposal {
  filled: FilledLine[];
  folded: FilledLine[];
  /** Filled, but too many to list. */
  unlisted: number;
  unfilled: UnfilledLine[];
  unlistedUnfilled: number;
  /** Who would have more to do than today, most hours first. */
  people: PersonLine[];
  counts: Counts;
  certificate: string[];
  isProven: boolean;
  /** Pins that could not be kept, in words. */
  dropped: string[];
}

interface Counts {
  requests: number;
  filled: number;
  waiting: number;
  urgency: number;
  urgencyFilled: number;
  urgencyWaiting: number;
}

/** `asked` are the requests that were to be planned; `seconds` is the time limit that the planner had. */
export function proposalOf(
  ctx: Ctx,
  facts: PlanningFacts,
  asked: readonly OpenRequest[],
  problem: PlanningProblem,
  plan: Plan,
  { pins, seconds }: { pins: Pins; seconds: number },
): Proposal {
  const teller = tellerOf(ctx, facts, problem, plan);
  const whoDoes = new Map(
    plan.assignments
      .filter(({ interpreters }) => interpreters.length > 0)
      .map(({ request, interpreters }) => [
        problem.requestIds.get(request)!,
        interpreters.map((one) => problem.interpreterIds.get(one)!),
      ]),
  );
  const pinned = new Set(pins.kept.map(({ request }) => problem.requestIds.get(request)));
  const done = asked.filter(({ id }) => whoDoes.has(id));
  const open = asked.filter(({ id }) => !whoDoes.has(id));
  const rows = new Map(
    planRows(ctx, [...done.slice(0, MOST_LISTED), ...open.slice(0, FULL_LINES)]).map((row) => [row.requestId, row]),
  );
  const lines = done.slice(0, MOST_LISTED).flatMap((request, index): FilledLine[] => {
    const row = rows.get(request.id);
    const isFull = index < FULL_LINES;
    return row
      ? [filledLine(facts, teller, request, row, whoDoes.get(request.id)!, isFull, pinned.has(request.id))]
      : [];
  });
  return {
    filled: lines.slice(0, FULL_LINES),
    folded: lines.slice(FULL_LINES),
    unlisted: done.length - lines.length,
    unfilled: open.slice(0, FULL_LINES).flatMap((request) => {
      const row = rows.get(request.id);
      return row ? [unfilledLine(facts, teller, request, row)] : [];
    }),
    unlistedUnfilled: Math.max(0, open.length - FULL_LINES),
    people: peopleOf(facts, done, whoDoes),
    counts: countsOf(facts, asked, done),
    ...certificateOf(ctx, plan, { unfilled: open.length, seconds }),
    dropped: pins.dropped,
  };
}

function filledLine(
  facts: PlanningFacts,
  teller: Teller,
  request: OpenRequest,
  row: PlanRow,
  interpreterIds: readonly string[],
  isFull: boolean,
  isPinned: boolean,
): FilledLine {
  const matching = isFull ? facts.matchingOf(request) : null;
  const person = (interpreterId: string) => ({ interpreterId, name: facts.people.get(interpreterId)?.row.name ?? "" });
  const able = matching?.able.map(({ interpreterId }) => interpreterId) ?? [];
  const others = able.filter((id) => !interpreterIds.includes(id)).slice(0, MOST_CHOICES);
  return {
    ref: refOf(request),
    row,
    minutes: minutesOf(request.need.interval),
    people: interpreterIds.map((interpreterId) => ({
      ...person(interpreterId),
      why: matching ? teller.whyChosen(request, matching, interpreterId) : "",
      km: kmThereAndBack(facts, request, interpreterId),
      isWaiting: request.waiting.some((offer) => offer.interpreterId === interpreterId),
    })),
    choices: matching ? [...interpreterIds, ...others].map(person) : [],
    isPinned,
    takenBack: row.waiting.filter((offer) => !interpreterIds.includes(offer.interpreterId)).map(({ name }) => name),
  };
}

function unfilledLine(facts: PlanningFacts, teller: Teller, request: OpenRequest, row: PlanRow): UnfilledLine {
  const matching = facts.matchingOf(request);
  const reasons = teller.whyNobody(request, matching);
  return {
    ref: refOf(request),
    row,
    gist: teller.gist(request, matching),
    hasWays: matching.able.length === 0,
    reasons: reasons.slice(0, MOST_REASONS),
    moreReasons: Math.max(0, reasons.length - MOST_REASONS),
  };
}

const minutesOf = ({ start, end }: Interval) => minutesBetween(start, end);

function kmThereAndBack(facts: PlanningFacts, { need }: OpenRequest, interpreterId: string): number | null {
  const home = facts.people.get(interpreterId)?.row.homePlaceId;
  if (!home || need.placeId === null) return null;
  return 2 * facts.travel(home, need.placeId).km;
}

// --- numbers -------------------------------------------------------------------------------------------

function countsOf({ now }: PlanningFacts, asked: readonly OpenRequest[], done: readonly OpenRequest[]): Counts {
  const waiting = asked.filter((request) => request.waiting.length > 0);
  const urgency = (requests: readonly OpenRequest[]) =>
    requests.reduce((sum, request) => sum + urgencyOf(request, now), 0);
  return {
    requests: asked.length,
    filled: done.length,
    waiting: waiting.length,
    urgency: urgency(asked),
    urgencyFilled: urgency(done),
    urgencyWaiting: urgency(waiting),
  };
}

function peopleOf(
  facts: PlanningFacts,
  done: readonly OpenRequest[],
  whoDoes: ReadonlyMap<string, readonly string[]>,
): PersonLine[] {
  const lines = new Map<string, PersonLine>();
  for (const { row, jobs } of facts.people.values()) {
    if (!isActive({ row })) continue;
    const line: PersonLine = { interpreterId: row.id, name: row.name, jobs: [0, 0], minutes: [0, 0], km: [0, 0] };
    for (const { interval, placeId, remote } of jobs) {
      if (interval.start < facts.horizon.start || interval.start >= facts.horizon.end) continue;
      const km = remote ? 0 : 2 * facts.travel(row.homePlaceId, placeId).km;
      add(line, 0, minutesOf(interval), km);
    }
    line.jobs[1] = line.jobs[0];
    line.minutes[1] = line.minutes[0];
    line.km[1] = line.km[0];
    lines.set(row.id, line);
  }
  for (const request of done)
    for (const id of whoDoes.get(request.id) ?? []) {
      const line = lines.get(id);
      if (line) add(line, 1, minutesOf(request.need.interval), kmThereAndBack(facts, request, id) ?? 0);
    }
  return [...lines.values()]
    .filter(({ jobs }) => jobs[1] > jobs[0])
    .sort((a, b) => b.minutes[1] - a.minutes[1] || a.name.localeCompare(b.name, "lv"));
}

function add(line: PersonLine, when: 0 | 1, minutes: number, km: number): void {
  line.jobs[when]++;
  line.minutes[when] += minutes;
  line.km[when] += km;
}
