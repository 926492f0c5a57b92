/** What whoever asked, and the interpreter, are told of a service that is reported. */
import { attestToken } from "#app/auth/attest-link.server";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { servicesOf } from "#app/facts/took-place/of-requests";
import { stepAt } from "#app/pay/attesting";
import { attestationState } from "#app/pay/took-place";
import { invariant, ok, refuse } from "#app/result";
import { instantFrom } from "#app/time";
import { type Notice, type Reading, requestOf, type Told } from "../message";

/** One link for all that a request waits for; nothing once it waits for nothing. */
export function askedToAttest(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const services = servicesOf(ctx, [request.job.requestId]);
  const waiting = services.filter((service) => attestationState(service) === "waiting");
  const asks = notice.kind === "correction_asked" ? services.some(({ asked }) => asked?.isOpen) : waiting.length > 0;
  if (!asks) return refuse("decided");
  const [rules, calendar] = [rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now)];
  const ends = waiting.map(({ report }) => stepAt(rules, calendar, report.reportedAt, "silence"));
  return ok({
    job: request.job,
    due: ends.length > 0 ? instantFrom(Math.min(...ends)) : null,
    opens: attestPage(services, request.job.requestId),
    phone: request.deskPhone,
  });
}

/** What was attested on the spot, to those in whose name it was; nothing once a coordinator has decided about it. */
export function notedForRequester(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const { event } = notice;
  invariant(event.kind === "service_attested", "it is of this alone");
  const services = servicesOf(ctx, [request.job.requestId]);
  const service = services.find(({ assignmentId }) => assignmentId === event.payload.assignmentId);
  if (!service?.attestation || service.settlement || service.report.number !== event.payload.number)
    return refuse("decided");
  const { attestation, report } = service;
  const differs = attestation.as === "differs";
  const { breakMinutes, waitingMinutes } = report;
  return ok({
    job: request.job,
    took: differs
      ? { ...attestation, breakMinutes: 0, waitingMinutes: 0 }
      : { ...report, way: attestation.way, breakMinutes, waitingMinutes },
    ...(differs && { as: "differs" }),
    opens: attestPage(services, request.job.requestId),
    phone: request.deskPhone,
  });
}

/** What a coordinator decided, to whoever asked. */
export function settledForRequester(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const services = servicesOf(ctx, [request.job.requestId]);
  return ok({ job: request.job, opens: attestPage(services, request.job.requestId), phone: request.deskPhone });
}

/** The same, to the interpreter. */
export function settledForInterpreter(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const { event } = notice;
  invariant(event.kind === "service_settled" || event.kind === "correction_settled", "it is of these alone");
  return ok({
    job: request.job,
    opens: { page: "job", assignmentId: event.payload.assignmentId },
    phone: request.deskPhone,
  });
}

function attestPage(services: ReturnType<typeof servicesOf>, requestId: string) {
  const [first] = services;
  invariant(first, "something was reported");
  return { page: "attest", token: attestToken({ id: requestId, requesterId: first.requesterId }) } as const;
}
