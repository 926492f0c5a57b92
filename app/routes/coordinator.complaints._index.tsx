import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { momentLong, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type ComplaintRow, complaintsList, openComplaints } from "#app/queries/heard/complaints";
import type { Instant } from "#app/time";
import { Paging } from "#app/ui/coordinator/filters";
import { ComplaintBadge } from "#app/ui/heard/feedback";
import { Badge, ButtonLink, Empty, Moment, Page, Tabs, useReader, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { searchParams } = new URL(request.url);
  const view = searchParams.get("view") === "done" ? "done" : "open";
  const page = Math.min(Math.max(Math.trunc(Number(searchParams.get("page"))) || 1, 1), 1000);
  return {
    ...complaintsList(ctx, view, page),
    ...{ view, page },
    now: ctx.now,
    open: openComplaints(ctx),
    title: translator(ctx.locale)("heard:desk.title"),
  };
}

/** What people complained of or praised: what waits, the longest first, and what is settled. */
export default function ComplaintsPage() {
  const t = useT();
  const { rows, hasNext, view, page, now, open, title } = useLoaderData<typeof loader>();
  const to = "/coordinator/complaints";
  const tabs = [
    { to, label: t("heard:desk.open"), count: open, current: view === "open" },
    { to: `${to}?view=done`, label: t("heard:desk.done"), current: view === "done" },
  ];
  return (
    <Page
      title={title}
      lead={t("heard:desk.lead")}
      actions={
        <>
          <ButtonLink to="/coordinator/evaluations">{t("heard:results.title")}</ButtonLink>
          <ButtonLink to="/coordinator/surveys">{t("heard:surveys.title")}</ButtonLink>
        </>
      }
    >
      <Tabs label={t("heard:desk.which")} tabs={tabs} />
      {rows.length === 0 ? (
        <Empty title={t(`heard:desk.none.${view}`)} icon="done">
          <Link to="/coordinator/requests">{t("heard:desk.write")}</Link>
        </Empty>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <Row key={row.id} row={row} now={now} />
          ))}
        </ul>
      )}
      <Paging page={page} pages={hasNext ? page + 1 : page} isMore={hasNext} hasNext={hasNext} />
    </Page>
  );
}

function Row({ row, now }: { row: ComplaintRow; now: Instant }) {
  const { t, locale } = useReader();
  const { id, kind, side, reference, organisation, what, state, receivedAt, dueAt } = row;
  return (
    <li className="row-card" data-kind="client">
      <div>
        <Link to={`/coordinator/complaints/${id}`} className="row-link">
          {t(`heard:kind.${kind}`)} · {t(`heard:side.${side}`)}
        </Link>
        <div className="small muted">
          {reference} · {sentenceCase(what)} · {organisation} · <Moment at={receivedAt} />
        </div>
      </div>
      <div className="row">
        {dueAt !== null && !row.isOverdue && (
          <span className="small muted">{t("heard:desk.due", { when: momentLong(locale, dueAt, now) })}</span>
        )}
        {dueAt !== null && row.isOverdue && (
          <Badge sign="problem">{t("heard:desk.overdue", { when: momentLong(locale, dueAt, now) })}</Badge>
        )}
        <ComplaintBadge state={state} />
      </div>
    </li>
  );
}
