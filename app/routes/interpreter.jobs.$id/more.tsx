import type { TypedReport } from "#app/forms/report";
import { sentenceCase } from "#app/i18n/format";
import { TRAVEL_MEANS } from "#app/pay/took-place";
import type { ReportChoices } from "#app/queries/interpreter/own-report";
import { RadioGroup, SelectField, TextField, useReader } from "#app/ui/kit";

const NUMBER = { inputMode: "numeric", autoComplete: "off", maxLength: 5 } as const;

/** Breaks, waiting, the way and another language: most jobs have none of it, so it is folded away. */
export function More({
  typed,
  choices,
  isOpen,
}: {
  typed: Omit<TypedReport, "start" | "end">;
  choices: ReportChoices;
  isOpen: boolean;
}) {
  const { t, named } = useReader();
  const word = (name: string) => t(`interpreter:job.report.${name}`);
  const means = [
    { value: "none", label: word("travelNone") },
    ...TRAVEL_MEANS.map((value) => ({ value, label: word(`means.${value}`) })),
  ];
  const languages = choices.languages.map(({ value, name, variant }) => ({
    value,
    label: sentenceCase([named(name), named(variant)].filter(Boolean).join(": ")),
  }));
  return (
    <details className="fold" open={isOpen || undefined}>
      <summary className="button" data-block>
        {word("more")}
      </summary>
      <div className="fold-body">
        <TextField name="breakMinutes" label={word("breakMinutes")} defaultValue={typed.breakMinutes} {...NUMBER} />
        <TextField
          name="waitingMinutes"
          label={word("waitingMinutes")}
          hint={word("waitingHint")}
          defaultValue={typed.waitingMinutes}
          {...NUMBER}
        />
        {choices.way && (
          <>
            <RadioGroup
              name="travelMeans"
              label={word("travel")}
              options={means}
              defaultValue={typed.travelMeans}
              inline={false}
            />
            <TextField name="travelKm" label={word("travelKm")} defaultValue={typed.travelKm} {...NUMBER} />
            <TextField
              name="travelMinutes"
              label={word("travelMinutes")}
              defaultValue={typed.travelMinutes}
              {...NUMBER}
            />
            <TextField
              name="ticket"
              label={word("ticket")}
              hint={word("ticketHint")}
              defaultValue={typed.ticket}
              inputMode="decimal"
              autoComplete="off"
              maxLength={9}
            />
          </>
        )}
        <SelectField
          name="language"
          label={word("language")}
          empty={word("languageAsked")}
          options={languages}
          defaultValue={typed.language}
        />
      </div>
    </details>
  );
}
