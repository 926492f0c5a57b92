/** The form that takes the file of an act; both pages of proof have it. It leads to the one that answers. */
import { Card, Field, Form, FormActions, FormState, useT } from "#app/ui/kit";

export function CheckFile({ megabytes, from }: { megabytes: number; from?: unknown }) {
  const t = useT();
  const word = (name: string) => t(`proof:verify.${name}`);
  return (
    <Card title={word("fileTitle")}>
      <p>{word("fileText")}</p>
      <FormState from={from} id="file">
        <Form method="post" action="/verify?index" className="form" encType="multipart/form-data" keeps>
          <Field name="file" label={word("file")} hint={t("proof:verify.fileHint", { megabytes: String(megabytes) })}>
            {(control) => <input type="file" className="control" accept=".pdf,application/pdf" {...control} />}
          </Field>
          <FormActions send={word("send")} />
        </Form>
      </FormState>
    </Card>
  );
}
