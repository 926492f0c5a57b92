import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { installation, NAME_KEY } from "#db/schema";
import { untilWritten } from "#db/until-written";

/** What a service without a name of its own is called. */
const UNNAMED = "Tilts";

/** What the operator calls the service; null while it has no name of its own. */
export function ownServiceName({ db }: Pick<Ctx, "db">): string | null {
  return nameIn(db, "");
}

export function serviceName(ctx: Pick<Ctx, "db">): string {
  return ownServiceName(ctx) ?? UNNAMED;
}

const nameIn = untilWritten(
  (db): string | null =>
    db.select({ value: installation.value }).from(installation).where(eq(installation.key, NAME_KEY)).get()?.value ??
    null,
);
