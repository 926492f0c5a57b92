import { Icon, useT } from "#app/ui/kit";

/** What colours and shades mean, in words. */
export function Legend() {
  const t = useT();
  return (
    <ul className="legend" aria-label={t("coordinator:calendar.legend.title")}>
      <li>
        <span className="swatch tone-brand" /> <Icon name="searching" /> {t("coordinator:calendar.legend.searching")}
      </li>
      <li>
        <span className="swatch tone-waiting" /> <Icon name="waiting" /> {t("coordinator:calendar.legend.waiting")}
      </li>
      <li>
        <span className="swatch tone-secured" /> <Icon name="secured" /> {t("coordinator:calendar.legend.secured")}
      </li>
      <li>
        <span className="swatch tone-problem" /> <Icon name="problem" /> {t("coordinator:calendar.legend.problem")}
      </li>
      <li>
        <span className="swatch shade-off" /> {t("coordinator:calendar.legend.off")}
      </li>
      <li>
        <span className="swatch shade-absent" /> {t("coordinator:calendar.legend.absent")}
      </li>
    </ul>
  );
}
