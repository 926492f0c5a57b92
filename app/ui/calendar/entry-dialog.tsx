/** What a card opens: the facts and what can be done about them. */
import { Link } from "@remix-run/react";
import { sentenceCase, whenLong } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Button, ButtonLink, Dialog, Facts, StateBadge, useReader } from "#app/ui/kit";
import type { Entry } from "./entry";

export function EntryDialog({
  entry,
  now,
  chooseTo,
  onMove,
  onClose,
}: {
  entry: Entry | null;
  now: Instant;
  /** The calendar with this request chosen, so that columns show who could take it. */
  chooseTo: (entry: Entry) => string;
  onMove: (entry: Entry) => void;
  onClose: () => void;
}) {
  const { t, locale } = useReader();
  return (
    <Dialog open={entry !== null} onClose={onClose} title={entry ? sentenceCase(entry.language) : ""}>
      {entry && (
        <div className="stack">
          <p>
            <StateBadge request={entry.assignmentId && entry.state === "partly_secured" ? "secured" : entry.state} />
          </p>
          <Facts
            rows={[
              [t("coordinator:move.when"), whenLong(locale, { start: entry.startAt, end: entry.endAt }, now)],
              [t("coordinator:move.how"), [t(`domain:mode.${entry.mode}`), entry.place].filter(Boolean).join(", ")],
              [t("coordinator:move.for"), `${entry.organisation} · ${entry.reference}`],
              [t("coordinator:move.who"), entry.interpreterName ?? t("coordinator:move.nobody")],
              [t("coordinator:move.askedNow"), entry.askedName],
              [t("coordinator:calendar.overruledLabel"), entry.isOverruled && t("coordinator:calendar.overruled")],
            ]}
          />
          <div className="form-actions">
            {entry.isMovable && (
              <Button type="button" variant="primary" onClick={() => onMove(entry)}>
                {t(`coordinator:list.${entry.assignmentId ? "move" : "assign"}`)}
              </Button>
            )}
            {entry.isMovable && entry.assignmentId === null && (
              <ButtonLink to={chooseTo(entry)}>{t("coordinator:calendar.showAble")}</ButtonLink>
            )}
            <Link className="button" data-variant="link" to={`/coordinator/requests/${entry.requestId}`}>
              {t("coordinator:move.openRequest")}
            </Link>
          </div>
        </div>
      )}
    </Dialog>
  );
}
