import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { INTERPRETER_STATUSES, MODES } from "#app/dispatch/vocabulary";
import { textIn } from "#app/form";
import { dayShort, duration, lastDayShort } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { interpretersList, type PersonFilters } from "#app/queries/coordinator/interpreters";
import { filterChoices } from "#app/queries/coordinator/requests-list";
import { FilterBar, Paging, WorkFilters } from "#app/ui/coordinator/filters";
import { Languages } from "#app/ui/coordinator/people";
import { AndPhone } from "#app/ui/coordinator/words";
import { Badge, ButtonLink, Empty, Icon, Page, SelectField, TextField, useReader, useT } from "#app/ui/kit";

/** Erased people are not listed, so nobody can be narrowed to them. */
const LISTED = INTERPRETER_STATUSES.filter((status) => status !== "erased");

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const filters = filtersIn(new URL(request.url).searchParams);
  return {
    title: translator(ctx.locale)("coordinator:people.title"),
    now: ctx.now,
    filters,
    list: interpretersList(ctx, filters),
    choices: filterChoices(ctx),
  };
}

/** What the address asks for; what is not a known value is left out. */
function filtersIn(search: URLSearchParams): PersonFilters {
  return {
    q: textIn(search, "q"),
    language: search.get("language") || null,
    deskId: search.get("desk") || null,
    mode: MODES.find((mode) => mode === search.get("mode")) ?? null,
    status: LISTED.find((status) => status === search.get("status")) ?? null,
    page: Number(search.get("page")) || 1,
  };
}

/** Everybody who interprets: what they speak, where they live, how full their week is, when they are away next. */
export default function PeoplePage() {
  const t = useT();
  const { list, now } = useLoaderData<typeof loader>();
  return (
    <Page
      width="full"
      title={t("coordinator:people.title")}
      lead={t("common:count.interpreters", { count: list.total })}
      actions={
        <ButtonLink to="/coordinator/interpreters/new" icon="plus">
          {t("coordinator:person.add")}
        </ButtonLink>
      }
    >
      <Filters />
      {list.rows.length === 0 ? (
        <Empty title={t("coordinator:people.empty")} icon="search">
          <Link to="/coordinator/interpreters">{t("coordinator:filters.all")}</Link>
        </Empty>
      ) : (
        <ul className="rows">
          {list.rows.map((row) => (
            <Row key={row.id} row={row} now={now} />
          ))}
        </ul>
      )}
      <Paging page={list.page} pages={list.pages} />
    </Page>
  );
}

/** An absence that ends at midnight is told by its last day. */

type Person = ReturnType<typeof useLoaderData<typeof loader>>["list"]["rows"][number];

function Row({ row, now }: { row: Person; now: number }) {
  const { t, locale, named } = useReader();
  const { nextAbsence } = row;
  return (
    <li className="row-card" data-kind="person">
      <div>
        <Link to={`/coordinator/interpreters/${row.id}`} className="row-link">
          {row.name}
        </Link>
        <div className="small muted">
          {named(row.town)}
          <AndPhone number={row.phone} />
        </div>
      </div>
      <div>
        <Languages spoken={row.languages} />
        <div className="small muted">{row.modes.map((mode) => t(`domain:mode.${mode}`)).join(", ")}</div>
      </div>
      <div className="row-numbers">
        {t("coordinator:people.thisWeek", {
          hours: duration(row.minutesThisWeek),
          cap: duration(row.maxMinutesPerWeek),
        })}
      </div>
      <div>
        {row.accountDisabled && <Badge icon="cancelled">{t("coordinator:people.accountDisabled")}</Badge>}
        {row.status !== "active" && <Badge icon="cancelled">{t(`domain:interpreterStatus.${row.status}`)}</Badge>}
        {nextAbsence && (
          <div className="line small">
            <Icon name="calendar" />
            <span>
              {t(nextAbsence.start <= now ? "coordinator:people.awayNow" : "coordinator:people.awayNext", {
                from: dayShort(locale, nextAbsence.start),
                until: lastDayShort(locale, nextAbsence.end),
              })}
            </span>
          </div>
        )}
      </div>
    </li>
  );
}

function Filters() {
  const t = useT();
  const { filters, choices } = useLoaderData<typeof loader>();
  const isNarrowed = Object.entries(filters).some(([name, value]) => name !== "page" && value !== null);
  return (
    <FilterBar clear={isNarrowed ? "/coordinator/interpreters" : null}>
      <TextField name="q" type="search" label={t("coordinator:people.find")} defaultValue={filters.q ?? ""} />
      <WorkFilters filters={filters} choices={choices} />
      <SelectField
        name="status"
        label={t("coordinator:people.status")}
        empty={t("coordinator:filters.any")}
        defaultValue={filters.status ?? ""}
        options={LISTED.map((status) => ({ value: status, label: t(`domain:interpreterStatus.${status}`) }))}
      />
    </FilterBar>
  );
}
