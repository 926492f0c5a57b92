/** Everything that happened, newest first: who, what, when, and whether each message arrived. */
import { whyNotSentence } from "#app/i18n/explain";
import { dateTime } from "#app/i18n/format";
import { timelineSentence } from "#app/i18n/timeline";
import { Badge, Icon, Timeline, type Tone, useReader } from "#app/ui/kit";
import type { PageFacts } from "./page";

type Entry = PageFacts["timeline"][number];

export function Story({ page }: { page: PageFacts }) {
  const { t, locale } = useReader();
  const items = page.timeline.map((entry, place) => ({
    id: place,
    at: entry.at,
    tone: entry.isUndone ? undefined : TONES[entry.kind],
    text: (
      <>
        {entry.isUndone ? <s>{timelineSentence(t, locale, entry)}</s> : timelineSentence(t, locale, entry)}{" "}
        {entry.isUndone && <Badge icon="undo">{t("coordinator:timeline.undone")}</Badge>}
      </>
    ),
    detail: <Detail entry={entry} page={page} />,
  }));
  return <Timeline items={items.reverse()} label={t("coordinator:request.story")} />;
}

const TONES: Partial<Record<string, Tone>> = {
  offer_accepted: "secured",
  assignment_made: "secured",
  assignment_withdrawn: "problem",
  assignment_released: "problem",
  request_queued: "problem",
  request_rejected: "problem",
  offer_made: "waiting",
  info_asked: "waiting",
};

function Detail({ entry, page }: { entry: Entry; page: PageFacts }) {
  const { t, locale } = useReader();
  const { names } = page.view;
  if (entry.overruled.length === 0 && entry.deliveries.length === 0) return null;
  return (
    <>
      {names && entry.overruled.length > 0 && (
        <p>
          {t("coordinator:timeline.overruled")}: {whyNotSentence(t, locale, entry.overruled, names)}
        </p>
      )}
      {entry.deliveries.length > 0 && (
        <ul className="deliveries">
          {entry.deliveries.map((delivery) => (
            <li key={`${delivery.kind} ${delivery.to} ${delivery.at}`} data-state={delivery.state}>
              <Icon name={DELIVERY_ICONS[delivery.state]} />
              <span>
                {delivery.to}: {t(`domain:notificationKind.${delivery.kind}`)} –{" "}
                {t(`coordinator:timeline.${delivery.isCall ? "call" : "delivery"}.${delivery.state}`)}
                {delivery.state !== "suppressed" && `, ${dateTime(locale, delivery.at)}`}
                {delivery.state !== "sent" &&
                  delivery.tries > 0 &&
                  ` (${t("coordinator:timeline.delivery.tries", { count: delivery.tries })})`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const DELIVERY_ICONS = { sent: "secured", waiting: "waiting", dead: "problem", suppressed: "undo" } as const;
