/** What clients and requesters said of the service: complaints and praise, counted evaluations, a survey that is over. */
import { type ComplaintKind, complaintDueAt } from "#app/heard/complaint";
import { type Dimension, QUESTIONS } from "#app/heard/evaluation";
import { periodBefore } from "#app/heard/survey";
import { ownText } from "#app/privacy";
import { invariant } from "#app/result";
import { DAY, dateOf, type Instant, instantFrom, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import * as schema from "../schema";
import { workingDay } from "./calendar";
import { type Happened, liveOn, type RequestRow, type Service } from "./service";

/** Once the services are written; what happened is added to what is told. */
export function layHeard(tx: Tx, service: Service): void {
  layComplaints(tx, service);
  layEvaluations(tx, service);
  laySurvey(tx, service);
}

type ComplaintRow = typeof schema.complaints.$inferInsert;

/** One in every state, and praise; of the latest services, and one of long ago. */
function layComplaints(tx: Tx, service: Service): void {
  const { now, rules, calendar, chance } = service;
  const held = service.requests
    .filter((one) => one.endAt < workingDay(calendar, now, -3, "18:00") && liveOn(service, one).length > 0)
    .toSorted((a, b) => b.endAt - a.endAt);
  const longAgo = held.filter(({ endAt }) => endAt < workingDay(calendar, now, -32, "18:00"));
  const [coordinator = ""] = service.coordinators;
  const on = (days: number, time: string) => workingDay(calendar, now, days, time);
  const saidOf = (request: RequestRow | undefined, kind: ComplaintKind, receivedAt: Instant, words: string) => {
    invariant(request, "enough services are over");
    return {
      ...{ id: chance.id(), requestId: request.id, side: "requester" as const, kind, receivedAt },
      aboutAssignmentId: liveOn(service, request)[0]?.id ?? null,
      ...{ writtenBy: request.requesterId, fromUserId: request.requesterId, words: ownText(words) },
      dueAt: kind === "complaint" ? complaintDueAt(calendar, receivedAt, rules["complaint.workingDays"]) : null,
    } satisfies ComplaintRow;
  };
  const takenUp = (examinedAt: Instant) => ({ examinedAt, examinedBy: coordinator });
  const forgetAt = (at: Instant) => instantFrom(at + rules["complaint.keepDays"] * DAY);
  const decided = (at: Instant, upheld: boolean, answer: string) => ({
    ...{ decidedAt: at, decidedBy: coordinator, upheld, answer: ownText(answer), forgetAt: forgetAt(at) },
  });
  const late = "Tulks pieslēdzās divdesmit minūtes vēlāk, un sarunu nepaspējām pabeigt.";
  const phone = "Tulks sarunas laikā runāja arī pa savu tālruni.";
  const rows: ComplaintRow[] = [
    saidOf(held[0], "complaint", on(-1, "10:20"), late),
    {
      ...saidOf(held[1], "complaint", on(-2, "09:40"), phone),
      ...takenUp(on(-2, "16:00")),
      ...decided(on(-1, "15:30"), true, "Atvainojamies. Ar tulku pārrunājām kārtību, un tas neatkārtosies."),
    },
    saidOf(held[2], "praise", on(-2, "14:10"), "Paldies tulkam par mieru un precizitāti sarežģītā sarunā."),
    {
      ...saidOf(held[3], "complaint", on(-3, "11:05"), "Tulks nezināja medicīnas vārdus, un saruna ieilga."),
      ...takenUp(on(-2, "10:15")),
    },
    {
      ...ofInterpreter(service, saidOf(held[4], "complaint", on(-4, "12:30"), "Saruna sākās pusstundu vēlāk.")),
      ...takenUp(on(-3, "09:20")),
      ...decided(on(-2, "11:45"), false, "Kavēšanās bija iepriekš saskaņota."),
    },
    {
      ...saidOf(longAgo[0], "complaint", on(-30, "09:15"), "Tulks neieradās, un mums par to neviens nepaziņoja."),
      ...takenUp(on(-29, "09:00")),
      ...decided(on(-28, "16:10"), true, "Atvainojamies: tulks saslima, un mēs to uzzinājām par vēlu."),
      closedAt: on(-27, "09:30"),
    },
  ];
  for (const row of rows) tellComplaint(service, row);
  tx.insert(schema.complaints).values(rows).run();
}

/** Said by whoever interpreted, of the other side. */
function ofInterpreter({ accounts, assignments }: Service, row: ComplaintRow): ComplaintRow {
  const job = assignments.find(({ id }) => id === row.aboutAssignmentId);
  const account = accounts.get(job?.interpreterId ?? "");
  if (!job || !account) return row;
  const by = { writtenBy: account, fromUserId: account };
  return { ...row, side: "interpreter", aboutAssignmentId: null, byAssignmentId: job.id, ...by };
}

/** What the commands would have recorded about it. */
function tellComplaint(service: Service, row: ComplaintRow): void {
  const { id: complaintId, receivedAt, writtenBy, examinedAt, decidedAt, closedAt } = row;
  const [coordinator = ""] = service.coordinators;
  const say = (at: Instant | null | undefined, by: string, kind: ComplaintEvent, tell: Happened["tell"] = []) => {
    if (!at) return;
    const actor = { kind: "user" as const, id: by };
    service.happened.push({ at, kind, actor, requestId: null, interpreterId: null, payload: { complaintId }, tell });
  };
  const waiting = service.coordinators.map((user) => ({
    ...{ kind: "complaint_waiting" as const, to: `user:${user}` as const, from: receivedAt },
  }));
  say(receivedAt, writtenBy, "complaint_received", waiting);
  say(examinedAt, coordinator, "complaint_taken_up");
  if (decidedAt)
    say(decidedAt, coordinator, "complaint_decided", [
      { kind: "complaint_answered", to: `user:${writtenBy}`, from: decidedAt },
    ]);
  say(closedAt, coordinator, "complaint_closed");
}

type ComplaintEvent = "complaint_received" | "complaint_taken_up" | "complaint_decided" | "complaint_closed";

/** Enough answers to be shown of some, too few of others. */
function layEvaluations(tx: Tx, service: Service): void {
  const year = Number(dateOf(service.now).slice(0, 4));
  const [many = "", few = ""] = busiest(service);
  const cells: [Dimension, string, number][] = [
    ["interpreter", many, 15],
    ["interpreter", few, 3],
    ["language", "prs", 15],
    ["language", "ur", 3],
    ["sector", "social", 20],
  ];
  const rows = cells.flatMap(([dimension, thing, answers]) =>
    QUESTIONS.map((question, n) => {
      const [middle, bad] = answers < 5 ? [n, 0] : [2 + n, 1];
      const good = answers - middle - bad;
      const counted = answers < 5 ? { waitingGood: good, waitingMiddle: middle } : { good, middle, bad };
      return { dimension, thing, year, question, ...counted };
    }),
  );
  tx.insert(schema.evaluationCounts).values(rows).run();
}

function busiest({ reports, assignments }: Service): string[] {
  const reported = new Set(reports.map(({ assignmentId }) => assignmentId));
  const jobs = new Map<string, number>();
  for (const { id, interpreterId } of assignments)
    if (reported.has(id)) jobs.set(interpreterId, (jobs.get(interpreterId) ?? 0) + 1);
  return [...jobs].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
}

/** The latest whose time to answer is over. */
function laySurvey(tx: Tx, { now, rules, chance }: Service): void {
  const closing = ({ until }: { until: ReturnType<typeof dateOf> }) =>
    instantFrom(startOfDay(until) + rules["survey.days"] * DAY);
  const latest = periodBefore(dateOf(now), rules["survey.months"]);
  const period = latest && closing(latest) > now ? periodBefore(latest.from, rules["survey.months"]) : latest;
  if (!period) return;
  const closesAt = closing(period);
  const forgetAt = instantFrom(closesAt + rules["complaint.keepDays"] * DAY);
  tx.insert(schema.surveys).values({ period: period.from, until: period.until, closesAt, forgetAt }).run();
  const scores = [
    ...[
      [5, 5, 5],
      [4, 5, 5],
      [5, 4, 4],
      [3, 5, 4],
      [4, 4, 4],
      [5, 5, 5],
      [2, 4, 3],
      [4, 5, 4],
    ],
  ];
  const words: Record<number, string> = {
    3: "Ļoti palīdz, ka atbilde atnāk tajā pašā dienā.",
    6: "Retāku valodu tulkus dažreiz jāgaida ilgi.",
  };
  const rows = scores.map(([answered, interpreter, overall], n) => ({
    ...{ id: chance.id(), period: period.from, answered, interpreter, overall },
    words: words[n] ? ownText(words[n]) : null,
  }));
  tx.insert(schema.surveyAnswers).values(rows).run();
}
