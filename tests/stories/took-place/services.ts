/** What people do with one service, and what a model of a few lines says of it. */
import { expect } from "vitest";
import { answerCorrection } from "#app/commands/answer-correction";
import { attestServices } from "#app/commands/attest-services";
import { chaseAttestations } from "#app/commands/chase-attestations";
import { correctReport } from "#app/commands/correct-report";
import { reportAssignment } from "#app/commands/report-assignment";
import { settleCorrection } from "#app/commands/settle-correction";
import { settleService } from "#app/commands/settle-service";
import { servicesOf } from "#app/facts/took-place/of-requests";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { agreedService, attestationState } from "#app/pay/took-place";
import { addMinutes, DAY, HOUR, type Instant } from "#app/time";
import type { World } from "#tests/support/world";

/** A number below the one given. */
export type Roll = (below: number) => number;

/** What the model knows of a service; ends are minutes after the planned one. */
export interface Row {
  id: string;
  person: string;
  start: Instant;
  requestId: string;
  number: number;
  end: number;
  reportedAt: Instant;
  state: "unreported" | "waiting" | "disputed" | "agreed";
  word: number | null;
  holds: number | null;
  /** How often it became agreed, and by which word. */
  by: string | null;
  asked: { end: number; at: Instant; refused: boolean } | null;
}

/** The last move of `act`. */
const ANSWER = 7;
const ENDS = [0, 5, 10, 11, 30, 60];
const till = ({ start }: Row, minutes: number) => ({
  ...{ held: true, startedAt: start, endedAt: addMinutes(start, 60 + minutes) },
});
const told = (row: Row, minutes: number) => ({ ...till(row, minutes), notHeldReason: null });

/** Somebody does something about it; what is taken and what is refused must be what the model says. */
export function act(w: World, row: Row, now: Instant, roll: Roll): void {
  const end = ENDS[roll(ENDS.length)] ?? 0;
  const number = Math.max(1, row.number - (roll(8) === 0 ? 1 : 0));
  const isSeen = number === row.number;
  const { id, person } = row;
  // A question that is open is answered soon, and what waits for a word is rarely decided without one.
  const move = row.asked && roll(2) === 0 ? ANSWER : roll(row.state === "waiting" && roll(3) > 0 ? 6 : 8);
  switch (move) {
    case 0:
    case 1: {
      const done = reportAssignment(w.as(person, now), { assignmentId: id, ...till(row, end) });
      expect(done.ok).toBe(row.state === "unreported");
      if (done.ok) Object.assign(row, { number: 1, end, state: "waiting", reportedAt: now });
      return;
    }
    case 2:
    case 3: {
      const done = correctReport(w.as(person, now), { assignmentId: id, number, ...till(row, end) });
      const may = isSeen && !row.asked && end !== row.end;
      const isWaiting = row.state === "waiting";
      const isQuestion = row.state === "agreed" && row.by !== "settled";
      expect(done.ok).toBe(may && (isWaiting || isQuestion));
      if (!done.ok) return;
      if (isWaiting) Object.assign(row, { number: row.number + 1, end, reportedAt: now });
      else row.asked = { end, at: now, refused: false };
      return;
    }
    case 4:
    case 5: {
      const word = roll(2) === 0 ? null : end;
      const services = [{ assignmentId: id, reportNumber: number, told: word === null ? null : told(row, word) }];
      const done = attestServices(w.as("sociala", now), { services });
      expect(done.ok).toBe(isSeen && row.state === "waiting");
      if (!done.ok) return;
      const isFar = word !== null && Math.abs(word - row.end) > 10;
      if (isFar) Object.assign(row, { state: "disputed", word });
      else Object.assign(row, { state: "agreed", holds: row.end, by: "word" });
      return;
    }
    case 6: {
      const as = (["report", "attestation", "own"] as const)[roll(3)] ?? "own";
      const done = settleService(w.as("ilze", now), {
        ...{ assignmentId: id, reportNumber: number, as, own: till(row, end), reason: "Piezvanīju abiem" },
      });
      const isOpen = row.state === "disputed" || (row.state === "waiting" && as !== "attestation");
      expect(done.ok).toBe(isSeen && isOpen);
      if (done.ok)
        Object.assign(row, {
          ...{ state: "agreed", by: "settled" },
          holds: as === "report" ? row.end : as === "attestation" ? row.word : end,
        });
      return;
    }
    default: {
      const agree = roll(2) === 0;
      const askedAt = row.asked?.at ?? now;
      if (roll(2) === 0) {
        const done = answerCorrection(w.as("sociala", now), { assignmentId: id, askedAt, agree });
        expect(done.ok).toBe(row.asked !== null && !row.asked.refused);
        if (!done.ok || !row.asked) return;
        if (agree) takeOver(row, row.asked.end, "word", now);
        else row.asked.refused = true;
        return;
      }
      const as = agree ? "asked" : "stays";
      const done = settleCorrection(w.as("ilze", now), { assignmentId: id, askedAt, as });
      expect(done.ok).toBe(row.asked !== null);
      if (!done.ok || !row.asked) return;
      if (agree) takeOver(row, row.asked.end, "settled", now);
      else row.asked = null;
      return;
    }
  }
}

function takeOver(row: Row, end: number, by: string, now: Instant): void {
  Object.assign(row, { number: row.number + 1, end, holds: end, by, asked: null, reportedAt: now });
}

/** The worker speaks for nobody whose word is here: what it confirms must have waited for five days. */
export function chase(w: World, now: Instant, rows: readonly Row[]): void {
  chaseAttestations(w.as("system", now));
  for (const row of rows) if (row.state === "waiting" && now - row.reportedAt > 4 * DAY) read(w, row);
}

export function read(w: World, row: Row) {
  const tookPlace = tookPlaceOf(w, [row.id]).get(row.id);
  if (!tookPlace) return { state: "unreported" };
  const state = attestationState(tookPlace);
  const holds = agreedService(tookPlace);
  if (state === "auto_confirmed" && row.state === "waiting") {
    const waited = (tookPlace.attestation?.at ?? row.reportedAt) - row.reportedAt;
    expect(waited).toBeGreaterThan(5 * DAY - 12 * HOUR);
    Object.assign(row, { state: "agreed", holds: row.end, by: "silence" });
  }
  const asked = servicesOf(w, [row.requestId])[0]?.asked;
  return {
    state: state === "waiting" || state === "disputed" ? state : "agreed",
    number: tookPlace.report.number,
    end: tookPlace.report.endedAt,
    holds: holds?.endedAt ?? null,
    isSettled: state === "settled",
    isSilent: state === "auto_confirmed",
    asked: asked ? asked.isOpen : null,
  };
}

export function modelled(row: Row) {
  if (row.state === "unreported") return { state: "unreported" };
  return {
    state: row.state,
    number: row.number,
    end: addMinutes(row.start, 60 + row.end),
    holds: row.holds === null ? null : addMinutes(row.start, 60 + row.holds),
    isSettled: row.by === "settled",
    isSilent: row.by === "silence",
    asked: row.asked ? !row.asked.refused : null,
  };
}
