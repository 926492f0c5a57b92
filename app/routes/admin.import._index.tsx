import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { bringTable } from "#app/commands/bring-table";
import { enter, newId } from "#app/context.server";
import { IMPORT_KINDS } from "#app/dispatch/vocabulary";
import { LIST_FORMATS } from "#app/events/kinds";
import { formKey, invalid, LARGEST_FILE, readForm, sentWithFile } from "#app/form";
import { translator } from "#app/i18n";
import { dateTime } from "#app/i18n/format";
import { lastImports } from "#app/queries/admin/imports";
import { respond } from "#app/respond";
import { Acting } from "#app/ui/coordinator/reads-only";
import { FileField } from "#app/ui/files/file-field";
import {
  ButtonLink,
  Card,
  Empty,
  ErrorSummary,
  Form,
  FormActions,
  FormState,
  Page,
  RadioGroup,
  Table,
  TextArea,
  useReader,
  useT,
} from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  return {
    title: translator(ctx.locale)("import:page.title"),
    imports: lastImports(ctx),
    megabytes: LARGEST_FILE / 1024 / 1024,
    key: newId(),
  };
}

const Brought = z.object({
  key: formKey,
  kind: z.enum(IMPORT_KINDS, "common:error.required"),
  pasted: z.string().optional(),
});

/** A file, or what was pasted instead. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { form: sent, file } = await sentWithFile(request);
  const typed = sent.get("pasted");
  sent.delete("pasted");
  const pasted = typeof typed === "string" ? typed : "";
  const form = readForm(Brought, sent);
  if (!form.ok) return invalid({ ...form, values: { ...form.values, pasted } });
  const { kind, key } = form.value;
  return respond(bringTable(ctx, { kind, file: file ?? new TextEncoder().encode(pasted.trim()), key }), {
    to: ({ importId }) => `/admin/import/${importId}`,
    otherwise: ({ reason }) => ({
      errors: { file: [`import:refusal.${reason}`] },
      values: { kind, pasted },
      meant: {},
    }),
  });
}

/** A table is brought in: first only looked at. */
export default function ImportPage() {
  const t = useT();
  return (
    <Page
      title={t("import:page.title")}
      lead={t("import:page.lead")}
      actions={
        <ButtonLink to="/admin/export" icon="download">
          {t("import:out.link")}
        </ButtonLink>
      }
    >
      <div className="admin-columns">
        <Acting>
          <Bring />
        </Acting>
        <Templates />
      </div>
      <Earlier />
    </Page>
  );
}

function Bring() {
  const t = useT();
  const { key, megabytes } = useLoaderData<typeof loader>();
  const labels = { kind: t("import:page.kind"), file: t("import:page.file"), pasted: t("import:page.pasted") };
  return (
    <Card>
      <FormState from={useActionData<typeof action>()}>
        <Form method="post" className="form" encType="multipart/form-data" keeps>
          <ErrorSummary labels={labels} />
          <input type="hidden" name="key" value={key} />
          <RadioGroup
            name="kind"
            label={labels.kind}
            required
            options={IMPORT_KINDS.map((value) => ({ value, label: t(`import:page.kinds.${value}`) }))}
          />
          <FileField
            name="file"
            label={labels.file}
            hint={t("import:page.fileHint", { megabytes })}
            accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          />
          <TextArea name="pasted" label={labels.pasted} hint={t("import:page.pastedHint")} optional />
          <FormActions send={t("import:page.send")} />
        </Form>
      </FormState>
    </Card>
  );
}

function Templates() {
  const t = useT();
  return (
    <Card title={t("import:page.templates")}>
      <p className="muted">{t("import:page.templatesHint")}</p>
      <ul className="plain-list">
        {IMPORT_KINDS.flatMap((kind) =>
          LIST_FORMATS.map((format) => (
            <li key={`${kind}.${format}`}>
              <a className="tap" href={`/admin/import/template?kind=${kind}&format=${format}`}>
                {t("import:page.template", {
                  kind: t(`import:page.ofKind.${kind}`),
                  format: t(`common:download.${format}`),
                })}
              </a>
            </li>
          )),
        )}
      </ul>
    </Card>
  );
}

function Earlier() {
  const { t, locale } = useReader();
  const { imports } = useLoaderData<typeof loader>();
  return (
    <Card title={t("import:page.earlier")}>
      {imports.length === 0 ? (
        <Empty title={t("import:page.none")} />
      ) : (
        <Table look="admin-table" heads={["what", "state", "when"].map((head) => t(`import:page.heads.${head}`))}>
          {imports.map(({ id, kind, at, who, state }) => (
            <tr key={id}>
              <td>
                <Link to={`/admin/import/${id}`}>{t(`import:page.ofKind.${kind}`)}</Link>
              </td>
              <td>{t(`import:page.states.${state}`)}</td>
              <td className="small muted">{t("import:page.by", { who, when: dateTime(locale, at) })}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}
