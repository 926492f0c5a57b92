import { may } from "#app/auth/policy";
import { SYSTEM } from "#app/auth/viewer";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { isNewWork, type ProposedChange } from "#app/dispatch/relax";
import { record } from "#app/events/record";
import { canBeFilledWith } from "#app/facts/proposed-change";
import { promiseAgainFor } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { beginAction, moveInTime } from "#app/steps/board";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest, queue } from "#app/steps/dispatch-request";
import { passRequest } from "#app/steps/free-text";
import { changeRequest, findRequest, isStanding, openSlots, type RequestRow, waitingOffers } from "#app/steps/live";
import { changeWrongs, type Invalid } from "#app/steps/request-wrongs";
import type { Instant } from "#app/time";

export interface ProposalAnswer {
  requestId: string;
  agree: boolean;
  /** When the question was put: an answer to an earlier one counts for nothing. */
  askedAt: Instant;
  /** For a change to video: where to meet, if they know already. */
  videoLink?: string | null;
  key?: string;
}
export type AnswerProposalRefusal = "not_found" | "proposal_over" | "time_passed";
export type ProposalAnswered = Result<{ requestId: string; outcome: ProposalOutcome }, AnswerProposalRefusal> | Invalid;
/** `overtaken`: they agreed, but meanwhile nobody could come with it, so nothing was changed. */
export type ProposalOutcome = "agreed" | "declined" | "overtaken";

/**
 * The requester, or a coordinator who has their word, answers a proposed change. Yes changes the request and dispatch
 * goes on at once, as long as the request is still the one that was looked at and somebody could still be asked;
 * otherwise, as after a no, it stays as it was and coordinators decide. `invalid`: the video link will not do.
 */
export function answerProposal(ctx: Ctx, { key, ...answer }: ProposalAnswer): ProposalAnswered {
  const { requestId, agree, askedAt, videoLink } = answer;
  return transact(ctx, onceFor("answer_proposal", key, answer), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.answerProposal(work.viewer, request)) return refuse("not_found");
    const { proposal } = request;
    if (!proposal || request.needsInfoAt !== askedAt || !isStanding(request)) return refuse("proposal_over");
    if (openSlots(work, request).length === 0) return refuse("proposal_over");
    if (request.startAt <= work.now) return refuse("time_passed");
    const { change } = proposal;
    const wrongs = agree ? changeWrongs(work, request, change, videoLink) : [];
    if (wrongs.some(({ field }) => field === "videoLink")) return refuse("invalid", wrongs);

    const answerDueAt = promiseAgainFor(work, request);
    changeRequest(work, requestId, { needsInfoAt: null, proposal: null, queuedAt: null, answerDueAt });
    if (!agree) return leaveIt(work, request, change, "declined");
    if (wrongs.length > 0 || request.version !== proposal.version || !canBeFilledWith(work, request, change))
      return leaveIt(work, request, change, "overtaken");
    apply(work, { ...request, answerDueAt }, change, videoLink ?? null);
    dispatchRequest(work, requestId);
    return ok({ requestId, outcome: "agreed" });
  });
}

/** Nothing is changed; coordinators hear that it is theirs again. */
function leaveIt(
  work: Work,
  request: RequestRow,
  change: ProposedChange,
  outcome: "declined" | "overtaken",
): Result<{ requestId: string; outcome: ProposalOutcome }, never> {
  record(work, { kind: `proposal_${outcome}`, requestId: request.id, payload: { change } });
  queue({ ...work, viewer: SYSTEM }, request, `proposal_${outcome}`);
  return ok({ requestId: request.id, outcome });
}

function apply(work: Work, request: RequestRow, change: ProposedChange, videoLink: string | null): void {
  const { id, language, variant, startAt, endAt } = request;
  if (change.kind === "time") {
    const to = { start: change.start, end: change.end };
    moveInTime(work, beginAction(work), request, to, new Map());
    record(work, {
      kind: "proposal_accepted",
      requestId: id,
      payload: { change, from: { start: startAt, end: endAt }, to },
    });
    return;
  }
  if (isNewWork(change)) for (const offer of waitingOffers(work, id)) withdraw(work, offer, "coordinator");
  changeRequest(work, id, {
    ...columnsOf(request, change, videoLink),
    ...(isNewWork(change) && { version: request.version + 1 }),
  });
  const before = change.kind === "substitute" ? { fromLanguage: language, fromVariant: variant } : {};
  record(work, { kind: "proposal_accepted", requestId: id, payload: { change, ...before } });
}

function columnsOf(
  request: RequestRow,
  change: Exclude<ProposedChange, { kind: "time" }>,
  videoLink: string | null,
): Partial<RequestRow> {
  switch (change.kind) {
    case "mode":
      return {
        mode: change.mode,
        placeId: null,
        address: null,
        videoLink: change.mode === "video" ? passRequest({ videoLink }, false).fields.videoLink : null,
      };
    case "unwanted":
      return { excludedInterpreterId: null };
    case "gender":
      return { gender: null, genderStrength: null };
    case "substitute":
      return {
        language: change.language,
        variant: null,
        requestedLanguage: request.requestedLanguage ?? request.language,
      };
    case "relay":
      return { pivotLanguage: change.pivot, interpreterCount: 2 };
  }
}
