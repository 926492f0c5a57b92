import { and, eq, isNull } from "drizzle-orm";
import { layLinkOf } from "#app/auth/account-links.server";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { accountsLike } from "#app/facts/doubles/accounts-like";
import { type Application, accountAt, applicationById } from "#app/facts/institutions/applications";
import { ok, refuse } from "#app/result";
import { addInstitution, type Institution } from "#app/steps/institutions/add-institution";
import { closeApplication } from "#app/steps/institutions/close-application";
import { invitePerson } from "#app/steps/invite-person";
import { writeRequest } from "#app/steps/write-request";
import { addMinutes } from "#app/time";
import { organisations } from "#db/schema";

export interface Admission {
  applicationId: string;
  /** One that is known already, or a new one. */
  institution: { id: string } | Omit<Institution, "phone">;
  /** Who they are there: somebody who has an account already, or none of those who were shown, by their ids. */
  person?: { id: string } | { notThese: readonly string[] };
  key?: string;
}

/**
 * A coordinator says which institution it is: the person gets an account there, the link in their mail sets its password, and what
 * they asked for becomes a request with the promise it was given. Refusals: `not_found`, `decided`, `time_passed`, `organisation_missing`,
 * `email_taken` (an account of another institution), `known_person` with the accounts that may be theirs, until it is said that one is or none
 * is, `person_elsewhere` (it cannot ask in that institution), `request_refused` (what was asked for can be asked no more), and those of a new
 * institution.
 */
export function admitApplicant(ctx: Ctx, { key, ...given }: Admission) {
  return transact(ctx, onceFor("admit_applicant", key, given), (work) => {
    const application = applicationById(work, given.applicationId);
    if (!application || !isAnswerable(application) || !may.decideApplication(work.viewer)) return refuse("not_found");
    if (application.decidedAt !== null) return refuse("decided");
    if (application.startAt !== null && application.startAt <= work.now) return refuse("time_passed");
    const found = institutionFor(work, given.institution);
    if (!found.ok) return found;
    const organisation = found.value;
    const account = accountFor(work, application, organisation.id, given.person);
    if (!account.ok) return account;
    const { userId, joined } = account.value;
    const written = requestOf(work, application, organisation, userId);
    if (written && !written.ok) return refuse("request_refused");
    closeApplication(work, application.id, { outcome: "admitted" });
    record(work, {
      kind: "application_admitted",
      payload: { applicationId: application.id, userId, organisationId: organisation.id, joined },
    });
    return ok({ requestId: written?.value.requestId ?? null });
  });
}

/** An institution's, confirmed: whoever wants to interpret goes to the roster. */
const isAnswerable = ({ kind, confirmedAt }: Application) => kind !== "candidate" && confirmedAt !== null;

function institutionFor(work: Work, institution: Admission["institution"]) {
  const added = "id" in institution ? ok({ organisationId: institution.id }) : addInstitution(work, institution);
  if (!added.ok) return added;
  const isAtWork = and(eq(organisations.id, added.value.organisationId), isNull(organisations.deactivatedAt));
  const organisation = work.db.select().from(organisations).where(isAtWork).get();
  return organisation ? ok(organisation) : refuse("organisation_missing");
}

/** A new account; the one that a coordinator says is theirs; or the one that was made of the same address there meanwhile. */
function accountFor(work: Work, application: Application, organisationId: string, person: Admission["person"]) {
  const known = accountAt(work, application.email);
  if (known) {
    const isThere = known.organisationId === organisationId && known.disabledAt === null;
    return isThere ? ok({ userId: known.id, joined: true }) : refuse("email_taken");
  }
  const alike = accountsLike(work, { ...application, organisationId });
  if (person && "id" in person) {
    const theirs = alike.find(({ id }) => id === person.id);
    return theirs?.mayAskThere ? ok({ userId: theirs.id, joined: true }) : refuse("person_elsewhere", alike);
  }
  if (alike.some(({ id }) => !person?.notThese.includes(id))) return refuse("known_person", alike);
  const { name, email, phone, locale, vouched: isVouched } = application;
  const invited = invitePerson(work, { name, email, phone, locale, organisationId, role: "requester", isVouched });
  if (invited.ok) layLinkOf(work.db, work.now, "invite", invited.value.userId, application.linkHash);
  return invited.ok ? ok({ userId: invited.value.userId, joined: false }) : invited;
}

/** What they asked for, promised when they confirmed it. What it may repeat stands on its page, for the coordinator who has just decided. */
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
