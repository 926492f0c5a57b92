import type { Locale, Role } from "#app/dispatch/vocabulary";

/**
 * Who asks. `link` is an interpreter who came by the link in an offer's mail: they may answer that offer and nothing else.
 * `attester` came by the link of a request that is over: they may say what took place of it, and nothing else.
 */
export type Viewer =
  | {
      kind: "user";
      userId: string;
      name: string;
      role: Role;
      organisationId: string | null;
      interpreterId: string | null;
      locale: Locale;
    }
  | { kind: "link"; interpreterId: string; offerId: string; locale: Locale }
  | { kind: "attester"; requestId: string; way: "link" | "qr"; locale: Locale }
  | { kind: "system" }
  | { kind: "anonymous" };

export type UserViewer = Extract<Viewer, { kind: "user" }>;
export type AttestingViewer = Extract<Viewer, { kind: "attester" }>;
export type LinkViewer = Extract<Viewer, { kind: "link" }>;

export const SYSTEM: Viewer = { kind: "system" };
export const ANONYMOUS: Viewer = { kind: "anonymous" };
