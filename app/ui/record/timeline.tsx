import type { ReactNode } from "react";
import { dateTime } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { useLocale } from "#app/ui/locale";
import type { Tone } from "#app/ui/page";

export interface TimelineItem {
  /** Its place, counted from the oldest: newer ones that come leave it as it is. */
  id: number;
  at: Instant;
  /** One sentence: who did what. */
  text: ReactNode;
  detail?: ReactNode;
  tone?: Tone;
}

/** What happened, newest first as the caller sorted it. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label?: string }) {
  const locale = useLocale();
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} data-tone={item.tone}>
          <div className="timeline-at">
            <time dateTime={new Date(item.at).toISOString()}>{dateTime(locale, item.at)}</time>
          </div>
          <div>{item.text}</div>
          {item.detail && <div className="small muted">{item.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
