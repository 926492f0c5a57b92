/** Who may do what: pure, total, asked with a row that was loaded inside the transaction. */
import type { Role } from "#app/dispatch/vocabulary";
import type { UserViewer, Viewer } from "./viewer";

const isUser = (viewer: Viewer): viewer is UserViewer => viewer.kind === "user";

/** Pages with one door: those of a role, and of finance's those that say what is paid and by whom. */
export type Room = Role | "rates";

/** Who works in a room beside those whose own it is: an admin of a small NGO also coordinates, and where nobody is finance a coordinator sees to the months. */
const ALSO: Partial<Record<Room, readonly Role[]>> = {
  coordinator: ["admin"],
  finance: ["coordinator", "admin"],
  rates: ["finance", "admin"],
};
/** The rooms of those who work here. */
const STAFF: readonly Room[] = ["coordinator", "finance", "rates", "admin"];

/** Whether somebody works in a room. */
export function hasRole(viewer: Viewer, room: Room): viewer is UserViewer {
  return isUser(viewer) && (viewer.role === room || (ALSO[room]?.includes(viewer.role) ?? false));
}

/** Whose pages somebody may read: those they work in, and an auditor those of everybody who works here. Nothing follows for what they may do. */
export function mayRead(viewer: Viewer, room: Room): viewer is UserViewer {
  const isAuditor = isUser(viewer) && viewer.role === "auditor";
  return hasRole(viewer, room) || (isAuditor && STAFF.includes(room));
}

const coordinates = (viewer: Viewer): boolean => hasRole(viewer, "coordinator");

/** A request is its institution's, and coordinators act for any. */
const hasRequest = (viewer: Viewer, request: { organisationId: string }): boolean =>
  coordinates(viewer) || (hasRole(viewer, "requester") && viewer.organisationId === request.organisationId);

const isThemselves = (viewer: Viewer, interpreterId: string): boolean =>
  hasRole(viewer, "interpreter") && viewer.interpreterId === interpreterId;

export const may = {
  submitRequest: (viewer: Viewer, { organisationId }: { organisationId: string }) =>
    coordinates(viewer) || (hasRole(viewer, "requester") && viewer.organisationId === organisationId),

  seeRequest: (viewer: Viewer, request: { organisationId: string }) =>
    mayRead(viewer, "coordinator") || hasRequest(viewer, request),

  editRequest: (viewer: Viewer, request: { organisationId: string }) => hasRequest(viewer, request),

  cancelRequest: (viewer: Viewer, request: { organisationId: string }) => hasRequest(viewer, request),

  /** Whoever asked agrees to a change, or a coordinator for them who has their word by phone. */
  answerProposal: (viewer: Viewer, request: { organisationId: string }) => hasRequest(viewer, request),

  answerOffer: (viewer: Viewer, offer: { id: string; interpreterId: string }) =>
    (hasRole(viewer, "interpreter") && viewer.interpreterId === offer.interpreterId) ||
    (viewer.kind === "link" && viewer.offerId === offer.id && viewer.interpreterId === offer.interpreterId),

  reportAssignment: (viewer: Viewer, assignment: { interpreterId: string }) =>
    coordinates(viewer) || (hasRole(viewer, "interpreter") && viewer.interpreterId === assignment.interpreterId),

  /** Whoever asked says whether it took place so, in the portal or by the link, or a coordinator who has their word on paper. */
  attestService: (viewer: Viewer, request: { id: string; organisationId: string }) =>
    hasRequest(viewer, request) || (viewer.kind === "attester" && viewer.requestId === request.id),
  /** Whoever asked or interpreted says what was wrong or good, or a coordinator for them who has their word by phone. */
  complain: (viewer: Viewer, side: { organisationId: string | null; interpreterId: string | null }) =>
    coordinates(viewer) ||
    (hasRole(viewer, "requester") && viewer.organisationId === side.organisationId) ||
    (hasRole(viewer, "interpreter") && viewer.interpreterId === side.interpreterId),

  /** Whoever asked hands the client the evaluation; nobody else does, and never the interpreter. */
  giveEvaluation: (viewer: Viewer, request: { organisationId: string }) =>
    hasRole(viewer, "requester") && viewer.organisationId === request.organisationId,

  /** Read what others complained of, and say what becomes of it. */
  examineComplaint: (viewer: Viewer) => coordinates(viewer),

  withdrawAssignment: (viewer: Viewer, assignment: { interpreterId: string }) =>
    hasRole(viewer, "interpreter") && viewer.interpreterId === assignment.interpreterId,

  editAvailability: (viewer: Viewer, interpreter: { id: string }) =>
    coordinates(viewer) || (hasRole(viewer, "interpreter") && viewer.interpreterId === interpreter.id),

  /** Offer, assign, move, release, undo, queue decisions. The worker dispatches as the system. */
  dispatch: (viewer: Viewer) => viewer.kind === "system" || coordinates(viewer),

  /** Who interprets, what they can and how they are reached. */
  editRoster: (viewer: Viewer) => coordinates(viewer),
  /** Who must not meet whom, and which codes are one person: nobody else learns that there is such a thing. */
  keepApart: (viewer: Viewer) => coordinates(viewer),

  /** The institution that somebody calls from. */
  addOrganisation: (viewer: Viewer) => coordinates(viewer),

  /** Whether somebody at the door is let in, and as whom. */
  decideApplication: (viewer: Viewer) => coordinates(viewer),

  invite: (viewer: Viewer, role: Role) =>
    hasRole(viewer, "admin") || (coordinates(viewer) && (role === "requester" || role === "interpreter")),

  /** Whoever leads a unit of their own institution, into that unit. */
  inviteIntoUnit: (viewer: Viewer, unit: { organisationId: string; leadIds: readonly string[] }) =>
    hasRole(viewer, "requester") &&
    viewer.organisationId === unit.organisationId &&
    unit.leadIds.includes(viewer.userId),

  /** What is owed to an interpreter, and why. */
  seeStatement: (viewer: Viewer, { interpreterId }: { interpreterId: string }) =>
    mayRead(viewer, "finance") || isThemselves(viewer, interpreterId),

  /** Their month as they say it is, with what they spent; a coordinator for whom has no account. */
  handInStatement: (viewer: Viewer, { interpreterId }: { interpreterId: string }) =>
    coordinates(viewer) || isThemselves(viewer, interpreterId),

  saveBankAccount: (viewer: Viewer, { interpreterId }: { interpreterId: string }) =>
    hasRole(viewer, "finance") || isThemselves(viewer, interpreterId),

  /** Sent back, approved, paid; who pays for one service, and what is let pass. */
  approveStatements: (viewer: Viewer) => hasRole(viewer, "finance"),

  /** What an hour is worth, from a date on; who pays for an organisation's services; from which account. */
  setRates: (viewer: Viewer) => hasRole(viewer, "rates"),

  administer: (viewer: Viewer) => hasRole(viewer, "admin"),
} as const;
