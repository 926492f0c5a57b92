/** Lists of administrators as tables: what the page shows of each row, in columns. */
import type { Ctx } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { dateTime, phone } from "#app/i18n/format";
import { journalSentence } from "#app/i18n/journal";
import { accounts } from "#app/queries/admin/accounts";
import { type JournalFilter, journalPage, NEWEST, type Place } from "#app/queries/admin/journal";
import { organisationList } from "#app/queries/admin/organisations";
import { cutShort, headsOf } from "./heads";
import { type ListTable, MOST_ROWS, pagesOf, slicesOf } from "./table";

export function accountsTable(ctx: Ctx, filters: { words: string; role: Role | null }): ListTable {
  const t = translator(ctx.locale);
  return {
    list: "accounts",
    heads: headsOf(t, "name email role organisation state lastSeen"),
    pages: () =>
      slicesOf(
        accounts(ctx, filters, MOST_ROWS + 1).rows,
        (row) => [
          row.name,
          row.email,
          t(`auth:role.${row.role}`),
          row.belongsTo,
          t(`admin:users.states.${row.state}`),
          row.lastSeenAt === null ? null : dateTime(ctx.locale, row.lastSeenAt),
        ],
        cutShort(t),
      ),
  };
}

export function organisationsTable(ctx: Ctx, words: string): ListTable {
  const t = translator(ctx.locale);
  return {
    list: "organisations",
    heads: headsOf(t, "name code state sector place phone accounts"),
    pages: () =>
      slicesOf(
        organisationList(ctx, words, MOST_ROWS + 1).rows,
        (row) => [
          row.name,
          row.code,
          row.isActive ? null : t("admin:organisations.inactive"),
          t(`domain:sector.${row.sector}`),
          row.place,
          row.phone && phone(row.phone),
          row.people,
        ],
        cutShort(t),
      ),
  };
}

const PAGE = 200;

/** null: the words of the filter mean nobody, or several. */
export function journalTable(ctx: Ctx, filter: JournalFilter | null): ListTable {
  const { locale } = ctx;
  const t = translator(locale);
  return {
    list: "journal",
    heads: headsOf(t, "when who role what about"),
    pages: () => {
      let place: Place | null = filter && NEWEST;
      const read = () => {
        const page = filter && place ? journalPage(ctx, filter, PAGE, place) : null;
        place = page?.next ?? null;
        return { rows: page?.rows ?? [], hasNext: place !== null };
      };
      return pagesOf(
        read,
        ({ at, who, what, thing, actsFor }) => [
          dateTime(locale, at),
          who?.name ?? t("admin:journal.itself"),
          who?.role ? t(`auth:role.${who.role}`) : null,
          journalSentence(t, locale, what, actsFor),
          thing?.name ?? null,
        ],
        cutShort(t),
      );
    },
  };
}
