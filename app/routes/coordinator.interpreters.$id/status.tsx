/** Whether the person works: the choice, and what lies ahead of somebody who is to stop, before it is saved. */
import type { useActionData, useLoaderData } from "@remix-run/react";
import { AheadList } from "#app/ui/coordinator/ahead";
import { Button, ButtonLink, Card, Form, FormState, Notice, RadioGroup, useT } from "#app/ui/kit";
import type { action, loader } from "./route";

interface Props {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  answer: ReturnType<typeof useActionData<typeof action>>;
}

export function Status({ page, answer }: Props) {
  const t = useT();
  const { person, statuses, key } = page;
  return (
    <Card title={t("coordinator:people.status")}>
      {answer && "ahead" in answer && <Confirm page={page} {...answer} />}
      <FormState from={answer} id="status">
        <Form method="post" className="stack" data-gap="s" key={person.status} keeps>
          <input type="hidden" name="key" value={key} />
          <RadioGroup
            name="status"
            label={t("coordinator:people.setStatus")}
            inline={false}
            defaultValue={person.status}
            required
            options={statuses.map((status) => ({
              value: status,
              label: t(`domain:interpreterStatus.${status}`),
              hint: t(`coordinator:people.statusMeans.${status}`),
            }))}
          />
          {person.upcomingTotal > 0 && (
            <p className="small muted">{t("coordinator:people.statusWork", { count: person.upcomingTotal })}</p>
          )}
          <div>
            <Button>{t("common:action.save")}</Button>
          </div>
        </Form>
      </FormState>
    </Card>
  );
}

type Asked = Extract<NonNullable<Props["answer"]>, { ahead: unknown }>;

function Confirm({ page, ahead, status }: Asked & Pick<Props, "page">) {
  const t = useT();
  const { person, key, now } = page;
  return (
    <Notice
      tone="problem"
      title={t("coordinator:people.aheadTitle", { status: t(`domain:interpreterStatus.${status}`) })}
    >
      {ahead.jobs.total > 0 && (
        <>
          <AheadList title={t("coordinator:people.aheadJobs")} ahead={ahead.jobs} now={now} />
          <p>{t("coordinator:people.aheadJobsMean")}</p>
        </>
      )}
      {ahead.offers.total > 0 && (
        <>
          <AheadList title={t("coordinator:people.aheadOffers")} ahead={ahead.offers} now={now} />
          <p>{t("coordinator:people.aheadOffersMean")}</p>
        </>
      )}
      <Form method="post" className="form-actions">
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="status" value={status} />
        <input type="hidden" name="seen" value={ahead.seen} />
        <Button variant="primary">{t("coordinator:people.aheadSave")}</Button>
        <ButtonLink to={`/coordinator/interpreters/${person.id}`} variant="link">
          {t("common:action.cancel")}
        </ButtonLink>
      </Form>
    </Notice>
  );
}
