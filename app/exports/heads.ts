import type { Translate } from "#app/i18n";
import { MOST_ROWS } from "./table";

/** The words of columns, by their names with spaces between. */
export function headsOf(t: Translate, names: string): string[] {
  return names.split(" ").map((name) => t(`common:listHead.${name}`));
}

/** The last line of a list that is cut short. */
export function cutShort(t: Translate): string {
  return t("common:listHead.cut", { count: MOST_ROWS });
}
