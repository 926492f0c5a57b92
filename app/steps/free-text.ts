/** The door of every free text that a command stores. Not a command itself. */
import type { Work } from "#app/context.server";
import {
  FREE_TEXTS,
  KINDS_IN_LINKS,
  LONGEST,
  type PrivateKind,
  type RequestFields,
} from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { type Guarded, type GuardRefusal, guardText, type Passing } from "#app/privacy";
import { invariant, ok, type Refusal, refuse } from "#app/result";

/** What a refused text's sentence needs: the field it was typed in. */
export interface RefusedText {
  field: string;
}
export type TextRefusal = Refusal<GuardRefusal> & { detail: RefusedText };

/** Which of a command's texts it is, and the request or organisation it belongs to. */
interface About {
  field: string;
  requestId?: string | undefined;
  organisationId?: string | undefined;
}

/**
 * A free text as it may be stored. Whoever said that the numbers in it are no person's is recorded, in the same
 * transaction. Refuses with the field: too long, or what of a person it holds.
 */
export function passText(
  work: Work,
  about: About,
  typed: string,
  passing: Passing,
): { ok: true; value: Guarded } | TextRefusal {
  const read = guardText(typed, passing);
  if (!read.ok) return refuse(read.reason, { field: about.field });
  recordVouched(work, about, read.value.vouchedFor);
  return ok(read.value.text);
}

/** The texts of a request about which `dispatch/request-questions` has nothing to say. */
export type PassedTexts<F extends Partial<RequestFields>> = {
  [K in keyof F]: K extends (typeof FREE_TEXTS)[number] ? Guarded | Exclude<F[K], string> : F[K];
};

/** A request's fields with their free texts as they may be stored, once the questions have been asked and answered. */
export function passRequest<F extends Partial<RequestFields>>(fields: F, isVouched: boolean | undefined) {
  const vouched: { field: string; kinds: PrivateKind[] }[] = [];
  const passed: Record<string, unknown> = { ...fields };
  for (const field of FREE_TEXTS) {
    const typed = fields[field];
    if (!typed) continue;
    const kinds = field === "videoLink" ? KINDS_IN_LINKS : undefined;
    const read = guardText(typed, { longest: LONGEST[field], isVouched, ...(kinds && { kinds }) });
    invariant(read.ok, "the questions have been asked");
    passed[field] = read.value.text;
    if (read.value.vouchedFor.length > 0) vouched.push({ field, kinds: read.value.vouchedFor });
  }
  return { fields: passed as PassedTexts<F>, vouched };
}

/** Who said of which text that its numbers are no person's; nothing when nobody had to. */
export function recordVouched(
  work: Work,
  { field, requestId, organisationId }: About,
  kinds: readonly PrivateKind[],
): void {
  if (kinds.length === 0) return;
  record(work, {
    kind: "text_vouched",
    requestId: requestId ?? null,
    payload: { field, kinds, ...(organisationId && { organisationId }) },
  });
}
