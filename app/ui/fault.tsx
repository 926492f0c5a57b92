import { ButtonLink } from "./button";
import { PlainFrame } from "./frame";
import { useT } from "./locale";
import { Page } from "./page";

const KNOWN = [400, 403, 404, 429, 503];

/** An error as a page: what it means and what to do next. */
export function Fault({ status, requestId }: { status: number; requestId?: string }) {
  const t = useT();
  const kind = KNOWN.includes(status) ? status : status < 500 ? 400 : 500;
  return (
    <PlainFrame>
      <Page width="narrow" title={t(`common:fault.${kind}.title`)}>
        <p>{t(`common:fault.${kind}.text`)}</p>
        {kind === 500 && requestId && <p className="small muted tabular">{t("common:fault.id", { id: requestId })}</p>}
        <div className="row">
          <ButtonLink to="/" variant="primary" reloadDocument>
            {t("common:fault.home")}
          </ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}
