import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { removeSetting, saveSetting } from "#app/commands/save-setting";
import { enter, newId } from "#app/context.server";
import { readDates } from "#app/dates";
import { type RuleLimit, SWITCHED } from "#app/dispatch/rule-limits";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { translator } from "#app/i18n";
import { dayShort, duration } from "#app/i18n/format";
import { type RuleRow, ruleHistory } from "#app/queries/admin/rule-history";
import { changesOf } from "#app/queries/everyone/changes";
import { respond } from "#app/respond";
import { dateOf, isDate, startOfDay } from "#app/time";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Badge,
  Button,
  Card,
  DateField,
  Form,
  FormActions,
  Page,
  PostForm,
  RadioGroup,
  TextField,
  Told,
  useReader,
  useT,
  useTyped,
} from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";
import { TIME_INPUT } from "#app/ui/time-input";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const done = searchParams.get("done");
  return {
    rules: ruleHistory(ctx),
    changes: changesOf(ctx, { area: "rules" }, searchParams.has(LONG_CHANGES)),
    today: dateOf(ctx.now),
    formKey: newId(),
    done: done === "saved" || done === "removed" ? done : null,
    title: translator(ctx.locale)("admin:settings.title"),
  };
}

const save = z.object({
  key: z.string(),
  value: z.string().max(10, "admin:refusal.value_invalid"),
  holdsFrom: z.string().refine(isDate, "admin:refusal.date_invalid"),
  formKey,
});
const remove = z.object({ key: z.string(), holdsFrom: z.string(), formKey });

const FIELD_OF: Record<string, string> = {
  value_invalid: "value",
  office_hours_reversed: "value",
  date_invalid: "holdsFrom",
  date_past: "holdsFrom",
};

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readDates(await sentForm(request), ctx.now, "holdsFrom");
  if (form.get("intent") === "remove") {
    const read = readForm(remove, form);
    if (!read.ok) return invalid(read);
    return respond(removeSetting(ctx, read.value), {
      to: "/admin/settings?done=removed",
      otherwise: ({ reason }) => ({ errors: { "": [`admin:refusal.${reason}`] }, values: {} }),
    });
  }
  const read = readForm(save, form);
  if (!read.ok) return invalid(read);
  const { formKey: _, ...values } = read.value;
  return respond(saveSetting(ctx, read.value), {
    to: ({ key }) => `/admin/settings?done=saved#${key}`,
    otherwise: ({ reason }) => ({ errors: { [FIELD_OF[reason] ?? ""]: [`admin:refusal.${reason}`] }, values }),
  });
}

export default function SettingsPage() {
  const t = useT();
  const { rules, today, formKey, done, changes } = useLoaderData<typeof loader>();
  const groups = [...new Set(rules.map((rule) => groupOf(rule)))];
  return (
    <Page title={t("admin:settings.title")} lead={t("admin:settings.lead")}>
      <Told done={done && t(`admin:settings.done.${done}`)} />
      {groups.map((group) => (
        <Card key={group} title={t(`admin:settings.group.${group}`)}>
          {rules
            .filter((rule) => groupOf(rule) === group)
            .map((rule) => (
              <Rule key={rule.key} rule={rule} today={today} formKey={`${formKey}-${rule.key}`} />
            ))}
        </Card>
      ))}
      <ChangesCard changes={changes} ruleName={(key) => t(`admin:settings.rule.${key.replace(".", "_")}`)} />
    </Page>
  );
}

function groupOf(rule: RuleRow): string {
  return rule.key.split(".")[0] ?? "";
}

/** One rule: what holds today, every dated value, and a form for the next one. */
function Rule({ rule, today, formKey }: { rule: RuleRow; today: string; formKey: string }) {
  const t = useT();
  const answer = useActionData<typeof action>();
  const name = t(`admin:settings.rule.${rule.key.replace(".", "_")}`);
  const isMine = answer && "key" in answer.values && answer.values.key === rule.key;
  const id = rule.key.replace(".", "-");
  const mine = isMine ? answer : null;
  const isTyped = useTyped(mine, id) !== null;
  const labels = { value: t("admin:settings.value"), holdsFrom: t("admin:settings.holdsFrom") };
  return (
    <section className="rule" id={rule.key} aria-label={name}>
      <div className="rule-head">
        <h3>{name}</h3>
        <p className="rule-value">
          <Value rule={rule} value={rule.current} />
        </p>
      </div>
      <p className="small muted">{t(`admin:settings.hint.${rule.key.replace(".", "_")}`)}</p>
      {rule.values.length > 0 && <History rule={rule} formKey={formKey} />}
      <Acting>
        <details open={isTyped || undefined}>
          <summary>{t("admin:settings.change")}</summary>
          <PostForm from={mine} id={id} labels={labels}>
            <input type="hidden" name="key" value={rule.key} />
            <input type="hidden" name="formKey" value={formKey} />
            <div className="field-row">
              <ValueField limit={rule.limit} label={labels.value} current={rule.current} />
              <DateField
                name="holdsFrom"
                label={labels.holdsFrom}
                hint={t("admin:settings.holdsFromHint")}
                defaultValue={today}
                required
              />
            </div>
            <FormActions send={t("common:action.save")} />
          </PostForm>
        </details>
      </Acting>
    </section>
  );
}

function ValueField({ limit, label, current }: { limit: RuleLimit; label: string; current: string | number }) {
  const t = useT();
  if (limit.kind === "switch")
    return (
      <RadioGroup
        name="value"
        label={label}
        defaultValue={String(current)}
        options={SWITCHED.map((value) => ({ value, label: t(`admin:settings.switch.${value}`) }))}
        required
      />
    );
  const field = { name: "value", label, defaultValue: String(current), required: true };
  if (limit.kind === "time") return <TextField {...field} hint={t("admin:settings.timeHint")} {...TIME_INPUT} />;
  const { unit, min, max } = limit;
  const hint = t("admin:settings.numberHint", { unit: t(`admin:settings.unit.${unit}`), min, max });
  return <TextField {...field} hint={hint} type="number" min={min} max={max} step={1} />;
}

function History({ rule, formKey }: { rule: RuleRow; formKey: string }) {
  const { t, locale } = useReader();
  return (
    <ul className="rule-history small">
      {rule.values.map((row) => (
        <li key={row.holdsFrom}>
          <span>
            {t("admin:settings.from", { date: dayShort(locale, startOfDay(row.holdsFrom)) })}{" "}
            <strong>
              <Value rule={rule} value={row.value} />
            </strong>
          </span>{" "}
          {row.isFuture && (
            <>
              <Badge sign="waiting">{t("admin:settings.future")}</Badge>
              <Form method="post">
                <input type="hidden" name="key" value={rule.key} />
                <input type="hidden" name="formKey" value={formKey} />
                <input type="hidden" name="holdsFrom" value={row.holdsFrom} />
                <Button variant="link" name="intent" value="remove">
                  {t("common:action.remove")}
                </Button>
              </Form>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Value({ rule, value }: { rule: RuleRow; value: string | number }) {
  const t = useT();
  if (rule.limit.kind === "time") return <>{value}</>;
  if (rule.limit.kind === "switch") return <>{t(`admin:settings.switch.${value}`)}</>;
  const count = Number(value);
  const inHours = rule.limit.unit === "minutes" && count > 90 ? ` (${duration(count)})` : "";
  return <>{t(`admin:settings.amount.${rule.limit.unit}`, { count }) + inHours}</>;
}
