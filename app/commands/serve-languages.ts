import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { languages } from "#db/schema";

/**
 * These languages can be requested, and of all that the service knows no others; what was requested before stays as it is. Refusals:
 * `not_found`, `language_missing` when there would be none.
 */
export function serveLanguages(ctx: Ctx, { key, ...given }: { codes: readonly string[]; key?: string | undefined }) {
  return transact(ctx, onceFor("serve_languages", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const known = work.db.select({ code: languages.code, served: languages.served }).from(languages).all();
    if (!known.some(({ code }) => given.codes.includes(code))) return refuse("language_missing");
    for (const { code, served } of known) {
      if (given.codes.includes(code) === served) continue;
      work.db.update(languages).set({ served: !served }).where(eq(languages.code, code)).run();
      record(work, { kind: "language_saved", payload: { language: code } });
    }
    return ok(null);
  });
}
