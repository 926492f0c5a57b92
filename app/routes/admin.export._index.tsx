import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n";
import { Card, Form, FormActions, FormState, Notice, Page, TextField, useT } from "#app/ui/kit";

const PROBLEMS = ["wrong_password", "too_many_tries", "busy"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const asked = new URL(request.url).searchParams.get("problem");
  return {
    title: translator(ctx.locale)("import:out.title"),
    problem: PROBLEMS.find((one) => one === asked) ?? null,
  };
}

/** The whole installation as open files, for whoever leaves or wants to look at them elsewhere. */
export default function ExportPage() {
  const t = useT();
  const { problem } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow" title={t("import:out.title")} lead={t("import:out.lead")}>
      <Card>
        <ul>
          {["what", "secrets", "mail", "people", "journal"].map((line) => (
            <li key={line}>{t(`import:out.${line}`)}</li>
          ))}
        </ul>
        {problem && <Notice tone="problem" title={t(`import:out.problem.${problem}`)} announce />}
        <FormState from={null} id="export">
          <Form method="post" action="/admin/export/download" className="form" reloadDocument>
            <TextField
              name="current"
              type="password"
              autoComplete="current-password"
              label={t("import:out.password")}
              required
            />
            <FormActions send={t("import:out.send")} />
          </Form>
        </FormState>
      </Card>
    </Page>
  );
}
