/** From a key and what it says to words. Texts name what they fill in as {{name}}; nothing is escaped, pages do that. */
import type { Locale } from "#app/dispatch/vocabulary";

/** Texts under keys, as a catalogue's file holds them. */
export interface Texts {
  [key: string]: string | Texts;
}

/**
 * t("area:key.path", { count, … }). By `count` the text is looked for under key_zero, key_one, key_other as the language counts,
 * by `context` under key_F, key_M and the like: the nearest that is there. A key without a text is `defaultValue`, else the key.
 */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

export function translate(locale: Locale, areas: Record<string, Texts>): Translate {
  const plurals = new Intl.PluralRules(locale);
  // What has been looked up once; only what is there is remembered, so it never holds more than the catalogue.
  const known = new Map<string, string>();
  const textOf = (key: string, ending: string) => {
    const whole = key + ending;
    const before = known.get(whole);
    if (before !== undefined) return before;
    const text = lookedUp(areas, key, ending);
    if (text !== undefined) known.set(whole, text);
    return text;
  };
  return (key, values = NOTHING) => {
    for (const ending of endingsOf(plurals, values)) {
      const text = textOf(key, ending);
      if (text !== undefined) return text.includes("{{") ? filled(text, values) : text;
    }
    return typeof values.defaultValue === "string" ? values.defaultValue : (key.split(":")[1] ?? "");
  };
}

const NOTHING: Record<string, unknown> = {};

function lookedUp(areas: Record<string, Texts>, key: string, ending: string): string | undefined {
  const [area = "", path = ""] = key.split(":");
  const [above, last = ""] = parted(path);
  const text = inside(above.reduce<string | Texts | undefined>(inside, areas[area]), last + ending);
  return typeof text === "string" ? text : undefined;
}

function parted(path: string): [above: string[], last: string | undefined] {
  const keys = path.split(".");
  return [keys.slice(0, -1), keys.at(-1)];
}

function inside(texts: string | Texts | undefined, key: string): string | Texts | undefined {
  return typeof texts === "object" && Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** The nearest first: of this context and number, of this context, of this number, of neither. */
function endingsOf(plurals: Intl.PluralRules, { count, context }: Record<string, unknown>): readonly string[] {
  const counted =
    typeof count === "number" ? [...(count === 0 ? ["_zero"] : []), `_${plurals.select(count)}`, ""] : PLAIN;
  return context ? [...counted.map((ending) => `_${context}${ending}`), ...counted] : counted;
}

const PLAIN = [""];

function filled(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
