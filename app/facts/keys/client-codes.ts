/** Which of an organisation's clients a typed code means. */
import { and, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { clients } from "#db/schema";
import { type Meant, meantBy, perhapsMeant } from "./meant";

export interface ClientOfCode {
  id: string;
  code: string;
  key: string | null;
}

/** The client of that code, or those whose codes are near it. */
export function clientsMeant(ctx: Pick<Ctx, "db">, organisationId: string, typed: string): Meant<ClientOfCode> {
  const rows = ctx.db
    .select({ id: clients.id, code: clients.code, key: clients.key })
    .from(clients)
    .where(and(eq(clients.organisationId, organisationId), perhapsMeant(clients, typed)))
    .limit(1000)
    .all();
  return meantBy(rows, ({ code }) => code, typed);
}

/** The codes of those who are near, for asking which is meant; none for a code that is known, or for no code. */
export function nearClientCodes(ctx: Pick<Ctx, "db">, organisationId: string, typed: string | null): string[] {
  return typed ? clientsMeant(ctx, organisationId, typed).near.map(({ code }) => code) : [];
}
