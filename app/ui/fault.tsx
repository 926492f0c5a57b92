import { isRouteErrorResponse, useLocation } from "@remix-run/react";
import { ButtonLink } from "./button";
import { PlainFrame } from "./frame";
import { useT } from "./locale";
import { OfficeHours } from "./office";
import { Page } from "./page";
import { SendAgain } from "./post-form";

const KNOWN = [400, 403, 404, 429, 503];

/** An error as a page: what it means and what to do next. */
export function Fault({ status, requestId }: { status: number | "offline"; requestId?: string }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const kind = status === "offline" || KNOWN.includes(status) ? status : status < 500 ? 400 : 500;
  return (
    <PlainFrame>
      <Page width="narrow" title={t(`common:fault.${kind}.title`)}>
        <BrokenBridge />
        <p>{t(`common:fault.${kind}.text`)}</p>
        {(kind === 500 || kind === 503) && <OfficeHours />}
        {kind === 500 && requestId && <p className="small muted tabular">{t("common:fault.id", { id: requestId })}</p>}
        <div className="row">
          {kind === "offline" && (
            <ButtonLink to={pathname + search} variant="primary" reloadDocument>
              {t("common:fault.retry")}
            </ButtonLink>
          )}
          <ButtonLink to="/" variant={kind === "offline" ? "quiet" : "primary"} reloadDocument>
            {t("common:fault.home")}
          </ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}

/** Whatever went wrong, as its page. */
export function FaultOf({ error, requestId }: { error: unknown; requestId?: string }) {
  if (isOffline(error)) return <Fault status="offline" />;
  if (isRouteErrorResponse(error) && isNotSaved(error.data)) return <NotSavedPage sent={error.data} />;
  return <Fault status={isRouteErrorResponse(error) ? error.status : 500} requestId={requestId} />;
}

/** The browser could not reach us: that is neither our fault nor theirs. */
function isOffline(error: unknown): boolean {
  return error instanceof TypeError && typeof navigator !== "undefined" && !navigator.onLine;
}

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
            <SendAgain action={action} fields={fields}>
              {t("common:notSaved.send")}
            </SendAgain>
          )}
          <ButtonLink to={page} variant={fields ? "quiet" : "primary"} reloadDocument>
            {t("common:notSaved.back")}
          </ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}

/** The bridge does not reach the other side: nothing but a picture. */
function BrokenBridge() {
  return (
    <svg className="fault-bridge" viewBox="0 0 420 96" aria-hidden="true" focusable="false">
      <path
        className="water"
        d="M0 86q14-5 28 0t28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0 28 0"
      />
      <path d="M0 70h170M250 70h170M90 90V16M330 90V16M90 16c20 26 48 40 76 46M330 16c-20 26-48 40-76 46M0 56c40-6 72-18 90-40M420 56c-40-6-72-18-90-40" />
      <path className="gap" d="M182 70h58" />
    </svg>
  );
}
