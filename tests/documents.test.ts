/**
 * Documents and comments name what is there. A path is: the target of a relative link, a back-ticked word that begins with
 * a room of the house (`app/…`, `db/…`, `docs/…`, `tests/…`, `.ci/…`), and the same in a comment without back-ticks. A path may
 * leave out its file's extension, and end in "/" or in a part with "*", "<" or "{" that stands for many.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const documents = ["README.md", "app/dispatch/plan/README.md", ...filesBelow("docs", /\.md$/)];
const sources = [
  ...["app", "db", "tests"].flatMap((room) => filesBelow(room, /\.(?:tsx?|js|css)$/)),
  ...readdirSync(".").filter((name) => /\.(?:ts|js)$/.test(name)),
];

const configuration = [...filesBelow("app", /\.json$/), ...filesBelow("db", /\.(?:json|sql)$/), "package.json"];

function filesBelow(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(file, wanted);
    return wanted.test(entry.name) ? [file] : [];
  });
}

const ROOMS = "(?:app|db|docs|tests|\\.ci)";
/** A path as words name it: no space, and no mark of the sentence at its end. */
const PATH = new RegExp(`(?<![\\w./#@-])${ROOMS}/[\\w.$[\\]*<>{}/-]*[\\w$*>}/]`, "g");

/** Does the house have it? What stands for many is asked for its folder. */
function exists(name: string): boolean {
  const fixed = name.replace(/\/[^/]*[*<{].*$/, "");
  return [fixed, ...[".ts", ".tsx", ".js", ".md"].map((ending) => fixed + ending)].some((file) => existsSync(file));
}

/** Comments of a source, each with its line: blocks, and lines that begin with or follow code by "//". */
function commentsOf(text: string): { line: number; comment: string }[] {
  const found = text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm);
  return [...found].map(({ index, 0: comment }) => ({ line: text.slice(0, index).split("\n").length, comment }));
}

const inTicks = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, ticked = ""]) => ticked);

/** Fenced blocks hold commands and the map of the rooms; the rest is prose. */
const proseOf = (text: string) => text.replace(/^```[\s\S]*?^```/gm, "");

test("there is something to read", () => {
  expect(documents.length).toBeGreaterThan(30);
  expect(sources.length).toBeGreaterThan(300);
  const named = sources.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8")).flatMap(({ comment }) => comment.match(PATH) ?? []),
  );
  expect(named).toContain("tests/architecture.test.ts");
  expect(exists("app/no-such-room")).toBe(false);
  expect(exists("app/i18n/<locale>/mail.json")).toBe(true);
});

test.each(documents)("%s: every link leads somewhere", (file) => {
  const links = [...readFileSync(file, "utf8").matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    ([, link, picture]) => link ?? picture ?? "",
  );
  const dead = links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => !existsSync(path.join(path.dirname(file), link.split("#")[0] ?? "")));
  expect(dead).toEqual([]);
});

test.each(documents)("%s: every path it names is there", (file) => {
  const named = inTicks(proseOf(readFileSync(file, "utf8"))).flatMap((ticked) => ticked.match(PATH) ?? []);
  expect(named.filter((name) => !exists(name))).toEqual([]);
});

test("the planner's page names its own files", () => {
  const folder = "app/dispatch/plan";
  const own = inTicks(proseOf(readFileSync(`${folder}/README.md`, "utf8"))).filter((ticked) =>
    /^(?:(?:model|proof|search)\/|[\w-]+\.(?:ts|js)$)/.test(ticked),
  );
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((name) => !existsSync(path.join(folder, name)))).toEqual([]);
});

test("every path that a comment names is there", () => {
  const dead = sources.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8")).flatMap(({ line, comment }) =>
      (comment.match(PATH) ?? []).filter((name) => !exists(name)).map((name) => `${file}:${line} → ${name}`),
    ),
  );
  expect(dead).toEqual([]);
});

test("a comment that names a section of a document means one that is there", () => {
  const isThere = (document: string, section: string) =>
    existsSync(document) &&
    [...readFileSync(document, "utf8").matchAll(/^#+ (.+)$/gm)].some(([, heading]) => heading?.startsWith(section));
  const dead = sources.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8")).flatMap(({ line, comment }) =>
      [...comment.matchAll(/((?:docs\/[\w/-]+|README)(?:\.md)?),? "([^"]+)"/g)]
        .map(([, document = "", section = ""]) => [document.replace(/^README$/, "README.md"), section] as const)
        .filter(([document, section]) => !isThere(document, section))
        .map(([document, section]) => `${file}:${line} → ${document}, ${section}`),
    ),
  );
  expect(dead).toEqual([]);
});

test("documents that a comment names are in this checkout", () => {
  const dead = sources.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8")).flatMap(({ line, comment }) =>
      [...comment.matchAll(/(?<![\w/.-])([\w-]+\.md)\b/g)]
        .filter(([, name]) => !documents.some((known) => known === name || known.endsWith(`/${name}`)))
        .map(([, name]) => `${file}:${line} → ${name}`),
    ),
  );
  expect(dead).toEqual([]);
});

test("files that a comment names without their folder are in this checkout", () => {
  const known = new Set([...sources, ...configuration].map((file) => path.posix.basename(file)));
  const packages = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).devDependencies);
  // Capitals stand for a file that somebody names.
  const dead = sources.flatMap((file) =>
    commentsOf(readFileSync(file, "utf8")).flatMap(({ line, comment }) =>
      [...comment.matchAll(/(?<![\w$.-])([\w$.-]+\.(?:ts|tsx|js|json|sql|css))\b(?!\()/g)]
        .filter(([, name = ""]) => !known.has(name) && !/^[A-Z]+\./.test(name) && !packages.includes(name))
        .map(([, name]) => `${file}:${line} → ${name}`),
    ),
  );
  expect(dead).toEqual([]);
});

test("every command that a document names exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const dead = documents.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/npm run (?:--silent )?([\w:-]+)/g)]
      .filter(([, name]) => !(name! in scripts))
      .map(([, name]) => `${file} → ${name}`),
  );
  expect(dead).toEqual([]);
});

test("the first page stays short", () => {
  expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});

test("every decision is in the index, under its number", () => {
  const index = readFileSync("docs/decisions/README.md", "utf8");
  const pages = documents.filter((file) => /^docs\/decisions\/\d/.test(file)).sort();
  const wanted = pages.map((page, k) => {
    const title = /^# (\d+)\. (.+)$/m.exec(readFileSync(page, "utf8"));
    expect([title?.[1], path.basename(page).slice(0, 4)]).toEqual([`${k + 1}`, `${k + 1}`.padStart(4, "0")]);
    return `${k + 1}. [${title?.[2]}](${path.basename(page)})`;
  });
  expect(index.split("\n").filter((line) => /^\d+\. /.test(line))).toEqual(wanted);
});
