import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, enter } from "#app/context.server";
import { ownRequestFilters } from "#app/forms/lists";
import { translator } from "#app/i18n";
import { listOf, sentenceCase } from "#app/i18n/format";
import { toAttest } from "#app/queries/everyone/attesting";
import { ledUnitOf, type MyRequest, myRequests, VIEWS } from "#app/queries/institution/my-requests";
import type { Instant } from "#app/time";
import { Downloads } from "#app/ui/downloads";
import { Button, ButtonLink, Empty, Form, Page, StateBadge, Tabs, TimeRange, useReader, useT } from "#app/ui/kit";
import { SearchBox } from "#app/ui/search-box";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const { searchParams } = new URL(request.url);
  const filters = ownRequestFilters(searchParams, VIEWS);
  return {
    filters,
    led: ledUnitOf(ctx),
    views: VIEWS,
    now: ctx.now,
    title: translator(ctx.locale)("request:mine.title"),
    attest: attestLink(ctx),
    ...myRequests(ctx, filters),
  };
}

/** Its words come with it: the area of requesters has no room for words that most pages do not say. */
function attestLink(ctx: Ctx<UserViewer>): string | null {
  const count = toAttest(ctx).length;
  return count > 0 ? `${translator(ctx.locale)("attest:toAttest")}: ${count}` : null;
}

export default function MyRequests() {
  const t = useT();
  const { filters, views, attest, rows, total, isMore, page, pages, hasNext, now } = useLoaderData<typeof loader>();
  const at = (changed: Record<string, string>) => addressOf({ ...asQuery(filters), page: "", ...changed });
  return (
    <Page
      title={t("request:mine.title")}
      actions={
        <>
          <ButtonLink to="/institution/old-form" variant="link" discover="none">
            {t("request:new.oldForm")}
          </ButtonLink>
          <ButtonLink to="/institution/new" variant="primary" icon="plus">
            {t("request:area.new")}
          </ButtonLink>
        </>
      }
    >
      <Tabs
        label={t("request:mine.tabs")}
        tabs={views.map((view) => ({
          to: at({ view: view === "upcoming" ? "" : view }),
          label: t(`request:mine.${view}`),
          current: view === filters.view,
        }))}
      />
      {attest && (
        <p>
          <ButtonLink to="/institution/attest" reloadDocument>
            {attest}
          </ButtonLink>
        </p>
      )}
      <Search filters={filters} />
      {filters.q && (
        <p role="status">{t(isMore ? "request:mine.foundMore" : "request:mine.found", { count: total })}</p>
      )}
      {rows.length === 0 ? (
        <Nothing filters={filters} />
      ) : (
        <ul className="request-list plain-list">
          {rows.map((row) => (
            <Row key={row.id} row={row} now={now} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className="row" aria-label={t("common:paging.label")}>
          {page > 1 && <ButtonLink to={at({ page: String(page - 1) })}>{t("common:paging.previous")}</ButtonLink>}
          <span className="muted small">
            {isMore ? t("common:paging.pageOfMany", { page }) : t("common:paging.page", { page, pages })}
          </span>
          {hasNext && <ButtonLink to={at({ page: String(page + 1) })}>{t("common:paging.next")}</ButtonLink>}
        </nav>
      )}
      {rows.length > 0 && <Downloads to="/institution/export" />}
    </Page>
  );
}

type Filters = ReturnType<typeof useLoaderData<typeof loader>>["filters"];

function Search({ filters }: { filters: Filters }) {
  const t = useT();
  const { led } = useLoaderData<typeof loader>();
  return (
    <Form method="get" role="search" className="request-search" key={filters.view + filters.q}>
      {filters.view !== "upcoming" && <input type="hidden" name="view" value={filters.view} />}
      <SearchBox words="request:mine.searchHint" value={filters.q} />
      <Button icon="search">{t("request:mine.search")}</Button>
      <label className="choice">
        <input type="checkbox" name="mine" value="1" defaultChecked={filters.mine} />
        <span>{t("request:mine.onlyMine")}</span>
      </label>
      {led && (
        <label className="choice">
          <input type="checkbox" name="unit" value="1" defaultChecked={filters.unit} />
          <span>{t("request:mine.unitOnly", { unit: led.name })}</span>
        </label>
      )}
      {led && (
        <Link to={`/institution/units/${led.id}`} className="tap" discover="none">
          {led.name}
        </Link>
      )}
    </Form>
  );
}

function Row({ row, now }: { row: MyRequest; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <li className="request-row">
      <div className="request-row-main">
        <Link to={`/institution/requests/${row.id}`} className="request-row-title">
          {sentenceCase(row.language)} · {t(`domain:mode.${row.mode}`)}
          {row.place && ` · ${row.place}`}
        </Link>
        <p className="request-row-when">
          <TimeRange interval={row.interval} now={now} />
        </p>
        <p className="muted small">
          {[
            row.reference,
            row.clientCode && t("request:mine.client", { code: row.clientCode }),
            t("request:mine.contact", { name: row.contactName }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {row.people.length > 0 && (
          <p className="small">
            {t(`request:mine.${row.people.length > 1 ? "interpreters" : "interpreter"}`, {
              names: listOf(locale, row.people),
            })}
          </p>
        )}
      </div>
      <StateBadge request={row.state} />
    </li>
  );
}

function Nothing({ filters }: { filters: Filters }) {
  const t = useT();
  if (filters.q || filters.mine || filters.unit)
    return (
      <Empty title={t("request:mine.emptySearch")} icon="search">
        <p>{t("request:mine.emptySearchText")}</p>
        <ButtonLink to={addressOf({ view: filters.view === "upcoming" ? "" : filters.view })}>
          {t("common:action.clear")}
        </ButtonLink>
      </Empty>
    );
  if (filters.view !== "upcoming")
    return (
      <Empty title={t("request:mine.emptyOther")}>
        <ButtonLink to="/institution/new">{t("request:area.new")}</ButtonLink>
      </Empty>
    );
  return (
    <Empty title={t("request:mine.emptyUpcoming")} icon="calendar">
      <p>{t("request:mine.emptyUpcomingText")}</p>
      <ButtonLink to="/institution/new" variant="primary" icon="plus">
        {t("request:area.new")}
      </ButtonLink>
    </Empty>
  );
}

function asQuery({ view, q, mine, unit }: Filters): Record<string, string> {
  return { view: view === "upcoming" ? "" : view, q, mine: mine ? "1" : "", unit: unit ? "1" : "" };
}

function addressOf(query: Record<string, string>): string {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return given.length ? `/institution?${new URLSearchParams(given)}` : "/institution";
}
