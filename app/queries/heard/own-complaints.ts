/** What somebody complained of or praised, for them alone. */
import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { complaintStateOf } from "#app/heard/complaint";
import { complaints } from "#db/schema";

/** About one request, oldest first; what is forgotten is not there any more. */
export function ownComplaints({ db, viewer }: Ctx<UserViewer>, requestId: string) {
  const own = and(eq(complaints.requestId, requestId), eq(complaints.fromUserId, viewer.userId));
  const rows = db
    .select({
      id: complaints.id,
      kind: complaints.kind,
      words: complaints.words,
      answer: complaints.answer,
      receivedAt: complaints.receivedAt,
      dueAt: complaints.dueAt,
      examinedAt: complaints.examinedAt,
      upheld: complaints.upheld,
      closedAt: complaints.closedAt,
    })
    .from(complaints)
    .where(and(own, isNotNull(complaints.words)))
    .orderBy(asc(complaints.receivedAt), asc(complaints.id))
    .all();
  return rows.map(({ examinedAt, upheld, closedAt, dueAt, ...row }) => ({
    ...row,
    state: complaintStateOf({ kind: row.kind, examinedAt, upheld, closedAt }),
    isUpheld: upheld,
    dueAt: upheld === null && closedAt === null ? dueAt : null,
  }));
}

export type OwnComplaint = ReturnType<typeof ownComplaints>[number];
