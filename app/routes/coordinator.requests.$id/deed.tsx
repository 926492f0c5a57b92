import type { ReactNode } from "react";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Button, Form, TextField, useFormId, useIsKept, useT, Vouch } from "#app/ui/kit";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

/** What every form of the page carries: its key, and which version of the request was looked at. */
export function Hidden({ page }: { page: PageFacts }) {
  return (
    <>
      <input type="hidden" name="key" value={page.key} />
      <input type="hidden" name="expectedVersion" value={page.view.version} />
    </>
  );
}

/** What was typed in one of the page's forms, when it is that one whose text was refused. */
export function typedIn(answer: Answer, intent: string, assignmentId?: string) {
  if (!answer || !("refused" in answer) || answer.refused?.intent !== intent) return null;
  return assignmentId === undefined || answer.refused.assignmentId === assignmentId ? answer : null;
}

interface Deed {
  page: PageFacts;
  /** What the catalogue calls it: `open` is the button that unfolds it, `do` the one that does it. */
  words: "reschedule" | "info" | "reject" | "cancel" | "release" | "caller";
  intent: string;
  isGrave?: boolean;
  isOpen?: boolean;
  /** False where no free text is typed. */
  withVouch?: boolean;
  children: ReactNode;
}

/** A deed folded behind a button: what has to be said for it, and the button that does it. */
export function Deed({ page, words, intent, isGrave, isOpen, withVouch = true, children }: Deed) {
  const t = useT();
  const isKept = useIsKept(useFormId());
  return (
    <Acting>
      <details className="deed" open={isOpen || isKept}>
        <summary className="button">{t(`coordinator:request.${words}.open`)}</summary>
        <Form method="post" className="stack" data-gap="s" preventScrollReset keeps>
          <Hidden page={page} />
          {children}
          {withVouch && <Vouch />}
          <div>
            <Button name="intent" value={intent} variant={isGrave ? "danger" : "quiet"}>
              {t(`coordinator:request.${words}.do`)}
            </Button>
          </div>
        </Form>
      </details>
    </Acting>
  );
}

/** Why: what is refused or taken away is explained to those whom it concerns. */
export function ReasonField({ words }: { words: "reject" | "release" }) {
  const t = useT();
  return (
    <TextField
      name="reason"
      label={t("coordinator:request.reason")}
      hint={t(`coordinator:request.${words}.hint`)}
      maxLength={500}
      required
    />
  );
}
