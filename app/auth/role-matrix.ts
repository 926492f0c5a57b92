/** What each role may do, asked of the policy itself: a new verb of `may` or a new role is asked by itself. */
import { type Locale, ROLES, type Role } from "#app/dispatch/vocabulary";
import { may, mayRead, type Room } from "./policy";
import type { UserViewer, Viewer } from "./viewer";

/** A thing of somebody: of an organisation, of an interpreter, or an interpreter themselves; and a role to invite to. */
interface Thing {
  id: string;
  organisationId: string;
  interpreterId: string;
  role: Role;
}

/** Each verb, asked about a thing. The compiler asks for the line of a verb that has none. */
const QUESTIONS = {
  submitRequest: (viewer, thing) => may.submitRequest(viewer, thing),
  seeRequest: (viewer, thing) => may.seeRequest(viewer, thing),
  editRequest: (viewer, thing) => may.editRequest(viewer, thing),
  cancelRequest: (viewer, thing) => may.cancelRequest(viewer, thing),
  answerProposal: (viewer, thing) => may.answerProposal(viewer, thing),
  answerOffer: (viewer, thing) => may.answerOffer(viewer, thing),
  reportAssignment: (viewer, thing) => may.reportAssignment(viewer, thing),
  attestService: (viewer, thing) => may.attestService(viewer, thing),
  complain: (viewer, thing) => may.complain(viewer, thing),
  giveEvaluation: (viewer, thing) => may.giveEvaluation(viewer, thing),
  examineComplaint: (viewer) => may.examineComplaint(viewer),
  withdrawAssignment: (viewer, thing) => may.withdrawAssignment(viewer, thing),
  editAvailability: (viewer, thing) => may.editAvailability(viewer, thing),
  dispatch: (viewer) => may.dispatch(viewer),
  editRoster: (viewer) => may.editRoster(viewer),
  keepApart: (viewer) => may.keepApart(viewer),
  addOrganisation: (viewer) => may.addOrganisation(viewer),
  decideApplication: (viewer) => may.decideApplication(viewer),
  invite: (viewer, { role }) => may.invite(viewer, role),
  inviteIntoUnit: (viewer, thing) => may.inviteIntoUnit(viewer, { ...thing, leadIds: [SOMEBODY] }),
  seeStatement: (viewer, thing) => may.seeStatement(viewer, thing),
  handInStatement: (viewer, thing) => may.handInStatement(viewer, thing),
  saveBankAccount: (viewer, thing) => may.saveBankAccount(viewer, thing),
  approveStatements: (viewer) => may.approveStatements(viewer),
  setRates: (viewer) => may.setRates(viewer),
  administer: (viewer) => may.administer(viewer),
} satisfies Record<keyof typeof may, (viewer: Viewer, thing: Thing) => boolean>;

/** Anybody's · only what is theirs · nothing. */
export type Extent = "all" | "own" | "none";

export interface MatrixRow {
  verb: string;
  /** Whom it invites; null for every other verb. */
  invited: Role | null;
  extents: { role: Role; extent: Extent }[];
}

export function roleMatrix(
  questions: Record<string, (viewer: Viewer, thing: Thing) => boolean> = QUESTIONS,
): MatrixRow[] {
  return Object.entries(questions).flatMap(([verb, ask]) =>
    (verb === "invite" ? ROLES : [null]).map((invited) => ({
      verb,
      invited,
      extents: ROLES.map((role) => ({ role, extent: extentOf((viewer, thing) => ask(viewer, thing), role, invited) })),
    })),
  );
}

function extentOf(ask: (viewer: Viewer, thing: Thing) => boolean, role: Role, invited: Role | null): Extent {
  const viewer = somebody(role);
  if (!ask(viewer, thingOf(OWN, invited))) return "none";
  return ask(viewer, thingOf("another", invited)) ? "all" : "own";
}

const OWN = "own";
const SOMEBODY = "somebody";

function thingOf(whose: string, invited: Role | null): Thing {
  return { id: whose, organisationId: whose, interpreterId: whose, role: invited ?? "requester" };
}

/** Which roles come through a door. */
export function rolesThrough(door: string): Role[] {
  return ROLES.filter((role) => ROOMS.some((room) => room === door && mayRead(somebody(role), room)) || OPEN.has(door));
}

const ROOMS: readonly Room[] = [...ROLES, "rates"];
const OPEN = new Set(["anyone", "signed_in"]);

function somebody(role: Role): UserViewer {
  const locale: Locale = "lv";
  const belongs = {
    organisationId: role === "requester" ? OWN : null,
    interpreterId: role === "interpreter" ? OWN : null,
  };
  return { kind: "user", userId: SOMEBODY, name: "", role, locale, ...belongs };
}
