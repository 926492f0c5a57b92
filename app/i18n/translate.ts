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
  return (key, values = {}) => {
    const [area = "", path = ""] = key.split(":");
    const [above, last = ""] = parted(path);
    const texts = above.reduce<string | Texts | undefined>(inside, areas[area]);
    for (const ending of endingsOf(plurals, values)) {
      const text = inside(texts, last + ending);
      if (typeof text === "string") return filled(text, values);
    }
    return typeof values.defaultValue === "string" ? values.defaultValue : path;
  };
}

function parted(path: string): [above: string[], last: string | undefined] {
  const keys = path.split(".");
  return [keys.slice(0, -1), keys.at(-1)];
}

function inside(texts: string | Texts | undefined, key: string): string | Texts | undefined {
  return typeof texts === "object" && Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** The nearest first: of this context and number, of this context, of this number, of neither. */
function endingsOf(plurals: Intl.PluralRules, { count, context }: Record<string, unknown>): string[] {
  const counted =
    typeof count === "number" ? [...(count === 0 ? ["_zero"] : []), `_${plurals.select(count)}`, ""] : [""];
  return context ? [...counted.map((ending) => `_${context}${ending}`), ...counted] : counted;
}

function filled(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
