/** A coordinator's word about an application: which institution it is, or why not. */
import { redirect } from "@remix-run/node";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { type Admission, admitApplicant } from "#app/commands/admit-applicant";
import { refuseApplicant } from "#app/commands/refuse-applicant";
import type { Ctx } from "#app/context.server";
import type { AccountLike } from "#app/facts/doubles/accounts-like";
import { organisationsLike } from "#app/facts/doubles/organisations-like";
import { type FieldErrors, formKey, invalid, readForm, typedValues } from "#app/form";
import { readInstitution } from "#app/forms/caller";
import { OTHER } from "#app/forms/other";
import { allPlaces } from "#app/queries/everyone/places";
import { refused, textErrors } from "#app/respond";

const chosen = z.object({
  key: formKey,
  organisation: z.string("door:decide.error.organisation").max(64),
  seen: z.string().optional(),
  /** Who of those who were shown it is, or nobody of them. */
  person: z.string().max(64).optional(),
  shown: z.string().max(400).optional(),
});

export function admit(ctx: Ctx<UserViewer>, applicationId: string, form: FormData) {
  const read = readForm(chosen, form);
  if (!read.ok) return invalid(read);
  const { key, organisation, seen, person, shown } = read.value;
  const institution = organisation === OTHER ? newInstitution(ctx, form, seen?.split(",") ?? []) : { id: organisation };
  if ("errors" in institution) return invalid({ ...institution, ok: false });
  const admitted = admitApplicant(ctx, {
    ...{ applicationId, institution, key },
    ...(person && { person: person === OTHER ? { notThese: shown?.split(",") ?? [] } : { id: person } }),
  });
  if (admitted.ok) {
    const { requestId } = admitted.value;
    return redirect(
      requestId ? `/coordinator/requests/${requestId}?done=submit` : `/coordinator/applications/${applicationId}`,
    );
  }
  const field = FIELD[admitted.reason] ?? "";
  const errors: FieldErrors = textErrors(admitted) ?? { [field]: [`door:decide.error.${admitted.reason}`] };
  return refused(admitted.reason, { errors, values: typedValues(form), meant: {}, people: peopleIn(admitted) });
}

/** Whose account it may be: asked before there is another. */
function peopleIn(refusal: Exclude<ReturnType<typeof admitApplicant>, { ok: true }>): AccountLike[] {
  return refusal.reason === "known_person" || refusal.reason === "person_elsewhere" ? refusal.detail : [];
}

const FIELD: Partial<Record<string, string>> = {
  organisation_missing: "organisation",
  known_already: "organisation",
  place_missing: "orgPlace",
  known_person: "person",
  person_elsewhere: "person",
};

/** As it was typed. None of those that were shown beside the choice is meant, or it would have been chosen. */
function newInstitution(ctx: Ctx<UserViewer>, form: FormData, seen: readonly string[]) {
  const read = readInstitution(form, allPlaces(ctx));
  if (!read.ok) return read;
  const { name, sector, placeId } = read.value;
  const isOther = organisationsLike(ctx, name).every(({ id }) => seen.includes(id));
  return { name, sector, placeId, isOther } satisfies Admission["institution"];
}

const said = z.object({
  key: formKey,
  reason: z.string("door:decide.error.reason_missing").max(500, "common:error.tooLong"),
  vouched: z.literal("on").optional(),
});

export function refuse(ctx: Ctx<UserViewer>, applicationId: string, form: FormData) {
  const read = readForm(said, form);
  if (!read.ok) return invalid(read);
  const { vouched, ...refusal } = read.value;
  const done = refuseApplicant(ctx, { applicationId, ...refusal, isVouched: vouched === "on" });
  if (done.ok) return redirect(`/coordinator/applications/${applicationId}`);
  const errors: FieldErrors = textErrors(done) ?? { "": [`door:decide.error.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(form), meant: {} });
}
