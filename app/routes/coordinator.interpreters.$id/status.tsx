/** Whether the person works. What lies ahead of somebody who is to stop is decided on a page of its own. */
import type { useActionData, useLoaderData } from "@remix-run/react";
import { Button, Card, Form, FormState, RadioGroup, useT } from "#app/ui/kit";
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
