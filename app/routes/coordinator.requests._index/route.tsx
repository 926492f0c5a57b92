import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { noteReadings } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { requestFilters } from "#app/forms/lists";
import { whenLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import {
  filterChoices,
  LIST_STATES,
  NOT_LISTED,
  type RequestFilters,
  requestByReference,
  requestsList,
  withCode,
} from "#app/queries/coordinator/requests-list";
import { peopleFound } from "#app/queries/coordinator/search";
import { addressWithDates } from "#app/respond";
import { FilterBar, Paging, WorkFilters } from "#app/ui/coordinator/filters";
import { AndPhone, What } from "#app/ui/coordinator/words";
import { Downloads } from "#app/ui/downloads";
import { ButtonLink, DateField, Empty, Page, SelectField, StateBadge, TextField, useReader, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const search = addressWithDates(request, ctx.now, "from", "to");
  const filters: RequestFilters = requestFilters(search, LIST_STATES);
  const exact = filters.q && requestByReference(ctx, filters.q);
  if (exact) throw redirect(`/coordinator/requests/${exact}`);
  const list = requestsList(ctx, filters);
  noteReadings(ctx, withCode(list.rows));
  return {
    title: translator(ctx.locale)("coordinator:requests.title"),
    now: ctx.now,
    filters,
    people: filters.q ? peopleFound(ctx, filters.q) : [],
    list,
    choices: filterChoices(ctx),
    lanes: LIST_STATES,
    notListed: NOT_LISTED,
  };
}

/** Every request, found by what somebody says on the phone or narrowed by what the address says. */
export default function RequestsPage() {
  const t = useT();
  const { filters, now, list, people } = useLoaderData<typeof loader>();
  return (
    <Page
      width="full"
      title={t("coordinator:requests.title")}
      lead={t(list.isMore ? "common:count.moreRequests" : "common:count.requests", { count: list.total })}
      actions={
        <ButtonLink to="/coordinator/new" icon="phone">
          {t("coordinator:queue.new")}
        </ButtonLink>
      }
    >
      <Filters />
      {people.length > 0 && <People people={people} />}
      {list.rows.length === 0 ? (
        <Nothing isNarrowed={isNarrowed(filters)} />
      ) : (
        <ul className="rows">
          {list.rows.map((row) => (
            <Row key={row.requestId} row={row} now={now} />
          ))}
        </ul>
      )}
      <Paging {...list} />
      {list.rows.length > 0 && <Downloads to="/coordinator/requests/export" />}
    </Page>
  );
}

/** Whom the words name: the way to their own pages. */
function People({ people }: { people: ReturnType<typeof useLoaderData<typeof loader>>["people"] }) {
  const t = useT();
  return (
    <nav className="found-people" aria-labelledby="found-people">
      <h2 id="found-people">{t("coordinator:requests.people")}</h2>
      <ul>
        {people.map(({ id, name, phone }) => (
          <li key={id}>
            <Link to={`/coordinator/interpreters/${id}`}>{name}</Link>
            <AndPhone number={phone} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>["list"]["rows"][number];

function Row({ row, now }: { row: Found; now: Found["interval"]["start"] }) {
  const { t, locale } = useReader();
  return (
    <li className="row-card">
      <div className="row-state">
        <StateBadge request={row.state} />
        <span className="reference">{row.reference}</span>
      </div>
      <div>
        <Link to={`/coordinator/requests/${row.requestId}`} className="row-link">
          <What {...row} />
        </Link>
        <div className="when">{whenLong(locale, row.interval, now)}</div>
      </div>
      <div>
        <div>{row.organisation}</div>
        {row.clientCode && (
          <div className="small muted">
            {t("coordinator:request.fact.client")}: {row.clientCode}
          </div>
        )}
      </div>
      <div>{row.people.length > 0 ? row.people.join(", ") : <span className="muted">–</span>}</div>
    </li>
  );
}

function Filters() {
  const t = useT();
  const { filters, choices, lanes, notListed } = useLoaderData<typeof loader>();
  return (
    <FilterBar clear={isNarrowed(filters) ? "/coordinator/requests" : null}>
      <TextField name="q" type="search" label={t("coordinator:filters.find")} defaultValue={filters.q ?? ""} />
      <SelectField
        name="state"
        label={t("coordinator:filters.state")}
        empty={t("coordinator:filters.any")}
        defaultValue={filters.state ?? ""}
        options={lanes.map((state) => ({ value: state, label: t(`coordinator:requests.state.${state}`) }))}
      />
      <WorkFilters
        filters={filters}
        choices={choices}
        alsoLanguages={[{ value: notListed, label: t("coordinator:requests.notListed") }]}
      />
      <DateField name="from" label={t("coordinator:filters.from")} defaultValue={filters.from ?? ""} />
      <DateField name="to" label={t("coordinator:filters.to")} defaultValue={filters.to ?? ""} />
    </FilterBar>
  );
}

const isNarrowed = (filters: object) =>
  Object.entries(filters).some(([name, value]) => name !== "page" && value !== null);

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useT();
  return isNarrowed ? (
    <Empty title={t("coordinator:requests.empty")} icon="search">
      <Link to="/coordinator/requests">{t("coordinator:filters.all")}</Link>
    </Empty>
  ) : (
    <Empty title={t("coordinator:empty.noRequest")} icon="inbox">
      <p>{t("coordinator:empty.request")}</p>
      <Link to="/coordinator/new">{t("coordinator:empty.writeDown")}</Link>
    </Empty>
  );
}
