import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n";
import { languageList, languagesToAdd } from "#app/queries/admin/languages";
import { changesOf } from "#app/queries/everyone/changes";
import { Badge, Button, ButtonLink, Card, Form, Page, Table, TextField, Told, useReader } from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const find = textIn(searchParams, "find");
  return {
    title: translator(ctx.locale)("admin:languages.title"),
    languages: languageList(ctx),
    find,
    found: find ? languagesToAdd(ctx, find) : [],
    changes: changesOf(ctx, { area: "languages" }, searchParams.has(LONG_CHANGES)),
    done: searchParams.get("done") === "saved",
  };
}

/** The languages of the service, and the way to one that it does not have yet. */
export default function LanguagesPage() {
  const { t, named } = useReader();
  const { languages, find, found, changes, done, title } = useLoaderData<typeof loader>();
  return (
    <Page
      title={title}
      lead={t("admin:languages.lead")}
      actions={<ButtonLink to="/admin/evaluation">{t("heard:texts.title")}</ButtonLink>}
    >
      <Told done={done && t("admin:languages.saved")} />
      <Card title={t("admin:languages.add")}>
        <Form method="get" className="admin-filter" role="search">
          <TextField name="find" type="search" label={t("admin:languages.find")} defaultValue={find ?? ""} />
          <Button icon="search">{t("common:action.search")}</Button>
        </Form>
        {find && found.length === 0 && <p role="status">{t("admin:languages.nothing")}</p>}
        <ul className="plain-list">
          {found.map(({ code, name }) => (
            <li key={code}>
              <Link to={`/admin/languages/${code}`} className="tap">
                {named(name)}
              </Link>{" "}
              <span className="small muted">{code}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <Table look="admin-table" heads={["name", "code", "variants"].map((head) => t(`admin:languages.${head}`))}>
          {languages.map(({ code, name, served, variants }) => (
            <tr key={code}>
              <td>
                <Link to={`/admin/languages/${code}`}>{name}</Link>{" "}
                {!served && <Badge icon="cancelled">{t("admin:languages.notServed")}</Badge>}
              </td>
              <td>{code}</td>
              <td className="small muted">{variants.join("; ")}</td>
            </tr>
          ))}
        </Table>
      </Card>
      <ChangesCard changes={changes} />
    </Page>
  );
}
