/** What was one person's becomes another's. Not a command itself. */
import { and, eq, isNull } from "drizzle-orm";
import { endLinks } from "#app/auth/account-links.server";
import { closeAllSessions } from "#app/auth/sessions.server";
import type { Work } from "#app/context.server";
import { record } from "#app/events/record";
import { isNotOver } from "#app/facts/live";
import {
  absences,
  assignments,
  availability,
  credentials,
  exclusions,
  interpreterLanguages,
  interpreters,
  notifications,
  requests,
  users,
} from "#db/schema";
import { languagesOf, type PersonRow } from "./person";

interface Two {
  from: PersonRow;
  into: PersonRow;
}

/** Past work, and what else there is of the first. What they were asked, and did not do, stays what it was: their entry's history. */
export function moveWork(work: Work, { from, into }: Two): void {
  const interpreterId = into.id;
  work.db.update(assignments).set({ interpreterId }).where(eq(assignments.interpreterId, from.id)).run();
  work.db.update(absences).set({ interpreterId }).where(eq(absences.interpreterId, from.id)).run();
  work.db.update(exclusions).set({ interpreterId }).where(eq(exclusions.interpreterId, from.id)).run();
  work.db
    .update(requests)
    .set({ excludedInterpreterId: interpreterId })
    .where(and(eq(requests.excludedInterpreterId, from.id), isNotOver(work.now, "requests")))
    .run();
  const unsent = and(
    eq(notifications.interpreterId, from.id),
    isNull(notifications.sentAt),
    isNull(notifications.deadAt),
    isNull(notifications.suppressedAt),
  );
  const recipient = `interpreter:${interpreterId}`;
  work.db.update(notifications).set({ interpreterId, recipient }).where(unsent).run();
}

/** Languages, papers and hours that the second lacks; and an address or a number, where it has none. */
export function fillIn(work: Work, { from, into }: Two): void {
  const spoken = languagesOf(work, into.id);
  for (const row of languagesOf(work, from.id))
    if (!spoken.some(({ language, variant }) => language === row.language && variant === row.variant))
      work.db
        .insert(interpreterLanguages)
        .values({ interpreterId: into.id, ...row })
        .run();
  const held = work.db.select().from(credentials).where(eq(credentials.interpreterId, into.id)).all();
  const theirs = work.db.select().from(credentials).where(eq(credentials.interpreterId, from.id)).all();
  for (const paper of theirs) {
    const same = held.find(({ kind, validFrom }) => kind === paper.kind && validFrom === paper.validFrom);
    if (!same) work.db.update(credentials).set({ interpreterId: into.id }).where(eq(credentials.id, paper.id)).run();
    else if (same.scanId === null && paper.scanId !== null) {
      work.db.update(credentials).set({ scanId: paper.scanId }).where(eq(credentials.id, same.id)).run();
      work.db.update(credentials).set({ scanId: null }).where(eq(credentials.id, paper.id)).run();
    }
  }
  if (!into.availabilityKnown && from.availabilityKnown)
    work.db.update(availability).set({ interpreterId: into.id }).where(eq(availability.interpreterId, from.id)).run();
  work.db
    .update(interpreters)
    .set({
      email: into.email ?? from.email,
      phone: into.phone ?? from.phone,
      availabilityKnown: into.availabilityKnown || from.availabilityKnown,
      gender: into.gender ?? from.gender,
    })
    .where(eq(interpreters.id, into.id))
    .run();
}

/** The first's account is the second's, or ends where the second has one of their own. */
export function joinAccounts(work: Work, { from, into }: Two): void {
  const theirs = work.db.select().from(users).where(eq(users.interpreterId, from.id)).get();
  if (!theirs) return;
  const own = work.db.select({ id: users.id }).from(users).where(eq(users.interpreterId, into.id)).get();
  if (!own) {
    work.db.update(users).set({ interpreterId: into.id }).where(eq(users.id, theirs.id)).run();
    return;
  }
  closeAllSessions(work.db, theirs.id);
  endLinks(work.db, work.now, theirs.id);
  const ends = and(eq(users.id, theirs.id), isNull(users.disabledAt));
  if (work.db.update(users).set({ disabledAt: work.now }).where(ends).run().changes > 0)
    record(work, { kind: "user_disabled", payload: { userId: theirs.id } });
}

/** Whoever was the first before is the second now: nobody has to be led on twice. */
export function leadOn(work: Work, { from, into }: Two): void {
  const merged = { mergedIntoId: into.id, email: null };
  work.db.update(interpreters).set(merged).where(eq(interpreters.id, from.id)).run();
  const earlier = eq(interpreters.mergedIntoId, from.id);
  work.db.update(interpreters).set({ mergedIntoId: into.id }).where(earlier).run();
}
