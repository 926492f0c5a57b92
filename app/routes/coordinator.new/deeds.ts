/** What is sent from the page of a phone order: the request, or that another institution calls. */
import { data, redirect } from "@remix-run/node";
import type { UserViewer } from "#app/auth/viewer";
import { addOrganisation } from "#app/commands/add-organisation";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import type { Warning } from "#app/dispatch/request-warnings";
import type { OrganisationLike } from "#app/facts/doubles/organisations-like";
import { type FieldErrors, type FormValues, type InvalidForm, type Meant, typedValues } from "#app/form";
import { readCaller, readInstitution } from "#app/forms/caller";
import { readPasted } from "#app/forms/old-form";
import { OTHER } from "#app/forms/other";
import { asNewRequest, notTaken, readRequest, warned } from "#app/forms/request";
import { phone } from "#app/i18n/format";
import { type OldFormTold, oldFormErrors, oldFormTold } from "#app/i18n/old-form.server";
import { callingOrganisations, type PhoneOrder } from "#app/queries/coordinator/phone-order";
import { nearClientsOf } from "#app/queries/everyone/near-clients";
import { allPlaces } from "#app/queries/everyone/places";
import { textErrors, unreadable } from "#app/respond";
import { invariant } from "#app/result";
import { orderFor } from "./page";

/** The page again with all that was typed. */
export interface Again {
  values: FormValues;
  errors: FieldErrors;
  meant?: Meant;
  warnings?: readonly Warning[];
  alike?: readonly LookAlike[];
  /** Codes of clients that are near the typed one. */
  nearClients?: readonly string[];
  /** Institutions of a like name. */
  known?: readonly OrganisationLike[];
  /** The form's institution: what the page had loaded may be of another address. "asked" where it is to be chosen. */
  order?: PhoneOrder | "asked";
  /** What was read of an old form, which now stands in the fields. */
  told?: OldFormTold;
  /** To choose from, where the page had one. */
  organisations?: ReturnType<typeof callingOrganisations>;
}

/** Another institution is to be chosen, or has been: what was typed of the request goes with it. */
export function changeInstitution(ctx: Ctx<UserViewer>, form: FormData) {
  const { organisation, intent: _, form: _name, ...values } = typedValues(form);
  const order = typeof organisation === "string" ? orderFor(ctx, organisation) : null;
  if (order) return data<Again>({ values, errors: {}, order });
  return data<Again>({ values, errors: {}, order: "asked", organisations: callingOrganisations(ctx) });
}

/** An old form that was mailed: what can be read of it stands in the request's fields. Nothing of it is stored. */
export function fillFromOldForm(ctx: Ctx<UserViewer>, order: PhoneOrder, form: FormData) {
  const { languages, today } = order.options;
  const read = readPasted(form, { languages, places: allPlaces(ctx) }, today);
  if (!read.ok)
    return unreadable<Again>({ values: typedValues(form), errors: oldFormErrors(ctx.locale, read.reason), order });
  const { draft, ...found } = read.value;
  const { contactPhone } = draft;
  const values = { ...draft, ...(contactPhone && { contactPhone: phone(contactPhone) }) };
  return data<Again>({ values, errors: {}, order, told: oldFormTold(ctx.locale, found) });
}

/** Writes the request down for whoever called. What cannot be taken comes back with everything that is wrong at once. */
export function takeOrder(ctx: Ctx<UserViewer>, order: PhoneOrder, form: FormData) {
  const nearTo = nearClientsOf(ctx, order.organisation?.id ?? "");
  const places = allPlaces(ctx);
  const request = readRequest(form, { ...order.options, places }, ctx.now, nearTo);
  const caller = readCaller(form);
  const institution = order.organisation ? null : readInstitution(form, places);
  const again = (page: Partial<Again>) =>
    unreadable<Again>({
      values: typedValues(form),
      errors: {},
      order,
      nearClients: nearTo(String(form.get("clientCode") ?? "")),
      ...page,
    });
  if (!request.ok || !caller.ok || institution?.ok === false) return again(together(institution, caller, request));
  if (request.value.warnings.length > 0) return again(warned(form, request.value.warnings));

  let { organisation } = order;
  if (institution) {
    const found = institutionFor(ctx, institution.value, request.value.key);
    if ("errors" in found) return again(found);
    organisation = found.order.organisation;
    order = found.order;
  }
  const sent = submitRequest(ctx, {
    organisationId: organisation?.id ?? "",
    caller: caller.value,
    ...asNewRequest(request.value),
  });
  if (sent.ok) return redirect(`/coordinator/requests/${sent.value.requestId}?done=submit`);
  return again(notTaken(form, sent));
}

/** The institution that is meant after all, or a new one; once it stands, the page goes on with it. */
function institutionFor(
  ctx: Ctx<UserViewer>,
  { known, ...typed }: Extract<ReturnType<typeof readInstitution>, { ok: true }>["value"],
  key: string,
): Pick<Again, "errors" | "known"> | { order: PhoneOrder } {
  const added = addOrganisation(ctx, { ...typed, isOther: known === OTHER, key });
  if (added.ok) return { order: existing(ctx, added.value.organisationId) };
  if (added.reason !== "known_already")
    return { errors: textErrors(added) ?? { orgPlace: ["coordinator:caller.error.orgPlace"] } };
  const meant = added.detail.find(({ id }) => id === known);
  if (meant?.isActive) return { order: existing(ctx, meant.id) };
  return {
    errors: { orgKnown: [`coordinator:caller.error.${meant ? "orgClosed" : "orgKnown"}`] },
    known: added.detail,
  };
}

function existing(ctx: Ctx<UserViewer>, organisationId: string): PhoneOrder {
  const order = orderFor(ctx, organisationId);
  invariant(order, "an institution that was just found");
  return order;
}

/** Everything that is wrong with what was read of the form, and what may be meant. */
function together(...reads: readonly ({ ok: true } | InvalidForm | null)[]): Pick<Again, "errors" | "meant"> {
  const wrong = reads.filter((read): read is InvalidForm => read !== null && !read.ok);
  return {
    errors: Object.assign({}, ...wrong.map(({ errors }) => errors)),
    meant: Object.assign({}, ...wrong.map(({ meant }) => meant)),
  };
}
