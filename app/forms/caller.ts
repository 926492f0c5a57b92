/** Who called, and a new institution they called from, as a coordinator writes it down. */
import { z } from "zod";
import { SECTORS } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { type FormRead, readForm } from "#app/form";
import { readContactPhone } from "#app/phone";
import { privateKindsIn } from "#app/privacy";
import type { ListedPlace } from "#app/queries/everyone/places";
import type { Caller } from "#app/steps/caller";
import { OTHER } from "./other";
import { withPlace } from "./place";

const holdsNothingPrivate = (text: string) => privateKindsIn(text).length === 0;

/** How a caller is reached, corrected afterwards. */
export const reachFields = {
  callerEmail: emailField.optional(),
  callerPhone: z.lazy(() => phoneOf("request:error.phone")).optional(),
};

/** The phone as `readContactPhone` writes it. */
const phoneOf = (message: string) =>
  z
    .string()
    .refine((typed) => readContactPhone(typed) !== null, message)
    .transform((typed) => readContactPhone(typed) ?? typed);

const account = z.object({ caller: z.string("coordinator:caller.error.who").max(64) });

const other = z
  .object({
    callerName: z
      .string("coordinator:caller.error.name")
      .min(2, "coordinator:caller.error.name")
      .max(120, "common:error.tooLong")
      .refine(holdsNothingPrivate, "coordinator:caller.error.nameAlone"),
    callerEmail: emailField.optional(),
    callerPhone: phoneOf("request:error.phone").optional(),
    callerInvite: z.literal("on").optional(),
  })
  .refine(({ callerEmail, callerPhone }) => callerEmail || callerPhone, {
    path: ["callerPhone"],
    message: "coordinator:caller.error.reach",
  })
  .refine(({ callerEmail, callerInvite }) => !callerInvite || callerEmail, {
    path: ["callerEmail"],
    message: "coordinator:caller.error.inviteWhere",
  });

/** An account of the institution, or another person. What is typed of another person counts only where that is chosen. */
export function readCaller(form: FormData): FormRead<Caller> {
  const chosen = readForm(account, form);
  if (!chosen.ok) return chosen;
  const { caller } = chosen.value;
  if (caller !== OTHER) return { ok: true, value: { kind: "account", userId: caller } };
  const read = readForm(other, form);
  if (!read.ok) return read;
  const { callerName: name, callerEmail: email, callerPhone, callerInvite } = read.value;
  const phone = callerPhone ?? null;
  if (email && callerInvite) return { ok: true, value: { kind: "invited", name, email, phone } };
  return { ok: true, value: { kind: "once", name, email: email ?? null, phone } };
}

const institution = z.object({
  orgName: z
    .string("coordinator:caller.error.orgName")
    .min(3, "coordinator:caller.error.orgName")
    .max(200, "common:error.tooLong")
    .refine(holdsNothingPrivate, "coordinator:caller.error.nameAlone"),
  orgSector: z.enum(SECTORS, "coordinator:caller.error.orgSector"),
  orgPlace: z.string("coordinator:caller.error.orgPlace"),
  orgPhone: phoneOf("request:error.phone").optional(),
  orgKnown: z.string().max(64).optional(),
});

export interface TypedInstitution {
  name: string;
  sector: (typeof SECTORS)[number];
  placeId: string;
  phone: string | null;
  /** The institution that is meant after all, or `OTHER` where none of those that were shown is. */
  known: string | null;
}

export function readInstitution(form: FormData, places: readonly ListedPlace[]): FormRead<TypedInstitution> {
  const read = withPlace(readForm(institution, form), form, "orgPlace", places);
  if (!read.ok) return read;
  const { orgName: name, orgSector: sector, placeId, orgPhone: phone = null, orgKnown } = read.value;
  return { ok: true, value: { name, sector, placeId, phone, known: orgKnown ?? null } };
}
