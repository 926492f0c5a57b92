import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { adoptHolidays, moveWorkingDay } from "#app/commands/adopt-holidays";
import { removeHoliday, saveHoliday } from "#app/commands/save-holiday";
import { enter, newId } from "#app/context.server";
import { readDates } from "#app/dates";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { dayShort, weekdayName } from "#app/i18n/format";
import { holidaysOf } from "#app/queries/admin/holidays";
import { changesOf } from "#app/queries/everyone/changes";
import { respond, textErrors } from "#app/respond";
import { dateOf, isDate, startOfDay, weekdayOf } from "#app/time";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Badge,
  Button,
  Card,
  CheckboxField,
  DateField,
  Empty,
  Form,
  FormActions,
  Page,
  PostForm,
  SelectField,
  Table,
  Tabs,
  TextField,
  Told,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

const DONE = ["saved", "removed", "adopted", "moved"] as const;
const KINDS = ["holiday", "moved_day_off", "moved_workday"] as const;
const TONE = { holiday: "brand", moved_day_off: "brand", moved_workday: "waiting" } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("year") ?? "";
  const year = /^20\d\d$/.test(asked) ? asked : dateOf(ctx.now).slice(0, 4);
  const done = searchParams.get("done");
  return {
    year,
    ...holidaysOf(ctx, year),
    key: newId(),
    changes: changesOf(ctx, { area: "holidays" }, searchParams.has(LONG_CHANGES)),
    done: DONE.find((one) => one === done) ?? null,
    title: translator(ctx.locale)("admin:holidays.title"),
  };
}

const text = z.string().max(120, "common:error.tooLong");
const inLanguages = { lv: text, en: text } satisfies Record<Locale, typeof text>;
const day = z
  .object({
    key: formKey,
    date: z.string().refine(isDate, "admin:refusal.date_invalid"),
    kind: z.enum(KINDS),
    source: z.string().max(300, "common:error.tooLong"),
    vouched: z.literal("on").optional(),
    ...inLanguages,
  })
  .transform(({ key, date, kind, source, vouched, ...name }) => ({
    key,
    date,
    kind,
    source,
    name,
    isVouched: vouched === "on",
  }));
const date = z.string().refine(isDate, "admin:refusal.date_invalid");
const adoption = z.object({
  key: formKey,
  year: z.string().regex(/^20\d\d$/),
  dates: z.array(date, "common:error.required").max(60),
});
const moving = z
  .object({
    key: formKey,
    off: date,
    work: date,
    decree: z.string().max(300, "common:error.tooLong"),
    vouched: z.literal("on").optional(),
  })
  .transform(({ vouched, ...typed }) => ({ ...typed, isVouched: vouched === "on" }));
const removal = z.object({ date: z.string(), key: formKey });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const form = readDates(await sentForm(request), ctx.now, "date", "off", "work");
  if (form.get("intent") === "adopt") {
    const read = readForm(adoption, form);
    if (!read.ok) return invalid(read);
    return respond(adoptHolidays(ctx, read.value), {
      to: `/admin/holidays?year=${read.value.year}&done=adopted`,
      otherwise: ({ reason }) => ({ errors: { "": [`admin:refusal.${reason}`] }, values: typedValues(form) }),
    });
  }
  if (form.get("intent") === "move") {
    const read = readForm(moving, form);
    if (!read.ok) return invalid(read);
    return respond(moveWorkingDay(ctx, read.value), {
      to: `/admin/holidays?year=${read.value.off.slice(0, 4)}&done=moved`,
      otherwise: (refusal) => ({
        errors: textErrors(refusal) ?? { off: [`admin:refusal.${refusal.reason}`] },
        values: typedValues(form),
      }),
    });
  }
  if (form.get("intent") === "remove") {
    const read = readForm(removal, form);
    if (!read.ok) return invalid(read);
    return respond(removeHoliday(ctx, read.value), {
      to: ({ date }) => `/admin/holidays?year=${date.slice(0, 4)}&done=removed`,
      otherwise: ({ reason }) => ({ errors: { "": [`admin:refusal.${reason}`] }, values: typedValues(form) }),
    });
  }
  const read = readForm(day, form);
  if (!read.ok) return invalid(read);
  return respond(saveHoliday(ctx, read.value), {
    to: ({ date }) => `/admin/holidays?year=${date.slice(0, 4)}&done=saved`,
    otherwise: (refusal) => ({
      errors: textErrors(refusal) ?? { date: [`admin:refusal.${refusal.reason}`] },
      values: typedValues(form),
    }),
  });
}

export default function HolidaysPage() {
  const { t, locale } = useReader();
  const { year, years, days, key, done, changes } = useLoaderData<typeof loader>();
  return (
    <Page title={t("admin:holidays.title")} lead={t("admin:holidays.lead")}>
      <Told done={done && t(`admin:holidays.done.${done}`)} />
      <Tabs
        label={t("admin:holidays.years")}
        tabs={years.map((one) => ({ to: `?year=${one}`, label: one, current: one === year }))}
      />
      <Card>
        {days.length === 0 ? (
          <Empty title={t("admin:holidays.none", { year })} icon="calendar">
            <p>{t("admin:holidays.noneText")}</p>
          </Empty>
        ) : (
          <Table
            look="admin-table"
            heads={[
              ...["date", "name", "kind", "source"].map((head) => t(`admin:holidays.${head}`)),
              t("admin:users.action"),
            ]}
          >
            {days.map((one) => (
              <tr key={one.date}>
                <td>
                  {dayShort(locale, startOfDay(one.date))}
                  <div className="small muted">{weekdayName(locale, weekdayOf(one.date))}</div>
                </td>
                <td>{one.name[locale]}</td>
                <td>
                  <Badge tone={TONE[one.kind]}>{t(`admin:holidays.kinds.${one.kind}`)}</Badge>
                </td>
                <td className="small muted">{one.source}</td>
                <td>
                  <Form method="post">
                    <input type="hidden" name="key" value={key} />
                    <input type="hidden" name="date" value={one.date} />
                    <Button
                      variant="link"
                      name="intent"
                      value="remove"
                      aria-label={t("admin:holidays.removeOne", { name: one.name[locale] })}
                    >
                      {t("common:action.remove")}
                    </Button>
                  </Form>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Card>
      <Acting>
        <Proposed />
        <MovedDay />
        <AddDay formKey={key} />
      </Acting>
      <ChangesCard changes={changes} />
    </Page>
  );
}

/** What was answered to the form of that intent. */
function useAnswerTo(intent: string | undefined) {
  const answer = useActionData<typeof action>();
  return answer?.values.intent === intent ? answer : null;
}

/** The year's public holidays that are not in the table yet, to be taken over as they are. */
function Proposed() {
  const { t, locale, named } = useReader();
  const { proposed, year, key } = useLoaderData<typeof loader>();
  const answer = useAnswerTo("adopt");
  if (proposed.length === 0) return null;
  return (
    <Card title={t("admin:holidays.proposed", { year })}>
      <PostForm from={answer} id="adopt" labels={{ dates: t("admin:holidays.date") }}>
        <input type="hidden" name="key" value={`${key}:adopt`} />
        <input type="hidden" name="year" value={year} />
        <fieldset className="field">
          <legend>{t("admin:holidays.proposedMeans")}</legend>
          {proposed.map((one) => (
            <CheckboxField
              key={one.date}
              name="dates[]"
              value={one.date}
              label={`${dayShort(locale, startOfDay(one.date))} ${named(one.name)}`}
              defaultChecked
            />
          ))}
        </fieldset>
        <FormActions intent="adopt" send={t("admin:holidays.adopt")} />
      </PostForm>
    </Card>
  );
}

/** What no list can know: the working days that the Cabinet moves each year. */
function MovedDay() {
  const t = useT();
  const { year, isMovedSaid, key } = useLoaderData<typeof loader>();
  const labels = {
    off: t("admin:holidays.off"),
    work: t("admin:holidays.work"),
    decree: t("admin:holidays.source"),
  };
  return (
    <Card title={t("admin:holidays.moved")}>
      {!isMovedSaid && <p className="muted">{t("admin:holidays.movedAsk", { year })}</p>}
      <PostForm from={useAnswerTo("move")} id="move" labels={labels}>
        <input type="hidden" name="key" value={`${key}:move`} />
        <div className="field-row">
          <DateField name="off" label={labels.off} hint={t("admin:holidays.offHint")} required />
          <DateField name="work" label={labels.work} hint={t("admin:holidays.workHint")} required />
        </div>
        <TextField name="decree" label={labels.decree} hint={t("admin:holidays.sourceHint")} required />
        <Vouch />
        <FormActions intent="move" send={t("admin:holidays.saveMoved")} />
      </PostForm>
    </Card>
  );
}

function AddDay({ formKey }: { formKey: string }) {
  const t = useT();
  const labels = {
    date: t("admin:holidays.date"),
    kind: t("admin:holidays.kind"),
    ...Object.fromEntries(LOCALES.map((one) => [one, t(`admin:holidays.nameIn.${one}`)])),
    source: t("admin:holidays.source"),
  };
  return (
    <Card title={t("admin:holidays.add")}>
      <PostForm from={useAnswerTo(undefined)} labels={labels}>
        <input type="hidden" name="key" value={formKey} />
        <div className="field-row">
          <DateField name="date" label={labels.date} required />
          <SelectField
            name="kind"
            label={labels.kind}
            options={KINDS.map((value) => ({ value, label: t(`admin:holidays.kinds.${value}`) }))}
          />
        </div>
        <div className="field-row">
          {LOCALES.map((one) => (
            <TextField key={one} name={one} label={t(`admin:holidays.nameIn.${one}`)} lang={one} required />
          ))}
        </div>
        <TextField name="source" label={labels.source} hint={t("admin:holidays.sourceHint")} required />
        <Vouch />
        <FormActions send={t("admin:holidays.submit")} />
      </PostForm>
    </Card>
  );
}
