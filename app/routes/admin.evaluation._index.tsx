import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { evaluationTongues } from "#app/queries/heard/evaluation-texts";
import { TextsBadge } from "#app/ui/heard/texts-badge";
import { Card, Page, Table, useT } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  return { tongues: evaluationTongues(ctx), title: translator(ctx.locale)("heard:texts.title") };
}

/** In which languages the client's evaluation speaks. */
export default function EvaluationTexts() {
  const t = useT();
  const { tongues, title } = useLoaderData<typeof loader>();
  return (
    <Page title={title} lead={t("heard:texts.lead")}>
      <Card>
        <Table heads={[t("heard:results.language"), t("heard:texts.state")]}>
          {tongues.map(({ code, name, state, variants }) => (
            <tr key={code}>
              <th scope="row">
                <Link to={`/admin/evaluation/${code}`} className="tap">
                  {sentenceCase(name)}
                </Link>
              </th>
              <td>
                <TextsBadge state={state} /> {variants > 0 && t("heard:texts.variants", { count: variants })}
              </td>
            </tr>
          ))}
        </Table>
      </Card>
    </Page>
  );
}
