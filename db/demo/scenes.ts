/**
 * What a visitor must find whenever the demo is started: every state of a request at least once, an office in the middle of
 * its work, and stories worth reading. Played before chance fills the rest, so that nobody is taken.
 */
import { addMinutes, type Instant } from "#app/time";
import type { Ask, Scene } from "./asking";
import { quarterBefore, workingDay } from "./calendar";
import { play } from "./play";
import type { Service } from "./service";
import type { Story } from "./story";

const YES: Story = { answers: ["accept"], answersAfter: 25 };
const HELD: Story = { ...YES, report: { held: true } };
const SAVED: Story = { ...YES, isRescued: true, rescueReason: "Sarunāts pa tālruni: tulks piekrīt šoreiz." };

/** Dates as scenes speak of them: working days from today, quarters of an hour from now. */
interface When {
  now: Instant;
  on: (workingDays: number, time: string) => Instant;
  soon: (minutes: number) => Instant;
  justNow: (minutesAgo: number) => Instant;
}

/** By name: who asks, what and when (`at` it begins, `asked` it was submitted), and how it goes. */
type Scenes = Record<
  string,
  [slug: string, scene: Omit<Scene, "startAt" | "submittedAt"> & { at: Instant; asked: Instant }, story: Story]
>;

/** Plays all scenes, group after group. */
export function playScenes(service: Service, ask: Ask): void {
  const { now, calendar } = service;
  const when: When = {
    now,
    on: (n, time) => workingDay(calendar, now, n, time),
    soon: (minutes) => quarterBefore(now, minutes),
    justNow: (minutes) => addMinutes(quarterBefore(now, -minutes), 1),
  };
  const groups = [aroundNow, forTheAccounts, waiting, stuck, twoAndRegional, changed, endedOtherwise];
  for (const [slug, { at, asked, ...scene }, story] of groups.flatMap((group) => Object.values(group(when))))
    play(service, ask(slug, { startAt: at, submittedAt: asked, ...scene }), story);
}

/** Under way, just over, and later today, at whatever hour it is. */
function aroundNow({ on, soon }: When): Scenes {
  return {
    in_progress: [
      "konsultants",
      { language: "ar", topic: "residence", at: soon(-20), minutes: 60, asked: on(-3, "10:12") },
      SAVED,
    ],
    in_progress_regional: [
      "slimnica-latgale",
      { language: "ps", topic: "health", mode: "onsite", at: soon(-35), minutes: 90, asked: on(-4, "09:20") },
      SAVED,
    ],
    to_report: [
      "sociala",
      { language: "fa", topic: "social", at: soon(-130), minutes: 60, asked: on(-3, "13:40"), unit: 0 },
      SAVED,
    ],
    to_report_yesterday: [
      "lietas",
      { language: "tr", topic: "residence", mode: "onsite", at: on(-1, "11:00"), minutes: 45, asked: on(-6, "15:05") },
      YES,
    ],
    completed_today: [
      "arsti",
      { language: "fr", topic: "health", at: soon(-190), minutes: 45, asked: on(-4, "11:30") },
      { ...SAVED, report: { held: true }, reportAfter: 15 },
    ],
    soon: ["skola", { language: "tr", topic: "education", at: soon(80), minutes: 45, asked: on(-5, "12:10") }, SAVED],
    later: [
      "lietas",
      { language: "uz", topic: "residence", at: soon(200), minutes: 60, asked: on(-4, "14:15") },
      SAVED,
    ],
  };
}

/** Amina's page and the social service's page have something of each kind. */
function forTheAccounts({ on, justNow }: When): Scenes {
  return {
    held_dari: [
      "sociala",
      {
        language: "prs",
        topic: "family",
        at: on(-2, "14:00"),
        minutes: 60,
        asked: on(-8, "09:50"),
        gender: "F",
        genderStrength: "must",
        client: 1,
        unit: 0,
      },
      HELD,
    ],
    offered_to_amina: [
      "sociala",
      {
        language: "prs",
        topic: "social",
        at: on(2, "11:00"),
        minutes: 60,
        asked: justNow(10),
        gender: "F",
        genderStrength: "must",
        client: 2,
        unit: 0,
        note: "Pirmā saruna ar ģimeni, lūdzu, bez steigas.",
      },
      { answers: ["wait"], answersAfter: 6 },
    ],
    secured_amina: [
      "sociala",
      {
        language: "prs",
        topic: "family",
        mode: "onsite",
        at: on(1, "13:00"),
        minutes: 90,
        asked: on(-2, "10:25"),
        gender: "F",
        genderStrength: "wish",
        wantsSameInterpreter: true,
        client: 1,
        unit: 0,
      },
      { ...YES, answersAfter: 18 },
    ],
    secured_amina_crisis: [
      "krize",
      {
        language: "prs",
        topic: "violence",
        mode: "phone",
        at: on(3, "10:00"),
        minutes: 60,
        asked: on(-2, "16:10"),
        gender: "F",
        genderStrength: "must",
        client: 1,
      },
      { ...YES, answersAfter: 35 },
    ],
  };
}

/** Waiting for an answer, with the clock running. */
function waiting({ on, soon, justNow, now }: When): Scenes {
  return {
    offered: [
      "konsultants",
      { language: "ar", topic: "employment", mode: "onsite", at: on(3, "15:00"), minutes: 60, asked: justNow(15) },
      { answers: ["wait"], answersAfter: 400 },
    ],
    offered_tomorrow: [
      "skola",
      { language: "fa", topic: "education", mode: "onsite", at: on(1, "16:30"), minutes: 45, asked: justNow(5) },
      { answers: ["wait"], answersAfter: 400 },
    ],
    offered_urgent: [
      "slimnica",
      { language: "fr", topic: "health", at: soon(200), minutes: 45, asked: addMinutes(now, -3), unit: 1 },
      { answers: ["wait"], answersAfter: 400 },
    ],
  };
}

/** Nobody is left: the sole interpreter declined, nobody speaks it, there is no time. */
function stuck({ on, soon, justNow }: When): Scenes {
  return {
    searching: [
      "lietas",
      { language: "vi", topic: "residence", mode: "onsite", at: on(2, "09:30"), minutes: 60, asked: on(-1, "10:05") },
      { answers: ["decline"], answersAfter: 40 },
    ],
    searching_night: [
      "krize-kapa",
      {
        language: "ta",
        topic: "violence",
        at: on(1, "20:30"),
        minutes: 60,
        asked: on(-1, "15:45"),
        gender: "F",
        genderStrength: "must",
      },
      YES,
    ],
    searching_urgent: [
      "priedes",
      { language: "so", topic: "asylum", at: soon(160), minutes: 60, asked: justNow(20) },
      YES,
    ],
    submitted: [
      "konsultants",
      {
        language: null,
        languageText: "Oromo (Etiopija)",
        topic: "residence",
        at: on(4, "10:30"),
        minutes: 60,
        asked: on(-1, "14:50"),
      },
      YES,
    ],
    needs_info: [
      "darbs",
      {
        language: "ti",
        topic: "employment",
        mode: "onsite",
        at: on(5, "13:00"),
        minutes: 60,
        asked: on(-1, "11:20"),
        note: "Klients runā arī mazliet arābiski.",
      },
      { ...YES, askedAgain: { at: on(-1, "11:55"), question: "Vai derētu arī arābu valodas tulks?" } },
    ],
  };
}

/** Two interpreters, and the regions. */
function twoAndRegional({ on }: When): Scenes {
  return {
    partly_secured: [
      "slimnica",
      {
        language: "tr",
        topic: "health",
        mode: "onsite",
        at: on(3, "09:00"),
        minutes: 150,
        asked: on(-1, "09:15"),
        interpreterCount: 2,
        unit: 0,
      },
      { answers: ["accept", "decline"], answersAfter: 30 },
    ],
    secured_two: [
      "konsultants",
      {
        language: "fa",
        topic: "legal",
        mode: "onsite",
        at: on(4, "09:30"),
        minutes: 180,
        asked: on(-3, "09:15"),
        interpreterCount: 2,
      },
      YES,
    ],
    secured_regional: [
      "darbnica",
      {
        language: "ku",
        variant: "kmr",
        topic: "employment",
        mode: "onsite",
        placeId: "dobele",
        address: "Dzirnavu laukums 3",
        at: on(2, "10:00"),
        minutes: 60,
        asked: on(-3, "14:05"),
      },
      YES,
    ],
    secured_sorani: [
      "banka",
      {
        language: "ku",
        variant: "ckb",
        topic: "finance",
        mode: "onsite",
        at: on(2, "12:00"),
        minutes: 45,
        asked: on(-2, "09:35"),
      },
      YES,
    ],
  };
}

/** What a coordinator changed. */
function changed({ on }: When): Scenes {
  return {
    overridden: [
      "dienvidlatgale",
      { language: "ps", topic: "social", mode: "phone", at: on(1, "19:00"), minutes: 60, asked: on(-2, "13:20") },
      { ...SAVED, rescueReason: "Citu puštu tulku nav; tulks pa tālruni piekrita vakara sarunai." },
    ],
    given_back: [
      "konsultants",
      { language: "ar", variant: "apc", topic: "housing", at: on(5, "11:00"), minutes: 60, asked: on(-3, "11:15") },
      { ...YES, givenBackAt: on(-1, "12:40") },
    ],
    released: [
      "vidusskola",
      { language: "tr", topic: "education", at: on(4, "14:00"), minutes: 60, asked: on(-4, "10:45") },
      {
        answers: ["accept", "decline"],
        answersAfter: 20,
        releasedAt: on(-1, "13:05"),
        releaseReason: "Tulks vajadzīgs steidzamākā darbā.",
      },
    ],
  };
}

/** Ended otherwise. */
function endedOtherwise({ on }: When): Scenes {
  return {
    not_held: [
      "sociala",
      { language: "ur", topic: "social", at: on(-1, "15:00"), minutes: 60, asked: on(-5, "10:35"), unit: 1 },
      { ...YES, report: { held: false, why: "client_no_show" }, reportAfter: 10 },
    ],
    unfilled: [
      "krasts",
      { language: "bn", topic: "social", mode: "onsite", at: on(-1, "12:00"), minutes: 60, asked: on(-4, "12:25") },
      { answers: ["decline"], answersAfter: 45 },
    ],
    rejected: [
      "nami",
      {
        language: null,
        languageText: "krievu",
        topic: "housing",
        at: on(3, "16:00"),
        minutes: 60,
        asked: on(-1, "09:10"),
      },
      {
        ...YES,
        rejected: { at: on(-1, "09:40"), reason: "Krievu un angļu valodā tulka pakalpojums netiek nodrošināts." },
      },
    ],
    cancelled: [
      "sociala",
      { language: "uz", topic: "social", at: on(6, "10:00"), minutes: 60, asked: on(-4, "16:20"), unit: 1 },
      { ...YES, cancelledAt: on(-1, "16:05") },
    ],
    cancelled_late: [
      "konsultants",
      { language: "hi", topic: "employment", mode: "onsite", at: on(-1, "16:00"), minutes: 60, asked: on(-5, "09:25") },
      { ...YES, cancelledAt: on(-1, "12:15") },
    ],
  };
}
