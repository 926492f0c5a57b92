/** What the sheet that edits a request is filled with, for whoever may edit it. */
import { and, eq } from "drizzle-orm";
import { may, mayRead } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { EditedFields } from "#app/dispatch/request-edit";
import { countOf } from "#app/facts/lists/pages";
import { isLiveJob, isStanding } from "#app/facts/live";
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
  /** Of the desk that has it. */
  region: string;
}

/** What the sheet is made of and what it offers; `choices` is what is sent is read with, `deskPhone` whom to call, `requester` who asked. */

/** null: no such request of theirs, or nothing can be changed about it any more. */
export function editSheetFor(ctx: Ctx<UserViewer>, requestId: string) {
  const found = ctx.db
    .select({ request: requests, requester: users.name, region: desks.region, deskPhone: desks.phone })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .where(and(eq(requests.id, requestId), isStanding(), isTheirs(ctx)))
    .get();
  if (!found || found.request.endAt <= ctx.now || !may.seeRequest(ctx.viewer, found.request)) return null;
  const { request, requester, region, deskPhone } = found;
  const choices = requestFormFor(
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
    region,
  };
  return { sheet, options: { languages: choices.languages, likely: choices.likely }, choices, deskPhone, requester };
}

/** Coordinators edit for everybody; an auditor reads the sheet. */
function isTheirs({ viewer }: Ctx<UserViewer>) {
  const { organisationId } = viewer;
  return mayRead(viewer, "coordinator") ? undefined : eq(requests.organisationId, organisationId ?? "");
}
