/**
 * What a visitor must find whenever the demo is started: every state of a request at least once, an office in the middle of
 * its work, and stories worth reading. Played before chance fills the rest, so that nobody is taken.
 */
import { MODES, TOPICS } from "#app/dispatch/vocabulary";
import { invariant } from "#app/result";
import { addMinutes, type Instant } from "#app/time";
import type { Ask, Scene } from "./asking";
import { quarterBefore, workingDay } from "./calendar";
import { play } from "./play";
import type { Service } from "./service";
import type { Story } from "./story";

const YES: Story = { answers: ["accept"], answersAfter: 25 };
const HELD: Story = { ...YES, report: { held: true } };
const UNANSWERED: Story = { answers: ["wait"], answersAfter: 400 };
const SAVED: Story = { ...YES, isRescued: true, rescueReason: "Sarunāts pa tālruni: tulks piekrīt šoreiz." };
const WOMAN: Partial<Scene> = { gender: "F", genderStrength: "must" };

/** Dates as scenes speak of them: working days from today, quarters of an hour from now. */
interface When {
  now: Instant;
  on: (workingDays: number, time: string) => Instant;
  soon: (minutes: number) => Instant;
  justNow: (minutesAgo: number) => Instant;
}

/**
 * By name: "who in which language about what how long" ("-" = a language that is not in the list), when it begins, when it
 * was submitted, how it goes, and what else is asked.
 */
type Scenes = Record<string, [asked: string, at: Instant, submittedAt: Instant, story: Story, more?: Partial<Scene>]>;

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
  for (const [asked, startAt, submittedAt, story, more] of groups.flatMap((group) => Object.values(group(when)))) {
    const [slug, scene] = read(asked);
    play(service, ask(slug, { ...scene, startAt, submittedAt, ...more }), story);
  }
}

/** "slimnica ku/kmr health onsite 90"; without a mode by phone. */
function read(asked: string): [slug: string, scene: Omit<Scene, "startAt" | "submittedAt">] {
  const [, slug = "", spoken = "", variant = null, about, how, minutes] =
    /^(\S+) ([\w-]+)(?:\/(\w+))? (\w+)(?: (\w+))? (\d+)$/.exec(asked) ?? [];
  const topic = TOPICS.find((one) => one === about);
  invariant(topic, `${asked} says what it is about`);
  const mode = MODES.find((one) => one === how) ?? "phone";
  return [slug, { language: spoken === "-" ? null : spoken, variant, topic, mode, minutes: Number(minutes) }];
}

/** Under way, just over, and later today, at whatever hour it is. */
function aroundNow({ on, soon }: When): Scenes {
  return {
    in_progress: ["konsultants ar residence 60", soon(-20), on(-3, "10:12"), SAVED],
    in_progress_regional: ["slimnica-latgale ps health onsite 90", soon(-35), on(-4, "09:20"), SAVED],
    to_report: ["sociala fa social 60", soon(-130), on(-3, "13:40"), SAVED, { unit: 0 }],
    to_report_yesterday: ["lietas tr residence onsite 45", on(-1, "11:00"), on(-6, "15:05"), YES],
    completed_today: [
      "arsti fr health 45",
      soon(-190),
      on(-4, "11:30"),
      { ...SAVED, report: { held: true }, reportAfter: 15 },
    ],
    soon: ["skola tr education 45", soon(80), on(-5, "12:10"), SAVED],
    later: ["lietas uz residence 60", soon(200), on(-4, "14:15"), SAVED],
  };
}

/** Amina's page and the social service's page have something of each kind. */
function forTheAccounts({ on, justNow }: When): Scenes {
  return {
    held_dari: ["sociala prs family 60", on(-2, "14:00"), on(-8, "09:50"), HELD, { ...WOMAN, client: 1, unit: 0 }],
    offered_to_amina: [
      "sociala prs social 60",
      on(2, "11:00"),
      justNow(10),
      { answers: ["wait"], answersAfter: 6 },
      { ...WOMAN, client: 2, unit: 0, note: "Pirmā saruna ar ģimeni, lūdzu, bez steigas." },
    ],
    secured_amina: [
      "sociala prs family onsite 90",
      on(1, "13:00"),
      on(-2, "10:25"),
      { ...YES, answersAfter: 18 },
      { gender: "F", genderStrength: "wish", wantsSameInterpreter: true, client: 1, unit: 0 },
    ],
    secured_amina_crisis: [
      "krize prs violence 60",
      on(3, "10:00"),
      on(-2, "16:10"),
      { ...YES, answersAfter: 35 },
      { ...WOMAN, client: 1 },
    ],
  };
}

/** Waiting for an answer, with the clock running. */
function waiting({ on, soon, justNow, now }: When): Scenes {
  return {
    offered: ["konsultants ar employment onsite 60", on(3, "15:00"), justNow(15), UNANSWERED],
    offered_tomorrow: ["skola fa education onsite 45", on(1, "16:30"), justNow(5), UNANSWERED],
    offered_urgent: ["slimnica fr health 45", soon(200), addMinutes(now, -3), UNANSWERED, { unit: 1 }],
  };
}

/** Nobody is left: the sole interpreter declined, nobody speaks it, there is no time. */
function stuck({ on, soon, justNow }: When): Scenes {
  return {
    searching: [
      "lietas vi residence onsite 60",
      on(2, "09:30"),
      on(-1, "10:05"),
      { answers: ["decline"], answersAfter: 40 },
    ],
    searching_night: ["krize-kapa ta violence 60", on(1, "20:30"), on(-1, "15:45"), YES, WOMAN],
    searching_urgent: ["priedes so asylum 60", soon(160), justNow(20), YES],
    submitted: [
      "konsultants - residence 60",
      on(4, "10:30"),
      on(-1, "14:50"),
      YES,
      { languageText: "Oromo (Etiopija)" },
    ],
    needs_info: [
      "darbs ti employment onsite 60",
      on(5, "13:00"),
      on(-1, "11:20"),
      { ...YES, askedAgain: { at: on(-1, "11:55"), question: "Vai derētu arī arābu valodas tulks?" } },
      { note: "Klients runā arī mazliet arābiski." },
    ],
  };
}

/** Two interpreters, and the regions. */
function twoAndRegional({ on }: When): Scenes {
  return {
    partly_secured: [
      "slimnica tr health onsite 150",
      on(3, "09:00"),
      on(-1, "09:15"),
      { answers: ["accept", "decline"], answersAfter: 30 },
      { interpreterCount: 2, unit: 0 },
    ],
    secured_two: ["konsultants fa legal onsite 180", on(4, "09:30"), on(-3, "09:15"), YES, { interpreterCount: 2 }],
    secured_regional: [
      "darbnica ku/kmr employment onsite 60",
      on(2, "10:00"),
      on(-3, "14:05"),
      YES,
      { placeId: "dobele", address: "Dzirnavu laukums 3" },
    ],
    secured_sorani: ["banka ku/ckb finance onsite 45", on(2, "12:00"), on(-2, "09:35"), YES],
  };
}

/** What a coordinator changed. */
function changed({ on }: When): Scenes {
  return {
    overridden: [
      "dienvidlatgale ps social 60",
      on(1, "19:00"),
      on(-2, "13:20"),
      { ...SAVED, rescueReason: "Citu puštu tulku nav; tulks pa tālruni piekrita vakara sarunai." },
    ],
    given_back: [
      "konsultants ar/apc housing 60",
      on(5, "11:00"),
      on(-3, "11:15"),
      { ...YES, givenBackAt: on(-1, "12:40") },
    ],
    released: [
      "vidusskola tr education 60",
      on(4, "14:00"),
      on(-4, "10:45"),
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
      "sociala ur social 60",
      on(-1, "15:00"),
      on(-5, "10:35"),
      { ...YES, report: { held: false, why: "client_no_show" }, reportAfter: 10 },
      { unit: 1 },
    ],
    unfilled: [
      "krasts bn social onsite 60",
      on(-1, "12:00"),
      on(-4, "12:25"),
      { answers: ["decline"], answersAfter: 45 },
    ],
    rejected: [
      "nami - housing 60",
      on(3, "16:00"),
      on(-1, "09:10"),
      {
        ...YES,
        rejected: { at: on(-1, "09:40"), reason: "Krievu un angļu valodā tulka pakalpojums netiek nodrošināts." },
      },
      { languageText: "krievu" },
    ],
    cancelled: [
      "sociala uz social 60",
      on(6, "10:00"),
      on(-4, "16:20"),
      { ...YES, cancelledAt: on(-1, "16:05") },
      { unit: 1 },
    ],
    cancelled_late: [
      "konsultants hi employment onsite 60",
      on(-1, "16:00"),
      on(-5, "09:25"),
      { ...YES, cancelledAt: on(-1, "12:15") },
    ],
  };
}
