/**
 * One of eight processes that all close the same months at the same millisecond. Its parent says over IPC which month and when; it
 * says back how that ended. A naive one looks first and writes then, without a transaction around both.
 */
import { approveStatement } from "#app/commands/approve-statement";
import { statementsOf } from "#app/facts/pay/statements";
import { totalsOf } from "#app/pay/statement";
import { instantFrom } from "#app/time";
import { openDatabase } from "#db/client.server";
import { statementRows } from "#db/schema";

/** `now` is the service's clock; `startsAt` the wall clock at which everybody begins. */
export interface Claim {
  interpreterId: string;
  month: string;
  now: number;
  startsAt: number;
  naive: boolean;
}

const [file = ""] = process.argv.slice(2);
const { db, sqlite } = openDatabase(file);
// Eight writers is more than the service has; each must get its turn on a busy machine.
sqlite.pragma("busy_timeout = 60000");

process.on("message", (claim: Claim) => {
  while (Date.now() < claim.startsAt);
  process.send?.(claim.naive ? closeNaively(claim) : close(claim));
});
process.on("disconnect", () => sqlite.close());
process.send?.("ready");

function contextAt(now: number) {
  const person = { name: "Ilze", interpreterId: null, organisationId: null, locale: "lv" } as const;
  const viewer = { kind: "user", userId: "user-ilze", role: "coordinator", ...person } as const;
  return { db, now: instantFrom(now), locale: "lv", viewer } as const;
}

function close({ interpreterId, month, now }: Claim): string {
  const ctx = contextAt(now);
  const cents = totalsOf(statementsOf(ctx, [interpreterId], month)[0]?.rows ?? []).cents;
  const done = approveStatement(ctx, { interpreterId, month, cents });
  return done.ok ? "won" : done.reason;
}

function closeNaively({ interpreterId, month, now }: Claim): string {
  const rows = statementsOf(contextAt(now), [interpreterId], month)[0]?.rows ?? [];
  try {
    for (const row of rows)
      db.insert(statementRows)
        .values({ ...row, interpreterId, month })
        .run();
    return "wrote";
  } catch (error) {
    return /UNIQUE|APPEND_ONLY/.test(String(error)) ? "refused" : String(error);
  }
}
