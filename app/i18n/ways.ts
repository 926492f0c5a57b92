/** A change that would make a request possible, in the coordinator's words: with people's names. */
import type { JobMove, ProposedChange } from "#app/dispatch/relax";
import type { Level, Locale, Names } from "#app/dispatch/vocabulary";
import { type AskedFor, newTime } from "./change";
import type { Translate } from "./index";

/** `queries/smallest-change` answers ways of this shape. */
interface SayableWay {
  change: ProposedChange | JobMove;
  person: { name: string };
  second: { name: string } | null;
  other: { reference: string; language: Names | null; person: { name: string } } | null;
  language: Names | null;
  level: Level | null;
  note: string | null;
  saidNo: boolean;
}

/** "Sākt 30 min agrāk, otrdien, 1. decembrī, 13:30–14:30: var Amina Karimi". Names stand in the nominative. */
export function waySentence(t: Translate, locale: Locale, way: SayableWay, asked: AskedFor): string {
  const sentence = plainWay(t, locale, way, asked);
  return way.saidNo ? t("change:ways.saidNo", { sentence }) : sentence;
}

function plainWay(t: Translate, locale: Locale, way: SayableWay, asked: AskedFor): string {
  const { change, other } = way;
  const words = { person: way.person.name, language: way.language?.[locale] ?? "" };
  switch (change.kind) {
    case "time":
      return t("change:way.time", { ...words, ...newTime(t, locale, asked.now, asked.interval, change) });
    case "mode":
      return t(`change:way.mode.${change.mode}`, words);
    case "unwanted":
      return t("change:way.unwanted", words);
    case "gender":
      return t(`change:way.gender.${asked.gender ?? "F"}`, words);
    case "substitute":
      return t(`change:way.substitute.${way.note ?? "partly"}`, words);
    case "relay":
      return t("change:way.relay", {
        ...words,
        asked: asked.language?.[locale] ?? "",
        level: t(`explain:level.${way.level ?? 1}`),
        second: way.second?.name ?? "",
      });
    case "move_job":
    case "hand_over":
      return t(`change:way.${change.kind}`, {
        person: way.person.name,
        reference: other?.reference ?? "",
        language: other?.language?.[locale] ?? "",
        other: other?.person.name ?? "",
        ...newTime(t, locale, asked.now, change.from, change.to),
      });
  }
}
