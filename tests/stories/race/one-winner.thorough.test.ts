/** Eight processes accept the same offers in the same millisecond, on a real file. Exactly one of them gets each job. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { addMinutes } from "#app/time";
import { createDatabase, type Db } from "#db/client.server";
import { layReference } from "#db/reference/lay";
import {
  assignments,
  availability,
  credentials,
  interpreterLanguages,
  interpreters,
  notifications,
  offers,
  organisations,
  requests,
  settings,
  users,
} from "#db/schema";
import { at, BEGINNING } from "#tests/support/world";
import { written } from "#tests/support/written";
import type { Heat } from "./contender";

const CONTENDERS = Array.from({ length: 8 }, (_, i) => `dari-${i + 1}`);
const NOW = at("2026-03-24T10:00");

test("of eight simultaneous answers to each of 150 offers exactly one wins", async () => {
  const { answers, jobsDone, confirmations } = await race({ jobs: 150, naive: false });
  expect(answers.filter((heat) => heat.filter((answer) => answer === "won").length !== 1)).toEqual([]);
  expect(new Set(answers.flat())).toEqual(new Set(["won", "offer_taken"]));
  expect({ jobsDone, confirmations }).toEqual({ jobsDone: 150, confirmations: 150 });
});

test("the same race finds several winners where somebody looks first and writes then", async () => {
  const { answers } = await race({ jobs: 60, naive: true });
  expect(answers.filter((heat) => heat.filter((answer) => answer === "won").length > 1).length).toBeGreaterThan(0);
});

async function race({ jobs, naive }: { jobs: number; naive: boolean }) {
  const folder = mkdtempSync(path.join(tmpdir(), "tilts-race-"));
  const file = path.join(folder, "tilts.db");
  const { db, sqlite } = createDatabase(file);
  const offerIds = lay(db, jobs);
  // The naive variant is on its own: the indexes that would have saved it are taken away.
  const dropGuards = () => naive && sqlite.exec("drop index offers_one_accepted; drop index assignments_one_per_slot");
  const answers = await run(file, offerIds, jobs, naive, dropGuards);
  const jobsDone = db.select().from(assignments).where(isNull(assignments.releasedAt)).all().length;
  const confirmations = db.select().from(notifications).where(eq(notifications.kind, "job_confirmed")).all().length;
  sqlite.close();
  rmSync(folder, { recursive: true });
  return { answers, jobsDone, confirmations };
}

function lay(db: Db, jobs: number): Map<string, string[]> {
  const offerIds = new Map(CONTENDERS.map((id) => [id, [] as string[]]));
  db.transaction((tx) => {
    layReference(tx, BEGINNING);
    // Whoever is quickest may win them all.
    tx.insert(settings)
      .values({ key: "hours.capMinutes", holdsFrom: "2026-01-02", value: 10_080, enteredAt: BEGINNING })
      .run();
    tx.insert(organisations)
      .values({ id: "o", code: "o", name: written("Iestāde"), sortKey: "o", sector: "state", placeId: "riga-centrs" })
      .run();
    tx.insert(users)
      .values({
        id: "u",
        email: "u@tilts.test",
        name: written("U"),
        role: "requester",
        organisationId: "o",
        createdAt: BEGINNING,
      })
      .run();
    for (const id of CONTENDERS) {
      tx.insert(interpreters)
        .values({
          id,
          code: id,
          name: written(id),
          sortKey: id,
          status: "active",
          homePlaceId: "riga-centrs",
          deskId: "riga",
          email: `${id}@tilts.test`,
          onsite: true,
          byPhone: true,
          byVideo: true,
          maxMinutesPerWeek: 10_080,
          availabilityKnown: true,
        })
        .run();
      tx.insert(interpreterLanguages).values({ interpreterId: id, language: "prs", level: 3 }).run();
      tx.insert(credentials)
        .values({ id: `c-${id}`, interpreterId: id, kind: "confidentiality_pledge", validFrom: BEGINNING })
        .run();
      for (let weekday = 1; weekday <= 7; weekday++)
        tx.insert(availability).values({ interpreterId: id, weekday, fromMinute: 0, toMinute: 1440 }).run();
    }
    for (let job = 0; job < jobs; job++) {
      const startAt = addMinutes(at("2026-03-25T08:00"), job * 60);
      tx.insert(requests)
        .values({
          id: `r-${job}`,
          reference: `R-${job}`,
          organisationId: "o",
          deskId: "riga",
          requesterId: "u",
          contactName: written("U"),
          contactPhone: "+37120000100",
          language: "prs",
          mode: "phone",
          startAt,
          endAt: addMinutes(startAt, 45),
          topic: "other",
          protectionClass: "A",
          submittedAt: BEGINNING,
          answerDueAt: BEGINNING,
        })
        .run();
      for (const id of CONTENDERS) {
        offerIds.get(id)!.push(`f-${id}-${job}`);
        tx.insert(offers)
          .values({
            id: `f-${id}-${job}`,
            requestId: `r-${job}`,
            slot: 1,
            interpreterId: id,
            requestVersion: 1,
            status: "pending",
            offeredAt: BEGINNING,
            deadlineAt: addMinutes(NOW, 60 + job),
          })
          .run();
      }
    }
  });
  return offerIds;
}

/** Forks the eight; when all have the database open, each offer is answered by all of them at one millisecond. */
async function run(
  file: string,
  offerIds: Map<string, string[]>,
  jobs: number,
  naive: boolean,
  beforeStart: () => void,
) {
  const children = CONTENDERS.map((interpreterId) => ({
    offers: offerIds.get(interpreterId) ?? [],
    child: fork("tests/stories/race/contender.ts", [file, interpreterId], { execArgv: ["--import", "tsx"] }),
  }));
  await Promise.all(children.map(({ child }) => messageFrom(child)));
  beforeStart();
  const answers: string[][] = [];
  for (let job = 0; job < jobs; job++) {
    const startsAt = Date.now() + 4;
    const heat = children.map(({ child, offers }) => {
      const answer = messageFrom(child);
      child.send({ offerId: offers[job] ?? "", now: NOW, startsAt, naive } satisfies Heat);
      return answer;
    });
    answers.push(await Promise.all(heat));
  }
  for (const { child } of children) child.disconnect();
  return answers;
}

function messageFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a contender ended with ${code}`));
    child.once("exit", failed);
    child.once("message", (message) => {
      child.off("exit", failed);
      resolve(String(message));
    });
  });
}
