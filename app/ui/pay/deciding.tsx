/** What whoever sees to pay decides about a month: the whole of it, one row, and on which terms somebody works. */
import { FUNDINGS, type Terms as OnTerms, TERMS } from "#app/pay/vocabulary";
import type { StatementRow } from "#app/queries/everyone/statement";
import { Button, Card, DateField, Form, FormActions, PostForm, SelectField, TextArea, useT, Vouch } from "#app/ui/kit";

/** Approve or send back what was handed in; hand in for who cannot. */
export function Decide({
  canDecide,
  canHandIn,
  month,
  cents,
  formKey,
  from,
}: {
  canDecide: boolean;
  canHandIn: boolean;
  month: string;
  cents: number;
  formKey: string;
  from: unknown;
}) {
  const t = useT();
  if (!canDecide && !canHandIn) return null;
  const seen = (
    <>
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="month" value={month} />
    </>
  );
  const labels = { reason: t("pay:one.reason") };
  return (
    <Card>
      <Form method="post">
        {seen}
        <input type="hidden" name="cents" value={cents} />
        <Button variant="primary" name="intent" value={canDecide ? "approve" : "handIn"}>
          {t(canDecide ? "pay:one.approve" : "pay:one.handInFor")}
        </Button>
      </Form>
      <p className="muted small">{t(canDecide ? "pay:one.approveText" : "pay:page.handInText")}</p>
      {canDecide && (
        <details open={from !== null || undefined}>
          <summary className="pay-fold">{t("pay:one.return")}</summary>
          <PostForm from={from} id="return" labels={labels}>
            {seen}
            <TextArea name="reason" label={labels.reason} hint={t("pay:one.returnText")} maxLength={500} />
            <Vouch />
            <FormActions send={t("pay:one.return")} intent="return" />
          </PostForm>
        </details>
      )}
    </Card>
  );
}

/** Who pays for one service, and whether a late cancellation is let pass. */
export function OfRow({
  row,
  formKey,
  from,
}: {
  row: StatementRow;
  formKey: string;
  from: (intent: string) => unknown;
}) {
  const t = useT();
  if (row.reference === null || row.corrects !== null || row.kind === "travel") return null;
  const id = row.key.replaceAll(":", "-");
  const assignmentId = row.key.split(":")[1] ?? "";
  const canWaive = row.kind === "cancellation" && !row.reasons.some(({ code }) => code === "waived");
  const labels = { funding: t("pay:page.funding"), reason: t("pay:one.reason") };
  return (
    <>
      <PostForm from={from("fund")} id={`fund-${id}`} labels={labels}>
        <input type="hidden" name="key" value={`${formKey}-${id}`} />
        <input type="hidden" name="reference" value={row.reference} />
        <SelectField
          name="funding"
          label={t("pay:one.fundingOf", { reference: row.reference })}
          defaultValue={row.funding}
          options={FUNDINGS.map((value) => ({ value, label: t(`pay:funding.${value}`) }))}
        />
        <FormActions send={t("pay:one.save")} intent="fund" />
      </PostForm>
      {canWaive && (
        <PostForm from={from("waive")} id={`waive-${id}`} labels={labels}>
          <input type="hidden" name="key" value={`${formKey}-${id}`} />
          <input type="hidden" name="assignmentId" value={assignmentId} />
          <TextArea name="reason" label={labels.reason} hint={t("pay:one.waiveText")} maxLength={500} />
          <Vouch />
          <FormActions send={t("pay:one.waive")} intent="waive" />
        </PostForm>
      )}
    </>
  );
}

/** Paid or a volunteer, from a date on. */
export function Terms({
  terms,
  canChange,
  formKey,
  today,
  from,
}: {
  terms: OnTerms;
  canChange: boolean;
  formKey: string;
  today: string;
  from: unknown;
}) {
  const t = useT();
  const labels = { terms: t("pay:one.terms"), holdsFrom: t("pay:one.termsFrom") };
  return (
    <Card title={labels.terms}>
      <p>{t("pay:one.current", { terms: t(`pay:terms.${terms}`) })}</p>
      {canChange && (
        <details open={from !== null || undefined}>
          <summary className="pay-fold">{t("pay:one.rowsMore")}</summary>
          <PostForm from={from} id="terms" labels={labels}>
            <input type="hidden" name="key" value={formKey} />
            <SelectField
              name="terms"
              label={labels.terms}
              defaultValue={terms}
              options={TERMS.map((value) => ({ value, label: t(`pay:terms.${value}`) }))}
            />
            <DateField name="holdsFrom" label={labels.holdsFrom} defaultValue={today} required />
            <FormActions send={t("pay:one.save")} intent="terms" />
          </PostForm>
        </details>
      )}
    </Card>
  );
}
