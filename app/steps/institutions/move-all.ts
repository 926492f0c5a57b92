/** What was one institution's becomes another's. Not a command itself. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { codesOf } from "#app/facts/excluded/ahead";
import type { Clash } from "#app/facts/institutions/clashes";
import { keyed, keyOf } from "#app/text/keys";
import { clients, exclusions, notifications, organisationNames, requests, units, users } from "#db/schema";
import { layOnePerson } from "../apart/one-person";
import { unitsOf } from "../units";

/** Units of one name become one: people and requests move to the other's, and the empty one stays behind. */
export function moveUnits(work: Work, from: string, into: string): void {
  const there = new Map(unitsOf(work, into).map((unit) => [keyOf(unit.name), unit]));
  for (const unit of unitsOf(work, from)) {
    const same = there.get(keyOf(unit.name));
    if (!same) {
      work.db.update(units).set({ organisationId: into }).where(eq(units.id, unit.id)).run();
      continue;
    }
    work.db.update(users).set({ unitId: same.id }).where(eq(users.unitId, unit.id)).run();
    const ofUnit = and(eq(requests.organisationId, from), eq(requests.unitId, unit.id));
    work.db.update(requests).set({ unitId: same.id }).where(ofUnit).run();
  }
}

/** Codes that both have become one person's, or the moved one gets a code of its own; all others move as they are. */
export function moveClients(
  work: Work,
  { from, into }: { from: string; into: string },
  clashes: readonly (Clash & { isOnePerson: boolean })[],
): void {
  for (const clash of clashes) {
    if (clash.isOnePerson) becomeOne(work, clash);
    else {
      const code = freeCode(work, into, clash.fromCode);
      const moved = { organisationId: into, code, ...keyed(code) };
      work.db.update(clients).set(moved).where(eq(clients.id, clash.fromId)).run();
    }
  }
  work.db.update(clients).set({ organisationId: into }).where(eq(clients.organisationId, from)).run();
}

function becomeOne(work: Work, { fromId, intoId }: Clash): void {
  const codes = new Set([...codesOf(work, fromId), ...codesOf(work, intoId)]);
  work.db.update(requests).set({ clientId: intoId }).where(eq(requests.clientId, fromId)).run();
  work.db.update(exclusions).set({ clientId: intoId }).where(eq(exclusions.clientId, fromId)).run();
  work.db.update(clients).set({ sameAsClientId: intoId }).where(eq(clients.sameAsClientId, fromId)).run();
  work.db.update(clients).set({ sameAsClientId: null }).where(eq(clients.id, fromId)).run();
  codes.delete(fromId);
  layOnePerson(work, [...codes]);
  work.db.delete(clients).where(eq(clients.id, fromId)).run();
}

const LONGEST_CODE = 24;

/** "K-0142/2": the first that nobody there has. */
function freeCode(work: Work, organisationId: string, code: string): string {
  for (let number = 2; ; number++) {
    const end = `/${number}`;
    const free = `${code.slice(0, LONGEST_CODE - end.length)}${end}`;
    const taken = and(eq(clients.organisationId, organisationId), eq(clients.key, keyOf(free)));
    if (!work.db.select({ id: clients.id }).from(clients).where(taken).get()) return free;
  }
}

/** People, requests, exclusions, earlier names, and messages that have not gone out. */
export function moveTheRest(work: Work, from: string, into: string): void {
  work.db.update(users).set({ organisationId: into }).where(eq(users.organisationId, from)).run();
  const askedAsId = sql`coalesce(${requests.askedAsId}, ${from})`;
  work.db.update(requests).set({ organisationId: into, askedAsId }).where(eq(requests.organisationId, from)).run();
  work.db.update(exclusions).set({ organisationId: into }).where(eq(exclusions.organisationId, from)).run();
  const names = work.db.select().from(organisationNames).where(eq(organisationNames.organisationId, from)).all();
  for (const row of names)
    work.db
      .insert(organisationNames)
      .values({ ...row, organisationId: into, mergedFromId: row.mergedFromId ?? from })
      .onConflictDoNothing()
      .run();
  const unsent = and(
    eq(notifications.organisationId, from),
    isNull(notifications.sentAt),
    isNull(notifications.deadAt),
    isNull(notifications.suppressedAt),
  );
  work.db
    .update(notifications)
    .set({ organisationId: into, recipient: `organisation:${into}` })
    .where(unsent)
    .run();
}
