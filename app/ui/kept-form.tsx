import { Form } from "@remix-run/react";
import { Button } from "./button";
import { useT } from "./locale";
import { Notice } from "./page";

interface Props {
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
}

/** What was sent when nobody was signed in any more: all of it, to be sent again with one press. */
export function KeptForm({ action, fields }: Props) {
  const t = useT();
  return (
    <div className="page kept-form">
      <Notice tone="waiting" title={t("common:kept.title")}>
        <p>{t("common:kept.text")}</p>
        <Form method="post" action={action}>
          {fields.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand there twice, and the order never changes
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          <Button variant="primary">{t("common:kept.send")}</Button>
        </Form>
      </Notice>
    </div>
  );
}
