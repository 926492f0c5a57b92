/** The project's own sources as the walls of `tests/architecture.test.ts` see them: text, imports, long functions. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Source {
  file: string;
  text: string;
  /** The text without comments, so that words in them do not count. */
  code: string;
  /** Modules as paths from the project's root ("app/time") or package names ("luxon"). */
  imports: string[];
  /** Imports of values; those of types alone vanish before anything runs. */
  values: string[];
}

export const sources: readonly Source[] = ["app", "db"].flatMap(filesBelow).map(sourceOf);

export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.posix.join(folder, name);
    if (statSync(file).isDirectory()) return filesBelow(file);
    return /\.tsx?$/.test(name) ? [file] : [];
  });
}

export function sourceOf(file: string): Source {
  const text = readFileSync(file, "utf8");
  return {
    file,
    text,
    code: withoutComments(text),
    imports: importsOf(text, file),
    values: importsOf(text.replace(/(^|\n)(?:import|export) type [^;]*;/g, "$1"), file),
  };
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
}

function importsOf(text: string, file: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g,
  );
  return [...found].map(([, plain, dynamic]) => {
    const target = plain ?? dynamic ?? "";
    if (target.startsWith("#")) return target.slice(1);
    return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
  });
}

export const isWithin = (target: string, room: string) => target === room || target.startsWith(`${room}/`);

/** Files of a room: a folder, or one file without its ending. */
export const inRoom = (room: string) =>
  sources.filter(({ file }) => file.startsWith(`${room}/`) || file.replace(/\.tsx?$/, "") === room);

/** Breaches of "files of `room` may reach only these of our own modules", as "file → target". */
export function reachingBeyond(
  room: string,
  allowed: readonly string[],
  of: "imports" | "values" = "imports",
): string[] {
  return inRoom(room).flatMap((source) =>
    source[of]
      .filter((target) => /^(app|db|tests)\//.test(target))
      .filter((target) => ![room, ...allowed].some((door) => isWithin(target, door)))
      .map((target) => `${source.file} → ${target}`),
  );
}

/** Breaches of "nobody but these rooms may import this", a package or a module of ours. */
export function importingOutside(module: string, rooms: readonly string[]): string[] {
  return sources
    .filter(({ file }) => !rooms.some((room) => file.startsWith(room)))
    .flatMap(({ file, imports }) => imports.filter((target) => isWithin(target, module)).map((t) => `${file} → ${t}`));
}

/** Files in which the pattern is found, comments left out. */
export function saying(pattern: RegExp, among: readonly Source[] = sources): string[] {
  return among.filter(({ code }) => pattern.test(code)).map(({ file }) => file);
}

/** Functions longer than `most` lines that hold no markup, as "file name: lines". */
export function longFunctions({ file, text }: Source, most: number): string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kindOf(file));
  const found: string[] = [];
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node)) {
      const lines = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
      if (lines > most && !holdsMarkup(node)) found.push(`${file} ${node.name?.getText() ?? "a function"}: ${lines}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function holdsMarkup(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, holdsMarkup) ?? false;
}

function kindOf(file: string): ts.ScriptKind {
  return file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}
