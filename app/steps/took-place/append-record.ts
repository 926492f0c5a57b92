import type { Work } from "#app/context.server";
import { chainHead, recordOf } from "#app/facts/proof/records";
import { serviceFacts } from "#app/facts/proof/service-facts";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { canonical, publicFacts } from "#app/pay/record";
import { commitmentTo, digestOf, newCode, sealedFacts } from "#app/proof/chain";
import { invariant } from "#app/result";
import { NO_RECORD } from "#db/guards";
import { serviceRecords } from "#db/schema";

/**
 * The record of a service that both sides agree about, or that a coordinator has decided, at the end of the chain; called in the
 * transaction that makes it so. A correction that is agreed later is a record of its own, which names the one it replaces. Answers
 * the code; null where nothing is agreed, or nobody was asked to attest. Called twice about the same agreement it adds nothing.
 */
export function appendRecord(work: Work, assignmentId: string): string | null {
  const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
  const facts = tookPlace ? serviceFacts(work, assignmentId, tookPlace) : null;
  if (!tookPlace || !facts) return null;
  const told = publicFacts(facts);
  const before = recordOf(work, assignmentId);
  const reportNumber = tookPlace.report.number;
  if (before && before.reportNumber === reportNumber && before.at === told.at && before.state === told.state)
    return before.code;

  const sealed = sealedFacts(facts);
  const commitment = commitmentTo(sealed);
  invariant(commitment, "the facts of an act have a canonical form");
  const head = chainHead(work);
  const row = {
    number: (head?.number ?? 0) + 1,
    code: newCode(),
    assignmentId,
    reportNumber,
    ...told,
    replaces: before?.number ?? null,
    commitment,
    previousDigest: head?.digest ?? NO_RECORD,
  };
  work.db
    .insert(serviceRecords)
    .values({ ...row, digest: digestOf(row), facts: canonical(sealed) })
    .run();
  return row.code;
}
