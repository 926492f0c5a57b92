import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { oneOf, workFilters } from "#app/forms/lists";
import { dayShort, duration, lastDayShort } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { interpretersList, LISTED_STATUSES, type PersonFilters } from "#app/queries/coordinator/interpreters";
import { filterChoices } from "#app/queries/coordinator/requests-list";
import { FilterBar, Paging, WorkFilters } from "#app/ui/coordinator/filters";
import { Languages } from "#app/ui/coordinator/people";
import { AndPhone } from "#app/ui/coordinator/words";
import { Downloads } from "#app/ui/downloads";
import { Badge, ButtonLink, Empty, Icon, Page, SelectField, TextField, useReader, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { searchParams } = new URL(request.url);
  const filters: PersonFilters = {
    ...workFilters(searchParams),
    status: oneOf(searchParams, "status", LISTED_STATUSES),
  };
  return {
    title: translator(ctx.locale)("coordinator:people.title"),
    now: ctx.now,
    filters,
    statuses: LISTED_STATUSES,
    list: interpretersList(ctx, filters),
    choices: filterChoices(ctx),
  };
}

/** Everybody who interprets: what they speak, where they live, how full their week is, when they are away next. */
export default function PeoplePage() {
  const t = useT();
  const { list, filters, now } = useLoaderData<typeof loader>();
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
        <Nobody isNarrowed={isNarrowed(filters)} />
      ) : (
        <ul className="rows">
          {list.rows.map((row) => (
            <Row key={row.id} row={row} now={now} />
          ))}
        </ul>
      )}
      <Paging page={list.page} pages={list.pages} />
      {list.rows.length > 0 && <Downloads to="/coordinator/interpreters/export" />}
    </Page>
  );
}

const isNarrowed = (filters: object) =>
  Object.entries(filters).some(([name, value]) => name !== "page" && value !== null);

function Nobody({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useT();
  return isNarrowed ? (
    <Empty title={t("coordinator:people.empty")} icon="search">
      <Link to="/coordinator/interpreters">{t("coordinator:filters.all")}</Link>
    </Empty>
  ) : (
    <Empty title={t("coordinator:empty.nobody")} icon="people">
      <Link to="/coordinator/interpreters/new">{t("coordinator:empty.addPerson")}</Link>
    </Empty>
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
  const { filters, choices, statuses } = useLoaderData<typeof loader>();
  return (
    <FilterBar clear={isNarrowed(filters) ? "/coordinator/interpreters" : null}>
      <TextField name="q" type="search" label={t("coordinator:people.find")} defaultValue={filters.q ?? ""} />
      <WorkFilters filters={filters} choices={choices} />
      <SelectField
        name="status"
        label={t("coordinator:people.status")}
        empty={t("coordinator:filters.any")}
        defaultValue={filters.status ?? ""}
        options={statuses.map((status) => ({ value: status, label: t(`domain:interpreterStatus.${status}`) }))}
      />
    </FilterBar>
  );
}
