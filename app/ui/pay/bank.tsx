/** Where somebody is paid: never shown whole again. */
import { Card, FormActions, PostForm, TextField, useT } from "#app/ui/kit";

export function BankAccount({ masked, canChange, from }: { masked: string | null; canChange: boolean; from: unknown }) {
  const t = useT();
  const labels = { iban: t("pay:bank.iban") };
  return (
    <Card title={t("pay:bank.title")}>
      <p>{masked ? t("pay:bank.has", { iban: masked }) : t("pay:bank.none")}</p>
      <p className="muted small">{t("pay:bank.text")}</p>
      {canChange && (
        <details open={from !== null || undefined}>
          <summary className="pay-fold">{t("pay:bank.save")}</summary>
          <PostForm from={from} id="bank" labels={labels}>
            <input type="hidden" name="intent" value="bank" />
            <TextField
              name="iban"
              label={labels.iban}
              hint={t("pay:bank.hint")}
              autoComplete="off"
              spellCheck={false}
            />
            <FormActions send={t("pay:bank.save")} />
          </PostForm>
        </details>
      )}
    </Card>
  );
}
