/** Records of attested services: by code, by assignment, and the whole chain in pieces. */
import { asc, desc, eq, gt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Walked, walkChain } from "#app/proof/chain";
import { NO_RECORD } from "#db/guards";
import { recordHead, serviceRecords } from "#db/schema";

type Reading = Pick<Ctx, "db">;
export type ServiceRecord = typeof serviceRecords.$inferSelect;

export function recordByCode({ db }: Reading, code: string): ServiceRecord | null {
  return db.select().from(serviceRecords).where(eq(serviceRecords.code, code)).get() ?? null;
}

/** The newest of an assignment: the one that holds. */
export function recordOf({ db }: Reading, assignmentId: string): ServiceRecord | null {
  return (
    db
      .select()
      .from(serviceRecords)
      .where(eq(serviceRecords.assignmentId, assignmentId))
      .orderBy(desc(serviceRecords.number))
      .limit(1)
      .get() ?? null
  );
}

export function recordNumbered({ db }: Reading, number: number): ServiceRecord | null {
  return db.select().from(serviceRecords).where(eq(serviceRecords.number, number)).get() ?? null;
}

/** The code of the record that took this one's place; null while it holds. */
export function replacedBy({ db }: Reading, number: number): string | null {
  const columns = { code: serviceRecords.code };
  return db.select(columns).from(serviceRecords).where(eq(serviceRecords.replaces, number)).get()?.code ?? null;
}

/** Where the chain ends by its own word; null before the first record. */
export function chainHead({ db }: Reading): { number: number; digest: string } | null {
  return db.select({ number: recordHead.number, digest: recordHead.digest }).from(recordHead).get() ?? null;
}

/** Reads the whole chain, so many records at a time, and says whether it is sound. */
export function walkedChain(ctx: Reading): Walked {
  return walkChain(allRecords(ctx), { head: chainHead(ctx), first: NO_RECORD });
}

const AT_ONCE = 500;

function* allRecords({ db }: Reading): Generator<ServiceRecord> {
  for (let last = 0; ; ) {
    const rows = db
      .select()
      .from(serviceRecords)
      .where(gt(serviceRecords.number, last))
      .orderBy(asc(serviceRecords.number))
      .limit(AT_ONCE)
      .all();
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < AT_ONCE) return;
    last = end.number;
  }
}
