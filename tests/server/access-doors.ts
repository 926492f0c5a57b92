/** From an entry of the access matrix to a request: addresses, bodies, and who passes which door. */
import type { ServerBuild } from "@remix-run/node";
import { hasRole, mayRead } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import type { Entry, Subject } from "./access-matrix";
import type { AccessWorld, Principal } from "./access-world";

export type Whose = "own" | "foreign" | "missing";
export const WHOSE: Whose[] = ["own", "foreign", "missing"];
export const BASE = "http://127.0.0.1:3000";

export const ROLES: Partial<Record<Principal, UserViewer["role"]>> = {
  sociala: "requester",
  sociala2: "requester",
  krize: "requester",
  amina: "interpreter",
  karim: "interpreter",
  ilze: "coordinator",
  finance: "finance",
  admin: "admin",
  auditor: "auditor",
};

export function passes(who: Principal, door: Entry["door"]): boolean {
  if (door === "anyone") return true;
  const role = ROLES[who];
  if (!role) return false;
  return door === "signed_in" || mayRead({ kind: "user", role } as UserViewer, door);
}

/** Whoever comes in may only read there. */
export function onlyReads(who: Principal, door: Entry["door"]): boolean {
  const role = ROLES[who];
  if (!role || door === "anyone" || door === "signed_in") return false;
  return passes(who, door) && !hasRole({ kind: "user", role } as UserViewer, door);
}

export function asData(address: string, routeId?: string): string {
  const url = new URL(address, BASE);
  const search = new URLSearchParams(url.search);
  if (routeId) search.set("_routes", routeId);
  return `${url.pathname === "/" ? "/_root" : url.pathname}.data${search.size ? `?${search}` : ""}`;
}

export function doorsOf(w: AccessWorld, build: ServerBuild) {
  function pathOf(routeId: string): string {
    const route = build.routes[routeId]!;
    const parent = route.parentId && route.parentId !== "root" ? pathOf(route.parentId) : "";
    return route.path ? `${parent}/${route.path}` : parent || "/";
  }

  return {
    routesWith: (part: "loader" | "action") =>
      Object.values(build.routes)
        .filter((route) => route?.module[part])
        .map((route) => route!.id),

    pathOf,

    /** The address of a route for one person and one kind of id; null when that person has no such thing. */
    addressOf(routeId: string, entry: Entry, whose: Whose, who: Principal): string | null {
      const { names } = entry;
      const id = names ? w.idOf(names.subject, whose, who) : "";
      if (id === null) return null;
      const search = new URLSearchParams(entry.search);
      if (names?.query) search.set(names.query, id);
      const pathname = pathOf(routeId).replace(/:(\w+)\??|\*/g, (_, param) =>
        names && param === names.param ? id : "nothing-here",
      );
      return `${pathname}${search.size ? `?${search}` : ""}`;
    },

    /** Remix sends a post to a folder's address to its layout, unless it is told that the page inside is meant. */
    withIndex(address: string, routeId: string): string {
      if (!build.routes[routeId]?.index) return address;
      return address.includes("?") ? `${address}&index` : `${address}?index`;
    },

    bodyFor(body: Record<string, string>, intent: string, whose: Whose, who: Principal): URLSearchParams {
      const filled = new URLSearchParams({ key: `k-${intent}-${who}-${whose}`, ...(intent ? { intent } : {}) });
      for (const [name, value] of Object.entries(body)) {
        const subject = /^\{(\w+)\}$/.exec(value)?.[1] as Subject | undefined;
        const id = subject ? (w.idOf(subject, whose, who) ?? w.idOf(subject, "missing", who)) : value;
        filled.set(name, id ?? "");
      }
      return filled;
    },

    ask(address: string, who: Principal, init: RequestInit = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      const cookie = w.cookieOf(who);
      if (cookie) headers.set("Cookie", cookie);
      return w.handle(new Request(BASE + address, { ...init, headers, redirect: "manual" }));
    },
  };
}

export type Doors = ReturnType<typeof doorsOf>;
