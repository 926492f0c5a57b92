import type { Listener } from "./record";

/** How a notification names whoever hears it. */
export function recipientOf(to: Omit<Listener, "kind">): string {
  const { userId, interpreterId, callerId, organisationId, applicationId } = to;
  if (userId) return `user:${userId}`;
  if (interpreterId) return `interpreter:${interpreterId}`;
  if (applicationId) return `application:${applicationId}`;
  return callerId ? `caller:${callerId}` : `organisation:${organisationId}`;
}
