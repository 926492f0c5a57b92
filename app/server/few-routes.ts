/**
 * Remix compares an address with each route of the house, four times for each page, and makes all of them anew to draw it. Most
 * cannot match: they begin with other words, or are longer. An address is answered by a build that has only the others.
 */
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";

type Answer = (request: Request, context: AppLoadContext) => Promise<Response>;
type Mode = "development" | "production";

/** How many segments are looked at. With two, hardly a dozen routes are left of a hundred. */
const DEPTH = 2;

/** As `createRequestHandler`: the same answers, made with less. */
export function createAnswer(build: ServerBuild | (() => Promise<ServerBuild>), mode: Mode): Answer {
  const whole = createRequestHandler(build, mode);
  if (typeof build === "function") return whole; // in development it changes
  const few = fewRoutesOf(build);
  const answers = new Map<string, Answer>();
  return (request, context) => {
    const ids = few(new URL(request.url).pathname);
    if (!ids) return whole(request, context);
    const key = [...ids].join();
    const answer = answers.get(key) ?? createRequestHandler(partOf(build, ids), mode);
    answers.set(key, answer);
    return answer(request, context);
  };
}

/**
 * The routes of a build that an address can meet: each that matches it or the beginning of it, as a page or as data, and those around
 * them. Null for what is not compared with routes, or is written in a way that has to be decoded first. Addresses that meet nothing
 * of their own meet the same: there are no more answers than beginnings of routes, whatever is asked for.
 */
export function fewRoutesOf(build: ServerBuild): (pathname: string) => ReadonlySet<string> | null {
  const patterns = Object.keys(build.routes).map((id) => {
    const outer = around(build, id);
    return { ids: [id, ...outer], segments: segmentsOf(patternOf(build, [id, ...outer])) };
  });
  return (pathname) => {
    if (pathname === "/__manifest" || pathname.includes("%")) return null;
    const asked = segmentsOf(pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/"));
    return new Set(patterns.filter(({ segments }) => canMeet(segments, asked)).flatMap(({ ids }) => ids));
  };
}

/** Lower case, because routes are compared so. */
const segmentsOf = (path: string) => path.toLowerCase().split("/").filter(Boolean);

/** A word that stands in an address as it stands in the route. */
const isFixed = (segment: string) => !/[:*?]/.test(segment);

function canMeet(segments: readonly string[], asked: readonly string[]): boolean {
  const isOfAnyLength = segments.some((segment) => /[*?]/.test(segment));
  if (!isOfAnyLength && segments.length > asked.length) return false;
  return segments
    .slice(0, isOfAnyLength ? 1 : DEPTH)
    .every((segment, place) => !isFixed(segment) || asked[place] === undefined || segment === asked[place]);
}

/** The path of a route with those of the routes around it, which follow it. */
function patternOf(build: ServerBuild, ids: readonly string[]): string {
  return ids
    .map((id) => build.routes[id]?.path ?? "")
    .reverse()
    .join("/");
}

function around(build: ServerBuild, id: string): string[] {
  const parent = build.routes[id]?.parentId;
  return parent ? [parent, ...around(build, parent)] : [];
}

/** The build with these routes alone. */
export function partOf(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const only = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
