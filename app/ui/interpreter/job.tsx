/** A person's job in lists: what comes as cards with what one needs on the way, what has been as plain rows. */
import { Link } from "@remix-run/react";
import { dayShort, phone, phoneLink, sentenceCase, timeRange } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { ButtonLink } from "../button";
import type { IconName } from "../icon";
import { useReader, useT } from "../locale";
import type { Tone } from "../page";
import { Badge } from "../state";
import { type Asked, When, whatOf } from "./asked";

type State = "next" | "running" | "to_report" | "held" | "not_held" | "cancelled" | "gone" | "given_back";

interface DoneJob {
  id: string;
  state: State;
  request: Pick<Asked, "language" | "variant" | "mode" | "start" | "end"> & { organisation: string | null };
}

interface ListedJob extends DoneJob {
  request: DoneJob["request"] & {
    town: string | null;
    address: string | null;
    contact: { name: string; phone: string } | null;
    videoLink: string | null;
  };
}

const LOOK: Record<State, { icon: IconName; tone?: Tone }> = {
  next: { icon: "secured", tone: "secured" },
  running: { icon: "running", tone: "secured" },
  to_report: { icon: "waiting", tone: "waiting" },
  held: { icon: "done" },
  not_held: { icon: "cancelled" },
  cancelled: { icon: "cancelled", tone: "problem" },
  gone: { icon: "cancelled", tone: "problem" },
  given_back: { icon: "undo" },
};

export function JobStateBadge({ state }: { state: State }) {
  const t = useT();
  return <Badge {...LOOK[state]}>{t(`interpreter:jobs.state.${state}`)}</Badge>;
}

/** `isFirst`: the one that comes next. */
export function JobCard({ job, now, isFirst }: { job: ListedJob; now: Instant; isFirst?: boolean }) {
  const t = useT();
  const { request, state } = job;
  const isOff = state === "cancelled" || state === "gone" || state === "given_back";
  const isAhead = state === "next" || state === "running";
  const where = [request.organisation, request.address, request.town].filter(Boolean).join(", ");
  return (
    <li className="job" data-next={isFirst || undefined} data-off={isOff || undefined}>
      <div className="job-head">
        <h3>
          <Link to={`/interpreter/jobs/${job.id}`}>
            <When interval={request} now={now} />
          </Link>
        </h3>
        <JobStateBadge state={state} />
      </div>
      <p>{whatOf(t, request)}</p>
      {where && <p className="muted">{where}</p>}
      {isAhead && (request.contact || request.videoLink) && (
        <div className="row">
          {request.contact && (
            <ButtonLink to={phoneLink(request.contact.phone)} icon="phone">
              {phone(request.contact.phone)}
              <span className="visually-hidden">, {request.contact.name}</span>
            </ButtonLink>
          )}
          {request.videoLink && (
            <ButtonLink to={request.videoLink} icon="video">
              {t("interpreter:jobs.video")}
            </ButtonLink>
          )}
        </div>
      )}
      {state === "to_report" && (
        <div className="row">
          <ButtonLink to={`/interpreter/jobs/${job.id}#report`} variant="primary">
            {t("interpreter:jobs.reportNow")}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}

export function JobRow({ job }: { job: DoneJob }) {
  const { t, locale } = useReader();
  const { request, state } = job;
  return (
    <li className="job">
      <div className="job-head">
        <h3>
          <Link to={`/interpreter/jobs/${job.id}`}>
            {dayShort(locale, request.start)} {timeRange(locale, request)}
          </Link>
        </h3>
        <JobStateBadge state={state} />
      </div>
      <p className="muted small">
        {[whatOf(t, request), request.organisation && sentenceCase(request.organisation)].filter(Boolean).join(" · ")}
      </p>
    </li>
  );
}
