/** What the page of a phone order shows: first which institution calls, then the form that it would fill in itself. */
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { OTHER } from "#app/forms/other";
import { translator } from "#app/i18n/index";
import { oldFormTexts } from "#app/i18n/old-form.server";
import {
  blankPhoneOrder,
  callingOrganisations,
  type PhoneOrder,
  phoneOrderFor,
} from "#app/queries/coordinator/phone-order";

/** The form for the institution that the address or a choice names; null where none is named. A missing one is a 404. */
export function orderFor(ctx: Ctx<UserViewer>, organisationId: string | null): PhoneOrder | null {
  if (!organisationId) return null;
  const order = organisationId === OTHER ? blankPhoneOrder(ctx) : phoneOrderFor(ctx, organisationId);
  if (!order) throw notFound();
  return order;
}

export function readPage(ctx: Ctx<UserViewer>, organisationId: string | null) {
  const order = orderFor(ctx, organisationId);
  return {
    title: translator(ctx.locale)("coordinator:phone.title"),
    now: ctx.now,
    key: newId(),
    oldForm: order && oldFormTexts(ctx.locale),
    order,
    /** To choose from; none where one is chosen. */
    organisations: order ? [] : callingOrganisations(ctx),
  };
}
