import type { LookAlike } from "#app/dispatch/look-alike";
import { momentLong } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { CheckboxField, Notice, useReader } from "#app/ui/kit";

interface Props {
  alike: readonly LookAlike[];
  /** Where the pages of requests are: the institution's or the coordinators'. */
  requestsAt: string;
  /** Whose the other one is, for those who may know. */
  saysWhose: boolean;
  label: string;
  now: Instant;
}

/** "Is this another one?": what stands already, the way to it, and the way to say yes. What was typed stays in the form. */
export function AskAlike({ alike, requestsAt, saysWhose, label, now }: Props) {
  const { t, locale } = useReader();
  if (alike.length === 0) return null;
  return (
    <Notice tone="waiting" announce>
      <h2>{t("request:alike.title")}</h2>
      <ul>
        {alike.map(({ requestId, reference, startAt, likeness, organisation }) => (
          <li key={requestId}>
            {t(`request:alike.${likeness}`, { reference, when: momentLong(locale, startAt, now) })}
            {saysWhose && ` ${organisation}.`}{" "}
            <a href={`${requestsAt}/${requestId}`} target="_blank" rel="noreferrer">
              {t("request:alike.open", { reference })}
            </a>
          </li>
        ))}
      </ul>
      <CheckboxField name="besides" value={alike.map(({ requestId }) => requestId).join(",")} label={label} />
      <p className="small">{t("request:alike.kept")}</p>
    </Notice>
  );
}
