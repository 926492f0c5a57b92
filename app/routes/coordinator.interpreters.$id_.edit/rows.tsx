/** The rows of languages and of papers: one for each, and empty ones for more. Nothing here needs scripts. */
import { Link } from "@remix-run/react";
import { CREDENTIAL_KINDS, LEVELS } from "#app/dispatch/vocabulary";
import type { Translate } from "#app/i18n";
import { languageOptions } from "#app/ui/coordinator/people";
import { Button, DateField, SelectField, useField, useReader, useT } from "#app/ui/kit";
import type { PageFacts } from "./page";

/** So many are empty beneath those that are filled in. */
const SPARE = 2;
const MOST = 40;

interface Props {
  page: PageFacts;
  /** How many were sent; 0 before the form is. */
  rows: number;
}

const rowsFor = (known: number, sent: number) =>
  Array.from({ length: Math.min(MOST, Math.max(sent, known + SPARE)) }, (_, row) => row);

/** Names for what is wrong in a row. */
export function labelsOfRows(t: Translate): Record<string, string> {
  const numbered = (row: number, what: string) => t(`coordinator:person.row.${what}`, { n: row + 1 });
  return Object.fromEntries(
    Array.from({ length: MOST }, (_, row) => row).flatMap((row) =>
      ["language", "level", "held", "from", "until"].map((name) => [`${name}-${row}`, numbered(row, name)]),
    ),
  );
}

export function LanguageRows({ page: { person, candidate, languages }, rows }: Props) {
  const { t, named } = useReader();
  const known = (person ?? candidate)?.languages ?? [];
  const served = languageOptions(languages, named);
  /** What somebody speaks stays, although nobody is asked for it any more. */
  const others = known
    .filter(({ code }) => !served.some(({ value }) => value === code))
    .map(({ code, name, variant }) => ({
      value: code,
      label: variant ? `${named(name)}: ${named(variant)}` : named(name),
    }));
  const options = [...served, ...others];
  return (
    <>
      <p className="small muted">{t("coordinator:person.languagesHint")}</p>
      {rowsFor(known.length, rows).map((row) => (
        <div className="field-row" key={row}>
          <SelectField
            name={`language-${row}`}
            label={t("coordinator:person.row.language", { n: row + 1 })}
            empty="–"
            defaultValue={known[row]?.code ?? ""}
            options={options}
          />
          <SelectField
            name={`level-${row}`}
            label={t("coordinator:person.row.level", { n: row + 1 })}
            empty="–"
            defaultValue={known[row] ? String(known[row].level) : ""}
            options={LEVELS.map((level) => ({ value: String(level), label: t(`domain:level.${level}`) }))}
          />
        </div>
      ))}
      <More />
    </>
  );
}

export function HeldRows({ page: { person }, rows }: Props) {
  const t = useT();
  const known = person?.credentials ?? [];
  return (
    <>
      <p className="small muted">{t("coordinator:person.credentialsHint")}</p>
      {person && known.length > 0 && (
        <p className="small">
          <Link to={`/coordinator/interpreters/${person.id}/papers`}>{t("coordinator:papers.fromForm")}</Link>
        </p>
      )}
      {rowsFor(known.length, rows).map((row) => (
        <div className="field-row" key={row}>
          <HeldId row={row} id={known[row]?.id ?? ""} />
          <SelectField
            name={`held-${row}`}
            label={t("coordinator:person.row.held", { n: row + 1 })}
            empty="–"
            defaultValue={known[row]?.kind ?? ""}
            options={CREDENTIAL_KINDS.map((kind) => ({ value: kind, label: t(`domain:credentialKind.${kind}`) }))}
          />
          <DateField
            name={`from-${row}`}
            label={t("coordinator:person.row.from", { n: row + 1 })}
            defaultValue={known[row]?.from ?? ""}
          />
          <DateField
            name={`until-${row}`}
            label={t("coordinator:person.row.until", { n: row + 1 })}
            defaultValue={known[row]?.until ?? ""}
            optional
          />
        </div>
      ))}
      <More />
    </>
  );
}

/** Which paper the row corrects, as it was when the form was shown. */
function HeldId({ row, id }: { row: number; id: string }) {
  const name = `heldId-${row}`;
  const { typedText } = useField(name);
  return <input type="hidden" name={name} value={typedText ?? id} />;
}

function More() {
  const t = useT();
  return (
    <div>
      <Button name="intent" value="more" icon="plus" formNoValidate>
        {t("coordinator:person.more")}
      </Button>
    </div>
  );
}
