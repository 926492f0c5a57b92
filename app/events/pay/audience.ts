/** What an interpreter hears of their month of pay: that it came back, that it is approved, that it is paid. */
import type { EventToRecord, Listener } from "../record";
import { PAY_KINDS, PAY_LETTERS, sameOf } from "./kinds";

type PayLetter = (typeof PAY_LETTERS)[number];

const theirs = (_work: unknown, { kind, interpreterId }: EventToRecord<PayLetter>): Listener[] =>
  interpreterId ? [{ kind, interpreterId }] : [];

export const PAY_AUDIENCE = { ...sameOf(PAY_KINDS, (): Listener[] => []), ...sameOf(PAY_LETTERS, theirs) };
