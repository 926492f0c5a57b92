/**
 * What a visitor must find whenever the demo is started: every state of a request at least once, an office in the middle of
 * its work, and stories worth reading. Played before chance fills the rest, so that nobody is taken.
 */
import { addMinutes, type Instant } from "#app/time";
import { quarterBefore, workingDay } from "./calendar";
import { type Asked, play, type RequestRow, type Service, type Story } from "./service";

/** What a scene says of a request. `client` is a number among the organisation's codes, `unit` an index. */
export type Scene = Pick<Asked, "language" | "topic" | "startAt" | "submittedAt"> &
  Partial<Asked> & { minutes: number; client?: number; unit?: number };
/** Fills in who asks: the organisation by its slug. */
export type Ask = (slug: string, scene: Scene) => Asked;

const YES: Story = { answers: ["accept"], answersAfter: 25 };
const HELD: Story = { ...YES, report: { held: true } };
const SAVED: Story = { ...YES, rescue: "override", rescueReason: "Sarunāts pa tālruni: tulks piekrīt šoreiz." };

/** Dates as scenes speak of them: working days from today, quarters of an hour from now. */
interface When {
  now: Instant;
  on: (workingDays: number, time: string) => Instant;
  soon: (minutes: number) => Instant;
  justNow: (minutesAgo: number) => Instant;
}

type Told = readonly [name: string, slug: string, scene: Scene, story: Story];

/** Plays all scenes and returns their requests by name. */
export function playScenes(service: Service, ask: Ask): Record<string, RequestRow> {
  const { now, calendar } = service;
  const when: When = {
    now,
    on: (n, time) => workingDay(calendar, now, n, time),
    soon: (minutes) => quarterBefore(now, minutes),
    justNow: (minutes) => addMinutes(quarterBefore(now, -minutes), 1),
  };
  const groups = [aroundNow, forTheAccounts, waiting, stuck, twoAndRegional, changed, endedOtherwise];
  const told = groups.flatMap((group) => group(when));
  return Object.fromEntries(told.map(([name, slug, scene, story]) => [name, play(service, ask(slug, scene), story)]));
}

/** Under way, just over, and later today, at whatever hour it is. */
function aroundNow({ on, soon }: When): Told[] {
  return [
    [
      "in_progress",
      "konsultants",
      { language: "ar", topic: "residence", startAt: soon(-20), minutes: 60, submittedAt: on(-3, "10:12") },
      SAVED,
    ],
    [
      "in_progress_regional",
      "slimnica-latgale",
      {
        language: "ps",
        topic: "health",
        mode: "onsite",
        startAt: soon(-35),
        minutes: 90,
        submittedAt: on(-4, "09:20"),
      },
      SAVED,
    ],
    [
      "to_report",
      "sociala",
      { language: "fa", topic: "social", startAt: soon(-130), minutes: 60, submittedAt: on(-3, "13:40"), unit: 0 },
      SAVED,
    ],
    [
      "to_report_yesterday",
      "lietas",
      {
        language: "tr",
        topic: "residence",
        mode: "onsite",
        startAt: on(-1, "11:00"),
        minutes: 45,
        submittedAt: on(-6, "15:05"),
      },
      YES,
    ],
    [
      "completed_today",
      "arsti",
      { language: "fr", topic: "health", startAt: soon(-190), minutes: 45, submittedAt: on(-4, "11:30") },
      { ...SAVED, report: { held: true }, reportAfter: 15 },
    ],
    [
      "soon",
      "skola",
      { language: "tr", topic: "education", startAt: soon(80), minutes: 45, submittedAt: on(-5, "12:10") },
      SAVED,
    ],
    [
      "later",
      "lietas",
      { language: "uz", topic: "residence", startAt: soon(200), minutes: 60, submittedAt: on(-4, "14:15") },
      SAVED,
    ],
  ];
}

/** Amina's page and the social service's page have something of each kind. */
function forTheAccounts({ on, justNow }: When): Told[] {
  return [
    [
      "held_dari",
      "sociala",
      {
        language: "prs",
        topic: "family",
        startAt: on(-2, "14:00"),
        minutes: 60,
        submittedAt: on(-8, "09:50"),
        gender: "F",
        genderStrength: "must",
        client: 1,
        unit: 0,
      },
      HELD,
    ],
    [
      "offered_to_amina",
      "sociala",
      {
        language: "prs",
        topic: "social",
        startAt: on(2, "11:00"),
        minutes: 60,
        submittedAt: justNow(10),
        gender: "F",
        genderStrength: "must",
        client: 2,
        unit: 0,
        note: "Pirmā saruna ar ģimeni, lūdzu, bez steigas.",
      },
      { answers: ["wait"], answersAfter: 6 },
    ],
    [
      "secured_amina",
      "sociala",
      {
        language: "prs",
        topic: "family",
        mode: "onsite",
        startAt: on(1, "13:00"),
        minutes: 90,
        submittedAt: on(-2, "10:25"),
        gender: "F",
        genderStrength: "wish",
        wantsSameInterpreter: true,
        client: 1,
        unit: 0,
      },
      { ...YES, answersAfter: 18 },
    ],
    [
      "secured_amina_crisis",
      "krize",
      {
        language: "prs",
        topic: "violence",
        mode: "phone",
        startAt: on(3, "10:00"),
        minutes: 60,
        submittedAt: on(-2, "16:10"),
        gender: "F",
        genderStrength: "must",
        client: 1,
      },
      { ...YES, answersAfter: 35 },
    ],
  ];
}

/** Waiting for an answer, with the clock running. */
function waiting({ on, soon, justNow, now }: When): Told[] {
  return [
    [
      "offered",
      "konsultants",
      {
        language: "ar",
        topic: "employment",
        mode: "onsite",
        startAt: on(3, "15:00"),
        minutes: 60,
        submittedAt: justNow(15),
      },
      { answers: ["wait"], answersAfter: 400 },
    ],
    [
      "offered_tomorrow",
      "skola",
      {
        language: "fa",
        topic: "education",
        mode: "onsite",
        startAt: on(1, "16:30"),
        minutes: 45,
        submittedAt: justNow(5),
      },
      { answers: ["wait"], answersAfter: 400 },
    ],
    [
      "offered_urgent",
      "slimnica",
      { language: "fr", topic: "health", startAt: soon(200), minutes: 45, submittedAt: addMinutes(now, -3), unit: 1 },
      { answers: ["wait"], answersAfter: 400 },
    ],
  ];
}

/** Nobody is left: the sole interpreter declined, nobody speaks it, there is no time. */
function stuck({ on, soon, justNow }: When): Told[] {
  return [
    [
      "searching",
      "lietas",
      {
        language: "vi",
        topic: "residence",
        mode: "onsite",
        startAt: on(2, "09:30"),
        minutes: 60,
        submittedAt: on(-1, "10:05"),
      },
      { answers: ["decline"], answersAfter: 40 },
    ],
    [
      "searching_night",
      "krize-kapa",
      {
        language: "ta",
        topic: "violence",
        startAt: on(1, "20:30"),
        minutes: 60,
        submittedAt: on(-1, "15:45"),
        gender: "F",
        genderStrength: "must",
      },
      YES,
    ],
    [
      "searching_urgent",
      "priedes",
      { language: "so", topic: "asylum", startAt: soon(160), minutes: 60, submittedAt: justNow(20) },
      YES,
    ],
    [
      "submitted",
      "konsultants",
      {
        language: null,
        languageText: "Oromo (Etiopija)",
        topic: "residence",
        startAt: on(4, "10:30"),
        minutes: 60,
        submittedAt: on(-1, "14:50"),
      },
      YES,
    ],
    [
      "needs_info",
      "darbs",
      {
        language: "ti",
        topic: "employment",
        mode: "onsite",
        startAt: on(5, "13:00"),
        minutes: 60,
        submittedAt: on(-1, "11:20"),
        note: "Klients runā arī mazliet arābiski.",
      },
      { ...YES, askedAgain: { at: on(-1, "11:55"), question: "Vai derētu arī arābu valodas tulks?" } },
    ],
  ];
}

/** Two interpreters, and the regions. */
function twoAndRegional({ on }: When): Told[] {
  return [
    [
      "partly_secured",
      "slimnica",
      {
        language: "tr",
        topic: "health",
        mode: "onsite",
        startAt: on(3, "09:00"),
        minutes: 150,
        submittedAt: on(-1, "09:15"),
        interpreterCount: 2,
        unit: 0,
      },
      { answers: ["accept", "decline"], answersAfter: 30 },
    ],
    [
      "secured_two",
      "konsultants",
      {
        language: "fa",
        topic: "legal",
        mode: "onsite",
        startAt: on(4, "09:30"),
        minutes: 180,
        submittedAt: on(-3, "09:15"),
        interpreterCount: 2,
      },
      YES,
    ],
    [
      "secured_regional",
      "darbnica",
      {
        language: "ku",
        variant: "kmr",
        topic: "employment",
        mode: "onsite",
        placeId: "dobele",
        address: "Dzirnavu laukums 3",
        startAt: on(2, "10:00"),
        minutes: 60,
        submittedAt: on(-3, "14:05"),
      },
      YES,
    ],
    [
      "secured_sorani",
      "banka",
      {
        language: "ku",
        variant: "ckb",
        topic: "finance",
        mode: "onsite",
        startAt: on(2, "12:00"),
        minutes: 45,
        submittedAt: on(-2, "09:35"),
      },
      YES,
    ],
  ];
}

/** What a coordinator changed. */
function changed({ on }: When): Told[] {
  return [
    [
      "overridden",
      "dienvidlatgale",
      {
        language: "ps",
        topic: "social",
        mode: "phone",
        startAt: on(1, "19:00"),
        minutes: 60,
        submittedAt: on(-2, "13:20"),
      },
      { ...SAVED, rescueReason: "Citu puštu tulku nav; tulks pa tālruni piekrita vakara sarunai." },
    ],
    [
      "given_back",
      "konsultants",
      {
        language: "ar",
        variant: "apc",
        topic: "housing",
        startAt: on(5, "11:00"),
        minutes: 60,
        submittedAt: on(-3, "11:15"),
      },
      { ...YES, givenBackAt: on(-1, "12:40") },
    ],
    [
      "released",
      "vidusskola",
      { language: "tr", topic: "education", startAt: on(4, "14:00"), minutes: 60, submittedAt: on(-4, "10:45") },
      {
        answers: ["accept", "decline"],
        answersAfter: 20,
        releasedAt: on(-1, "13:05"),
        releaseReason: "Tulks vajadzīgs steidzamākā darbā.",
      },
    ],
  ];
}

/** Ended otherwise. */
function endedOtherwise({ on }: When): Told[] {
  return [
    [
      "not_held",
      "sociala",
      { language: "ur", topic: "social", startAt: on(-1, "15:00"), minutes: 60, submittedAt: on(-5, "10:35"), unit: 1 },
      { ...YES, report: { held: false, why: "client_no_show" }, reportAfter: 10 },
    ],
    [
      "unfilled",
      "krasts",
      {
        language: "bn",
        topic: "social",
        mode: "onsite",
        startAt: on(-1, "12:00"),
        minutes: 60,
        submittedAt: on(-4, "12:25"),
      },
      { answers: ["decline"], answersAfter: 45 },
    ],
    [
      "rejected",
      "nami",
      {
        language: null,
        languageText: "krievu",
        topic: "housing",
        startAt: on(3, "16:00"),
        minutes: 60,
        submittedAt: on(-1, "09:10"),
      },
      {
        ...YES,
        rejected: { at: on(-1, "09:40"), reason: "Krievu un angļu valodā tulka pakalpojums netiek nodrošināts." },
      },
    ],
    [
      "cancelled",
      "sociala",
      { language: "uz", topic: "social", startAt: on(6, "10:00"), minutes: 60, submittedAt: on(-4, "16:20"), unit: 1 },
      { ...YES, cancelledAt: on(-1, "16:05") },
    ],
    [
      "cancelled_late",
      "konsultants",
      {
        language: "hi",
        topic: "employment",
        mode: "onsite",
        startAt: on(-1, "16:00"),
        minutes: 60,
        submittedAt: on(-5, "09:25"),
      },
      { ...YES, cancelledAt: on(-1, "12:15") },
    ],
  ];
}
