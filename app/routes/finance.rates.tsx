import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { savePayer } from "#app/commands/save-bank-account";
import { saveRates } from "#app/commands/save-rates";
import { enter, newId, notFound } from "#app/context.server";
import { readDates } from "#app/dates";
import { LEVELS, MODES } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { translator } from "#app/i18n";
import { dayShort, euros, sentenceCase } from "#app/i18n/format";
import { eurosText, readEuros } from "#app/pay/money";
import { hourKey, isMoneyKey, isPayRule, PAY_RULES, type RateKey, TRAVEL_KEYS } from "#app/pay/rates";
import { DAY_KINDS, TERMS } from "#app/pay/vocabulary";
import { ratesPage } from "#app/queries/finance/rates";
import { refused, textErrors } from "#app/respond";
import { minuteOfDay, startOfDay, timeText, typedTime } from "#app/time";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Badge,
  Card,
  DateField,
  FormActions,
  Notice,
  Page,
  PostForm,
  TextField,
  Told,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";
import "#app/styles/pay.css";

const DONE = ["rates", "payer"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "rates");
  const done = new URL(request.url).searchParams.get("done");
  return {
    title: translator(ctx.locale)("pay:rates.title"),
    ...ratesPage(ctx),
    key: newId(),
    done: DONE.find((one) => one === done) ?? null,
  };
}

const Saved = z.object({ key: formKey, holdsFrom: z.string().max(10) });
const SentPayer = z.object({
  name: z.string().max(200).default(""),
  iban: z.string().max(64).default(""),
  vouched: z.literal("on").optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "rates");
  const sent = readDates(await sentForm(request), ctx.now, "holdsFrom");
  const { iban: _, ...values } = typedValues(sent);
  if (sent.get("intent") === "payer") {
    const form = readForm(SentPayer, sent);
    if (!form.ok) return invalid(form);
    const { vouched, ...typed } = form.value;
    const done = savePayer(ctx, { ...typed, isVouched: vouched === "on" });
    if (done.ok) return redirect("/finance/rates?done=payer");
    if (done.reason === "not_found") throw notFound();
    const field = done.reason === "iban_invalid" ? "iban" : "name";
    return refused(done.reason, { errors: textErrors(done) ?? { [field]: [`pay:refusal.${done.reason}`] }, values });
  }
  const form = readForm(Saved, sent);
  if (!form.ok) return invalid(form);
  const read = typedRates(sent);
  if ("wrong" in read) return refused("value_invalid", { errors: { [read.wrong]: ["pay:rates.missingCell"] }, values });
  const done = saveRates(ctx, { values: read.rates, holdsFrom: form.value.holdsFrom, formKey: form.value.key });
  if (done.ok) return redirect("/finance/rates?done=rates");
  if (done.reason === "not_found") throw notFound();
  const detail: unknown = done.detail;
  const isOfKey = typeof detail === "object" && detail !== null && "key" in detail;
  const field = isOfKey ? String(detail.key) : done.reason.startsWith("date_") ? "holdsFrom" : "";
  return refused(done.reason, { errors: { [field]: [`pay:refusal.${done.reason}`] }, values });
}

/** What was typed under the keys of rates; an empty field says nothing. */
function typedRates(sent: FormData): { rates: Record<string, number> } | { wrong: string } {
  const rates: Record<string, number> = {};
  for (const [key, typed] of sent) {
    if (typeof typed !== "string" || typed.trim() === "" || !(isMoneyKey(key) || isPayRule(key))) continue;
    const value = isMoneyKey(key) ? readEuros(typed) : readRule(key, typed);
    if (value === null) return { wrong: key };
    rates[key] = value;
  }
  return { rates };
}

function readRule(key: keyof typeof PAY_RULES, typed: string): number | null {
  if (PAY_RULES[key].unit !== "minute") return /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null;
  const time = typedTime(typed);
  return time === null ? null : minuteOfDay(time);
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** What an hour, a kilometre and a rule is worth, by mode, kind, level and terms, each from a date on. */
export default function RatesPage() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const of = (id: string) => (answer && "values" in answer && answer.values.form === id ? answer : null);
  return (
    <Page title={page.title} lead={t("pay:rates.lead")}>
      <Told done={page.done && t(`pay:done.${page.done}`)} />
      <p>{t("pay:rates.affects")}</p>
      {page.isMissing && (
        <Notice tone="waiting" title={t("pay:rates.missing")}>
          {null}
        </Notice>
      )}
      {TERMS.flatMap((terms) =>
        MODES.map((mode) => (
          <Hours key={terms + mode} terms={terms} mode={mode} page={page} from={of(`${terms}-${mode}`)} />
        )),
      )}
      <Rules page={page} from={of("travel")} id="travel" title={t("pay:rates.travel")} keys={TRAVEL_KEYS} />
      <Rules
        page={page}
        from={of("rules")}
        id="rules"
        title={t("pay:rates.rules")}
        keys={Object.keys(PAY_RULES).filter(isPayRule)}
      />
      <History history={page.history} />
      <Payer payer={page.payer} from={of("payer")} />
    </Page>
  );
}

function Hours({
  terms,
  mode,
  page,
  from,
}: {
  terms: (typeof TERMS)[number];
  mode: (typeof MODES)[number];
  page: Loaded;
  from: unknown;
}) {
  const t = useT();
  const keys = LEVELS.flatMap((level) => DAY_KINDS.map((kind) => hourKey(terms, mode, kind, level)));
  const labels = Object.fromEntries([
    ...keys.map((key) => [key, rateName(t, key)]),
    ["holdsFrom", t("pay:rates.holdsFrom")],
  ]);
  return (
    <Card title={sentenceCase(`${t(`domain:mode.${mode}`)}, ${t(`pay:terms.${terms}`)}`)}>
      <p className="muted small">{t("pay:rates.hour")}</p>
      <PostForm from={from} id={`${terms}-${mode}`} labels={labels}>
        <input type="hidden" name="key" value={`${page.key}-${terms}-${mode}`} />
        <div className="pay-hours">
          {LEVELS.map((level) => (
            <fieldset key={level} className="pay-level">
              <legend>{t(`domain:level.${level}`)}</legend>
              {DAY_KINDS.map((kind) => {
                const key = hourKey(terms, mode, kind, level);
                return <Money key={key} name={key} label={t(`pay:kind.${kind}`)} cents={page.money[key] ?? null} />;
              })}
            </fieldset>
          ))}
        </div>
        <Acting>
          <DateField name="holdsFrom" label={labels.holdsFrom ?? ""} defaultValue={page.today} required />
        </Acting>
        <FormActions send={t("pay:rates.save")} />
      </PostForm>
    </Card>
  );
}

function Money({ name, label, cents }: { name: string; label: string; cents: number | null }) {
  return (
    <TextField
      name={name}
      label={label}
      inputMode="decimal"
      defaultValue={cents === null ? "" : eurosText(cents, ",")}
    />
  );
}

function Rules({
  page,
  from,
  id,
  title,
  keys,
}: {
  page: Loaded;
  from: unknown;
  id: string;
  title: string;
  keys: readonly RateKey[];
}) {
  const t = useT();
  const labels = Object.fromEntries([
    ...keys.map((key) => [key, rateName(t, key)]),
    ["holdsFrom", t("pay:rates.holdsFrom")],
  ]);
  return (
    <Card title={title}>
      <PostForm from={from} id={id} labels={labels}>
        <input type="hidden" name="key" value={`${page.key}-${id}`} />
        {keys.map((key) =>
          isPayRule(key) ? (
            <TextField
              key={key}
              name={key}
              label={rateName(t, key)}
              defaultValue={PAY_RULES[key].unit === "minute" ? timeText(page.rules[key]) : String(page.rules[key])}
            />
          ) : (
            <Money key={key} name={key} label={rateName(t, key)} cents={page.money[key] ?? null} />
          ),
        )}
        <Acting>
          <DateField name="holdsFrom" label={labels.holdsFrom ?? ""} defaultValue={page.today} required />
        </Acting>
        <FormActions send={t("pay:rates.save")} />
      </PostForm>
    </Card>
  );
}

function rateName(t: ReturnType<typeof useT>, key: RateKey): string {
  if (isPayRule(key)) return t(`pay:rates.rule.${key.replace(".", "_")}`);
  const [what = "", terms = "", mode, kind, level] = key.split(".");
  if (key === "travel.km") return t("pay:rates.km");
  if (what === "travel") return `${t("pay:rates.travelHour")} (${t(`pay:terms.${mode}`)})`;
  const words = [t(`pay:terms.${terms}`), t(`domain:mode.${mode}`), t(`domain:level.${level}`), t(`pay:kind.${kind}`)];
  return words.join(", ");
}

function History({ history }: { history: Loaded["history"] }) {
  const { t, locale } = useReader();
  if (history.length === 0) return null;
  const value = (key: RateKey, amount: number) => {
    if (!isPayRule(key)) return euros(locale, amount);
    return PAY_RULES[key].unit === "minute" ? timeText(amount) : String(amount);
  };
  return (
    <Card title={t("pay:rates.history")}>
      <ul className="rule-history small">
        {history.map((row) => (
          <li key={row.id}>
            {rateName(t, row.key)}:{" "}
            {t("pay:rates.historyRow", {
              date: dayShort(locale, startOfDay(row.holdsFrom)),
              value: value(row.key, row.value),
            })}{" "}
            {row.isFuture && <Badge sign="waiting">{t("pay:rates.future")}</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Payer({ payer, from }: { payer: Loaded["payer"]; from: unknown }) {
  const t = useT();
  const labels = { name: t("pay:rates.payerName"), iban: t("pay:bank.iban") };
  return (
    <Card title={t("pay:rates.payer")}>
      <p className="muted small">{t("pay:rates.payerText")}</p>
      {payer && <p>{t("pay:bank.has", { iban: payer.iban })}</p>}
      <PostForm from={from} id="payer" labels={labels}>
        <TextField name="name" label={labels.name} defaultValue={payer?.name} maxLength={70} required />
        <TextField name="iban" label={labels.iban} autoComplete="off" spellCheck={false} required />
        <Vouch />
        <FormActions send={t("pay:rates.save")} intent="payer" />
      </PostForm>
    </Card>
  );
}
