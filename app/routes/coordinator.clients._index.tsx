import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n/index";
import { clientsFound } from "#app/queries/coordinator/clients";
import { FilterBar } from "#app/ui/coordinator/filters";
import { Badge, Empty, Page, TextField, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const q = textIn(new URL(request.url).searchParams, "q");
  return {
    title: translator(ctx.locale)("coordinator:clients.title"),
    q,
    ...(q ? clientsFound(ctx, q) : { rows: [], isMore: false }),
  };
}

/** Clients by their codes: nobody has a name here. */
export default function ClientsPage() {
  const t = useT();
  const { q, rows, isMore } = useLoaderData<typeof loader>();
  return (
    <Page width="full" title={t("coordinator:clients.title")} lead={t("coordinator:clients.lead")}>
      <FilterBar clear={q ? "/coordinator/clients" : null}>
        <TextField name="q" type="search" label={t("coordinator:clients.find")} defaultValue={q ?? ""} />
      </FilterBar>
      {rows.length === 0 ? (
        <Empty title={t(`coordinator:clients.${q ? "nobody" : "begin"}`)} icon="search">
          <p>{t("coordinator:empty.codes")}</p>
          <Link to="/coordinator/requests">{t("coordinator:empty.seeRequests")}</Link>
        </Empty>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="row-card" data-kind="client">
              <div>
                <Link to={`/coordinator/clients/${row.id}`} className="row-link">
                  {row.code}
                </Link>
                <div className="small muted">{row.organisation}</div>
              </div>
              <div className="row">
                {row.linked > 0 && (
                  <span className="small muted">{t("coordinator:clients.linkedWith", { count: row.linked })}</span>
                )}
                {row.isKeptApart && <Badge sign="problem">{t("coordinator:clients.hasExclusion")}</Badge>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {isMore && <p className="muted">{t("coordinator:clients.isMore")}</p>}
    </Page>
  );
}
