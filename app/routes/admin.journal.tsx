import "#app/styles/auth.css";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { enter } from "#app/context.server";
import { JOURNAL_GROUPS } from "#app/events/journal-groups";
import { readJournalAddress } from "#app/forms/journal";
import { translator } from "#app/i18n";
import { journalSentence } from "#app/i18n/journal";
import { journalPage, placeIn, placeText } from "#app/queries/admin/journal";
import { meantBy } from "#app/queries/admin/journal-meant";
import { addressWithDates } from "#app/respond";
import { Downloads } from "#app/ui/downloads";
import {
  Button,
  ButtonLink,
  Card,
  DateField,
  Empty,
  Form,
  Moment,
  Notice,
  Page,
  SelectField,
  Table,
  TextField,
  useT,
} from "#app/ui/kit";

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const search = addressWithDates(request, ctx.now, "from", "to");
  const asked = readJournalAddress(search);
  const meant = meantBy(ctx, asked);
  const place = placeIn(ctx, search.get("before"));
  const page = meant.filter ? journalPage(ctx, meant.filter, PAGE_SIZE, place) : NOTHING;
  const t = translator(ctx.locale);
  return {
    title: t("admin:journal.title"),
    asked,
    choose: meant.choose,
    unknown: meant.unknown,
    groups: JOURNAL_GROUPS,
    isFirst: search.get("before") === null,
    rows: page.rows.map(({ at, who, what, thing, actsFor }) => ({
      at,
      who,
      thing,
      sentence: journalSentence(t, ctx.locale, what, actsFor),
    })),
    next: page.next && placeText(ctx, page.next),
    lookedTo: page.lookedTo,
  };
}

const NOTHING = { rows: [], next: null, lookedTo: null };

/** Who did what, when, to whom. */
export default function JournalPage() {
  const t = useT();
  const { rows, next, lookedTo, isFirst, choose, unknown } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const isEmpty = rows.length + choose.length + unknown.length === 0 && lookedTo === null;
  return (
    <Page title={t("admin:journal.title")} lead={t("admin:journal.lead")}>
      <Filters />
      <Choices />
      {rows.length > 0 && <Rows />}
      {isEmpty && (
        <Empty title={t("admin:journal.none")} icon="search">
          <Link to="/admin/journal">{t("admin:journal.whole")}</Link>
        </Empty>
      )}
      {lookedTo !== null && (
        <Notice>
          {t("admin:journal.lookedTo")} <Moment at={lookedTo} />
        </Notice>
      )}
      {rows.length > 0 && <Downloads to="/admin/journal/export" />}
      {(next || !isFirst) && (
        <nav className="paging" aria-label={t("common:paging.label")}>
          {isFirst ? <span /> : <Link to={addressWith(search, "before", null)}>{t("admin:journal.newest")}</Link>}
          {next ? <Link to={addressWith(search, "before", next)}>{t("admin:journal.older")}</Link> : <span />}
        </nav>
      )}
    </Page>
  );
}

function addressWith(search: string, name: string, value: string | null): string {
  const query = new URLSearchParams(search);
  if (name !== "before") query.delete("before");
  if (value === null) query.delete(name);
  else query.set(name, value);
  return `?${query}`;
}

function Filters() {
  const t = useT();
  const { asked, groups } = useLoaderData<typeof loader>();
  const isNarrowed = Object.values(asked).some((value) => value !== null);
  return (
    <Form method="get" className="admin-filter" role="search">
      <TextField name="who" type="search" label={t("admin:journal.who")} defaultValue={asked.who ?? ""} />
      <TextField name="what" type="search" label={t("admin:journal.what")} defaultValue={asked.what ?? ""} />
      <SelectField
        name="group"
        label={t("admin:journal.kind")}
        empty={t("admin:journal.all")}
        defaultValue={asked.group ?? ""}
        options={groups.map((value) => ({ value, label: t(`admin:journal.group.${value}`) }))}
      />
      <DateField name="from" label={t("coordinator:filters.from")} defaultValue={asked.from ?? ""} />
      <DateField name="to" label={t("coordinator:filters.to")} defaultValue={asked.to ?? ""} />
      <Button icon="search">{t("common:action.search")}</Button>
      {isNarrowed && (
        <ButtonLink to="/admin/journal" variant="link">
          {t("common:action.clear")}
        </ButtonLink>
      )}
    </Form>
  );
}

/** The words fit several, or nobody. */
function Choices() {
  const t = useT();
  const { choose, unknown } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <>
      {unknown.map((field) => (
        <Notice key={field} tone="waiting" title={t(`admin:journal.unknown.${field}`)} />
      ))}
      {choose.map(({ field, among }) => (
        <Card key={field} title={t(`admin:journal.choose.${field}`)}>
          <ul className="session-list">
            {among.map(({ words, name, sort }) => (
              <li key={`${sort}-${words}`}>
                <Link to={addressWith(search, field, words)} className="tap">
                  {name}
                </Link>{" "}
                <span className="muted">
                  {t(`admin:journal.sort.${sort}`)} · {words}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function Rows() {
  const t = useT();
  const { rows } = useLoaderData<typeof loader>();
  return (
    <Table look="admin-table" heads={["when", "whoDid", "whatDone", "thing"].map((head) => t(`admin:journal.${head}`))}>
      {rows.map(({ at, who, sentence, thing }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened in one instant has no other order
        <tr key={`${at}-${index}`}>
          <td>
            <Moment at={at} />
          </td>
          <td>
            {who ? who.name : <span className="muted">{t("admin:journal.itself")}</span>}
            {who?.role && <div className="small muted">{t(`auth:role.${who.role}`)}</div>}
          </td>
          <td>{sentence}</td>
          <td>{thing && <Link to={`/coordinator/${PAGES[thing.page]}/${thing.id}`}>{thing.name}</Link>}</td>
        </tr>
      ))}
    </Table>
  );
}

const PAGES = { request: "requests", interpreter: "interpreters", application: "applications" } as const;
