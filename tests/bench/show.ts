/** One coming request of the demo database ranked among its 31 interpreters, with every reason in Latvian. */
import { eq } from "drizzle-orm";
import type { Matching, Need } from "#app/dispatch/vocabulary";
import { explainNames, type Matched, matchRequest, notSpeakingPeople, obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { translator } from "#app/i18n";
import { pointLabel, whyNotSentence, whySentence } from "#app/i18n/explain";
import { addMinutes, dateOf, type Instant, startOfDay, timeOf } from "#app/time";
import { createDatabase, type Db } from "#db/client.server";
import { requests } from "#db/schema";
import { seedDemo } from "#db/seed";

const t = translator("lv");

export function show(): void {
  const now = addMinutes(startOfDay("2026-11-23"), 9 * 60);
  const opened = createDatabase(":memory:");
  seedDemo(opened, now, { passwordHash: "" });
  const { need, matched } = mostInstructive(opened.db, now);
  const { matching, people, notSpeaking } = matched;
  const names = explainNames({ ...opened, locale: "lv" }, need, matching);
  const request = opened.db.select().from(requests).where(eq(requests.id, need.requestId)).get();
  const line = (text: string) => console.log(text);

  line(
    `${request?.reference}: ${names.language} valoda, ${t(`explain:why.mode.${need.mode}`)}, ` +
      `${need.placeId ?? ""} ${dateOf(need.interval.start)} ${timeOf(need.interval.start)}–${timeOf(need.interval.end)}` +
      `${need.gender ? `, ${need.gender.value} ${need.gender.strength}` : ""}\n`,
  );
  line(`Var (${matching.able.length}):`);
  matching.able.forEach((ranked, i) => {
    const person = people.get(ranked.interpreterId);
    line(`${i + 1}. ${person?.name}, ${person?.homePlace.lv}: ${whySentence(t, "lv", ranked, names, person?.gender)}`);
    line(
      `   ${ranked.score} = ${ranked.points.map(({ name, points }) => `${pointLabel(t, name)} ${points}`).join(", ")}`,
    );
  });
  line(`\nNevar (${matching.blocked.length}):`);
  for (const { interpreterId, obstacles } of matching.blocked) {
    const person = people.get(interpreterId);
    line(`– ${person?.name}, ${person?.homePlace.lv}: ${whyNotSentence(t, "lv", obstacles, names, person?.gender)}`);
  }
  line(`\nValodā nerunā (${notSpeaking}), pēc pieprasījuma:`);
  for (const person of notSpeakingPeople(opened, need, notSpeaking)) {
    const obstacles = obstaclesFor({ ...opened, now }, need, person.id);
    const named = explainNames({ ...opened, locale: "lv" }, need, obstacles);
    line(`– ${person.name}, ${person.homePlace.lv}: ${whyNotSentence(t, "lv", obstacles, named, person.gender)}`);
  }
  opened.sqlite.close();
}

/** The coming request about which most is to be said: people who can and people who cannot, for different reasons. */
function mostInstructive(db: Db, now: Instant): { need: Need; matched: Matched } {
  let best: { need: Need; matched: Matched; worth: number } | null = null;
  for (const { id, startAt } of db.select({ id: requests.id, startAt: requests.startAt }).from(requests).all()) {
    const need = startAt > now ? needOf({ db }, id) : null;
    if (!need || need.takenInterpreterIds.length > 0) continue;
    const matched = matchRequest({ db, now }, need);
    const worth = worthOf(matched.matching);
    if (!best || worth > best.worth) best = { need, matched, worth };
  }
  if (!best) throw new Error("the demo has no coming request");
  return best;
}

function worthOf({ able, blocked }: Matching): number {
  const kinds = new Set([
    ...able.flatMap(({ points }) => points.map(({ name }) => name)),
    ...blocked.flatMap(({ obstacles }) => obstacles.map(({ code }) => code)),
  ]);
  return Math.min(able.length, 4) * 4 + Math.min(blocked.length, 3) + kinds.size;
}
