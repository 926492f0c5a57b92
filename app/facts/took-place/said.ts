/** What both sides say of services that are over, for a set of assignments. */
import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Attested, Reported, Settled, TookPlace } from "#app/pay/took-place";
import { attestations, reports, settlements } from "#db/schema";
import { among } from "../sets";

const said = {
  number: reports.number,
  reportedAt: reports.reportedAt,
  agreedAt: reports.agreedAt,
  held: reports.held,
  notHeldReason: reports.notHeldReason,
  startedAt: reports.startedAt,
  endedAt: reports.endedAt,
  breakMinutes: reports.breakMinutes,
  waitingMinutes: reports.waitingMinutes,
  travelMeans: reports.travelMeans,
  travelKm: reports.travelKm,
  travelMinutes: reports.travelMinutes,
  ticketCents: reports.ticketCents,
  usedLanguage: reports.usedLanguage,
  usedVariant: reports.usedVariant,
};

/** By assignment; one that is not reported has no entry. */
export function tookPlaceOf({ db }: Pick<Ctx, "db">, assignmentIds: readonly string[]): Map<string, TookPlace> {
  const rows = db
    .select({ assignmentId: reports.assignmentId, report: said, attested: attestations, settled: settlements })
    .from(reports)
    .leftJoin(
      attestations,
      and(eq(attestations.assignmentId, reports.assignmentId), eq(attestations.reportNumber, reports.number)),
    )
    .leftJoin(
      settlements,
      and(eq(settlements.assignmentId, reports.assignmentId), eq(settlements.reportNumber, reports.number)),
    )
    .where(sql`${reports.assignmentId} in ${among(JSON.stringify(assignmentIds))}`)
    .all();
  return new Map(
    rows.map(({ assignmentId, report, attested, settled }) => [
      assignmentId,
      { report: report satisfies Reported, attestation: attestationOf(attested), settlement: settlementOf(settled) },
    ]),
  );
}

function attestationOf(row: typeof attestations.$inferSelect | null): Attested | null {
  if (!row) return null;
  const { reportNumber, at, way, attestedAs, held, notHeldReason, startedAt, endedAt } = row;
  return { reportNumber, at, way, as: attestedAs, held, notHeldReason, startedAt, endedAt };
}

function settlementOf(row: typeof settlements.$inferSelect | null): Settled | null {
  if (!row) return null;
  const { reportNumber, at, settledAs, held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes } = row;
  const told = { held, notHeldReason, startedAt, endedAt };
  return { reportNumber, at, as: settledAs, ...told, breakMinutes, waitingMinutes };
}
