/** The last changes of what is edited on this page: who, when, what. */
import { Link, useSearchParams } from "@remix-run/react";
import { type Change, changedSentence } from "#app/i18n/changed";
import { Card, Moment, useReader } from "#app/ui/kit";

/** The query's word that asks for the longer list. */
export const LONG_CHANGES = "changes";

interface Props {
  changes: { rows: Change[]; hasMore: boolean };
  /** What a rule is called, where rules are changed. */
  ruleName?: (key: string) => string;
}

export function ChangesCard({ changes: { rows, hasMore }, ruleName }: Props) {
  const { t, locale } = useReader();
  const [search] = useSearchParams();
  const more = new URLSearchParams(search);
  more.set(LONG_CHANGES, "all");
  return (
    <Card title={t("coordinator:changes.title")}>
      <div id="changes" className="stack" data-gap="s">
        {rows.length === 0 && <p className="muted">{t("coordinator:changes.none")}</p>}
        <ul className="session-list">
          {rows.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened in one instant has no other order
            <li key={`${change.at}-${index}`}>
              {changedSentence(t, locale, change, ruleName)}
              <div className="small muted">
                <Moment at={change.at} />
                {change.who && ` · ${change.who}`}
              </div>
            </li>
          ))}
        </ul>
        {hasMore && (
          <Link to={`?${more}#changes`} preventScrollReset className="tap">
            {t("coordinator:changes.more")}
          </Link>
        )}
      </div>
    </Card>
  );
}
