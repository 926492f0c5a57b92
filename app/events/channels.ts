/**
 * How each channel carries a message: to which address, in which form, and what its failures mean. A further channel is
 * an entry in each of these tables; `SENT_BY` in `audience.ts` says what goes out by it.
 */
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Channel, WAYS } from "#app/dispatch/vocabulary";
import type { MailConfig } from "#app/facts/service/mail";
import type { Instant } from "#app/time";
import { applications, callers, interpreters, organisations, users } from "#db/schema";
import { isMailAddress, type Letter } from "./email";
import type { Sender } from "./ics";
import { writeLetters } from "./letters";
import { openMailer, smtpFailure } from "./mailer";
import type { MessageFacts } from "./message";

/** Where the address of each sort of recipient stands. */
export const ADDRESSES = {
  email: {
    user: users.email,
    interpreter: interpreters.email,
    organisation: organisations.noticeEmail,
    caller: callers.email,
    application: applications.email,
  },
  call: {
    user: users.phone,
    interpreter: interpreters.phone,
    organisation: organisations.phone,
    caller: callers.phone,
    application: applications.phone,
  },
} satisfies Record<
  (typeof WAYS)[number],
  Record<"user" | "interpreter" | "organisation" | "caller" | "application", SQLiteColumn>
>;

/** What each channel carries. */
interface Written {
  email: Letter;
}

export interface Failure {
  /** A code, then what the other side said. */
  error: string;
  /** It will never arrive; else it is tried again. */
  isFinal: boolean;
  /** The way itself is blocked, so that the channel's other messages need not be tried now. */
  isServerInTrouble: boolean;
}

/** The open way out of one channel. `send` throws what its library throws; delivery is at least once. */
interface WayOut<C extends Channel> extends Sender {
  send(message: Written[C]): Promise<void>;
  close(): void;
}
export type WaysOut = { [C in Channel]: WayOut<C> };

interface Carrier<C extends Channel> {
  /** Cannot carry another address, a header or a quoted trick. */
  isAddress(text: string): boolean;
  /** One message of all that is said, of one thing or of several. */
  write(facts: readonly [MessageFacts, ...MessageFacts[]], to: string, sender: Sender, now: Instant): Written[C];
  failureOf(error: unknown): Failure;
}

export const CARRIERS: { [C in Channel]: Carrier<C> } = {
  email: { isAddress: isMailAddress, write: writeLetters, failureOf: smtpFailure },
};

/** Opens every channel's way out. Who opens them closes each. */
export function openWaysOut(config: MailConfig): WaysOut {
  return { email: openMailer(config) };
}

/** Writes the message now; the answer sends it. */
export function write<C extends Channel>(
  channel: C,
  out: WaysOut,
  facts: readonly [MessageFacts, ...MessageFacts[]],
  to: string,
  now: Instant,
) {
  const wayOut = out[channel];
  const message = CARRIERS[channel].write(facts, to, wayOut, now);
  return () => wayOut.send(message);
}
