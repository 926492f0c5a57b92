import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n";
import { phone, phoneLink } from "#app/i18n/format";
import { organisationList } from "#app/queries/admin/organisations";
import { Downloads } from "#app/ui/downloads";
import { Badge, Button, ButtonLink, Card, Empty, Form, Page, Table, TextField, Told, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const words = textIn(searchParams, "words") ?? "";
  return {
    ...organisationList(ctx, words),
    words,
    done: searchParams.get("done") === "saved",
    title: translator(ctx.locale)("admin:organisations.title"),
  };
}

export default function OrganisationsPage() {
  const t = useT();
  const { rows, total, words, done } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("admin:organisations.title")}
      actions={
        <ButtonLink to="/admin/organisations/new" variant="primary" icon="plus">
          {t("admin:organisations.add")}
        </ButtonLink>
      }
    >
      <Told done={done && t("admin:organisations.saved")} />
      <Card>
        <Form method="get" className="admin-filter" role="search">
          <TextField name="words" label={t("admin:organisations.find")} type="search" defaultValue={words} />
          <Button icon="search">{t("common:action.search")}</Button>
        </Form>
        <p className="small muted" role="status">
          {t("admin:organisations.count", { count: total })}
        </p>
        {rows.length === 0 ? (
          <Empty title={t("admin:organisations.none")} icon="building">
            {words ? (
              <Link to="/admin/organisations">{t("admin:organisations.all")}</Link>
            ) : (
              <>
                <p>{t("admin:organisations.first")}</p>
                <Link to="/admin/organisations/new">{t("admin:organisations.add")}</Link>
              </>
            )}
          </Empty>
        ) : (
          <Table
            look="admin-table"
            heads={["name", "sector", "place", "phone", "people"].map((head) => t(`admin:organisations.${head}`))}
          >
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={`/admin/organisations/${row.id}`}>{row.name}</Link>
                  <div className="small muted">
                    {row.code} {!row.isActive && <Badge icon="cancelled">{t("admin:organisations.inactive")}</Badge>}
                  </div>
                </td>
                <td>{t(`domain:sector.${row.sector}`)}</td>
                <td>{row.place}</td>
                <td className="admin-nowrap">{row.phone && <a href={phoneLink(row.phone)}>{phone(row.phone)}</a>}</td>
                <td>{row.people}</td>
              </tr>
            ))}
          </Table>
        )}
        {rows.length > 0 && <Downloads to="/admin/organisations/export" />}
      </Card>
    </Page>
  );
}
