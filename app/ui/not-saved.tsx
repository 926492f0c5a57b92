import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "./button";
import { PlainFrame } from "./frame";
import { useT } from "./locale";
import { OfficeHours } from "./office";
import { Page } from "./page";

/** What was sent and could not be written. */
export interface NotSaved {
  /** Where it was to go, and the page it stood on. */
  action: string;
  page: string;
  /** Null for what must not be shown or sent from here again. */
  fields: [name: string, value: string][] | null;
}

export function isNotSaved(sent: unknown): sent is NotSaved {
  return typeof sent === "object" && sent !== null && "action" in sent && "fields" in sent;
}

/** "Not saved, your text is kept": all that was sent, to be sent again with one press; what somebody wrote stands there to read. */
export function NotSavedPage({ sent: { action, page, fields } }: { sent: NotSaved }) {
  const t = useT();
  const written = fields?.map(([, value]) => value.trim()).filter((value) => /\s/.test(value)) ?? [];
  return (
    <PlainFrame>
      <Page width="narrow" title={t("common:notSaved.title")}>
        <p>{t(fields ? "common:notSaved.kept" : "common:notSaved.again")}</p>
        <OfficeHours />
        {written.length > 0 && (
          <>
            <h2>{t("common:notSaved.written")}</h2>
            {written.map((text) => (
              <blockquote key={text} className="as-written">
                {text}
              </blockquote>
            ))}
          </>
        )}
        <div className="row">
          {fields && (
            <Form method="post" action={action}>
              {fields.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand there twice, and the order never changes
                <input key={index} type="hidden" name={name} value={value} />
              ))}
              <Button variant="primary">{t("common:notSaved.send")}</Button>
            </Form>
          )}
          <ButtonLink to={page} variant={fields ? "quiet" : "primary"} reloadDocument>
            {t("common:notSaved.back")}
          </ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}
