/** Half a year of work and three weeks ahead, by chance: who asks for what, when, and how it goes. */
import type { Mode, NotHeldReason, Sector, Topic } from "#app/dispatch/vocabulary";
import {
  addDays,
  addMinutes,
  DAY,
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  instantFrom,
  isWorkingDay,
  resolveWall,
  startOfDay,
  timeText,
} from "#app/time";
import { numberedClient, type Scene } from "./asking";
import { workingDay } from "./calendar";
import type { Demo } from "./opening";
import { DEMO_ORGANISATIONS, type DemoOrganisation } from "./organisations";
import type { Chance, Weights } from "./random";
import type { RequestRow } from "./service";
import type { Answer, Story } from "./story";

/** How often each language is asked for, after the countries that the article names. */
const ASKED = [
  "ar/apc:8 ar/acm:4 ar:5 ar/ary:1 prs:13 fa:8 uz:9 tg:6 ur:7 tr:7 hi:6 zh/cmn:6 zh/yue:1 ku/kmr:4 ku/ckb:2",
  "ps:4 pa:3 bn:3 fr:4 es:3 vi:3 hy:3 ta:2",
].flatMap((line) => line.split(" ").map(asked));

/** "ku/kmr:4" → Kurdish, Kurmanji, four times as often as what is asked for once. */
function asked(text: string): readonly [{ language: string; variant: string | null }, number] {
  const [, language = "", variant = null, weight] = /^(\w+)(?:\/(\w+))?:(\d+)$/.exec(text) ?? [];
  return [{ language, variant }, Number(weight)];
}

const TOPICS_OF: Record<Sector, Weights<Topic>> = {
  ici: { residence: 6, employment: 4, education: 2, legal: 2, psychology: 2, housing: 2 },
  state: { residence: 7, employment: 3, asylum: 1 },
  social: { social: 7, family: 3, housing: 2, violence: 1 },
  orphans_court: { family: 6, legal: 2 },
  crisis: { violence: 5, psychology: 3, legal: 2 },
  education: { education: 8, family: 1 },
  health: { health: 9, psychology: 1 },
  bank: { finance: 1 },
  employer: { employment: 1 },
  ngo: { social: 2, education: 2, employment: 1 },
  library: { education: 1 },
  landlord: { housing: 1 },
  court_police: { legal: 1 },
  other: { other: 1 },
};

const NOT_HELD: Weights<NotHeldReason> = {
  client_no_show: 6,
  requester_absent: 1,
  technical: 2,
  interpreter_no_show: 1,
  interpreter_came_not_used: 1,
};

const NOTES = [
  "Pirmā tikšanās, lūdzu, ierasties piecas minūtes agrāk.",
  "Saruna notiks mierīgā telpā, piedalīsies divi speciālisti.",
  "Būs jāpārtulko arī veidlapa.",
  "Klients slikti dzird, lūdzu, runāt skaļāk.",
  "Kopā ar klientu ieradīsies bērns.",
];

const MONTHS_BACK_DAYS = 183;
const WEEKS_AHEAD_DAYS = 21;

/** Four or five requests on a working day, few at weekends, thinning out ahead; in the order in which they came in. */
export function requestsByChance(demo: Demo): [string, Scene, Story][] {
  const today = dateOf(demo.now);
  const made: [string, Scene, Story][] = [];
  for (let day = -MONTHS_BACK_DAYS; day <= WEEKS_AHEAD_DAYS; day++) {
    const date = addDays(today, day);
    for (let n = howMany(demo, date, day); n > 0; n--) {
      const one = oneByChance(demo, date);
      if (one) made.push(one);
    }
  }
  return made.sort((a, b) => a[1].submittedAt - b[1].submittedAt);
}

function howMany({ chance: dice, calendar }: Demo, date: DateText, day: number): number {
  if (!isWorkingDay(calendar, date)) return dice.is(0.2) ? 1 : 0;
  if (day <= 5) return dice.whole(3, 6);
  return day <= 10 ? dice.whole(2, 4) : dice.whole(1, 2);
}

function oneByChance(demo: Demo, date: DateText): [string, Scene, Story] | null {
  const { chance: dice, now } = demo;
  const organisation = dice.weighted(DEMO_ORGANISATIONS.map((one) => [one, one.weight] as const));
  const who = clientByChance(demo, organisation);
  const minutes = Number(dice.word({ 30: 15, 45: 20, 60: 40, 90: 15, 120: 7, 180: 3 }));
  const startAt = resolveWall(date, dice.is(0.04) ? dice.whole(72, 82) * 15 : dice.whole(34, 68) * 15);
  const submittedAt = submissionBefore(demo, date, startAt);
  if (submittedAt === null) return null;
  const topic = dice.word(TOPICS_OF[organisation.sector]);
  const mode = dice.word<Mode>({ phone: 46, onsite: organisation.sector === "crisis" ? 15 : 40, video: 14 });
  const wish = genderWish(dice, organisation.sector);
  const scene: Scene = {
    language: who.language,
    variant: who.variant,
    clientId: who.id,
    topic,
    mode,
    startAt,
    minutes,
    submittedAt,
    ...wish,
    ...(who.id && dice.is(0.25) ? { wantsSameInterpreter: true } : {}),
    ...(minutes >= 180 && dice.is(0.5) ? { interpreterCount: 2 } : {}),
    ...(dice.is(0.15) ? { note: dice.pick(NOTES) } : {}),
    ...(organisation.units.length && dice.is(0.7) ? { unit: dice.whole(0, organisation.units.length - 1) } : {}),
  };
  return [organisation.slug, scene, storyByChance(demo, scene, addMinutes(startAt, minutes), now)];
}

/** About 1.8 requests a client. Some are asked for without a code. */
function clientByChance(
  demo: Demo,
  { slug }: DemoOrganisation,
): { id: string | null; language: string; variant: string | null } {
  const { chance: dice } = demo;
  const known = demo.clientsOf.get(slug) ?? [];
  if (known.length > 0 && dice.is(0.45)) return known[dice.whole(Math.max(0, known.length - 6), known.length - 1)]!;
  const spoken = dice.weighted(ASKED);
  if (dice.is(0.12)) return { id: null, ...spoken };
  return { id: numberedClient(demo, slug, known.length + 1, spoken), ...spoken };
}

function genderWish(dice: Chance, sector: string): Pick<RequestRow, "gender" | "genderStrength"> {
  const share = { crisis: 0.7, health: 0.2, social: 0.15, orphans_court: 0.15 }[sector] ?? 0.04;
  if (!dice.is(share)) return {};
  return {
    gender: dice.is(0.85) ? "F" : "M",
    genderStrength: dice.is(sector === "crisis" ? 0.5 : 0.2) ? "must" : "wish",
  };
}

/** Some working days before, in office hours; a few hours before when urgent. null = would lie ahead of now. */
function submissionBefore({ chance: dice, calendar, now }: Demo, date: DateText, startAt: Instant): Instant | null {
  const seconds = dice.whole(0, 59) * 1000;
  if (dice.is(0.06)) {
    const urgent = instantFrom(addMinutes(startAt, -dice.whole(100, 300)) + seconds);
    return urgent < now ? urgent : null;
  }
  const days = Number(dice.word({ 1: 20, 2: 22, 3: 20, 5: 20, 8: 12, 11: 6 }));
  const time = timeText(dice.whole(515, 1010));
  const planned = instantFrom(workingDay(calendar, startOfDay(date), -days, time) + seconds);
  if (planned < now) return planned;
  return instantFrom(workingDay(calendar, now, -dice.whole(1, 4), time) + seconds);
}

function storyByChance({ chance: dice, calendar }: Demo, scene: Scene, endAt: Instant, now: Instant): Story {
  const answer = () => dice.word<Answer>({ accept: 80, decline: 13, lapse: 7 });
  const between = (from: Instant, to: Instant) => instantFrom(from + Math.floor((to - from) * dice.next()));
  const { startAt, submittedAt } = scene;
  const story: Story = {
    answers: Array.from({ length: 6 }, answer),
    answersAfter: dice.whole(4, 150),
    isRescued: dice.is(0.6),
    reportAfter: dice.whole(3, 240),
    report: dice.is(0.95) ? { held: true } : { held: false, why: dice.word<NotHeldReason>(NOT_HELD) },
  };
  if (endAt > now - 2 * DAY && dice.is(0.2)) story.report = null;
  const laterDay = workingDay(calendar, submittedAt, 1, "11:00");
  const fate = dice.next();
  if (fate < 0.06 && laterDay < startAt - 2 * HOUR) story.cancelledAt = between(laterDay, addMinutes(startAt, -100));
  else if (fate < 0.08 && laterDay < startAt - 26 * HOUR)
    story.givenBackAt = between(laterDay, addMinutes(startAt, -1500));
  else if (fate < 0.09 && laterDay < startAt - 8 * HOUR) story.releasedAt = laterDay;
  return story;
}
