import { phone, phoneLink, untilLong } from "#app/i18n/format";
import type { JobPage } from "#app/queries/interpreter/jobs";
import type { Instant } from "#app/time";
import { Button, ButtonLink, Card, Form, useReader } from "#app/ui/kit";
import { OfficeHours } from "#app/ui/office";

/** Give the job back, in two steps; when it is too late for that, whom to call. */
export function GiveBack({ job, until, now }: { job: JobPage; until: Instant; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <Card title={t("interpreter:job.giveBack.title")}>
      {job.canGiveBack ? (
        <>
          <p>{t("interpreter:job.giveBack.until", { until: untilLong(locale, until, now) })}</p>
          <details className="fold">
            <summary className="button">{t("interpreter:job.giveBack.open")}</summary>
            <Form method="post" className="fold-body">
              <input type="hidden" name="key" value={job.key} />
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
          {job.deskPhone && (
            <>
              <div className="row">
                <ButtonLink to={phoneLink(job.deskPhone)} icon="phone">
                  {phone(job.deskPhone)}
                </ButtonLink>
              </div>
              <OfficeHours />
            </>
          )}
        </>
      )}
    </Card>
  );
}
