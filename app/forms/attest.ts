/** A requester's word about services, as the link's page and the portal send it. */
import { z } from "zod";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { type FormRead, formKey, instantField, readForm } from "#app/form";
import type { WordAbout } from "#app/pay/took-place";
import type { Interval } from "#app/time";
import { timesNear } from "./report";

/** `ID:NUMBER` of a report, as the page showed it. */
const Service = z
  .string()
  .regex(/^[^:]{1,40}:\d{1,4}$/)
  .transform((text) => {
    const [assignmentId = "", number = ""] = text.split(":");
    return { assignmentId, reportNumber: Number(number) };
  });

const Sent = z.object({
  key: formKey.optional(),
  intent: z.enum(["as_reported", "otherwise", "agree", "disagree"]),
  service: z.array(Service).max(100).default([]),
  askedAt: instantField.optional(),
  outcome: z.enum(["held", "not_held"]).default("held"),
  start: z.string().default(""),
  end: z.string().default(""),
  reason: z.enum(NOT_HELD_REASONS).optional(),
  words: z.string().optional(),
  vouched: z.string().optional(),
});
export type AttestSent = z.output<typeof Sent>;

export function readAttest(form: FormData): FormRead<AttestSent> {
  return readForm(Sent, form);
}

/** The one service that was otherwise; null when a time is none. */
export function otherwise(sent: AttestSent, planned: Interval): WordAbout | null {
  const [service] = sent.service;
  if (!service) return null;
  if (sent.outcome === "not_held") {
    const notHeldReason = sent.reason ?? null;
    return { ...service, told: { held: false, notHeldReason, startedAt: null, endedAt: null } };
  }
  const { start: startedAt, end: endedAt } = timesNear(planned, sent);
  if (typeof startedAt === "string" || typeof endedAt === "string") return null;
  return { ...service, told: { held: true, notHeldReason: null, startedAt, endedAt } };
}
