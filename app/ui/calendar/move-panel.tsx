/** Who, when, and what it costs: two steps on one page. The first asks anew at every choice, the second does exactly what is shown. */
import type { FetcherWithComponents } from "@remix-run/react";
import { Link } from "@remix-run/react";
import { sentenceCase, whenLong } from "#app/i18n/format";
import { Notice, useReader, useT } from "#app/ui/kit";
import { Choose } from "./move-choose";
import { Confirm } from "./move-confirm";
import type { MovePage } from "./move-page";

/** In a dialog `choosing` and `doing` carry the two forms; on the page of its own the browser does. */
export interface MovePanelProps {
  page: MovePage;
  answer: unknown;
  choosing?: FetcherWithComponents<unknown>;
  doing?: FetcherWithComponents<unknown>;
  onCancel?: () => void;
}

export function MovePanel({ page, answer, choosing, doing, onCancel }: MovePanelProps) {
  return (
    <div className="move-panel" data-plan={page.plan?.kind}>
      <Subject page={page} />
      {page.people === null ? (
        <LanguageFirst requestId={page.subject.requestId} />
      ) : (
        <div className="move-steps">
          <Choose page={page} choosing={choosing} />
          <Confirm page={page} answer={answer} doing={doing} onCancel={onCancel} />
        </div>
      )}
    </div>
  );
}

function Subject({ page: { subject, now, otherNames } }: { page: MovePage }) {
  const { t, locale } = useReader();
  const how = [t(`domain:mode.${subject.mode}`), subject.place].filter(Boolean).join(", ");
  return (
    <p className="move-subject">
      <strong>{sentenceCase(subject.language)}</strong>, {how} ·{" "}
      {whenLong(locale, { start: subject.startAt, end: subject.endAt }, now)}
      <br />
      <span className="muted">
        {subject.organisation} · {subject.reference} · {t("coordinator:move.who")}:{" "}
        {subject.interpreterName ?? t("coordinator:move.nobody").toLocaleLowerCase("lv")}
        {otherNames.length > 0 && ` · ${t("coordinator:move.other")}: ${otherNames.join(", ")}`}
      </span>
    </p>
  );
}

function LanguageFirst({ requestId }: { requestId: string }) {
  const t = useT();
  return (
    <Notice tone="waiting" title={t("coordinator:move.languageFirst")}>
      <Link to={`/coordinator/requests/${requestId}`}>{t("coordinator:move.openRequest")}</Link>
    </Notice>
  );
}
