import { and, inArray, isNull } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { users } from "#db/schema";
import type { Listener } from "./record";

/** How a notification names whoever hears it. */
export function recipientOf(to: Omit<Listener, "kind">): string {
  const { userId, interpreterId, callerId, organisationId, applicationId } = to;
  if (userId) return `user:${userId}`;
  if (interpreterId) return `interpreter:${interpreterId}`;
  if (applicationId) return `application:${applicationId}`;
  return callerId ? `caller:${callerId}` : `organisation:${organisationId}`;
}

/** Whoever coordinates: where nobody has only that role, the admins do. */
export function coordinators(work: Work): string[] {
  const people = work.db
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(and(inArray(users.role, ["coordinator", "admin"]), isNull(users.disabledAt)))
    .all();
  const coordinating = people.filter(({ role }) => role === "coordinator");
  return (coordinating.length > 0 ? coordinating : people).map(({ id }) => id);
}
