/** What the address of a list narrows it to; what is not a known value is left out. */
import { MODES, type Mode } from "#app/dispatch/vocabulary";
import { textIn } from "#app/form";
import { type DateText, isDate } from "#app/time";

export function oneOf<T extends string>(search: URLSearchParams, name: string, known: readonly T[]): T | null {
  return known.find((value) => value === search.get(name)) ?? null;
}

export function dateIn(search: URLSearchParams, name: string): DateText | null {
  const value = search.get(name) ?? "";
  return isDate(value) ? value : null;
}

/** From 1. */
export function pageIn(search: URLSearchParams): number {
  return Math.max(1, Math.floor(Number(search.get("page")) || 1));
}

export interface WorkNarrowed {
  q: string | null;
  language: string | null;
  deskId: string | null;
  mode: Mode | null;
  page: number;
}

/** What requests and interpreters are both narrowed by. */
export function workFilters(search: URLSearchParams): WorkNarrowed {
  return {
    q: textIn(search, "q"),
    language: textIn(search, "language"),
    deskId: textIn(search, "desk"),
    mode: oneOf(search, "mode", MODES),
    page: Number(search.get("page")) || 1,
  };
}

export function requestFilters<S extends string>(search: URLSearchParams, states: readonly S[]) {
  return {
    ...workFilters(search),
    state: oneOf(search, "state", states),
    from: dateIn(search, "from"),
    to: dateIn(search, "to"),
  };
}

export function ownRequestFilters<V extends string>(search: URLSearchParams, views: readonly [V, ...V[]]) {
  return {
    view: oneOf(search, "view", views) ?? views[0],
    q: textIn(search, "q") ?? "",
    mine: search.get("mine") === "1",
    page: pageIn(search),
  };
}
