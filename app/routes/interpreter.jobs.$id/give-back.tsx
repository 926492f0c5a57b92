import { Form } from "@remix-run/react";
import { momentLong, phone } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Button, ButtonLink, Card, useLocale, useT } from "#app/ui/kit";
import { OfficeHours } from "#app/ui/office";

/** Give the job back, in two steps; when it is too late for that, whom to call. */
export function GiveBack({
  formKey,
  until,
  canGiveBack,
  deskPhone,
  now,
}: {
  formKey: string;
  until: Instant;
  canGiveBack: boolean;
  deskPhone: string;
  now: Instant;
}) {
  const t = useT();
  const locale = useLocale();
  return (
    <Card title={t("interpreter:job.giveBack.title")}>
      {canGiveBack ? (
        <>
          <p>{t("interpreter:job.giveBack.until", { when: momentLong(locale, until, now) })}</p>
          <details className="fold">
            <summary className="button">{t("interpreter:job.giveBack.open")}</summary>
            <Form method="post" className="fold-body">
              <input type="hidden" name="key" value={formKey} />
              <p>{t("interpreter:job.giveBack.sure")}</p>
              <div className="row">
                <Button name="intent" value="give_back" variant="danger">
                  {t("interpreter:job.giveBack.confirm")}
                </Button>
              </div>
            </Form>
          </details>
        </>
      ) : (
        <>
          <p>{t("interpreter:job.giveBack.late")}</p>
          <div className="row">
            <ButtonLink to={`tel:${deskPhone}`} icon="phone">
              {phone(deskPhone)}
            </ButtonLink>
          </div>
          <OfficeHours />
        </>
      )}
    </Card>
  );
}
