/** When, for how long, and what to know about that time before sending. */

import { useEffect, useRef } from "react";
import { isTwice } from "#app/dispatch/request-shown";
import type { Warning } from "#app/dispatch/request-warnings";
import { duration, phoneLink } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { DateField, Notice, RadioGroup, SelectField, TextField, useT } from "#app/ui/kit";
import { useDeskNumber, useOffice } from "#app/ui/office";
import { TIME_INPUT } from "#app/ui/time-input";
import { Group, type Options, type Part } from "./part";
import { useDayOf, type Values } from "./sentence";

export const LENGTHS = [30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480];

export function When({ options, now, field, values, answer, start, warnings }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.when")}>
      <div className="field-row">
        <DateField {...field("date")} />
        <TextField {...field("start")} {...TIME_INPUT} />
        <SelectField
          {...field("minutes", "60")}
          options={[...new Set([...LENGTHS, Number(values.minutes) || 60])]
            .sort((a, b) => a - b)
            .map((minutes) => ({ value: String(minutes), label: duration(minutes) }))}
        />
      </div>
      <p className="field-hint">{t("request:hint.minutes")}</p>
      {isTwice(values.date ?? "", values.start ?? "") && (
        <Notice tone="waiting" title={t("request:warning.twice")}>
          <RadioGroup
            {...field("fold")}
            defaultValue={values.fold}
            options={[
              { value: "earlier", label: t("request:choice.foldEarlier") },
              { value: "later", label: t("request:choice.foldLater") },
            ]}
          />
        </Notice>
      )}
      {!start.ok && start.reason === "time_does_not_exist" && !answer?.errors?.start && (
        <Notice tone="problem" announce>
          <p>{t("request:warning.gap")}</p>
        </Notice>
      )}
      <Warnings warnings={warnings} isAnswer={Boolean(answer?.warnings)} options={options} now={now} />
      <MovedWorkday values={values} options={options} now={now} />
    </Group>
  );
}

export function Warnings({
  warnings,
  isAnswer,
  options,
  now,
}: {
  warnings: readonly Warning[];
  isAnswer: boolean;
  options: Pick<Options, "deskPhone">;
  now: Instant;
}) {
  const t = useT();
  const dayOf = useDayOf();
  const office = useOffice();
  const number = useDeskNumber();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAnswer) box.current?.focus();
  }, [isAnswer]);
  if (warnings.length === 0) return null;
  const words = (warning: Warning) =>
    warning.kind === "short"
      ? t(`request:warning.${office?.isOpen ? "short" : "shortClosed"}`, { phone: number(options.deskPhone) })
      : t(`request:warning.${warning.kind}`, {
          day: dayOf(warning.date, now),
          name: warning.kind === "holiday" ? warning.name : "",
        });
  return (
    <div tabIndex={-1} ref={box} id="warnings">
      <Notice tone="waiting" title={t("request:warning.title")} announce>
        {warnings.map((warning) => (
          <p key={warning.kind}>{words(warning)}</p>
        ))}
      </Notice>
    </div>
  );
}

function MovedWorkday({ values, options, now }: { values: Values; options: Options; now: Instant }) {
  const t = useT();
  const dayOf = useDayOf();
  if (options.days[values.date ?? ""]?.kind !== "moved_workday") return null;
  return (
    <Notice>
      <p>{t("request:warning.moved", { day: dayOf(values.date ?? "", now) })}</p>
    </Notice>
  );
}

export function PastNotice({ show, options }: { show: boolean; options: Options }) {
  const t = useT();
  const number = useDeskNumber();
  if (!show || !options.deskPhone) return null;
  return (
    <Notice tone="waiting">
      <p>
        <a href={phoneLink(options.deskPhone)}>{t("request:warning.past", { phone: number(options.deskPhone) })}</a>
      </p>
    </Notice>
  );
}
