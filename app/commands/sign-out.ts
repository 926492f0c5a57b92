import { closeAllSessions, closeSession } from "#app/auth/sessions.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok } from "#app/result";

/** Ends this browser's session. Without one it is done already. */
export function signOut(ctx: Ctx, { sessionId }: { sessionId: string | null }) {
  return transact(ctx, (work) => {
    if (sessionId) closeSession(work.db, sessionId);
    return ok(null);
  });
}

/** Ends every session of the person who asks, this one too. */
export function signOutEverywhere(ctx: Ctx<UserViewer>) {
  return transact(ctx, (work) => {
    closeAllSessions(work.db, work.viewer.userId);
    record(work, { kind: "sessions_ended", payload: { userId: work.viewer.userId } });
    return ok(null);
  });
}
