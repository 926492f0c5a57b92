import { forgetFormsOf } from "#app/auth/kept-forms.server";
import {
  type Browser,
  closeAllSessions,
  closeMarkedSession,
  closeOtherSessions,
  closeSession,
} from "#app/auth/sessions.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok } from "#app/result";

/** Ends this browser's session, and forgets what was typed in it. Without a session it is done already. */
export function signOut(ctx: Ctx, { sessionId, browser }: { sessionId: string | null; browser: Browser }) {
  return transact(ctx, (work) => {
    forgetFormsOf(work, browser);
    if (sessionId) closeSession(work.db, sessionId);
    return ok(null);
  });
}

/** Ends every session of the person who asks, this one too. */
export function signOutEverywhere(ctx: Ctx<UserViewer>, browser: Browser) {
  return transact(ctx, (work) => {
    forgetFormsOf(work, browser);
    closeAllSessions(work.db, work.viewer.userId);
    record(work, { kind: "sessions_ended", payload: { userId: work.viewer.userId } });
    return ok(null);
  });
}

/** Ends one session of the person who asks, as their list marks it. One that is over already is no trouble. */
export function signOutDevice(ctx: Ctx<UserViewer>, { mark }: { mark: string }) {
  return transact(ctx, (work) => {
    const { userId } = work.viewer;
    if (closeMarkedSession(work.db, userId, mark)) record(work, { kind: "sessions_ended", payload: { userId } });
    return ok(null);
  });
}

/** Ends every session of the person who asks but this one. */
export function signOutOthers(ctx: Ctx<UserViewer>, { sessionId }: { sessionId: string }) {
  return transact(ctx, (work) => {
    const { userId } = work.viewer;
    closeOtherSessions(work.db, userId, sessionId);
    record(work, { kind: "sessions_ended", payload: { userId } });
    return ok(null);
  });
}
