/** Who is there in the load trial, and what they do: mostly looking, sometimes writing, now and then signing in. */
import type { Instant } from "#app/time";
import { formsOf } from "../../support/forms";
import { type Answer, type Visitor, visitor } from "../../support/http";
import { browserOf, type LaidDemo } from "../demo";
import { needOf } from "../needs";

export interface Crowd {
  /** One thing that somebody does; the `n`-th. Answers what was done and how it was answered. */
  act(n: number): Promise<{ what: string; answer: Answer }>;
  /** Requests whose sending was acknowledged: their ids. */
  acknowledged: string[];
}

/** Of a hundred: 88 look at a page, 10 write, 2 sign in. */
const SHARE = { read: 88, write: 10 } as const;
/** Within the limits of one person: 40 in ten minutes, 100 a day. */
const MOST_OF_ONE = 90;
const AT_LEAST_APART_MS = 20_000;

const PAGES = {
  coordinator: [
    "/coordinator",
    "/coordinator/requests",
    "/coordinator/calendar",
    "/coordinator/list",
    "/coordinator/interpreters",
  ],
  requester: ["/institution", "/institution/new"],
  interpreter: ["/interpreter", "/interpreter/jobs", "/interpreter/calendar", "/interpreter/availability"],
} as const;

export function crowd(base: string, demo: LaidDemo, today: Instant): Crowd {
  const of = (role: keyof typeof PAGES, people: readonly Parameters<typeof browserOf>[0][]) =>
    people.map((person) => ({ role, browser: browserOf(person, base) }));
  const coordinators = of("coordinator", demo.coordinators);
  const interpreters = of("interpreter", demo.interpreters);
  const requesters = of("requester", demo.requesters);
  const acknowledged: string[] = [];
  const asked = new Map<Visitor, { count: number; at: number }>();
  let number = 0;
  let turn = 0;

  async function read(n: number) {
    const room = [coordinators, requesters, interpreters][n % 3] ?? coordinators;
    const one = inTurn(room, n);
    const pages = PAGES[one.role];
    const page = pages[Math.floor(n / 3) % pages.length] ?? "/";
    return { what: page, answer: await one.browser.get(page) };
  }

  async function write(n: number) {
    if (n % 3 === 2) return accept(n);
    if (n % 3 === 1) {
      const { browser } = inTurn(interpreters, n);
      const fields = { intent: "settings", locale: "lv", theme: n % 2 ? "dark" : "light" };
      return { what: "POST /account", answer: await browser.post("/account", fields) };
    }
    const browser = freeRequester();
    const { minutes, ...need } = needOf(number++, today);
    const fields = { ...need, ...ASKED, minutes: String(minutes), key: `load-ask-${number}` };
    const answer = await browser.post("/institution/new", fields);
    const id = /\/institution\/requests\/([^?]+)/.exec(answer.location ?? "")?.[1];
    if (answer.status === 302 && id) acknowledged.push(id);
    return { what: "POST /institution/new", answer };
  }

  /** Says yes to the first offer there is; who has none has looked at a page. */
  async function accept(n: number) {
    const { browser } = inTurn(interpreters, n);
    const page = await browser.get("/interpreter");
    for (const { action, controls } of formsOf(page.text)) {
      const fields = Object.fromEntries(
        controls.filter(({ kind }) => kind === "hidden").map((one) => [one.name, one.value]),
      );
      if (fields.offerId)
        return { what: "POST /interpreter", answer: await browser.post(action, { ...fields, move: "accept" }) };
    }
    return { what: "/interpreter", answer: page };
  }

  async function signIn(n: number) {
    const { email } = inTurn(demo.requesters, n);
    return { what: "POST /login", answer: await visitor(base).signIn(email) };
  }

  /** Whoever has asked long enough ago, and not too often. */
  function freeRequester(): Visitor {
    for (let tries = 0; tries < requesters.length; tries++) {
      const { browser } = inTurn(requesters, turn++);
      const before = asked.get(browser) ?? { count: 0, at: Number.NEGATIVE_INFINITY };
      if (before.count >= MOST_OF_ONE || performance.now() - before.at < AT_LEAST_APART_MS) continue;
      asked.set(browser, { count: before.count + 1, at: performance.now() });
      return browser;
    }
    throw new Error("there are too few requesters for so many requests");
  }

  return {
    acknowledged,
    act(n) {
      // Spread evenly, so that each second is like the next.
      const share = (n * 37) % 100;
      const which = Math.floor(n / 100) * 7 + (n % 100);
      if (share < SHARE.read) return read(which);
      return share < SHARE.read + SHARE.write ? write(which) : signIn(which);
    },
  };
}

const ASKED = { mode: "phone", topic: "social", count: "1", contactName: "Sanita Ozola", contactPhone: "20 000 201" };

function inTurn<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error("nobody is there");
  return one;
}
