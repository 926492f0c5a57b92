import { promiseSentence } from "#app/i18n/promise";
import type { InstitutionRequest } from "#app/queries/institution/request";
import type { Instant } from "#app/time";
import { Card, StateBadge, TimeRange, useReader, useT } from "#app/ui/kit";
import { useDeskNumber, useOffice } from "#app/ui/office";

const STEPS = ["received", "looking", "found", "done"] as const;

/** The state in words, how far it has come, and what happens next. */
export function Status({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const t = useT();
  const reached = stepOf(request);
  return (
    <Card className="request-status">
      <div className="card-head">
        <StateBadge request={request.state} />
        <p className="request-when">
          <TimeRange interval={request.interval} now={now} />
        </p>
      </div>
      {reached !== null && (
        <ol className="steps plain-list" aria-label={t("request:page.steps")}>
          {STEPS.map((step, index) => (
            <li
              key={step}
              data-reached={index <= reached || undefined}
              aria-current={index === reached ? "step" : undefined}
            >
              <span>{t(`request:page.step.${step}`)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="request-next">
        <NextWords request={request} />
      </p>
    </Card>
  );
}

function stepOf({ state }: InstitutionRequest): number | null {
  const steps: Partial<Record<typeof state, number>> = {
    submitted: 0,
    needs_info: 0,
    searching: 1,
    offered: 1,
    partly_secured: 1,
    secured: 2,
    in_progress: 2,
    to_report: 2,
    completed: 3,
  };
  return steps[state] ?? null;
}

function NextWords({ request }: { request: InstitutionRequest }) {
  const { t, locale } = useReader();
  const { state } = request;
  const office = useOffice();
  const number = useDeskNumber();
  const { outlook, deskPhone } = request;
  const words = {
    phone: number(deskPhone),
    promise: office ? promiseSentence(t, locale, outlook, deskPhone, office) : "",
  };
  if (request.proposal) return <>{t("request:next.proposed")}</>;
  if (request.infoQuestion)
    return <>{t("request:next.asked", { ...words, question: request.infoQuestion, reference: request.reference })}</>;
  if (state === "submitted" && request.unknownPlace && request.isLanguageListed)
    return <>{t("request:next.unlistedPlace", { ...words, place: request.unknownPlace })}</>;
  const isWaiting = state === "submitted" || state === "searching" || state === "offered";
  if (isWaiting && request.isListed && outlook.asks === "coordinator") return <>{t("request:next.undecided", words)}</>;
  const nobodyIsOnIt = outlook.heldUntil !== null || (outlook.asks === "coordinator" && office?.isOpen === false);
  if (isWaiting && nobodyIsOnIt) return <>{t("request:next.received", words)}</>;
  if (state === "rejected" && request.rejectionReason)
    return <>{t("request:next.rejectedWhy", { reason: request.rejectionReason })}</>;
  if (state === "cancelled" && !request.hadInterpreter) return <>{t("request:next.cancelledNobody")}</>;
  return <>{t(`request:next.${state}`, words)}</>;
}
