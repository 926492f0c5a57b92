/** What the sheet that edits a request is filled with, for whoever may edit it. */
import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { EditedFields } from "#app/dispatch/request-edit";
import { isLiveJob, isStanding } from "#app/facts/live";
import { countOf } from "#app/facts/pages";
import { editedFieldsOf } from "#app/facts/proposed-change";
import type { Instant } from "#app/time";
import { assignments, desks, requests, users } from "#db/schema";
import { requestFormFor } from "./form-options";

export interface EditSheet {
  requestId: string;
  reference: string;
  startAt: Instant;
  fields: EditedFields;
  /** A question to the requester waits for its answer: in words, or as a change that was proposed. */
  open: { question: string | null; isProposal: boolean } | null;
  isRelay: boolean;
  /** How many have the job. */
  jobs: number;
  requester: { name: string; contactPhone: string };
  deskPhone: string | null;
}

/** null: no such request of theirs, or nothing can be changed about it any more. */
export function editSheetFor(ctx: Ctx<UserViewer>, requestId: string) {
  const found = ctx.db
    .select({ request: requests, requester: users.name, deskPhone: desks.phone })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .where(and(eq(requests.id, requestId), isStanding()))
    .get();
  if (!found || found.request.endAt <= ctx.now || !may.editRequest(ctx.viewer, found.request)) return null;
  const { request, requester, deskPhone } = found;
  const options = requestFormFor(
    { ...ctx, viewer: { ...ctx.viewer, organisationId: request.organisationId } },
    request.placeId,
  );
  const sheet: EditSheet = {
    requestId: request.id,
    reference: request.reference,
    startAt: request.startAt,
    fields: editedFieldsOf(request),
    open:
      request.needsInfoAt === null ? null : { question: request.infoQuestion, isProposal: request.proposal !== null },
    isRelay: request.pivotLanguage !== null,
    jobs: countOf(ctx, assignments, and(eq(assignments.requestId, request.id), isLiveJob())),
    requester: { name: requester, contactPhone: request.contactPhone },
    deskPhone,
  };
  return { sheet, options };
}
