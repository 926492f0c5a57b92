/** What clients and requesters said of the service: complaints and praise, counted evaluations, a survey that is over. */
import { complaintDueAt } from "#app/heard/complaint";
import { type Dimension, QUESTIONS } from "#app/heard/evaluation";
import { periodBefore } from "#app/heard/survey";
import { ownText } from "#app/privacy";
import { invariant } from "#app/result";
import { DAY, dateOf, type Instant, instantFrom, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import * as schema from "../schema";
import { workingDay } from "./calendar";
import type { Service } from "./service";
import { liveOn } from "./service";

export function layHeard(tx: Tx, service: Service): void {
  layComplaints(tx, service);
  layEvaluations(tx, service);
  laySurvey(tx, service);
}

/** One that waits, one that is answered, and praise, about the latest services. */
function layComplaints(tx: Tx, service: Service): void {
  const { now, rules, calendar, chance } = service;
  const held = service.requests.filter(({ endAt }) => endAt < workingDay(calendar, now, -3, "18:00"));
  const [newest, second, third] = held
    .toSorted((a, b) => b.endAt - a.endAt)
    .filter((one) => liveOn(service, one).length);
  invariant(newest && second && third, "three services are over");
  const [by = ""] = service.coordinators;
  const on = (days: number, time: string) => workingDay(calendar, now, days, time);
  const about = (request: typeof newest, receivedAt: Instant) => ({
    ...{ id: chance.id(), requestId: request.id, side: "requester" as const, receivedAt },
    aboutAssignmentId: liveOn(service, request)[0]?.id ?? null,
    ...{ writtenBy: request.requesterId, fromUserId: request.requesterId },
  });
  const due = (at: Instant) => complaintDueAt(calendar, at, rules["complaint.workingDays"]);
  const forgetAt = (at: Instant) => instantFrom(at + rules["complaint.keepDays"] * DAY);
  const [open, answered, praised] = [on(-1, "10:20"), on(-2, "09:40"), on(-2, "14:10")];
  const decided = on(-1, "15:30");
  const rows: (typeof schema.complaints.$inferInsert)[] = [
    {
      ...about(newest, open),
      kind: "complaint",
      dueAt: due(open),
      words: ownText("Tulks pieslēdzās divdesmit minūtes vēlāk, un sarunu nepaspējām pabeigt."),
    },
    {
      ...about(second, answered),
      kind: "complaint",
      dueAt: due(answered),
      words: ownText("Tulks sarunas laikā runāja arī pa savu tālruni."),
      ...{ examinedAt: on(-2, "16:00"), examinedBy: by, decidedAt: decided, decidedBy: by, upheld: true },
      answer: ownText("Atvainojamies. Ar tulku pārrunājām kārtību, un tas neatkārtosies."),
      forgetAt: forgetAt(decided),
    },
    {
      ...about(third, praised),
      kind: "praise",
      dueAt: null,
      words: ownText("Paldies tulkam par mieru un precizitāti sarežģītā sarunā."),
    },
  ];
  tx.insert(schema.complaints).values(rows).run();
}

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
