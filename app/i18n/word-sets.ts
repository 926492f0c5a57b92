/** What the pages of a role say, as areas of the catalogues or groups of one ("change.relay"). A test reads the pages and finds what is missing here. */
import type { Role } from "#app/dispatch/vocabulary";
import type { lv } from "./lv";

export type Area = keyof typeof lv;
type Said = { [A in Area]: A | `${A}.${keyof (typeof lv)[A] & string}` }[Area];
export type WordSet = "public" | Role;

const COMMON = [
  "common.app",
  "common.demo",
  "common.nav",
  "common.action",
  "common.form",
  "common.error",
  "common.time",
  "common.paging",
  "common.count",
  "common.office",
  "common.fault",
  "common.kept",
  "common.live",
  "common.vouch",
  "auth",
  "request.promise",
] as const satisfies readonly Said[];

export const WORD_SETS: Record<WordSet, readonly Said[]> = {
  public: [...COMMON, "domain.requestState", "domain.offerStatus", "common.landing"],
  interpreter: [...COMMON, "domain", "interpreter", "change.relay", "explain.refusal"],
  requester: [
    ...COMMON,
    "request",
    "domain.requestState",
    "domain.offerStatus",
    "domain.notHeldReason",
    "domain.mode",
    "domain.gender",
    "domain.strength",
    "domain.topic",
    "change.shift",
    "change.question",
    "change.answer",
    "change.relay",
    "change.short",
    "change.edit",
    "mail.field",
  ],
  coordinator: [
    ...COMMON,
    "domain",
    "request",
    "explain",
    "coordinator",
    "change",
    "plan",
    "interpreter.away",
    "interpreter.refusal",
    "mail.field",
  ],
  admin: [
    ...COMMON,
    "domain",
    "request",
    "explain",
    "coordinator",
    "change",
    "plan",
    "interpreter.away",
    "interpreter.refusal",
    "admin",
    "mail.failure",
    "mail.field",
  ],
};
