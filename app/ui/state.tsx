import type { OfferStatus, RequestState } from "#app/dispatch/vocabulary";
import { Icon, type IconName } from "./icon";
import { useT } from "./locale";
import type { Tone } from "./page";

const REQUEST: Record<RequestState, { icon: IconName; tone?: Tone }> = {
  submitted: { icon: "searching", tone: "brand" },
  needs_info: { icon: "problem", tone: "waiting" },
  searching: { icon: "searching", tone: "brand" },
  offered: { icon: "waiting", tone: "waiting" },
  partly_secured: { icon: "half", tone: "waiting" },
  secured: { icon: "secured", tone: "secured" },
  in_progress: { icon: "running", tone: "secured" },
  to_report: { icon: "waiting", tone: "waiting" },
  completed: { icon: "done" },
  not_held: { icon: "cancelled" },
  unfilled: { icon: "problem", tone: "problem" },
  rejected: { icon: "cancelled", tone: "problem" },
  cancelled: { icon: "cancelled" },
};

const OFFER: Record<OfferStatus, { icon: IconName; tone?: Tone }> = {
  pending: { icon: "waiting", tone: "waiting" },
  accepted: { icon: "secured", tone: "secured" },
  declined: { icon: "cancelled" },
  expired: { icon: "waiting" },
  withdrawn: { icon: "undo" },
  superseded: { icon: "done" },
};

/** A request's state (`request`) or an offer's status (`offer`): icon, word and colour, never colour alone. */
export function StateBadge(props: { request: RequestState } | { offer: OfferStatus }) {
  const t = useT();
  if ("request" in props) {
    const look = REQUEST[props.request];
    return <Badge {...look}>{t(`domain:requestState.${props.request}`)}</Badge>;
  }
  const look = OFFER[props.offer];
  return <Badge {...look}>{t(`domain:offerStatus.${props.offer}`)}</Badge>;
}

interface BadgeProps {
  icon?: IconName;
  tone?: Tone;
  /** Icon and tone at once, where they say the same. */
  sign?: "problem" | "secured" | "waiting";
  children: React.ReactNode;
}

export function Badge({ sign, icon = sign, tone = sign, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}

/** The tone in which a request's state speaks, for lists and timelines. */
export function toneOf(state: RequestState): Tone | undefined {
  return REQUEST[state].tone;
}
