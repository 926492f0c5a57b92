import { and, eq, gt, isNull } from "drizzle-orm";
import { applicationToken, tokenHash } from "#app/auth/link-token.server";
import { mayApply } from "#app/auth/rate-limit.server";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import type { RequestFields } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { countOf } from "#app/facts/lists/pages";
import { ok, type Result, refuse } from "#app/result";
import { passRequest, passText, type TextRefusal } from "#app/steps/free-text";
import { type Invalid, requestWrongs } from "#app/steps/request-wrongs";
import { emailKeyOf } from "#app/text/keys";
import { HOUR, instantFrom } from "#app/time";
import { applications } from "#db/schema";

/** How long the link in the mail opens; what nobody has confirmed by then is erased. docs/operating.md names it. */
const UNCONFIRMED_FOR = 48 * HOUR;
/** So many wait for a confirmation at once, of all and of one mailbox. */
const MOST_UNCONFIRMED = { all: 300, mailbox: 3 };

export interface NewApplication {
  organisationName: string;
  name: string;
  email: string;
  phone: string;
  /** null: access alone. */
  asked: RequestFields | null;
  isVouched?: boolean;
  key: string;
}

/**
 * Somebody without an account asks for an interpreter, or for access. Nothing happens but a mail with a link: nobody is asked and
 * nobody disturbed before it is confirmed. The answer is the same whatever address was typed. Refusals: `too_many_requests`,
 * `invalid` with what is wrong with the request, and what the guard of free text refuses.
 */
export async function applyAtDoor(
  ctx: Ctx,
  { key, address, ...given }: NewApplication & { address: string },
): Promise<Result<null, "too_many_requests"> | Invalid | TextRefusal> {
  const email = emailKeyOf(given.email);
  const heard = await mayApply({ email, address });
  if (heard === "later") return refuse("too_many_requests");
  const made = transact(ctx, onceFor("apply_at_door", key, given), (work) => {
    const written = writeDown(work, { ...given, email });
    if (!written.ok) return written;
    return heard === "taken" ? ok(null) : refuse("unheard");
  });
  if (!made.ok && made.reason === "unheard") return ok(null);
  return made;
}

function writeDown(
  work: Work,
  { asked, isVouched = false, phone, email, ...said }: Omit<NewApplication, "key">,
): Result<null, "too_many_requests"> | Result<null, "unheard"> | Invalid | TextRefusal {
  const wrongs = asked ? requestWrongs(work, "", asked, isVouched) : [];
  if (wrongs.length > 0) return refuse("invalid", wrongs);
  if (unconfirmed(work) >= MOST_UNCONFIRMED.all) return refuse("too_many_requests");
  if (unconfirmed(work, email) >= MOST_UNCONFIRMED.mailbox) return refuse("unheard");
  const organisationName = passText(work, { field: "orgName" }, said.organisationName, { longest: 200, isVouched });
  if (!organisationName.ok) return organisationName;
  const name = passText(work, { field: "contactName" }, said.name, { longest: 120, isVouched });
  if (!name.ok) return name;
  const id = newId();
  work.db
    .insert(applications)
    .values({
      id,
      kind: asked ? "request" : "access",
      locale: work.locale,
      organisationName: organisationName.value,
      name: name.value,
      email,
      phone,
      asked: asked && passRequest(asked, isVouched).fields,
      startAt: asked?.startAt ?? null,
      vouched: isVouched,
      linkHash: tokenHash(applicationToken(id)),
      createdAt: work.now,
      expiresAt: instantFrom(work.now + UNCONFIRMED_FOR),
    })
    .run();
  record(work, { kind: "application_made", payload: { applicationId: id } });
  return ok(null);
}

/** What can still be confirmed: of everybody, or of one mailbox. */
function unconfirmed(work: Work, email?: string): number {
  const isOpen = and(isNull(applications.confirmedAt), gt(applications.expiresAt, work.now));
  return countOf(work, applications, email === undefined ? isOpen : and(eq(applications.email, email), isOpen));
}
