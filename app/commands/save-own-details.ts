import { eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { users } from "#db/schema";

const LONGEST_NAME = 120;

interface OwnDetails {
  name: string;
  /** As `readPhone` writes it; null: none. */
  phone: string | null;
  isVouched?: boolean | undefined;
}

/**
 * A person's own name and telephone. Refusals: what the guard refuses of the name; `roster_decides` for interpreters, whose name
 * and telephone are those of the roster, which coordinators keep.
 */
export function saveOwnDetails(
  ctx: Ctx<UserViewer>,
  { name, phone, isVouched }: OwnDetails,
): Result<null, "roster_decides"> | TextRefusal {
  return transact(ctx, (work): Result<null, "roster_decides"> | TextRefusal => {
    const { userId, interpreterId } = work.viewer;
    if (interpreterId !== null) return refuse("roster_decides");
    const passed = passText(work, { field: "name" }, name, { longest: LONGEST_NAME, isVouched });
    if (!passed.ok) return passed;
    work.db.update(users).set({ name: passed.value, phone }).where(eq(users.id, userId)).run();
    record(work, { kind: "account_saved", payload: { userId } });
    return ok(null);
  });
}
