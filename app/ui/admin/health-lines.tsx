/** How everything stands, a line each; what is red says the one thing to do. */
import { decimal } from "#app/i18n/format";
import type { HealthLine } from "#app/queries/admin/health-lines";
import { Badge, Card, Moment, useReader } from "#app/ui/kit";

export function HealthLines({ lines }: { lines: readonly HealthLine[] }) {
  const { t, locale } = useReader();
  const red = lines.filter(({ isRed }) => isRed).length;
  return (
    <Card title={red === 0 ? t("admin:check.allWell") : t("admin:check.toDo", { count: red })}>
      <ul className="health-lines">
        {lines.map(({ check, why, isRed, at, amount, detail }) => {
          const words = {
            count: amount ?? 0,
            size: sizeOf(amount, (value) => decimal(locale, value)),
            detail: detail ?? "",
          };
          return (
            <li key={check} data-tone={isRed ? "problem" : undefined}>
              <Badge sign={isRed ? "problem" : "secured"}>{t(`admin:check.${check}.name`)}</Badge>
              <div>
                <p>
                  {t(`admin:check.${check}.${why}`, words)} {at !== null && <Moment at={at} />}
                </p>
                {isRed && <p className="health-deed">{t(`admin:check.${check}.do.${why}`)}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function sizeOf(bytes: number | null, words: (value: number) => string): string {
  const size = bytes ?? 0;
  return size >= 1e9 ? `${words(Math.round(size / 1e8) / 10)} GB` : `${words(Math.round(size / 1e5) / 10)} MB`;
}
