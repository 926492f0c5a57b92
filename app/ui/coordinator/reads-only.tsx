/** What whoever only reads sees otherwise than those who act: no form and no button that changes anything, and why not. */
import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { useDocumentFacts } from "#app/ui/document";
import { FaultOf } from "#app/ui/fault";
import { ReadsOnly } from "#app/ui/form";
import { ButtonLink, Notice, Page, PlainFrame, useT } from "#app/ui/kit";
import "#app/styles/reads-only.css";

/** Around a room's pages: their forms stand closed. The server refuses whatever is sent all the same. */
export function Reading({ isOnly, children }: { isOnly: boolean; children: ReactNode }) {
  const t = useT();
  if (!isOnly) return children;
  return (
    <div className="reads-only">
      <div className="reads-only-note">
        <Notice tone="brand">{t("coordinator:readsOnly.note")}</Notice>
      </div>
      <ReadsOnly.Provider value="page">{children}</ReadsOnly.Provider>
    </div>
  );
}

/** What is there for those who act alone: a form that holds nothing yet, a sentence about pressing a button. */
export function Acting({ children }: { children: ReactNode }) {
  return useContext(ReadsOnly) === null ? children : null;
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
