/** What stands at the door: applications of people without an account. */
import { and, asc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Outlook, outlookFrom, promiseRisk } from "#app/dispatch/promise";
import { promiseTermsNow, rulesAt, workCalendarAt } from "#app/facts/rules";
import { applications, desks, notifications, users } from "#db/schema";

export type Application = typeof applications.$inferSelect;

/** Confirmed by whoever has the mailbox, and nobody has decided yet. */
export const isWaiting = () => and(isNotNull(applications.confirmedAt), isNull(applications.decidedAt));

/**
 * Of messages: not whether a stranger's mail was theirs. That it cannot be delivered is nobody's business here: the address may
 * be anything.
 */
export const isOfSomebodyKnown = () => ne(notifications.kind, "application_check");

/** Whoever wants to interpret can say so at the door. */
export function isOpenForCandidates(ctx: Pick<Ctx, "db" | "now">): boolean {
  return rulesAt(ctx, ctx.now)["door.candidates"] === "on";
}

/** Somebody who wants to interpret, of whom nobody has decided. */
export function isOpenCandidate({ kind, confirmedAt, decidedAt }: Application): boolean {
  return kind === "candidate" && confirmedAt !== null && decidedAt === null;
}

export function applicationById({ db }: Pick<Ctx, "db">, id: string): Application | undefined {
  return db.select().from(applications).where(eq(applications.id, id)).get();
}

/** Others that came from the same mailbox and wait: perhaps the same wish again. */
export function waitingBeside({ db }: Pick<Ctx, "db">, { id, email }: Application) {
  return db
    .select({ id: applications.id, name: applications.name, confirmedAt: applications.confirmedAt })
    .from(applications)
    .where(and(eq(applications.email, email), ne(applications.id, id), isWaiting()))
    .orderBy(asc(applications.confirmedAt))
    .limit(10)
    .all()
    .flatMap(({ confirmedAt, ...one }) => (confirmedAt === null ? [] : [{ ...one, confirmedAt }]));
}

/** The account of that address, which may be disabled. */
export function accountAt({ db }: Pick<Ctx, "db">, email: string) {
  return db
    .select({ id: users.id, organisationId: users.organisationId, role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.email, email))
    .get();
}

/** What is said of the answer to the request in it: a coordinator has the word first. null for access alone. */
export function outlookOfApplication(
  ctx: Pick<Ctx, "db" | "now">,
  { startAt, confirmedAt, answerDueAt: dueAt }: Application,
): Outlook | null {
  if (startAt === null) return null;
  const outlook = outlookFrom(promiseTermsNow(ctx), startAt, "coordinator");
  if (confirmedAt === null) return outlook;
  const [rules, calendar] = [rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now)];
  const risk = dueAt && promiseRisk(rules, calendar, ctx.now, { submittedAt: confirmedAt, dueAt });
  return { ...outlook, dueAt, risk };
}

/** Whom to call while nobody knows which desk it will be. */
export function firstDeskPhone({ db }: Pick<Ctx, "db">): string | null {
  return db.select({ phone: desks.phone }).from(desks).where(eq(desks.region, "riga")).get()?.phone ?? null;
}
