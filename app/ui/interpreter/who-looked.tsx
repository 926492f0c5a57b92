/** Who had the interpreter's data before them, and when. */
import { Moment, useT } from "#app/ui/kit";

interface Looked {
  at: Parameters<typeof Moment>[0]["at"];
  name: string;
  role: string;
}

export function WhoLooked({ looked }: { looked: readonly Looked[] }) {
  const t = useT();
  if (looked.length === 0) return <p className="muted">{t("interpreter:looked.none")}</p>;
  return (
    <details>
      <summary>{t("interpreter:looked.show", { count: looked.length })}</summary>
      <p className="muted small">{t("interpreter:looked.text")}</p>
      <ul className="session-list">
        {looked.map(({ at, name, role }) => (
          <li key={`${at}-${name}`}>
            {name} <span className="muted">({t(`auth:role.${role}`)})</span>
            <div className="small muted">
              <Moment at={at} />
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
