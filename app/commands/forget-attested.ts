import { and, asc, isNotNull, lte, or } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { rulesAt } from "#app/facts/rules";
import { ok } from "#app/result";
import { DAY, type Instant, instantFrom } from "#app/time";
import { attestations, serviceRecords, settlements, signatures } from "#db/schema";

/** How many of each a round forgets; the rest waits for the next. */
const BATCH = 100;

/**
 * What stands beside a service for its own time only: signatures, names and words of whoever attested, reasons of coordinators, and
 * later the facts of its act. That it took place, what each side said and the record's proof stay.
 */
export function forgetAttested(ctx: Ctx): void {
  const { db } = ctx;
  const rules = rulesAt(ctx, ctx.now);
  const wordsEnd = instantFrom(ctx.now - rules["attest.keepDays"] * DAY);
  const factsEnd = instantFrom(ctx.now - rules["record.keepDays"] * DAY);

  const saysMore = or(isNotNull(attestations.name), isNotNull(attestations.words));
  const hasReason = isNotNull(settlements.reason);
  const hasFacts = isNotNull(serviceRecords.facts);
  const drawn = lastOf(
    db
      .select({ at: signatures.at })
      .from(signatures)
      .where(lte(signatures.at, wordsEnd))
      .orderBy(asc(signatures.at))
      .limit(BATCH)
      .all(),
  );
  const said = lastOf(
    db
      .select({ at: attestations.at })
      .from(attestations)
      .where(and(saysMore, lte(attestations.at, wordsEnd)))
      .orderBy(asc(attestations.at))
      .limit(BATCH)
      .all(),
  );
  const settled = lastOf(
    db
      .select({ at: settlements.at })
      .from(settlements)
      .where(and(hasReason, lte(settlements.at, wordsEnd)))
      .orderBy(asc(settlements.at))
      .limit(BATCH)
      .all(),
  );
  const recorded = lastOf(
    db
      .select({ at: serviceRecords.at })
      .from(serviceRecords)
      .where(and(hasFacts, lte(serviceRecords.at, factsEnd)))
      .orderBy(asc(serviceRecords.at))
      .limit(BATCH)
      .all(),
  );
  if ([drawn, said, settled, recorded].every((until) => until === null)) return;
  transact(ctx, (work) => {
    if (drawn !== null) work.db.delete(signatures).where(lte(signatures.at, drawn)).run();
    if (said !== null)
      work.db
        .update(attestations)
        .set({ name: null, words: null })
        .where(and(saysMore, lte(attestations.at, said)))
        .run();
    if (settled !== null)
      work.db
        .update(settlements)
        .set({ reason: null })
        .where(and(hasReason, lte(settlements.at, settled)))
        .run();
    if (recorded !== null)
      work.db
        .update(serviceRecords)
        .set({ facts: null })
        .where(and(hasFacts, lte(serviceRecords.at, recorded)))
        .run();
    return ok(null);
  });
}

function lastOf(rows: readonly { at: Instant }[]): Instant | null {
  return rows.at(-1)?.at ?? null;
}
