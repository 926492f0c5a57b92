/** What a sent request form is read by: what was offered to choose from, and all the places that may be typed. */
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { Choices } from "#app/forms/request";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { allPlaces } from "#app/queries/everyone/places";

export function choicesFor(ctx: Ctx<UserViewer>): Choices {
  return { ...requestFormFor(ctx), places: allPlaces(ctx) };
}
