/** What a command answered, as HTTP: done leads on, a refusal is the page again with a status that its reason alone decides. */
import { data, redirect } from "@remix-run/node";
import { readDates } from "./dates";
import type { FieldErrors } from "./form";
import type { Refusal, Result } from "./result";
import type { Instant } from "./time";

/** A reason that stands nowhere here is a 409: the world is not as the form supposed. */
const REASONS: Record<number, readonly string[]> = {
  /** What was typed or chosen cannot be taken. */
  400: [
    "code_invalid",
    "code_near",
    "code_taken",
    "date_invalid",
    "date_past",
    "dates_reversed",
    "desk_missing",
    "holds_code_like",
    "holds_email",
    "holds_personal_code",
    "holds_phone",
    "email_taken",
    "file_missing",
    "file_too_large",
    "file_type",
    "guessable_password",
    "has_password",
    "interpreter_has_account",
    "interpreter_missing",
    "invalid_time",
    "language_missing",
    "language_twice",
    "last_admin",
    "mode_missing",
    "not_dead",
    "office_hours_reversed",
    "organisation_missing",
    "password_missing",
    "place_missing",
    "reason_missing",
    "roster_decides",
    "successor_missing",
    "successor_wrong",
    "too_long",
    "unit_near",
    "unknown",
    "value_invalid",
    "wrong_credentials",
    "wrong_password",
  ],
  /** There is no such thing, or not for this viewer. */
  404: ["not_found", "link_over"],
  /** It was there once. */
  410: ["already_answered", "offer_changed", "offer_expired", "offer_taken", "offer_withdrawn"],
  /** Later it may go. */
  429: ["busy", "too_many_requests", "too_many_tries"],
};

const STATUS = new Map(
  Object.entries(REASONS).flatMap(([status, reasons]) => reasons.map((reason) => [reason, Number(status)])),
);

/** The HTTP status of a refusal's reason. */
export function statusOf(reason: string): number {
  return STATUS.get(reason) ?? 409;
}

/** The page again, with what it says about a refusal. */
export function refused<P>(reason: string, page: P, headers?: HeadersInit) {
  return data(page, { status: statusOf(reason), headers });
}

/** The error of the field whose text the guard refused; null for every other refusal. */
export function textErrors({ reason, detail }: Refusal): FieldErrors | null {
  const isOfText = typeof detail === "object" && detail !== null && "field" in detail;
  return isOfText && typeof detail.field === "string" ? { [detail.field]: [`explain:refusal.${reason}`] } : null;
}

/** The page again for what cannot be read, or not be taken as it was typed. */
export function unreadable<P>(page: P) {
  return refused("unknown", page);
}

/** On to `to` when it was done, else the page again with what `otherwise` says. */
export function respond<T, R extends string, P>(
  result: Result<T, R>,
  { to, otherwise }: { to: string | ((value: T) => string); otherwise: (refusal: Refusal<R>) => P },
) {
  if (!result.ok) return refused(result.reason, otherwise(result));
  return redirect(typeof to === "string" ? to : to(result.value));
}

/** What an address asks for; dates that were typed under these names are read, and the address then says them as YYYY-MM-DD. */
export function addressWithDates(request: Request, now: Instant, ...names: string[]): URLSearchParams {
  const { pathname, searchParams } = new URL(request.url);
  const typed = names.map((name) => searchParams.get(name));
  readDates(searchParams, now, ...names);
  if (names.every((name, index) => searchParams.get(name) === typed[index])) return searchParams;
  searchParams.delete("_routes");
  throw redirect(`${pathname.replace(/\.data$/, "")}?${searchParams}`);
}
