import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { GUIDE_STEPS, type GuideStep, guideWord } from "#app/facts/service/guide";
import { type MailWay, mailServer, mailWay } from "#app/facts/service/mail";
import { ownServiceName } from "#app/facts/service/name";
import { DAY, dateOf, instantFrom } from "#app/time";
import { assignments, desks, events, interpreterLanguages, organisations, requests, settings, users } from "#db/schema";
import { holidaysOf } from "./holidays";

export type GuideState = "done" | "skipped" | "todo";

export interface Guide {
  steps: { step: GuideStep; state: GuideState }[];
  /** The first that is still to be done; null: it is finished. */
  next: GuideStep | null;
  isAway: boolean;
}

/** The first hour as it stands: what the data show, and what somebody has said. Nothing else remembers how far it has come. */
export function guide(ctx: Ctx): Guide {
  const { settled, isAway } = guideWord(ctx.db);
  const steps = GUIDE_STEPS.map((step) => ({
    step,
    state: IS_DONE[step](ctx) ? ("done" as const) : (settled[step] ?? ("todo" as const)),
  }));
  return { steps, isAway, next: steps.find(({ state }) => state === "todo")?.step ?? null };
}

/** For the line on an administrator's pages; null when nobody is to be led there: it is finished, put away, or this is a demo. */
export function guideAhead(ctx: Ctx): { next: GuideStep; done: number; of: number } | null {
  if (runtime().isDemo || guideWord(ctx.db).isAway) return null;
  const { steps, next } = guide(ctx);
  return next && { next, done: steps.filter(({ state }) => state !== "todo").length, of: steps.length };
}

/** The year whose holidays are asked about: this one, from December on the next. */
export function guideYear({ now }: Pick<Ctx, "now">): string {
  return dateOf(instantFrom(now + 31 * DAY)).slice(0, 4);
}

/** A test mail has gone out by the way that holds now. */
export function isMailTried(ctx: Pick<Ctx, "db">, way: MailWay): boolean {
  if (way.by === "files") return false;
  const last = ctx.db
    .select({ at: events.at, payload: events.payload })
    .from(events)
    .where(sql`(kind || '') = 'mail_tested'`)
    .orderBy(desc(events.id))
    .limit(1)
    .get();
  const since = way.by === "page" ? (mailServer(ctx.db)?.savedAt ?? 0) : 0;
  return last?.payload.outcome === "sent" && last.at >= since;
}

/** Whether the data say that it is done; what they cannot say, somebody says. */
const IS_DONE: Record<GuideStep, (ctx: Ctx) => boolean> = {
  name: (ctx) => ownServiceName(ctx) !== null,
  desks: ({ db }) => isThere(db.select({ id: desks.id }).from(desks).where(isNotNull(desks.phone)).limit(1).get()),
  hours: ({ db }) =>
    isThere(
      db
        .select({ key: settings.key })
        .from(settings)
        .where(and(inArray(settings.key, ["office.opens", "office.closes"]), isNotNull(settings.enteredBy)))
        .limit(1)
        .get(),
    ),
  languages: () => false,
  holidays: (ctx) => {
    const { proposed, isMovedSaid } = holidaysOf(ctx, guideYear(ctx));
    return proposed.length === 0 && isMovedSaid;
  },
  mail: (ctx) => isMailTried(ctx, mailWay(ctx.db, runtime())),
  admin: ({ db }) => accountsOf(db, "admin", 2) >= 2,
  organisations: ({ db }) =>
    isThere(
      db.select({ id: organisations.id }).from(organisations).where(isNull(organisations.deactivatedAt)).limit(1).get(),
    ),
  interpreters: ({ db }) =>
    isThere(db.select({ id: interpreterLanguages.interpreterId }).from(interpreterLanguages).limit(1).get()),
  requesters: ({ db }) => accountsOf(db, "requester", 1) >= 1,
  trial: ({ db }) =>
    isThere(db.select({ id: assignments.id }).from(assignments).orderBy(asc(assignments.id)).limit(1).get()),
};

const isThere = (row: unknown): boolean => row !== undefined;

function accountsOf(db: Ctx["db"], role: "admin" | "requester", most: number): number {
  return db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, role), isNull(users.disabledAt)))
    .limit(most)
    .all().length;
}

/** A request was sent, and nobody has said yes so far. */
export function isTrialUnderWay({ db }: Pick<Ctx, "db">): boolean {
  return isThere(db.select({ id: requests.id }).from(requests).orderBy(asc(requests.id)).limit(1).get());
}
