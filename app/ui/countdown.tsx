import { useEffect, useState } from "react";
import { relativeWait } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { useReader } from "./locale";

/**
 * How long until `until`. The server writes the text from `now` (the loader's); the browser ticks on from there,
 * by its own stopwatch, so a wrong device clock does no harm. Says politely when ten minutes, one minute and nothing are left.
 */
export function Countdown({ until, now, over }: { until: Instant; now: Instant; over?: string }) {
  const { t, locale } = useReader();
  const [passed, setPassed] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `now` starts the stopwatch again
  useEffect(() => {
    const from = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - from), 1000);
    return () => clearInterval(timer);
  }, [now]);
  const left = until - now - passed;
  const text = left > 0 ? relativeWait(locale, left) : (over ?? t("common:time.over"));
  const minutes = Math.ceil(left / 60_000);
  const spoken =
    passed > 0 && (left <= 0 ? text : minutes === 10 || minutes === 1 ? relativeWait(locale, minutes * 60_000) : "");
  return (
    <span className="countdown">
      <span suppressHydrationWarning>{text}</span>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
    </span>
  );
}
