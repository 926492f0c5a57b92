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
    const part = few(new URL(request.url).pathname);
    if (!part) return whole(request, context);
    const answer = answers.get(part.key) ?? createRequestHandler(part.build(), mode);
    answers.set(part.key, answer);
    return answer(request, context);
  };
}

export interface Part {
  /** The same for addresses that can meet the same routes. There are not more of them than pairs of words in the routes. */
  key: string;
  build: () => ServerBuild;
}

/**
 * The part of a build that an address can meet: every route that matches it or the beginning of it, as a page or as data, and the
 * routes around these. Null for what is not compared with routes, or is written in a way that has to be decoded first.
 */
export function fewRoutesOf(build: ServerBuild): (pathname: string) => Part | null {
  const patterns = Object.keys(build.routes).map((id) => ({ id, segments: segmentsOf(patternOf(build, id)) }));
  const words = new Set(patterns.flatMap(({ segments }) => segments.slice(0, DEPTH).filter(isFixed)));
  const longest = Math.max(...patterns.map(({ segments }) => segments.length));
  return (pathname) => {
    if (pathname === "/__manifest" || pathname.includes("%")) return null;
    const asked = segmentsOf(pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/"));
    const begins = asked.slice(0, DEPTH).map((segment) => (words.has(segment) ? segment : ":"));
    const length = Math.min(asked.length, longest);
    return {
      key: `${begins.join("/")} ${length}`,
      build: () => {
        const met = patterns.filter(({ segments }) => canMeet(segments, begins, length));
        return partOf(build, new Set(met.flatMap(({ id }) => [id, ...around(build, id)])));
      },
    };
  };
}

/** Lower case, because routes are compared so. */
const segmentsOf = (path: string) => path.toLowerCase().split("/").filter(Boolean);

/** A word that stands in an address as it stands in the route. */
const isFixed = (segment: string) => !/[:*?]/.test(segment);

function canMeet(segments: readonly string[], begins: readonly string[], length: number): boolean {
  if (segments.some((segment) => /[*?]/.test(segment))) return fits(segments.slice(0, 1), begins);
  return segments.length <= length && fits(segments, begins);
}

const fits = (segments: readonly string[], begins: readonly string[]) =>
  begins.every((word, place) => {
    const segment = segments[place];
    return segment === undefined || !isFixed(segment) || segment === word;
  });

/** The path of a route with those of the routes around it. */
function patternOf(build: ServerBuild, id: string): string {
  return [id, ...around(build, id)]
    .map((one) => build.routes[one]?.path ?? "")
    .reverse()
    .join("/");
}

function around(build: ServerBuild, id: string): string[] {
  const parent = build.routes[id]?.parentId;
  return parent ? [parent, ...around(build, parent)] : [];
}

function partOf(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const only = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
