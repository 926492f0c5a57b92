/** A paper as its pages show it: how long it holds, and the way to its scan. */
import { dateTime, dayShort, lastDayShort } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { useReader } from "../locale";

export function Validity({
  paper: { validFrom, validUntil },
}: {
  paper: { validFrom: Instant; validUntil: Instant | null };
}) {
  const { t, locale } = useReader();
  return (
    <p className="small muted">
      {t("common:papers.from", { day: dayShort(locale, validFrom) })}
      {validUntil !== null && ` ${t("common:papers.until", { day: lastDayShort(locale, validUntil) })}`}
    </p>
  );
}

interface Scan {
  type: string;
  kilobytes: number;
  at: Instant;
  who?: string | null;
}

/** A link that keeps the file; a browser never shows it as a page. */
export function ScanLink({ scan: { type, kilobytes, at, who }, to }: { scan: Scan; to: string }) {
  const { t, locale } = useReader();
  return (
    <p>
      <a href={to} className="tap" download>
        {t("common:papers.scan", { type, kilobytes })}
      </a>
      <br />
      <span className="small muted">
        {t("common:papers.kept", { when: dateTime(locale, at) })}
        {who && ` · ${who}`}
      </span>
    </p>
  );
}
