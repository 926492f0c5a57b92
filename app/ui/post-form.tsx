/** The outside of a form that is posted: what is wrong with it first, the button that sends it last. */
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";
import { ErrorSummary, FormState } from "./form";
import { useT } from "./locale";
import { Notice } from "./page";

interface PostFormProps {
  /** The action's answer. */
  from: unknown;
  /** Keeps field ids apart when a page has several forms. */
  id?: string;
  /** Field name → word, for what is wrong. */
  labels: Record<string, string>;
  className?: string;
  children: ReactNode;
}

export function PostForm({ from, id, labels, className = "form", children }: PostFormProps) {
  return (
    <FormState from={from} id={id}>
      <Form method="post" className={className}>
        <ErrorSummary labels={labels} />
        {children}
      </Form>
    </FormState>
  );
}

interface FormActionsProps {
  send: ReactNode;
  intent?: string;
  size?: "large";
  block?: boolean;
  pending?: boolean;
  /** Where to, without sending it. */
  cancel?: string;
}

export function FormActions({ send, intent, cancel, ...look }: FormActionsProps) {
  const t = useT();
  return (
    <div className="form-actions">
      <Button variant="primary" {...(intent && { name: "intent", value: intent })} {...look}>
        {send}
      </Button>
      {cancel && (
        <ButtonLink to={cancel} variant="link">
          {t("common:action.cancel")}
        </ButtonLink>
      )}
    </div>
  );
}

interface KeptFormProps {
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
}

/** What was sent when nobody was signed in any more: all of it, to be sent again with one press. */
export function KeptForm({ action, fields }: KeptFormProps) {
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
