import type { Ctx } from "#app/context.server";
import { nearClientCodes } from "#app/facts/keys/client-codes";
import { codeTyped } from "#app/text/keys";

/** Tells of a typed code which known clients' codes of the organisation are near it: the form then asks which is meant. */
export function nearClientsOf(ctx: Ctx, organisationId: string): (typed: string) => string[] {
  return (typed) => nearClientCodes(ctx, organisationId, codeTyped(typed));
}
