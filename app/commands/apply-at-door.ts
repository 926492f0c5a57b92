import { and, eq, gt, isNull } from "drizzle-orm";
import { applicationToken, tokenHash } from "#app/auth/link-token.server";
import { mayApply } from "#app/auth/rate-limit.server";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import type { RequestFields } from "#app/dispatch/request-questions";
import { MOST_WORDS, type Skills } from "#app/dispatch/skills";
import { record } from "#app/events/record";
import { isOpenForCandidates } from "#app/facts/institutions/applications";
import { countOf } from "#app/facts/lists/pages";
import { ok, type Result, refuse } from "#app/result";
import { passRequest, passText, type TextRefusal } from "#app/steps/free-text";
import { type Invalid, requestWrongs } from "#app/steps/request-wrongs";
import { type SpokenWrong, spokenWrong } from "#app/steps/roster/spoken";
import { emailKeyOf } from "#app/text/keys";
import { HOUR, instantFrom } from "#app/time";
import { applications, places } from "#db/schema";

/** How long the link in the mail opens; what nobody has confirmed by then is erased. docs/operating.md names it. */
const UNCONFIRMED_FOR = 48 * HOUR;
/** So many wait for a confirmation at once, of all and of one mailbox. */
const MOST_UNCONFIRMED = { all: 300, mailbox: 3 };

/** What somebody comes for. */
type Wish =
  | { kind: "request"; organisationName: string; asked: RequestFields }
  | { kind: "access"; organisationName: string }
  | { kind: "candidate"; skills: Skills; words: string };

export type NewApplication = Wish & {
  name: string;
  email: string;
  phone: string;
  isVouched?: boolean;
  key: string;
};

/** What is wrong with what a candidate can do. */
type SkillsWrong = SpokenWrong | "mode_missing" | "place_missing";
type Applied = Result<null, "too_many_requests" | "not_found" | SkillsWrong> | Invalid | TextRefusal;

/**
 * Somebody without an account asks for an interpreter, for access, or to become an interpreter. Nothing happens but a mail with a link:
 * nobody is asked and nobody disturbed before it is confirmed. The answer is the same whatever address was typed. Refusals:
 * `too_many_requests`, `not_found` (candidates while their page is closed), `invalid` with what is wrong with the request, `SkillsWrong`,
 * and what the guard of free text refuses.
 */
export async function applyAtDoor(
  ctx: Ctx,
  { key, address, ...given }: NewApplication & { address: string },
): Promise<Applied> {
  if (given.kind === "candidate" && !isOpenForCandidates(ctx)) return refuse("not_found");
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
  { phone, email, isVouched = false, ...said }: Omit<NewApplication, "key"> & Wish,
): Applied | Result<null, "unheard"> {
  const wrongs = said.kind === "request" ? requestWrongs(work, "", said.asked, isVouched) : [];
  if (wrongs.length > 0) return refuse("invalid", wrongs);
  const skillsWrong = said.kind === "candidate" && whatIsWrong(work, said.skills);
  if (skillsWrong) return refuse(skillsWrong);
  if (unconfirmed(work) >= MOST_UNCONFIRMED.all) return refuse("too_many_requests");
  if (unconfirmed(work, email) >= MOST_UNCONFIRMED.mailbox) return refuse("unheard");
  const name = passText(work, { field: "contactName" }, said.name, { longest: 120, isVouched });
  if (!name.ok) return name;
  const wish = wishOf(work, said, isVouched);
  if (!wish.ok) return wish;
  const id = newId();
  work.db
    .insert(applications)
    .values({
      ...wish.value,
      id,
      kind: said.kind,
      locale: work.locale,
      name: name.value,
      email,
      phone,
      vouched: isVouched,
      linkHash: tokenHash(applicationToken(id)),
      createdAt: work.now,
      expiresAt: instantFrom(work.now + UNCONFIRMED_FOR),
    })
    .run();
  record(work, { kind: "application_made", payload: { applicationId: id } });
  return ok(null);
}

/** What they come for as it is kept, its texts through the guard. */
function wishOf(work: Work, wish: Wish, isVouched: boolean) {
  if (wish.kind === "candidate") {
    const words = passText(work, { field: "words" }, wish.words, { longest: MOST_WORDS, isVouched });
    return words.ok ? ok({ skills: wish.skills, words: words.value || null }) : words;
  }
  const passing = { longest: 200, isVouched };
  const organisationName = passText(work, { field: "orgName" }, wish.organisationName, passing);
  if (!organisationName.ok) return organisationName;
  const named = { organisationName: organisationName.value };
  if (wish.kind === "access") return ok(named);
  return ok({ ...named, asked: passRequest(wish.asked, isVouched).fields, startAt: wish.asked.startAt });
}

function whatIsWrong(work: Work, { languages, modes, placeId }: Skills): SkillsWrong | null {
  if (modes.length === 0) return "mode_missing";
  if (!work.db.select({ id: places.id }).from(places).where(eq(places.id, placeId)).get()) return "place_missing";
  return spokenWrong(work, languages, []);
}

/** What can still be confirmed: of everybody, or of one mailbox. */
function unconfirmed(work: Work, email?: string): number {
  const isOpen = and(isNull(applications.confirmedAt), gt(applications.expiresAt, work.now));
  return countOf(work, applications, email === undefined ? isOpen : and(eq(applications.email, email), isOpen));
}
