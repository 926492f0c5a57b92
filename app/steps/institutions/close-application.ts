import { and, eq, isNull } from "drizzle-orm";
import type { Work } from "#app/context.server";
import type { ApplicationEnd } from "#app/dispatch/vocabulary";
import type { Guarded } from "#app/privacy";
import { applications } from "#db/schema";

/** It is decided, by whoever acts or by the clock: what was asked and said is kept no longer, and who came only until it is erased. */
export function closeApplication(
  work: Work,
  applicationId: string,
  { outcome, reason = null }: { outcome: ApplicationEnd; reason?: Guarded | null },
): void {
  const decidedBy = work.viewer.kind === "user" ? work.viewer.userId : null;
  work.db
    .update(applications)
    .set({ decidedAt: work.now, decidedBy, outcome, reason, asked: null, skills: null, words: null })
    .where(and(eq(applications.id, applicationId), isNull(applications.decidedAt)))
    .run();
}
