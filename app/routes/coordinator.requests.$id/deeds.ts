/** What can be done on the page of one request. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { answerProposal } from "#app/commands/answer-proposal";
import { askForInfo } from "#app/commands/ask-for-info";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { clearInfo } from "#app/commands/clear-info";
import { correctCaller } from "#app/commands/correct-caller";
import { giveWay } from "#app/commands/give-way";
import { mapLanguage } from "#app/commands/map-language";
import { mapPlace } from "#app/commands/map-place";
import { noteCall } from "#app/commands/note-call";
import { offerRequest } from "#app/commands/offer-request";
import { proposeChange } from "#app/commands/propose-change";
import { rejectRequest } from "#app/commands/reject-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { withdrawOffer } from "#app/commands/withdraw-offer";
import { type Ctx, notFound } from "#app/context.server";
import { isJobMove } from "#app/dispatch/relax";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { type FormValues, formKey, instantField, invalid, readForm } from "#app/form";
import { reachFields } from "#app/forms/caller";
import { withPlace } from "#app/forms/place";
import { readWhen } from "#app/forms/when";
import { namesForObstacles, obstaclesBefore } from "#app/queries/coordinator/request";
import { strictest } from "#app/queries/coordinator/request-candidates";
import { undoMark } from "#app/queries/coordinator/undo";
import { waysOut } from "#app/queries/coordinator/ways-out";
import { allPlaces } from "#app/queries/everyone/places";
import { refused, textErrors } from "#app/respond";
import { type Refusal, type Result, refuse } from "#app/result";
import { type Interval, instantFrom } from "#app/time";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const short = z.string().max(64);
const words = z.string().max(500, "common:error.tooLong");
const vouched = z.literal("on").optional();
const override = { reason: words.optional(), twice: z.literal("on").optional(), vouched };
const person = { interpreterId: short, slot: z.coerce.number().int().min(1).max(2).optional(), ...override };
const common = { key: formKey, expectedVersion: z.coerce.number().int().optional() };

const Deed = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("offer"), ...common, ...person }),
  z.object({ intent: z.literal("assign"), ...common, ...person }),
  z.object({ intent: z.literal("withdraw"), ...common, offerId: short }),
  z.object({ intent: z.literal("noAnswer"), ...common, interpreterId: short }),
  z.object({ intent: z.literal("saidNo"), ...common, interpreterId: short }),
  z.object({ intent: z.literal("release"), ...common, assignmentId: short, reason: words, vouched }),
  z.object({
    intent: z.literal("reschedule"),
    ...common,
    date: short,
    start: short,
    end: short,
    fold: z.enum(["earlier", "later"]).optional(),
    nextDay: short.optional(),
    ...override,
  }),
  z.object({ intent: z.literal("map"), ...common, language: short }),
  z.object({ intent: z.literal("mapPlace"), ...common }),
  z.object({ intent: z.literal("ask"), ...common, question: words, vouched }),
  z.object({ intent: z.literal("clear"), ...common }),
  z.object({ intent: z.literal("caller"), ...common, ...reachFields }),
  z.object({ intent: z.literal("propose"), ...common, way: z.string().max(120) }),
  z.object({ intent: z.literal("giveWay"), ...common, way: z.string().max(120) }),
  z.object({ intent: z.literal("agreed"), ...common, askedAt: instantField }),
  z.object({ intent: z.literal("declined"), ...common, askedAt: instantField }),
  z.object({ intent: z.literal("reject"), ...common, reason: words, vouched }),
  z.object({ intent: z.literal("cancel"), ...common, sure: z.literal("on", "coordinator:request.error.sure") }),
]);
type Deed = z.output<typeof Deed>;

/** Does what the pressed button says, and leads to the page that tells so; a refusal is told on the page itself. */
export function doDeed(ctx: Ctx, id: string, sent: FormData) {
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const deed = form.value;
  const at = deed.intent === "reschedule" ? readWhen(deed) : undefined;
  if (at && !at.ok) return notATime(deed, at.reason, at.detail?.field ?? "date");
  const place = deed.intent === "mapPlace" ? withPlace(form, sent, "place", allPlaces(ctx)) : undefined;
  if (place && !place.ok) return invalid(place);
  const result = perform(ctx, id, deed, { at: at?.value, placeId: place?.value.placeId });
  if (result.ok) {
    const { eventId, outcome = deed.intent } = result.value;
    const undo = eventId === undefined ? `done=${outcome}` : `undo=${undoMark(ctx, eventId)}`;
    return redirect(`/coordinator/requests/${id}?${undo}`);
  }
  if (result.reason === "not_found") throw notFound();
  return refusal(ctx, id, deed, result, { at: at?.value, isAsked: sent.has("confirming") });
}

/** A wall time that cannot be taken, said beside its field; what can mean two things asks which. */
function notATime(deed: Deed, reason: string, field: string) {
  return invalid({ ok: false, errors: { [field]: [`coordinator:request.error.${reason}`] }, values: typedTimes(deed) });
}

/** What was typed of a new time; nothing of other deeds. */
function typedTimes(deed: Deed): FormValues {
  if (deed.intent !== "reschedule") return {};
  const { date, start, end, fold = "", nextDay = "" } = deed;
  return { date, start, end, fold, nextDay };
}

/** The texts of a form that is shown again. */
function typedTexts(deed: Deed): FormValues {
  return {
    ...("reason" in deed && { reason: deed.reason ?? "" }),
    ...("question" in deed && { question: deed.question }),
    ...("vouched" in deed && { vouched: deed.vouched ?? "" }),
  };
}

/** What was typed of it, as it was read. */
interface Read {
  at: Interval | undefined;
  placeId: string | undefined;
}

function perform(ctx: Ctx, requestId: string, deed: Deed, { at, placeId = "" }: Read): Result<Done> {
  const { key } = deed;
  const isVouched = "vouched" in deed && deed.vouched === "on";
  const override = overrideIn(deed, isVouched);
  switch (deed.intent) {
    case "offer": {
      const { interpreterId, slot } = deed;
      return offerRequest(ctx, { requestId, interpreterId, slot, override, key });
    }
    case "assign": {
      const { interpreterId, slot, expectedVersion } = deed;
      return assignInterpreter(ctx, {
        requestId,
        interpreterId,
        slot,
        override,
        expectedVersion,
        key,
      });
    }
    case "withdraw":
      return withdrawOffer(ctx, { offerId: deed.offerId, key });
    case "noAnswer":
    case "saidNo": {
      const { interpreterId } = deed;
      const outcome = deed.intent === "saidNo" ? "declined" : "no_answer";
      return noteCall(ctx, { requestId, interpreterId, outcome, key });
    }
    case "release":
      return releaseAssignment(ctx, {
        assignmentId: deed.assignmentId,
        reason: deed.reason,
        isVouched,
        key,
      });
    case "reschedule":
      return at
        ? rescheduleRequest(ctx, {
            requestId,
            startAt: at.start,
            endAt: at.end,
            override,
            expectedVersion: deed.expectedVersion,
            key,
          })
        : { ok: false, reason: "invalid_time" };
    case "mapPlace":
      return mapPlace(ctx, { requestId, placeId, key });
    case "map":
    case "ask":
    case "clear":
    case "caller":
      return clarify(ctx, requestId, deed);
    case "propose":
    case "giveWay":
      return takeWay(ctx, requestId, deed);
    case "agreed":
    case "declined": {
      const agree = deed.intent === "agreed";
      const askedAt = instantFrom(deed.askedAt);
      return answerProposal(ctx, { requestId, agree, askedAt, key });
    }
    case "reject":
      return rejectRequest(ctx, { requestId, reason: deed.reason, isVouched, key });
    case "cancel":
      return cancelRequest(ctx, { requestId, key });
  }
}

type Clarifying = Extract<Deed, { intent: "map" | "ask" | "clear" | "caller" }>;

/** What is not clear yet of what is asked for, and how whoever called is reached. */
function clarify(ctx: Ctx, requestId: string, deed: Clarifying): Result<Done> {
  const { key } = deed;
  switch (deed.intent) {
    case "map": {
      const [language = "", variant] = deed.language.split("/");
      return mapLanguage(ctx, { requestId, language, variant: variant || null, key });
    }
    case "ask":
      return askForInfo(ctx, { requestId, question: deed.question, isVouched: deed.vouched === "on", key });
    case "clear":
      return clearInfo(ctx, { requestId, key });
    case "caller": {
      const { callerEmail: email = null, callerPhone: phone = null } = deed;
      return plainly(correctCaller(ctx, { requestId, email, phone, key }));
    }
  }
}

function overrideIn(deed: Deed, isVouched: boolean) {
  const twice = "twice" in deed && deed.twice === "on";
  return "reason" in deed && deed.reason ? { reason: deed.reason, twice, isVouched } : undefined;
}

interface Done {
  /** It can be undone for a moment. */
  eventId?: number;
  /** What came of it, where that is not simply that it was done. */
  outcome?: string;
}

/** Ways are named in forms and computed again here, so that nothing but what is possible now can be asked for. */
function takeWay(ctx: Ctx, requestId: string, deed: Extract<Deed, { way: string }>): Result<Done> {
  const way = waysOut(ctx, requestId).find((one) => one.key === deed.way);
  if (!way) return refuse("way_gone");
  const { change, interpreterId } = way;
  const common = { requestId, interpreterId, expectedVersion: deed.expectedVersion, key: deed.key };
  return isJobMove(change)
    ? plainly(giveWay(ctx, { ...common, move: change }))
    : proposeChange(ctx, { ...common, change });
}

/** What was done cannot be taken back by the undo; the page says that it was done. */
function plainly(result: Result<unknown>): Result<Done> {
  return result.ok ? { ok: true, value: {} } : result;
}

/** The page again, with the refusal in words; obstacles come with what it takes to overrule them. */
function refusal(
  ctx: Ctx,
  requestId: string,
  deed: Deed,
  { reason: why, detail }: Refusal,
  { at, isAsked }: { at?: Interval; isAsked: boolean },
) {
  const obstacles = obstaclesIn(detail);
  const errors = textErrors({ ok: false, reason: why, detail });
  const rule = strictest(obstacles);
  const reason = "reason" in deed ? (deed.reason ?? "") : "";
  const interpreterId = "interpreterId" in deed ? deed.interpreterId : null;
  return refused(why, {
    refusal: why,
    refused: errors && { intent: deed.intent, assignmentId: "assignmentId" in deed ? deed.assignmentId : null },
    ...(errors && { errors }),
    ...((errors || deed.intent === "reschedule") && {
      values: { ...typedTimes(deed), ...(errors && typedTexts(deed)) },
    }),
    override: obstacles.length
      ? {
          intent: deed.intent,
          interpreterId,
          person: interpreterId && obstaclesBefore(ctx, requestId, interpreterId)?.person,
          obstacles,
          rule,
          reason,
          isAsked,
          isSecond: rule === "twice" && reason !== "" && !errors,
          isVouched: "vouched" in deed && deed.vouched === "on",
          names: namesForObstacles(ctx, requestId, obstacles, at),
          time:
            deed.intent === "reschedule"
              ? { date: deed.date, start: deed.start, end: deed.end, fold: deed.fold, nextDay: deed.nextDay }
              : null,
        }
      : null,
  });
}

function obstaclesIn(detail: unknown): readonly Obstacle[] {
  return hasObstacles(detail) ? detail.obstacles : [];
}

/** Every refusal with the reason `obstacles` carries them. */
function hasObstacles(detail: unknown): detail is { obstacles: Obstacle[] } {
  return typeof detail === "object" && detail !== null && "obstacles" in detail;
}
