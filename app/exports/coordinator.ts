/** Lists of coordinators as tables: what the page shows of each row, in columns. */
import type { UserViewer } from "#app/auth/viewer";
import { noteReadings } from "#app/commands/note-reading";
import type { Ctx } from "#app/context.server";
import { languageWords } from "#app/facts/request-head";
import { translator } from "#app/i18n";
import { dateTime, dayShort, duration, lastDayShort, phone } from "#app/i18n/format";
import { interpretersList, type PersonFilters } from "#app/queries/coordinator/interpreters";
import { type RequestFilters, requestsList, withCode } from "#app/queries/coordinator/requests-list";
import { cutShort, headsOf } from "./heads";
import { type ListTable, pagesOf } from "./table";

/** Each page that is written has been taken away: whose class asks for it is written down. */
export function requestsTable(ctx: Ctx<UserViewer>, filters: RequestFilters): ListTable {
  const { locale } = ctx;
  const t = translator(locale);
  const read = (page: number) => {
    const list = requestsList(ctx, { ...filters, page });
    noteReadings(ctx, withCode(list.rows));
    return { rows: list.rows, hasNext: list.hasNext, isCut: list.isMore };
  };
  return {
    list: "requests",
    heads: headsOf(t, "state reference language mode place start end organisation client people"),
    pages: () =>
      pagesOf(
        read,
        (row) => [
          t(`domain:requestState.${row.state}`),
          row.reference,
          languageWords(row, locale) ?? row.languageText,
          t(`domain:mode.${row.mode}`),
          row.place?.[locale] ?? null,
          dateTime(locale, row.interval.start),
          dateTime(locale, row.interval.end),
          row.organisation,
          row.clientCode,
          row.people.join(", "),
        ],
        cutShort(t),
      ),
  };
}

export function interpretersTable(ctx: Ctx, filters: PersonFilters): ListTable {
  const { locale } = ctx;
  const t = translator(locale);
  const read = (page: number) => {
    const list = interpretersList(ctx, { ...filters, page });
    return { rows: list.rows, hasNext: list.page < list.pages };
  };
  return {
    list: "interpreters",
    heads: headsOf(t, "name place phone languages modes week cap state account away"),
    pages: () =>
      pagesOf(
        read,
        (row) => [
          row.name,
          row.town[locale],
          row.phone && phone(row.phone),
          row.languages
            .map(({ name, variant, level }) => {
              const spoken = languageWords({ language: name, variant }, locale) ?? "";
              return `${spoken} (${t(`domain:level.${level}`)})`;
            })
            .join(", "),
          row.modes.map((mode) => t(`domain:mode.${mode}`)).join(", "),
          duration(row.minutesThisWeek),
          duration(row.maxMinutesPerWeek),
          t(`domain:interpreterStatus.${row.status}`),
          row.accountDisabled ? t("coordinator:people.accountDisabled") : null,
          row.nextAbsence &&
            `${dayShort(locale, row.nextAbsence.start)} – ${lastDayShort(locale, row.nextAbsence.end)}`,
        ],
        cutShort(t),
      ),
  };
}
