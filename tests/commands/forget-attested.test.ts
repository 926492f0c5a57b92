/** What stands beside a service for its own time only is forgotten; that it took place, and its proof, stay. */
import { expect, test } from "vitest";
import { attestOnTheSpot } from "#app/commands/attest-on-the-spot";
import { attestServices } from "#app/commands/attest-services";
import { forgetAttested } from "#app/commands/forget-attested";
import { reportAssignment } from "#app/commands/report-assignment";
import { saveSetting } from "#app/commands/save-setting";
import { settleService } from "#app/commands/settle-service";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { agreedService } from "#app/pay/took-place";
import { keepsItsWord } from "#app/proof/chain";
import { addMinutes, DAY, type Instant, instantFrom } from "#app/time";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NINE = at("2026-03-30T09:00");
const TEN = at("2026-03-30T10:00");
const AFTER = at("2026-03-30T10:05");

/** One signed on the spot, one that a coordinator settled. */
function services(w: World) {
  const [signed, settled] = (["amina", "karim"] as const).map((person) => {
    const id = w.assign(w.request({ startAt: NINE, endAt: TEN }), person);
    expect(reportAssignment(w.as(person, AFTER), { assignmentId: id, held: true })).toMatchObject({ ok: true });
    return { assignmentId: id, reportNumber: 1 };
  });
  if (!signed || !settled) throw new Error("two services");
  const drawn = "M1 1L2 2".repeat(10);
  expect(attestOnTheSpot(w.as("amina", AFTER), { ...signed, name: "Anna Ozola", by: { drawn } }).ok).toBe(true);
  const told = { held: true, notHeldReason: null, startedAt: NINE, endedAt: addMinutes(TEN, -30) };
  const words = "Beidzās agrāk.";
  expect(attestServices(w.as("sociala", AFTER), { services: [{ ...settled, told }], words }).ok).toBe(true);
  expect(settleService(w.as("ilze", AFTER), { ...settled, as: "report", reason: "Piezvanīju abiem" }).ok).toBe(true);
  return [signed.assignmentId, settled.assignmentId];
}

function kept(w: World) {
  const [drawn, said, decided, records] = [
    w.db.select().from(schema.signatures).all(),
    w.db.select().from(schema.attestations).all(),
    w.db.select().from(schema.settlements).all(),
    w.db.select().from(schema.serviceRecords).all(),
  ];
  expect(records.every(keepsItsWord)).toBe(true);
  return {
    signatures: drawn.length,
    said: said.flatMap(({ name, words }) => [name, words].filter((one) => one !== null)),
    reasons: decided.flatMap(({ reason }) => reason ?? []),
    facts: records.filter(({ facts }) => facts !== null).length,
  };
}

test("signatures, names, words and reasons go after a year, the facts of acts after five; what holds is the same", () => {
  const w = world();
  const ids = services(w);
  const holds = () => [...tookPlaceOf(w, ids).values()].map(agreedService);
  const before = holds();
  const after = (days: number, more = 0): Instant => instantFrom(AFTER + days * DAY + more);
  const all = { signatures: 1, said: ["Anna Ozola", "Beidzās agrāk."], reasons: ["Piezvanīju abiem"], facts: 2 };

  forgetAttested(w.as("system", after(365, -1)));
  expect(kept(w)).toEqual(all);
  forgetAttested(w.as("system", after(365)));
  expect(kept(w)).toEqual({ signatures: 0, said: [], reasons: [], facts: 2 });
  forgetAttested(w.as("system", after(1825, -1)));
  expect(kept(w).facts).toBe(2);
  forgetAttested(w.as("system", after(1825)));
  expect(kept(w).facts).toBe(0);
  expect(holds()).toEqual(before);
});

test("how long is a setting", () => {
  const w = world();
  services(w);
  const set = { key: "attest.keepDays", holdsFrom: "2026-03-31", value: "30" } as const;
  expect(saveSetting(w.as("admin", AFTER), set)).toMatchObject({ ok: true });
  forgetAttested(w.as("system", instantFrom(AFTER + 30 * DAY)));
  expect(kept(w)).toMatchObject({ signatures: 0, said: [], reasons: [] });
});

test("a round forgets a hundred, the next one the rest", () => {
  const w = world();
  const [id = ""] = services(w);
  for (let number = 2; number <= 150; number++)
    w.db
      .insert(schema.signatures)
      .values({ assignmentId: id, reportNumber: number, at: instantFrom(AFTER + number), drawn: "M1 1" })
      .run();
  const later = w.as("system", instantFrom(AFTER + 366 * DAY));
  forgetAttested(later);
  expect(kept(w).signatures).toBe(50);
  forgetAttested(later);
  expect(kept(w).signatures).toBe(0);
});
