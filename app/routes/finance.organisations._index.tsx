import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n";
import { organisationsByFunding } from "#app/queries/finance/funding";
import { Button, Card, Empty, Form, Page, Table, TextField, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "rates");
  const words = textIn(new URL(request.url).searchParams, "words") ?? "";
  const title = translator(ctx.locale)("finance:organisations.title");
  return { ...organisationsByFunding(ctx, words), words, title };
}

/** Who pays for each institution today, and the way to where that is said. */
export default function OrganisationsByFunding() {
  const t = useT();
  const { rows, hasMore, words } = useLoaderData<typeof loader>();
  return (
    <Page title={t("finance:organisations.title")} lead={t("finance:organisations.lead")}>
      <Card>
        <Form method="get" className="admin-filter" role="search">
          <TextField name="words" label={t("finance:organisations.find")} type="search" defaultValue={words} />
          <Button icon="search">{t("common:action.search")}</Button>
        </Form>
        {rows.length === 0 ? (
          <Empty title={t(`finance:organisations.${words ? "none" : "empty"}`)} icon="building">
            {words ? (
              <Link to="/finance/organisations">{t("finance:organisations.all")}</Link>
            ) : (
              <p>{t("finance:organisations.emptyText")}</p>
            )}
          </Empty>
        ) : (
          <Table heads={[t("finance:organisations.name"), t("pay:page.funding")]}>
            {rows.map(({ id, name, funding }) => (
              <tr key={id}>
                <th scope="row">
                  <Link className="tap" to={`/finance/organisations/${id}`}>
                    {name}
                  </Link>
                </th>
                <td>{t(`pay:funding.${funding}`)}</td>
              </tr>
            ))}
          </Table>
        )}
        {hasMore && <p className="small muted">{t("finance:organisations.more", { count: rows.length })}</p>}
      </Card>
    </Page>
  );
}
