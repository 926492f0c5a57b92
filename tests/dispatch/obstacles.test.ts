import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { obstaclesOf, overrideRule } from "#app/dispatch/eligibility";
import { type Candidate, type Need, OBSTACLE_CODES, type Obstacle, type ObstacleCode } from "#app/dispatch/vocabulary";
import { at } from "#tests/support/world";
import { amina, between, byPhone, context, job, MONDAY_TEN, need } from "./people";

const codes = (obstacles: readonly Obstacle[]) => obstacles.map(({ code }) => code);
const facing = (asked: Need, person: Candidate) => obstaclesOf(asked, person, context());

test("a variant that is only wished for bars nobody", () => {
  const kurmanji = amina({ languages: [{ language: "ku", variant: "kmr", level: 3 }] });
  const asked = need({ language: "ku", variant: "ckb" });
  expect(facing(asked, kurmanji).map(({ code }) => code)).toEqual(["variant_differs"]);
  expect(facing({ ...asked, variantStrength: "wish" }, kurmanji)).toEqual([]);
});

test("nothing stands in the way of a free, able, pledged Amina", () => {
  expect(facing(need(), amina())).toEqual([]);
  expect(facing(byPhone(), amina())).toEqual([]);
});

describe("each obstacle by itself, with what its sentence needs", () => {
  const pledge = amina().credentials[0]!;
  const cases: [string, Need, Candidate, Obstacle][] = [
    [
      "who speaks only Farsi does not speak Dari",
      need(),
      amina({ languages: [{ language: "fa", variant: null, level: 3 }] }),
      { code: "language_not_spoken" },
    ],
    ["a paused person is not asked", need(), amina({ status: "paused" }), { code: "inactive" }],
    ["whose account is disabled is not asked", need(), amina({ accountDisabled: true }), { code: "account_disabled" }],
    ["a candidate is not yet asked", need(), amina({ status: "candidate" }), { code: "inactive" }],
    [
      "the same person does not fill both places",
      need({ takenInterpreterIds: ["amina"] }),
      amina(),
      { code: "already_on_request" },
    ],
    [
      "half an hour of another phone job overlaps",
      byPhone(),
      amina({ commitments: [job("2026-03-30 10:30-11:30")] }),
      {
        code: "overlap",
        with: {
          requestId: "request 2026-03-30 10:30-11:30",
          interval: between("2026-03-30 10:30-11:30"),
          placeId: null,
        },
        minutes: 30,
      },
    ],
    [
      "an overlap on site names the place",
      byPhone(),
      amina({ commitments: [job("2026-03-30 09:00-12:00", "riga")] }),
      {
        code: "overlap",
        with: {
          requestId: "request 2026-03-30 09:00-12:00",
          interval: between("2026-03-30 09:00-12:00"),
          placeId: "riga",
        },
        minutes: 60,
      },
    ],
    [
      "the first of a relay must command the pivot as well",
      need({ minLevel: 1, pivot: { language: "fa", minLevel: 2 } }),
      amina({ languages: [...amina().languages, { language: "fa", variant: null, level: 1 }] }),
      { code: "pivot_not_spoken" },
    ],
    [
      "a man does not do where a woman is required",
      need({ gender: { value: "F", strength: "must" } }),
      amina({ gender: "M" }),
      { code: "gender_required" },
    ],
    [
      "an unknown gender is no match for a required one",
      need({ gender: { value: "F", strength: "must" } }),
      amina({ gender: null }),
      { code: "gender_required" },
    ],
    ["the client asked not to meet her", need(), amina({ excluded: true }), { code: "excluded" }],
    [
      "the requester wrote: not this person",
      need({ excludedInterpreterIds: ["amina"] }),
      amina(),
      { code: "excluded" },
    ],
    [
      "she never pledged confidentiality",
      need(),
      amina({ credentials: [] }),
      { code: "credential_missing", credential: "confidentiality_pledge" },
    ],
    [
      "a pledge that begins after the job is none",
      need(),
      amina({ credentials: [{ ...pledge, validFrom: at("2026-03-30T10:30") }] }),
      { code: "credential_missing", credential: "confidentiality_pledge" },
    ],
    [
      "her pledge ends in the middle of the job",
      need(),
      amina({ credentials: [{ ...pledge, validUntil: at("2026-03-30T10:30") }] }),
      { code: "credential_expired", credential: "confidentiality_pledge" },
    ],
    [
      "from Jelgava it takes 48 minutes and there are 30",
      need(),
      amina({ commitments: [job("2026-03-30 08:30-09:30", "jelgava")] }),
      {
        code: "travel_too_short",
        with: {
          requestId: "request 2026-03-30 08:30-09:30",
          interval: between("2026-03-30 08:30-09:30"),
          placeId: "jelgava",
        },
        needMinutes: 48,
        haveMinutes: 30,
        known: true,
      },
    ],
    [
      "a phone job at home half an hour later leaves no time to get home",
      need(),
      amina({ commitments: [job("2026-03-30 11:30-12:00")] }),
      {
        code: "travel_too_short",
        with: {
          requestId: "request 2026-03-30 11:30-12:00",
          interval: between("2026-03-30 11:30-12:00"),
          placeId: "jelgava",
        },
        needMinutes: 48,
        haveMinutes: 30,
        known: true,
        wayCanWait: true,
      },
    ],
    [
      "a journey that nobody measured is estimated and says so",
      need(),
      amina({ commitments: [job("2026-03-30 12:30-13:00", "kraslava")] }),
      {
        code: "travel_too_short",
        with: {
          requestId: "request 2026-03-30 12:30-13:00",
          interval: between("2026-03-30 12:30-13:00"),
          placeId: "kraslava",
        },
        needMinutes: 130,
        haveMinutes: 90,
        known: false,
      },
    ],
    [
      "she works from half past ten",
      need(),
      amina({ availability: [between("2026-03-30 10:30-18:00")] }),
      { code: "not_available" },
    ],
    ["she said she never works", need(), amina({ availability: [] }), { code: "not_available" }],
    [
      "who never said when is not asked for three at night",
      byPhone({ interval: between("2026-03-30 04:00-05:00") }),
      amina({ availability: null }),
      { code: "availability_unknown" },
    ],
    [
      "she is away until Wednesday",
      need(),
      amina({ absences: [{ start: at("2026-03-28T00:00"), end: at("2026-04-01T00:00") }] }),
      { code: "absent", until: at("2026-04-01T00:00") },
    ],
    [
      "one hour more would be over her week",
      need(),
      amina({ minutesThisWeek: 2341 }),
      { code: "hours_cap", plannedMinutes: 2401, capMinutes: 2400 },
    ],
    [
      "she can communicate, fluency is needed",
      need(),
      amina({ languages: [{ language: "prs", variant: null, level: 1 }] }),
      { code: "level_too_low", has: 1, needs: 2 },
    ],
    [
      "Sorani is not Kurmanji",
      need({ language: "ku", variant: "kmr" }),
      amina({ languages: [{ language: "ku", variant: "ckb", level: 3 }] }),
      { code: "variant_differs", has: ["ckb"], needs: "kmr" },
    ],
    [
      "Kurdish of no stated variant does not answer for Kurmanji",
      need({ language: "ku", variant: "kmr" }),
      amina({ languages: [{ language: "ku", variant: null, level: 3 }] }),
      { code: "variant_differs", has: [], needs: "kmr" },
    ],
    [
      "Rīga lies outside her thirty kilometres",
      need(),
      amina({ radiusKm: 30 }),
      { code: "outside_radius", km: 43, radiusKm: 30, known: true },
    ],
    ["she works only by phone", need(), amina({ modes: ["phone"] }), { code: "mode_not_offered" }],
  ];

  test.each(cases)("%s", (_sentence, asked, person, obstacle) => {
    expect(facing(asked, person)).toEqual([obstacle]);
  });

  test("no code is left without a sentence above", () => {
    expect(new Set(cases.map(([, , , { code }]) => code))).toEqual(new Set(OBSTACLE_CODES));
  });
});

test("all that stands in her way is said at once, gravest first", () => {
  const asked = need({
    gender: { value: "M", strength: "must" },
    variant: "haz",
    takenInterpreterIds: ["amina"],
    interval: between("2026-03-30 21:00-22:00"),
  });
  const person = amina({
    status: "inactive",
    accountDisabled: true,
    excluded: true,
    credentials: [],
    languages: [{ language: "prs", variant: null, level: 1 }],
    commitments: [job("2026-03-30 21:30-22:30"), job("2026-03-30 19:00-20:30", "liepaja")],
    absences: [between("2026-03-30 20:00-23:00")],
    minutesThisWeek: 2400,
    radiusKm: 10,
    modes: [],
  });
  expect(codes(facing(asked, person))).toEqual([
    "inactive",
    "account_disabled",
    "already_on_request",
    "overlap",
    "gender_required",
    "excluded",
    "credential_missing",
    "travel_too_short",
    "not_available",
    "absent",
    "hours_cap",
    "level_too_low",
    "variant_differs",
    "outside_radius",
    "mode_not_offered",
  ]);
});

describe("at the edge", () => {
  const none: [string, Need, Candidate][] = [
    ["a phone job that ends when this one begins", byPhone(), amina({ commitments: [job("2026-03-30 09:00-10:00")] })],
    ["a phone job that begins when this one ends", byPhone(), amina({ commitments: [job("2026-03-30 11:00-12:00")] })],
    [
      "exactly 48 minutes for a journey of 48",
      need(),
      amina({ commitments: [job("2026-03-30 08:00-09:12", "jelgava")] }),
    ],
    ["exactly as many hours as allowed", need(), amina({ minutesThisWeek: 2340 })],
    ["a window that is exactly the job", need(), amina({ availability: [MONDAY_TEN] })],
    [
      "two windows that touch in the middle of the job",
      need(),
      amina({ availability: [between("2026-03-30 08:00-10:30"), between("2026-03-30 10:30-12:00")] }),
    ],
    ["an absence that ends when the job begins", need(), amina({ absences: [between("2026-03-30 08:00-10:00")] })],
    [
      "a pledge that ends with the job",
      need(),
      amina({ credentials: [{ ...amina().credentials[0]!, validUntil: MONDAY_TEN.end }] }),
    ],
    ["a radius of exactly the way", need(), amina({ radiusKm: 43 })],
    ["a radius does not matter by phone", byPhone(), amina({ radiusKm: 1 })],
    ["unknown availability in the hours one may ask", need(), amina({ availability: null })],
    ["a wish for a man is no must", need({ gender: { value: "M", strength: "wish" } }), amina()],
  ];
  test.each(none)("%s stands in nobody's way", (_sentence, asked, person) => {
    expect(facing(asked, person)).toEqual([]);
  });

  test("the higher level of two in the same language counts, but only in the variant asked for", () => {
    const languages = [
      { language: "ku", variant: "ckb", level: 3 },
      { language: "ku", variant: "kmr", level: 1 },
    ] as const;
    expect(facing(need({ language: "ku" }), amina({ languages }))).toEqual([]);
    expect(facing(need({ language: "ku", variant: "kmr" }), amina({ languages }))).toEqual([
      { code: "level_too_low", has: 1, needs: 2 },
    ]);
  });

  test("not only the nearest job is asked about the journey: one home call between two towns changes nothing", () => {
    const commitments = [job("2026-03-30 05:00-07:45", "liepaja"), job("2026-03-30 08:00-08:30")];
    expect(codes(facing(need(), amina({ commitments })))).toEqual(["travel_too_short"]);
  });
});

describe("what a coordinator can overrule", () => {
  test.each([
    ["language_not_spoken", "never"],
    ["pivot_not_spoken", "never"],
    ["inactive", "never"],
    ["account_disabled", "never"],
    ["already_on_request", "never"],
    ["overlap", "never"],
    ["gender_required", "twice"],
    ["excluded", "twice"],
    ["credential_missing", "twice"],
    ["credential_expired", "twice"],
    ["travel_too_short", "reason"],
    ["not_available", "reason"],
    ["availability_unknown", "reason"],
    ["absent", "reason"],
    ["hours_cap", "reason"],
    ["level_too_low", "reason"],
    ["variant_differs", "reason"],
    ["outside_radius", "reason"],
    ["mode_not_offered", "reason"],
  ] satisfies [ObstacleCode, string][])("%s: %s", (code, rule) => {
    expect(overrideRule(code)).toBe(rule);
  });
});

describe("for any jobs of hers", () => {
  const minutes = fc.integer({ min: -600, max: 600 });
  const place = fc.constantFrom("riga", "jelgava", "liepaja", "kraslava", "remote");
  const anyJob = fc.record({ from: minutes, length: fc.integer({ min: 5, max: 300 }), place });

  test("time overlaps exactly when a minute is shared, and travel is asked only where it is not", () => {
    fc.assert(
      fc.property(fc.array(anyJob, { maxLength: 5 }), fc.boolean(), (jobs, remote) => {
        const commitments = jobs.map(({ from, length, place }, i) => {
          const start = MONDAY_TEN.start + from * 60_000;
          const interval = { start, end: start + length * 60_000 } as typeof MONDAY_TEN;
          return { ...job("2026-03-30 10:00-11:00", place), interval, requestId: `${i}` };
        });
        const found = facing(remote ? byPhone() : need(), amina({ commitments }));
        const sharesMinute = jobs.filter(({ from, length }) => from < 60 && from + length > 0).length;
        expect(codes(found).filter((code) => code === "overlap")).toHaveLength(sharesMinute);
        for (const obstacle of found)
          if (obstacle.code === "travel_too_short") {
            expect(obstacle.haveMinutes).toBeGreaterThanOrEqual(0);
            expect(obstacle.haveMinutes).toBeLessThan(obstacle.needMinutes);
          }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("one more job never removes an obstacle", () => {
    fc.assert(
      fc.property(fc.array(anyJob, { minLength: 1, maxLength: 5 }), (jobs) => {
        const commitments = jobs.map(({ from, length, place }) => {
          const start = MONDAY_TEN.start + from * 60_000;
          return { ...job("2026-03-30 10:00-11:00", place), interval: { start, end: start + length * 60_000 } };
        }) as unknown as Candidate["commitments"];
        const fewer = facing(need(), amina({ commitments: commitments.slice(1) }));
        expect(facing(need(), amina({ commitments }))).toEqual(expect.arrayContaining(fewer));
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
