/** Complaints and praise as coordinators handle them. Whoever only reads their pages learns that there is one, and not what it says. */
import { and, asc, count, desc, eq, isNotNull, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { may } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import { isLiveJob } from "#app/facts/live";
import { joins, languageWords } from "#app/facts/request-head";
import { complaintStateOf, isOverdue } from "#app/heard/complaint";
import {
  assignments,
  callers,
  complaints,
  interpreters,
  languages,
  languageVariants,
  organisations,
  requests,
  users,
} from "#db/schema";

const PAGE = 50;
/** As the indexes have them. */
const isOpen = () => and(isNull(complaints.decidedAt), isNull(complaints.closedAt));
const isDone = () => or(isNotNull(complaints.decidedAt), isNotNull(complaints.closedAt));

export function openComplaints({ db }: Pick<Ctx, "db">): number {
  return db.select({ open: count() }).from(complaints).where(isOpen()).get()?.open ?? 0;
}

/** Those that wait, longest first; or those that were decided or closed, newest first, fifty a page. */
export function complaintsList(ctx: Pick<Ctx, "db" | "now" | "locale">, view: "open" | "done", page: number) {
  const found = ctx.db
    .select(columns)
    .from(complaints)
    .innerJoin(requests, eq(requests.id, complaints.requestId))
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(view === "open" ? isOpen() : isDone())
    .orderBy(view === "open" ? asc(complaints.receivedAt) : desc(complaints.receivedAt))
    .limit(PAGE + 1)
    .offset((page - 1) * PAGE)
    .all();
  return { rows: found.slice(0, PAGE).map((row) => shown(ctx, row)), hasNext: found.length > PAGE };
}

const columns = {
  id: complaints.id,
  kind: complaints.kind,
  side: complaints.side,
  receivedAt: complaints.receivedAt,
  dueAt: complaints.dueAt,
  examinedAt: complaints.examinedAt,
  upheld: complaints.upheld,
  closedAt: complaints.closedAt,
  reference: requests.reference,
  organisation: organisations.name,
  language: languages.name,
  languageText: requests.languageText,
  variant: languageVariants.name,
};

type Row = Omit<typeof complaints.$inferSelect, "requestId" | "words" | "answer"> & {
  reference: string;
  organisation: string;
  languageText: string | null;
} & Parameters<typeof languageWords>[0];

function shown<R extends Pick<Row, keyof typeof columns>>({ now, locale }: Pick<Ctx, "now" | "locale">, row: R) {
  const { id, kind, side, receivedAt, dueAt, reference, organisation, languageText } = row;
  return {
    ...{ id, kind, side, receivedAt, reference, organisation },
    what: languageWords(row, locale) ?? languageText ?? "",
    state: complaintStateOf(row),
    dueAt: isOpenRow(row) ? dueAt : null,
    isOverdue: isOverdue(row, now),
  };
}

const isOpenRow = ({ upheld, closedAt }: Pick<Row, "upheld" | "closedAt">) => upheld === null && closedAt === null;

export type ComplaintRow = ReturnType<typeof complaintsList>["rows"][number];

const by = alias(assignments, "by_job");
const about = alias(assignments, "about_job");
const speaker = alias(interpreters, "speaker");
const meant = alias(interpreters, "meant");
const decider = alias(users, "decider");
const account = alias(users, "account");

/** null: there is none. */
export function complaintPage(ctx: Ctx, id: string) {
  const row = ctx.db
    .select({
      ...columns,
      requestId: complaints.requestId,
      words: complaints.words,
      answer: complaints.answer,
      decidedAt: complaints.decidedAt,
      interpreter: speaker.name,
      interpreterPhone: speaker.phone,
      about: meant.name,
      account: account.name,
      caller: callers.name,
      callerPhone: callers.phone,
      contact: requests.contactName,
      contactPhone: requests.contactPhone,
      decidedBy: decider.name,
    })
    .from(complaints)
    .innerJoin(requests, eq(requests.id, complaints.requestId))
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(callers, eq(callers.requestId, requests.id))
    .leftJoin(by, eq(by.id, complaints.byAssignmentId))
    .leftJoin(speaker, eq(speaker.id, by.interpreterId))
    .leftJoin(about, eq(about.id, complaints.aboutAssignmentId))
    .leftJoin(meant, eq(meant.id, about.interpreterId))
    .leftJoin(account, eq(account.id, complaints.fromUserId))
    .leftJoin(decider, eq(decider.id, complaints.decidedBy))
    .where(eq(complaints.id, id))
    .get();
  if (!row) return null;
  const mayRead = may.examineComplaint(ctx.viewer);
  const { requestId, about: aboutName, decidedAt, decidedBy, upheld } = row;
  return {
    ...shown(ctx, row),
    requestId,
    /** null: forgotten, or not for the viewer. */
    words: mayRead ? row.words : null,
    answer: mayRead ? row.answer : null,
    isForgotten: row.words === null,
    isUpheld: upheld,
    decidedAt,
    decidedBy,
    about: mayRead ? aboutName : null,
    from: mayRead ? (row.account ?? row.interpreter ?? row.caller ?? row.contact) : null,
    /** Who has no account is phoned. */
    call: mayRead && row.account === null ? (row.interpreterPhone ?? row.callerPhone ?? row.contactPhone) : null,
  };
}

/** What a coordinator writes down for somebody who phoned about a request. null: no such request. */
export function complainable({ db, locale }: Pick<Ctx, "db" | "locale">, requestId: string) {
  const request = db
    .select({
      id: requests.id,
      reference: requests.reference,
      start: requests.startAt,
      end: requests.endAt,
      organisation: organisations.name,
      language: languages.name,
      languageText: requests.languageText,
      variant: languageVariants.name,
    })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(eq(requests.id, requestId))
    .get();
  if (!request) return null;
  const { id, reference, organisation, start, end, languageText } = request;
  const people = db
    .select({ assignmentId: assignments.id, name: interpreters.name })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(and(eq(assignments.requestId, requestId), isLiveJob()))
    .orderBy(assignments.slot)
    .all();
  const what = languageWords(request, locale) ?? languageText ?? "";
  return { id, reference, organisation, interval: { start, end }, what, people };
}
