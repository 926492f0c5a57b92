/** How everything stands, a line each; what is red says the one thing to do. */
import type { SaidLine } from "#app/i18n/health";
import { Badge, Card, Moment, useT } from "#app/ui/kit";

export function HealthLines({ lines }: { lines: readonly SaidLine[] }) {
  const t = useT();
  const red = lines.filter(({ deed }) => deed !== null).length;
  return (
    <Card title={red === 0 ? t("admin:check.allWell") : t("admin:check.toDo", { count: red })}>
      <ul className="health-lines">
        {lines.map(({ name, text, deed, at }) => (
          <li key={name} data-tone={deed ? "problem" : undefined}>
            <Badge sign={deed ? "problem" : "secured"}>{name}</Badge>
            <div>
              <p>
                {text} {at !== null && <Moment at={at} />}
              </p>
              {deed && <p className="health-deed">{deed}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
