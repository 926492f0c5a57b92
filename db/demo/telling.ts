/** What happened, and who is told. */
import type { EventKind, NotificationKind, Payloads } from "#app/events/kinds";
import { type Instant, instantFrom } from "#app/time";
import { type Happened, isWhole, type OfferRow, type RequestRow, type Service } from "./service";

type Told = Partial<Pick<Happened, "actor" | "interpreterId" | "tell">>;

/** Appends an event about the request, and the messages it causes. */
export function tell<K extends EventKind>(
  service: Service,
  request: RequestRow,
  at: Instant,
  kind: K,
  event: Told & { payload: Payloads[K] },
): void {
  service.happened.push({ at, kind, actor: null, requestId: request.id, interpreterId: null, tell: [], ...event });
}

/** Done on pages, by an account. */
export function byUser(id: string): Pick<Happened, "actor"> {
  return { actor: { kind: "user", id } };
}

/** Done by whoever was asked, through the link in the mail. */
export function byLink({ interpreterId }: OfferRow): Pick<Happened, "actor" | "interpreterId"> {
  return { actor: { kind: "interpreter_link", id: interpreterId }, interpreterId };
}

/** A message to one interpreter. */
export function toPerson(kind: NotificationKind, interpreterId: string, from: Instant): Happened["tell"][number] {
  return { kind, to: `interpreter:${interpreterId}`, from };
}

/** A message to who asked, and to the organisation's mailbox. */
export function requesterSide(
  service: Service,
  request: RequestRow,
  kind: NotificationKind,
  from = request.submittedAt,
): Happened["tell"] {
  const organisation = service.organisations.get(request.organisationId);
  return [
    { kind, to: `user:${request.requesterId}`, from },
    ...(organisation?.mailbox ? [{ kind, to: `organisation:${organisation.id}` as const, from }] : []),
  ];
}

/** The person has the job; the requester hears who comes, or that one of two is found. */
export function confirmation(service: Service, request: RequestRow, interpreterId: string, from: Instant) {
  const found = isWhole(service, request) ? "request_confirmed" : "request_partly_confirmed";
  return [toPerson("job_confirmed", interpreterId, from), ...requesterSide(service, request, found, from)];
}

/** When a step that its coordinator can still undo is told. */
export function undoOver({ rules }: Service, at: Instant): Instant {
  return instantFrom(at + rules["undo.seconds"] * 1000);
}
