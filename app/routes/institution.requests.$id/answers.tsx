/** What only the institution can say: yes or no to a change, and that nobody is needed any more. */
import { questionSentence } from "#app/i18n/change";
import { momentLong } from "#app/i18n/format";
import type { InstitutionRequest } from "#app/queries/institution/request";
import type { Instant } from "#app/time";
import { Button, ButtonLink, Card, Form, Notice, TextField, useReader, useT } from "#app/ui/kit";
import type { PageFacts } from "./page";

/** What would change, and yes or no; nothing else on the page needs to be looked for. */
export function ProposalCard({ page: { request, key, now } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  if (!request.proposal) return null;
  const { change, language, askedAt } = request.proposal;
  const asked = { ...request, now, language: request.languageNames };
  return (
    <Card title={t("change:answer.title")}>
      <p className="proposal-question">{questionSentence(t, locale, change, asked, language)}</p>
      <p className="muted">{t("change:answer.meansYes")}</p>
      <Form method="post" className="stack" data-gap="s" action={`/institution/requests/${request.id}`} keeps>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="askedAt" value={askedAt} />
        {change.kind === "mode" && change.mode === "video" && (
          <TextField
            name="videoLink"
            type="url"
            label={t("change:answer.videoLink")}
            hint={t("request:hint.videoLink")}
            maxLength={500}
            optional
          />
        )}
        <div className="row">
          <Button name="intent" value="agree" variant="primary">
            {t("change:answer.yes")}
          </Button>
          <Button name="intent" value="decline">
            {t("change:answer.no")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

export function ConfirmCancel({ page: { request, now, key } }: { page: PageFacts }) {
  const t = useT();
  if (!request.cancelling) return null;
  return (
    <Card title={t("request:cancel.title")} className="confirm">
      <CancelRule request={request} now={now} />
      {request.cancelling.isSecured && (
        <Notice tone={request.cancelling.isLate ? "problem" : "brand"}>
          <p>{t(request.cancelling.isLate ? "request:cancel.late" : "request:cancel.early")}</p>
        </Notice>
      )}
      <p>{t("request:cancel.told")}</p>
      <Form method="post" className="row" action={`/institution/requests/${request.id}`}>
        <input type="hidden" name="key" value={key} />
        <Button name="intent" value="cancel" variant="danger">
          {t("request:cancel.yes")}
        </Button>
        <ButtonLink to={`/institution/requests/${request.id}`}>{t("request:cancel.no")}</ButtonLink>
      </Form>
    </Card>
  );
}

/** Until when cancelling is in time. */
export function CancelRule({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const { t, locale } = useReader();
  if (!request.cancelling) return null;
  const { isSecured, isLate, inTimeUntil } = request.cancelling;
  return (
    <p className="small muted">
      {isSecured
        ? t(isLate ? "request:cancel.ruleOver" : "request:cancel.rule", {
            cutoff: momentLong(locale, inTimeUntil, now),
          })
        : t("request:cancel.nobody")}
    </p>
  );
}
