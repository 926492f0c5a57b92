/** Who asked by phone: whom the coordinator who wrote it down speaks for, and who is told what becomes of it. */
import { and, eq, isNull } from "drizzle-orm";
import { callerToken, tokenHash } from "#app/auth/link-token.server";
import type { Work } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import { callers, users } from "#db/schema";
import { passText, type TextRefusal } from "./free-text";
import { invitePerson } from "./invite-person";

/** How somebody without an account is reached; by e-mail, else by a call. */
export interface Contact {
  name: string;
  email: string | null;
  phone: string | null;
}

/** An account of the institution, somebody who is to get one, or somebody who is told this once. */
export type Caller =
  | { kind: "account"; userId: string }
  | ({ kind: "invited" } & Contact & { email: string })
  | ({ kind: "once" } & Contact);

/** The account that the request is of, and the contact in place of it where the caller has none. */
interface OnBehalf {
  requesterId: string;
  contact: Contact | null;
}

/**
 * A requester asks for themselves, a coordinator for whoever called. An address that is an account's of that institution
 * is that person. Refusals: `caller_missing`, `caller_unknown` (no such account there), `caller_email_taken`.
 */
export function onBehalfOf(
  work: Work,
  organisationId: string,
  caller: Caller | undefined,
): Result<OnBehalf, "not_found" | "caller_missing" | "caller_unknown" | "caller_email_taken"> {
  const { viewer } = work;
  if (viewer.kind !== "user") return refuse("not_found");
  if (viewer.role === "requester") return ok({ requesterId: viewer.userId, contact: null });
  if (!caller) return refuse("caller_missing");
  const known = accountOf(work, organisationId, caller);
  if (known) return ok({ requesterId: known, contact: null });
  if (caller.kind === "account") return refuse("caller_unknown");
  const { name, email, phone } = caller;
  if (caller.kind === "once") return ok({ requesterId: viewer.userId, contact: { name, email, phone } });
  const person = { name, phone, email: caller.email, role: "requester", locale: HOUSE_LOCALE, organisationId } as const;
  const invited = invitePerson(work, person);
  return invited.ok
    ? ok({ requesterId: invited.value.userId, contact: null })
    : refuse(invited.reason === "email_taken" ? "caller_email_taken" : "caller_unknown");
}

/** Writes down how the caller is reached, with the link that their mails carry; or what the guard refuses of the name. */
export function keepCaller(
  work: Work,
  requestId: string,
  contact: Contact,
  isVouched: boolean | undefined,
): TextRefusal | null {
  const name = passText(work, { field: "callerName", requestId }, contact.name, { longest: 120, isVouched });
  if (!name.ok) return name;
  work.db
    .insert(callers)
    .values({ requestId, ...contact, name: name.value, linkHash: tokenHash(callerToken({ requestId, linkNumber: 0 })) })
    .run();
  return null;
}

function accountOf(work: Work, organisationId: string, caller: Caller): string | undefined {
  const isThem = caller.kind === "account" ? eq(users.id, caller.userId) : eq(users.email, caller.email ?? "");
  return work.db
    .select({ id: users.id })
    .from(users)
    .where(and(isThem, eq(users.organisationId, organisationId), isNull(users.disabledAt)))
    .get()?.id;
}
