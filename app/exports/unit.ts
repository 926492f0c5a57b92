/** The figures of a unit as a table. */

import type { Locale } from "#app/dispatch/vocabulary";
import { type Translate, translator } from "#app/i18n";
import { monthAndYear } from "#app/i18n/format";
import type { UnitFigures } from "#app/queries/institution/unit";
import type { Cell, ListTable } from "./table";

/** One table under another: what is counted, and by what. */
export function unitTable({ locale }: { locale: Locale }, figures: UnitFigures): ListTable {
  const t = translator(locale);
  return {
    list: "unit_figures",
    heads: ["by", "what", "requested", "tookPlace", "cancelled"].map((head) => t(`request:unit.${head}`)),
    pages: () => [rowsOf(t, locale, figures)],
  };
}

function rowsOf(t: Translate, locale: Locale, { months, languages, states }: UnitFigures): Cell[][] {
  return [
    ...months.map(({ month, requested, tookPlace, cancelled }) => [
      t("request:unit.month"),
      monthAndYear(locale, month),
      requested,
      tookPlace,
      cancelled,
    ]),
    ...languages.map(({ language, requested, tookPlace, cancelled }) => [
      t("request:unit.language"),
      language ?? t("request:unit.unlisted"),
      requested,
      tookPlace,
      cancelled,
    ]),
    ...states.map(({ state, requested }) => [
      t("request:unit.state"),
      t(`domain:requestState.${state}`),
      requested,
      null,
      null,
    ]),
  ];
}
