/** After sending: the same words whatever address was typed. */
import { phoneLink } from "#app/i18n/format";
import { Notice, Page, useT } from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";

interface Props {
  deskPhone: string | null;
  sendsMail: boolean;
  isCandidate?: boolean;
}

export function Sent({ deskPhone, sendsMail, isCandidate = false }: Props) {
  const t = useT();
  const number = useDeskNumber();
  return (
    <Page width="narrow" title={t("door:sent.title")}>
      <Notice tone="waiting" announce>
        <p>{t("door:sent.text")}</p>
        <p>{t(isCandidate ? "door:sent.thenCandidate" : "door:sent.then")}</p>
        <p>{sendsMail ? t("door:sent.spam") : t("auth:forgot.noSmtp")}</p>
      </Notice>
      {deskPhone && (
        <p>
          <a href={phoneLink(deskPhone)}>{t("door:sent.urgent", { phone: number(deskPhone) })}</a>
        </p>
      )}
    </Page>
  );
}
