import { expect, test } from "vitest";
import { obstaclesOf } from "#app/dispatch/eligibility";
import {
  changedNeed,
  isJobMove,
  type OtherJob,
  type RelaxFacts,
  smallestChanges,
  type WayOut,
} from "#app/dispatch/relax";
import type { Candidate, Need } from "#app/dispatch/vocabulary";
import { amina, between, byPhone, context, job, need } from "./people";

function facts(wanted: Need, candidates: Candidate[], others: Partial<RelaxFacts> = {}): RelaxFacts {
  return {
    need: wanted,
    candidates,
    context: context(),
    interpreterCount: 1,
    unaskable: new Set(),
    askedAlready: new Set(),
    substitutes: [],
    jobs: [],
    canAskFor: () => true,
    ...others,
  };
}

const kinds = (ways: WayOut[]) => ways.map(({ change }) => change.kind);
const starts = (ways: WayOut[]) => ways.flatMap(({ change }) => (change.kind === "time" ? [change.start] : []));
const someone = (id: string, others: Partial<Candidate> = {}) => amina({ id, name: id, ...others });
/** All of her Monday is taken by work that nothing can move. */
const busy = () => someone("busy", { absences: [between("2026-03-30 08:00-20:00")] });

test("the hour is free half an hour later: that, and nothing that is not needed", () => {
  const person = amina({ commitments: [job("2026-03-30 09:30-10:30")] });
  const ways = smallestChanges(facts(byPhone(), [person]));
  expect(kinds(ways)).toEqual(["time", "time"]);
  expect(starts(ways)).toEqual([between("2026-03-30 10:30-11:30").start, between("2026-03-30 11:00-12:00").start]);
  expect(ways[0]).toMatchObject({ interpreterId: "amina", saidNo: false });
});

test("too far to come, but there by video and by phone; video first", () => {
  const far = amina({ radiusKm: 10, languages: amina().languages });
  const ways = smallestChanges(facts(need(), [far]));
  expect(ways.map(({ change }) => change)).toEqual([
    { kind: "mode", mode: "video" },
    { kind: "mode", mode: "phone" },
  ]);
});

test("whom they asked not to send is asked for before a must about gender, and a wish is never a way out", () => {
  const man = someone("karim", { gender: "M" });
  const must = byPhone({ gender: { value: "F", strength: "must" }, excludedInterpreterIds: ["amina"] });
  expect(kinds(smallestChanges(facts(must, [man, amina()])))).toEqual(["unwanted", "gender"]);
  const wish = byPhone({ gender: { value: "F", strength: "wish" }, preferredInterpreterIds: ["amina"] });
  expect(smallestChanges(facts(wish, [busy()]))).toEqual([]);
});

test("only an approved substitute is tried, and it must be spoken well enough", () => {
  const farsi = (level: 1 | 2) => someone("leila", { languages: [{ language: "fa", variant: null, level }] });
  expect(kinds(smallestChanges(facts(byPhone(), [farsi(2)])))).toEqual([]);
  expect(kinds(smallestChanges(facts(byPhone(), [farsi(2)], { substitutes: ["fa"] })))).toEqual(["substitute"]);
  expect(kinds(smallestChanges(facts(byPhone(), [farsi(1)], { substitutes: ["fa"] })))).toEqual([]);
});

test("whoever said no before comes after everybody else, and is not asked again for the same work", () => {
  const declined = { askedAlready: new Set(["amina"]) };
  const her = amina({ alreadyAsked: "declined" });
  const ways = smallestChanges(facts(byPhone({ gender: { value: "F", strength: "must" } }), [her], declined));
  expect(kinds(ways)).not.toContain("gender");
  expect(ways.every(({ saidNo }) => saidNo)).toBe(true);
  const both = smallestChanges(facts(byPhone(), [her, someone("zara", { availability: [] })], declined));
  expect(both[0]).toMatchObject({ interpreterId: "amina", saidNo: true });
});

test("nobody is proposed whom dispatch would not ask, and no time that is too near", () => {
  const person = amina({ commitments: [job("2026-03-30 09:30-10:30")] });
  expect(smallestChanges(facts(byPhone(), [person], { unaskable: new Set(["amina"]) }))).toEqual([]);
  expect(smallestChanges(facts(byPhone(), [person], { canAskFor: () => false }))).toEqual([]);
});

test("a change must suit whoever is on the request already", () => {
  const free = amina({ commitments: [job("2026-03-30 09:30-10:30")] });
  const onIt = someone("karim", { availability: [between("2026-03-30 09:00-11:00")] });
  const two = byPhone({ takenInterpreterIds: ["karim"] });
  expect(smallestChanges(facts(two, [free, onIt], { interpreterCount: 2 }))).toEqual([]);
  const longer = someone("karim", { availability: [between("2026-03-30 09:00-12:00")] });
  expect(starts(smallestChanges(facts(two, [free, longer], { interpreterCount: 2 })))).toHaveLength(2);
});

// --- another job gives way ---------------------------------------------------------------------------------

function otherJob(person: Candidate, others: Candidate[] = [], wanted: Partial<Need> = {}): OtherJob {
  const own = person.commitments[0]!;
  return {
    assignmentId: own.assignmentId,
    interpreterId: person.id,
    version: 3,
    need: byPhone({ requestId: own.requestId, interval: own.interval, ...wanted }),
    candidates: [{ ...person, commitments: person.commitments.slice(1) }, ...others],
    context: context(),
  };
}

/** She can work only while the request lasts or around her other job, so no shift of the request itself helps. */
const tight = (around: string) =>
  amina({ commitments: [job("2026-03-30 10:45-11:45")], availability: [between(around)] });

test("her other job a quarter of an hour later makes room, by no more than is needed", () => {
  const person = tight("2026-03-30 10:00-12:00");
  const ways = smallestChanges(facts(byPhone(), [person], { jobs: [otherJob(person)] }));
  expect(ways).toHaveLength(1);
  expect(ways[0]).toMatchObject({
    interpreterId: "amina",
    change: {
      kind: "move_job",
      interpreterId: "amina",
      version: 3,
      from: between("2026-03-30 10:45-11:45"),
      to: between("2026-03-30 11:00-12:00"),
    },
  });
});

test("the other job stays where its own interpreter's hours, its other person or its deadline forbid the move", () => {
  const person = tight("2026-03-30 10:00-11:50");
  expect(smallestChanges(facts(byPhone(), [person], { jobs: [otherJob(person)] }))).toEqual([]);
  const room = tight("2026-03-30 10:00-12:00");
  const partner = someone("karim", { availability: [between("2026-03-30 10:45-11:45")] });
  const two = otherJob(room, [partner], { takenInterpreterIds: ["karim"] });
  expect(smallestChanges(facts(byPhone(), [room], { jobs: [two] }))).toEqual([]);
});

test("the other job goes to somebody who can take it, and not to somebody who cannot", () => {
  const person = tight("2026-03-30 10:00-11:50");
  const ways = smallestChanges(facts(byPhone(), [person], { jobs: [otherJob(person, [someone("karim")])] }));
  expect(ways[0]?.change).toMatchObject({ kind: "hand_over", interpreterId: "karim" });
  expect(smallestChanges(facts(byPhone(), [person], { jobs: [otherJob(person, [busy()])] }))).toEqual([]);
  const tooNear = { canAskFor: (start: number) => start < between("2026-03-30 10:45-11:45").start };
  const jobs = [otherJob(person, [someone("karim")])];
  expect(smallestChanges(facts(byPhone(), [person], { jobs, ...tooNear }))).toEqual([]);
});

// --- relay ----------------------------------------------------------------------------------------------------

const speaks = (...languages: [string, 1 | 2 | 3][]) => ({
  languages: languages.map(([language, level]) => ({ language, variant: null, level })),
});

test("a speaker who is not good enough alone works with somebody over a language both command", () => {
  const first = someone("bilal", speaks(["prs", 1], ["ur", 3]));
  const second = someone("maira", speaks(["ur", 2]));
  const ways = smallestChanges(facts(byPhone(), [first, second]));
  expect(ways).toMatchObject([{ change: { kind: "relay", pivot: "ur" }, interpreterId: "bilal", secondId: "maira" }]);
});

test("no relay over a language that one of them commands too little, with oneself, or beside somebody else", () => {
  const first = someone("bilal", speaks(["prs", 1], ["ur", 1]));
  const second = someone("maira", speaks(["ur", 2]));
  expect(smallestChanges(facts(byPhone(), [first, second]))).toEqual([]);
  const alone = someone("bilal", speaks(["prs", 1], ["ur", 3]));
  expect(smallestChanges(facts(byPhone(), [alone]))).toEqual([]);
  expect(smallestChanges(facts(byPhone(), [alone, second], { interpreterCount: 2 }))).toEqual([]);
});

// --- all of them ---------------------------------------------------------------------------------------------

test("what is proposed passes the rules, cheapest first", () => {
  const people = [
    amina({ commitments: [job("2026-03-30 09:30-10:30")] }),
    someone("karim", { gender: "M" }),
    someone("leila", speaks(["fa", 3])),
    someone("bilal", speaks(["prs", 1], ["fa", 3])),
  ];
  const wanted = byPhone({ gender: { value: "F", strength: "must" } });
  const ways = smallestChanges(facts(wanted, people, { substitutes: ["fa"] }));
  expect(ways.length).toBeGreaterThan(3);
  expect(ways.map(({ cost }) => cost)).toEqual([...ways.map(({ cost }) => cost)].sort((a, b) => a - b));
  for (const { change, interpreterId } of ways) {
    if (isJobMove(change)) continue;
    const person = people.find(({ id }) => id === interpreterId)!;
    expect(obstaclesOf(changedNeed(wanted, change), person, context())).toEqual([]);
  }
});
