/** What an interpreter hears of their month of pay: that it came back, that it is approved, that it is paid. */
import type { EventToRecord, Listener } from "../record";
import { PAY_KINDS, PAY_LETTERS, type PayPayloads, sameOf } from "./kinds";

type PayKind = keyof PayPayloads;
type Hears = (event: EventToRecord<PayKind>) => Listener[];

const nobody: Hears = () => [];

const theirs =
  (kind: (typeof PAY_LETTERS)[number]): Hears =>
  ({ interpreterId }) =>
    interpreterId ? [{ kind, interpreterId }] : [];

const HEARD: Record<PayKind, Hears> = {
  ...sameOf(PAY_KINDS, nobody),
  ...Object.fromEntries(PAY_LETTERS.map((kind) => [kind, theirs(kind)])),
};

export const PAY_AUDIENCE = sameOf(PAY_KINDS, (_work: unknown, event: EventToRecord<PayKind>) =>
  HEARD[event.kind](event),
);
