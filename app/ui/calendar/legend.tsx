import { Icon, useT } from "#app/ui/kit";

/** What colours and shades mean, in words. */
export function Legend() {
  const t = useT();
  return (
    <ul className="legend" aria-label={t("coordinator:calendar.legend.title")}>
      {(["searching", "waiting", "secured", "problem"] as const).map((state) => (
        <li key={state}>
          <span className={`swatch tone-${state === "searching" ? "brand" : state}`} /> <Icon name={state} />{" "}
          {t(`coordinator:calendar.legend.${state}`)}
        </li>
      ))}
      {["off", "absent"].map((shade) => (
        <li key={shade}>
          <span className={`swatch shade-${shade}`} /> {t(`coordinator:calendar.legend.${shade}`)}
        </li>
      ))}
    </ul>
  );
}
