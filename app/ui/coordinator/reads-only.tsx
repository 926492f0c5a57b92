/** What whoever only reads sees otherwise than those who act: no button that changes anything, and why not. */
import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { useDocumentFacts } from "#app/ui/document";
import { FaultOf } from "#app/ui/fault";
import { ButtonLink, Notice, Page, PlainFrame, useT } from "#app/ui/kit";
import "#app/styles/reads-only.css";

/** Around a room's pages. The style sheet takes away what sends something; the server refuses it whatever is sent. */
export function Reading({ isOnly, children }: { isOnly: boolean; children: ReactNode }) {
  const t = useT();
  if (!isOnly) return children;
  return (
    <div className="reads-only">
      <div className="reads-only-note">
        <Notice tone="brand">{t("coordinator:readsOnly.note")}</Notice>
      </div>
      {children}
    </div>
  );
}

/** The faults of a room that auditors read in: something that they sent has changed nothing. */
export function RoomFault() {
  const t = useT();
  const error = useRouteError();
  const { requestId } = useDocumentFacts();
  if (!isRouteErrorResponse(error) || !isOnlyReads(error.data)) return <FaultOf error={error} requestId={requestId} />;
  return (
    <PlainFrame>
      <Page width="narrow" title={t("coordinator:readsOnly.title")}>
        <p>{t("coordinator:readsOnly.text")}</p>
        <div className="row">
          <ButtonLink to="/" variant="primary" reloadDocument>
            {t("common:fault.home")}
          </ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}

function isOnlyReads(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "onlyReads" in answer;
}
