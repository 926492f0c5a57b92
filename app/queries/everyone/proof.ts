/** What anybody is told of a record whose code they have, and of the file of an act: nothing that names people which they do not hold already. */
import type { Ctx } from "#app/context.server";
import { chainHead, recordByCode, recordNumbered, replacedBy, type ServiceRecord } from "#app/facts/proof/records";
import type { PublicFacts, ServiceFacts } from "#app/pay/record";
import { type ActInside, insideOf, isSealed } from "#app/proof/act-file";
import { commitmentTo, digestOf, keepsItsWord } from "#app/proof/chain";
import { NO_RECORD } from "#db/guards";

export interface RecordShown {
  number: number;
  code: string;
  told: PublicFacts;
  /** It, the one before and the one after are as they were written. */
  isSound: boolean;
  /** The number of the record that it corrects. */
  replaces: number | null;
  /** The code of the record that corrects it. */
  replacedBy: string | null;
}

/** null: there is no such record; the same statements are run for it. */
export function recordShown(ctx: Pick<Ctx, "db">, code: string): RecordShown | null {
  const row = recordByCode(ctx, code);
  const isSound = isSoundAmongNeighbours(ctx, row);
  const later = replacedBy(ctx, row?.number ?? 0);
  if (!row) return null;
  const { number, at, month, mode, held, notHeldReason, minutes, state, replaces } = row;
  const told = { at, month, mode, held, notHeldReason, minutes, state };
  return { number, code: row.code, told, isSound, replaces, replacedBy: later };
}

function isSoundAmongNeighbours(ctx: Pick<Ctx, "db">, row: ServiceRecord | null): boolean {
  const number = row?.number ?? 0;
  const before = recordNumbered(ctx, number - 1);
  const after = recordNumbered(ctx, number + 1);
  const head = chainHead(ctx);
  if (!row || digestOf(row) !== row.digest || !keepsItsWord(row)) return false;
  const isFollowing = row.previousDigest === (number === 1 ? NO_RECORD : before?.digest);
  const isFollowed = after
    ? after.previousDigest === row.digest
    : head?.number === number && head.digest === row.digest;
  return isFollowing && isFollowed;
}

/**
 * `genuine`: as it was issued, to the last byte · `resaved`: its facts are those of the record, but the file is another than was
 * issued · `changed`: its facts are not those of the record · `rewritten`: the file is as issued and the chain says something else ·
 * `no_record`: no such record is here · `not_act`: there are no facts of an act in it.
 */
export type ActChecked =
  | { is: "genuine" | "resaved"; record: RecordShown; facts: ServiceFacts }
  | { is: "changed" | "rewritten"; record: RecordShown }
  | { is: "no_record" | "not_act" };

export function actChecked(ctx: Pick<Ctx, "db">, file: Uint8Array): ActChecked {
  const inside = insideOf(file);
  if (!inside) return { is: "not_act" };
  const row = recordByCode(ctx, inside.record.code);
  const record = recordShown(ctx, inside.record.code);
  if (!row || !record) return { is: "no_record" };
  const sealed = isSealed(file);
  if (!isOfRecord(inside, row)) return { is: sealed ? "rewritten" : "changed", record };
  // What the record commits to was written by us: it has the shape.
  return { is: sealed ? "genuine" : "resaved", record, facts: inside.facts as ServiceFacts };
}

function isOfRecord({ salt, facts, record }: ActInside, row: ServiceRecord): boolean {
  return (
    commitmentTo({ salt, facts }) === row.commitment && record.digest === row.digest && record.number === row.number
  );
}
