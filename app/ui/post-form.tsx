/** The outside of a form that is posted: what is wrong with it first, the button that sends it last. */
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";
import { ErrorSummary, FormState } from "./form";
import { useT } from "./locale";

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
