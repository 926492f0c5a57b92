/** The outside of a form that is posted: what is wrong with it first, the button that sends it last. */
import { type FetcherWithComponents, type FormProps, Form as RemixForm } from "@remix-run/react";
import { forwardRef, type ReactNode, useContext } from "react";
import { Button, ButtonLink } from "./button";
import { type Kept, useIsKept } from "./document";
import { ErrorSummary, FormState, ReadsOnly, useFormId } from "./form";
import { InPageLink } from "./in-page-link";
import { useT } from "./locale";
import { Notice } from "./page";

/** Id of the form that holds what was typed before a sign-in. */
const KEPT = "kept";

interface Props extends FormProps {
  keeps?: boolean;
  via?: FetcherWithComponents<unknown>;
}

/**
 * A form of the product. One with `keeps` has fields, in a `FormState` whose id no other form of the page shares: what is sent
 * after a session has ended stands in them again after the sign-in. `via`: what it does is answered to that fetcher. To whoever only
 * reads the page what would be posted is no form: its fields stand there closed, and without fields there is nothing.
 */
export const Form = forwardRef<HTMLFormElement, Props>(function Form({ keeps = false, via, children, ...rest }, ref) {
  const Tag = via?.Form ?? RemixForm;
  const id = useFormId();
  const isKept = useIsKept(id) && keeps;
  if (useContext(ReadsOnly) && rest.method === "post")
    return keeps ? (
      <ReadsOnly.Provider value="form">
        <div className={`closed-form ${rest.className ?? ""}`}>{children}</div>
      </ReadsOnly.Provider>
    ) : null;
  return (
    <Tag {...rest} ref={ref} {...(isKept && { id: KEPT, "data-kept": true })}>
      {keeps && <input type="hidden" name="form" value={id} />}
      {children}
    </Tag>
  );
});

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
      <Form method="post" className={className} keeps>
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

/**
 * Says that nothing was sent, and leads to where what was typed stands. A form without fields, and one that the page no longer has,
 * is sent again from here; the style sheet knows which of the two it is.
 */
export function KeptNotice({ kept }: { kept: Kept }) {
  const t = useT();
  return (
    <div className="page kept-form">
      <Notice tone="waiting" title={t("common:kept.title")}>
        {kept.form !== null && (
          <div className="kept-typed">
            <p>{t("common:kept.typed")}</p>
            <InPageLink className="tap" to={KEPT}>
              {t("common:kept.show")}
            </InPageLink>
          </div>
        )}
        <div className={kept.form === null ? undefined : "kept-left"}>
          <p>{t(`common:kept.${kept.form === null ? "pressed" : "left"}`)}</p>
          <SendAgain {...kept}>{t("common:kept.send")}</SendAgain>
        </div>
      </Notice>
    </div>
  );
}

/** What was sent once, to be sent again with one press as it was. */
export function SendAgain({ action, fields, children }: Pick<Kept, "action" | "fields"> & { children: ReactNode }) {
  return (
    <RemixForm method="post" action={action}>
      {fields.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand there twice, and the order never changes
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <Button variant="primary">{children}</Button>
    </RemixForm>
  );
}
