import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { installation, NAME_KEY } from "#db/schema";

/** What the service is called, on its pages and in its mails. Refusals: `not_found`, and what the guard of free text refuses. */
export function nameService(
  ctx: Ctx,
  { key, ...given }: { name: string; isVouched?: boolean | undefined; key?: string | undefined },
) {
  return transact(ctx, onceFor("name_service", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const passed = passText(work, { field: "name" }, given.name, { longest: 80, isVouched: given.isVouched });
    if (!passed.ok) return passed;
    const value = passed.value;
    work.db
      .insert(installation)
      .values({ key: NAME_KEY, value })
      .onConflictDoUpdate({ target: installation.key, set: { value } })
      .run();
    record(work, { kind: "service_named" });
    return ok(null);
  });
}
