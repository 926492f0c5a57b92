/**
 * Who may come in where, and whose things they meet there. One entry per route of the manifest that has a loader or an
 * action; a route, or an intent of one, without an entry fails `access.test.ts`.
 */
import type { Role } from "#app/dispatch/vocabulary";

/** What an id in a path or body names. Who owns which one is laid in `access-world.ts`. */
export type Subject =
  | "request" // of an organisation; coordinators see all
  | "confirmed_request"
  | "job" // an assignment of an interpreter
  | "offer"
  | "offer_token"
  | "user_token"
  | "interpreter"
  | "user"
  | "absence"
  | "event"
  | "notification"
  | "organisation";

export interface Entry {
  door: "anyone" | "signed_in" | Role;
  /** Which subject the path's parameter or query names; its owners see it, everybody else gets 404. */
  names?: { param?: string; query?: string; subject: Subject };
  /** What the action does, by intent ("" where there is only one), with a body that would succeed for the owner. */
  actions?: Record<string, ActionCase>;
  /** Further query that the loader needs. */
  search?: string;
  /** The page has no loader of its own for GET, or answers the owner otherwise than with 200. */
  answers?: number;
}

export interface ActionCase {
  /** A body value of the form `{subject}` stands for an id of that subject: own, foreign or missing. */
  body: Record<string, string>;
  /** The body's subject decides whose it is, instead of the path. */
  subject?: Subject;
}

export const MATRIX: Record<string, Entry> = {
  "routes/_index": { door: "anyone" },
  "routes/$": { door: "anyone", answers: 404 },
  "routes/accessibility": { door: "anyone" },
  "routes/healthz": { door: "anyone" },
  "routes/language": { door: "anyone", answers: 404, actions: { "": { body: { lang: "en", to: "/" } } } },
  "routes/login": { door: "anyone", actions: { "": { body: { email: "nobody@tilts.test", password: "wrong-password" } } } },
  "routes/logout": { door: "anyone", answers: 404, actions: { "": { body: {} } } },
};
