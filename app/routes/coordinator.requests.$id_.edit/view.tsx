import { Button, ButtonLink, Notice, Page, Told, useT } from "#app/ui/kit";
import { Changes } from "#app/ui/request-edit/changes";
import { EditForm } from "#app/ui/request-edit/edit-form";
import type { Answer } from "./deeds";
import { Effects } from "./effects";
import type { PageFacts } from "./page";

export function EditView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { sheet, options, now, key, defaults } = page;
  const back = `/coordinator/requests/${sheet.requestId}`;
  const before = answer?.overtaken?.now ?? sheet.fields;
  const look = answer?.look ?? null;
  return (
    <Page title={page.title} lead={t("change:edit.lead")}>
      <Told problem={answer?.refusal && t(`explain:refusal.${answer.refusal}`)} />
      {answer?.overtaken && (
        <Notice tone="problem" title={t("change:edit.overtaken")} announce>
          <Changes {...answer.overtaken} after={answer.overtaken.now} options={options} places={answer.places} />
        </Notice>
      )}
      {sheet.open?.question && (
        <Notice tone="waiting">
          <p>{t("coordinator:request.info.asked", { question: sheet.open.question })}</p>
        </Notice>
      )}
      <EditForm
        key={JSON.stringify(before)}
        options={options}
        region={sheet.region}
        now={now}
        idempotencyKey={key}
        before={before}
        defaults={defaults}
        answer={answer}
        action={`${back}/edit`}
        isRelay={sheet.isRelay}
      >
        {look && <Effects page={page} look={look} places={answer?.places ?? []} refusal={answer?.refusal ?? null} />}
        <div className="row">
          <Button name="intent" value="look" variant={look ? "quiet" : "primary"}>
            {t(look ? "change:edit.lookAgain" : "change:edit.look")}
          </Button>
          <ButtonLink to={back} variant="link">
            {t("change:edit.leave")}
          </ButtonLink>
        </div>
      </EditForm>
    </Page>
  );
}
