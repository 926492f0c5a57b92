/**
 * Clients of the real server that may be killed under them. Each does one deed after the other; one that was not answered is
 * sent again, with the same key, before anything else.
 */
import { setTimeout } from "node:timers/promises";
import type { Instant } from "#app/time";
import { formsOf } from "../../support/forms";
import type { Answer, Visitor } from "../../support/http";
import { browserOf, type Person } from "../demo";
import { needOf } from "../needs";

/** So many requests of one person are within its limit. */
const MOST_OF_ONE = 35;

export interface Deed {
  kind: "asked" | "accepted";
  address: string;
  fields: Record<string, string>;
  /** Sent before, and nobody knows what came of it. */
  isAgain: boolean;
}

export interface Log {
  /** By request that was acknowledged: the browser that asked, in which its page must open and say this. */
  asked: Map<string, { by: Visitor; note: string }>;
  /** Ids of offers whose yes was acknowledged. */
  accepted: Set<string>;
  /** Deeds that were sent once more, since no answer had come. */
  again: number;
  answers: Record<Deed["kind"], number>;
  refused: Map<string, number>;
  /** Answers that no kill explains. */
  faults: string[];
}

export function newLog(): Log {
  return {
    asked: new Map(),
    accepted: new Set(),
    again: 0,
    answers: { asked: 0, accepted: 0 },
    refused: new Map(),
    faults: [],
  };
}

/** What all clients draw from. */
export interface Supply {
  base: string;
  today: Instant;
  nextNumber: () => number;
  /** Those that have not asked yet. */
  requesters: Person[];
  log: Log;
}

export interface Client {
  /** Does one deed after the other until `until` says so; while nobody answers it waits. */
  work(until: () => boolean): Promise<void>;
  /** What was sent and not answered. */
  open(): Deed | null;
}

/** Asks, as one requester after the other. */
export function asker(supply: Supply): Client {
  let person: Visitor | null = null;
  let asked = 0;
  return client(
    supply.log,
    async () => {
      if (!person || asked >= MOST_OF_ONE) {
        const one = supply.requesters.shift();
        if (!one) throw new Error("there are too few requesters for so many requests");
        [person, asked] = [browserOf(one, supply.base), 0];
      }
      asked++;
      return { person, deed: requestForm(supply) };
    },
    ({ person: by, deed }, answer) => {
      const id = /\/institution\/requests\/([^?]+)/.exec(answer.location ?? "")?.[1];
      if (answer.status === 302 && id) supply.log.asked.set(id, { by, note: deed.fields.note ?? "" });
      else refusedWith(supply.log, deed, answer);
    },
  );
}

/** Says yes to whatever these interpreters are asked, one interpreter after the other, a page at a time. */
export function accepter({ base, log }: Supply, interpreters: readonly Person[]): Client {
  const browsers = interpreters.map((one) => browserOf(one, base));
  const answered = new Set<string>();
  let waiting: Doing[] = [];
  let turn = 0;
  return client(
    log,
    async () => {
      const next = waiting.shift();
      if (next) return next;
      const person = browsers[turn++ % browsers.length];
      if (!person) return;
      const deeds = yesForms((await person.get("/interpreter")).text);
      waiting = deeds.filter(({ fields }) => !answered.has(fields.offerId ?? "")).map((deed) => ({ person, deed }));
      return waiting.shift();
    },
    ({ deed }, answer) => {
      const offerId = deed.fields.offerId ?? "";
      answered.add(offerId);
      if (answer.status === 200) log.accepted.add(offerId);
      else refusedWith(log, deed, answer);
    },
  );
}

interface Doing {
  person: Visitor;
  deed: Deed;
}

function client(
  log: Log,
  next: () => Promise<Doing | undefined>,
  heard: (doing: Doing, answer: Answer) => void,
): Client {
  let doing: Doing | undefined;
  return {
    open: () => doing?.deed ?? null,
    async work(until) {
      while (!until()) {
        doing ??= await next().catch(unlessGone);
        const answer = doing && (await send(doing, log));
        if (doing && answer) {
          log.answers[doing.deed.kind]++;
          heard(doing, answer);
          doing = undefined;
        } else await setTimeout(20);
      }
    },
  };
}

/** The answer; undefined when the server was gone before it came. */
async function send({ person, deed }: Doing, log: Log): Promise<Answer | undefined> {
  if (deed.isAgain) log.again++;
  deed.isAgain = true;
  return person.post(deed.address, deed.fields).catch(unlessGone);
}

/** A connection that broke is what all this is about; anything else is a mistake of the trial. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}

function refusedWith(log: Log, deed: Deed, { status }: Answer): void {
  if (status >= 500 || deed.kind === "asked") log.faults.push(`${deed.kind} ${deed.fields.key}: ${status}`);
  const name = `${deed.kind} ${status}`;
  log.refused.set(name, (log.refused.get(name) ?? 0) + 1);
}

function requestForm({ nextNumber, today }: Supply): Deed {
  const number = nextNumber();
  const { minutes, ...need } = needOf(number, today);
  const fields = {
    ...need,
    minutes: String(minutes),
    mode: "phone",
    topic: "social",
    count: "1",
    contactName: "Sanita Ozola",
    contactPhone: "20 000 201",
    key: `torture-ask-${number}`,
  };
  return { kind: "asked", address: "/institution/new", fields, isAgain: false };
}

/** The forms of the page by which an offer is accepted. */
function yesForms(html: string): Deed[] {
  return formsOf(html).flatMap(({ action, controls }): Deed[] => {
    const valueIn = (name: string) => controls.find((control) => control.name === name)?.value;
    const [offerId, key] = [valueIn("offerId"), valueIn("key")];
    if (!offerId || !key) return [];
    return [{ kind: "accepted", address: action, fields: { offerId, key, move: "accept" }, isAgain: false }];
  });
}
