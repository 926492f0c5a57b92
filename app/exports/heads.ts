import type { Translate } from "#app/i18n";

/** The words of columns, by their names with spaces between. */
export function headsOf(t: Translate, names: string): string[] {
  return names.split(" ").map((name) => t(`common:listHead.${name}`));
}
