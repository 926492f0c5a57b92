import { and, eq, isNull } from "drizzle-orm";
import { layLinkOf } from "#app/auth/account-links.server";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { type Application, accountAt, applicationById } from "#app/facts/institutions/applications";
import { ok, refuse } from "#app/result";
import { addInstitution, type Institution } from "#app/steps/institutions/add-institution";
import { invitePerson } from "#app/steps/invite-person";
import { writeRequest } from "#app/steps/write-request";
import { addMinutes } from "#app/time";
import { applications, organisations } from "#db/schema";

export interface Admission {
  applicationId: string;
  /** One that is known already, or a new one. */
  institution: { id: string } | Omit<Institution, "phone">;
  key?: string;
}

/**
 * A coordinator says which institution it is: the person gets an account there, the link in their mail sets its password, and what
 * they asked for becomes a request with the promise it was given. Refusals: `not_found`, `decided`, `time_passed`, `organisation_missing`,
 * `email_taken` (an account of another institution), `request_refused` (what was asked for can be asked no more), and those of a new institution.
 */
export function admitApplicant(ctx: Ctx, { key, ...given }: Admission) {
  return transact(ctx, onceFor("admit_applicant", key, given), (work) => {
    const application = applicationById(work, given.applicationId);
    if (!application || application.confirmedAt === null || !may.decideApplication(work.viewer))
      return refuse("not_found");
    if (application.decidedAt !== null) return refuse("decided");
    if (application.startAt !== null && application.startAt <= work.now) return refuse("time_passed");
    const found = institutionFor(work, given.institution);
    if (!found.ok) return found;
    const organisation = found.value;
    const account = accountFor(work, application, organisation.id);
    if (!account.ok) return account;
    const { userId } = account.value;
    const written = requestOf(work, application, organisation, userId);
    if (written && !written.ok) return refuse("request_refused");
    close(work, application);
    record(work, {
      kind: "application_admitted",
      payload: { applicationId: application.id, userId, organisationId: organisation.id },
    });
    return ok({ requestId: written?.value.requestId ?? null });
  });
}

function institutionFor(work: Work, institution: Admission["institution"]) {
  const added = "id" in institution ? ok({ organisationId: institution.id }) : addInstitution(work, institution);
  if (!added.ok) return added;
  const isAtWork = and(eq(organisations.id, added.value.organisationId), isNull(organisations.deactivatedAt));
  const organisation = work.db.select().from(organisations).where(isAtWork).get();
  return organisation ? ok(organisation) : refuse("organisation_missing");
}

/** A new account; or the one that was made of the same address there meanwhile. */
function accountFor(work: Work, application: Application, organisationId: string) {
  const known = accountAt(work, application.email);
  if (known) {
    const isThere = known.organisationId === organisationId && known.disabledAt === null;
    return isThere ? ok({ userId: known.id }) : refuse("email_taken");
  }
  const { name, email, phone, locale, vouched: isVouched } = application;
  const invited = invitePerson(work, { name, email, phone, locale, organisationId, role: "requester", isVouched });
  if (invited.ok) layLinkOf(work.db, work.now, "invite", invited.value.userId, application.linkHash);
  return invited;
}

/** What they asked for, promised when they confirmed it. Nothing else can be a repetition of it: nobody could ask before. */
function requestOf(
  work: Work,
  { asked, ...application }: Application,
  to: typeof organisations.$inferSelect,
  userId: string,
) {
  if (!asked) return null;
  const { minutes, ...fields } = asked;
  return writeRequest(
    work,
    to,
    {
      ...fields,
      organisationId: to.id,
      endAt: addMinutes(asked.startAt, minutes),
      caller: { kind: "account", userId },
      isVouched: application.vouched,
    },
    { promised: { dueAt: application.answerDueAt }, lookAlikes: () => [] },
  );
}

function close(work: Work, { id }: Application): void {
  const decidedBy = work.viewer.kind === "user" ? work.viewer.userId : null;
  work.db
    .update(applications)
    .set({ decidedAt: work.now, decidedBy, outcome: "admitted", asked: null })
    .where(eq(applications.id, id))
    .run();
}
