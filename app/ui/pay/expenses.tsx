/** What an interpreter spent, and the form for one thing more. */
import { dayShort, euros } from "#app/i18n/format";
import { EXPENSE_KINDS } from "#app/pay/vocabulary";
import type { Statement } from "#app/queries/everyone/statement";
import { startOfDay } from "#app/time";
import { FileField } from "#app/ui/files/file-field";
import {
  Button,
  Card,
  DateField,
  ErrorSummary,
  Form,
  FormActions,
  FormState,
  SelectField,
  TextField,
  useReader,
  Vouch,
} from "#app/ui/kit";

export function Expenses({
  expenses,
  canChange,
  from,
  formKey,
  today,
  receipt: { taken, megabytes },
}: {
  expenses: Statement["expenses"];
  canChange: boolean;
  /** What the form answered. */
  from: unknown;
  formKey: string;
  today: string;
  /** What its picture may be. */
  receipt: { taken: string; megabytes: number };
}) {
  const { t, locale } = useReader();
  if (!canChange && expenses.length === 0) return null;
  const labels = {
    date: t("pay:expenses.date"),
    kind: t("pay:expenses.kind"),
    amount: t("pay:expenses.amount"),
    words: t("pay:expenses.words"),
    receipt: t("pay:expenses.receipt"),
  };
  return (
    <Card title={t("pay:expenses.title")}>
      {expenses.length > 0 && (
        <ul className="pay-rows">
          {expenses.map(({ id, date, kind, cents, words, receipt }) => (
            <li key={id} className="pay-row">
              <div className="pay-row-head">
                <span>
                  {dayShort(locale, startOfDay(date))} · {t(`pay:expense.${kind}`)}
                  {words && <span className="typed-words"> · {words}</span>}
                </span>
                <span className="tabular">{euros(locale, cents)}</span>
              </div>
              {receipt && (
                <a href={`/receipt/${id}`} className="tap small" download>
                  {t("pay:expenses.receiptFile", receipt)}
                </a>
              )}
              {canChange && (
                <Form method="post">
                  <input type="hidden" name="key" value={`${formKey}-${id}`} />
                  <input type="hidden" name="expenseId" value={id} />
                  <Button variant="link" name="intent" value="remove">
                    {t("pay:expenses.remove")}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {canChange && (
        <details open={from !== null || undefined}>
          <summary className="pay-fold">{t("pay:expenses.add")}</summary>
          <FormState from={from} id="expense">
            <Form method="post" className="form" encType="multipart/form-data" keeps>
              <ErrorSummary labels={labels} />
              <input type="hidden" name="key" value={formKey} />
              <input type="hidden" name="intent" value="expense" />
              <DateField name="date" label={labels.date} defaultValue={today} required />
              <SelectField
                name="kind"
                label={labels.kind}
                options={EXPENSE_KINDS.map((value) => ({ value, label: t(`pay:expense.${value}`) }))}
              />
              <TextField
                name="amount"
                label={labels.amount}
                hint={t("pay:expenses.hint")}
                inputMode="decimal"
                required
              />
              <TextField name="words" label={labels.words} optional maxLength={200} />
              <FileField
                name="receipt"
                label={labels.receipt}
                hint={t("pay:expenses.receiptHint", { megabytes: megabytes })}
                accept={taken}
              />
              <Vouch />
              <FormActions send={t("pay:expenses.add")} />
            </Form>
          </FormState>
        </details>
      )}
    </Card>
  );
}
