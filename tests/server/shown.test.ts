/**
 * What is not shown is not sent: whatever a page carries for its scripts stands in what its reader can see of it. Walks through all
 * pages of every kind of person, in the demo by their links and in the access matrix by its addresses.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { beforeAll, expect, inject, test } from "vitest";
import { visitor } from "#tests/support/http";
import { asData, type Doors, doorsOf, onlyReads, passes } from "./access-doors";
import { MATRIX } from "./access-matrix";
import { type AccessWorld, accessWorld, PRINCIPALS, type Principal } from "./access-world";
import { carried, isShown, type Leaf, legible } from "./page-parts";
import { STRUCTURAL } from "./page-structure";

/** Where each begins. */
const HOMES = {
  sociala: "/institution",
  krize: "/institution",
  konsultants: "/institution",
  amina: "/interpreter",
  ilze: "/coordinator",
  admin: "/admin/health",
  nobody: "/login",
} as const;
type Walker = keyof typeof HOMES;

/** So many of the pages that differ by a name alone. */
const OF_EACH = 3;
/** Whoever administers coordinates too, in the same rooms. */
const ELSEWHERE: Partial<Record<Walker, RegExp>> = { admin: /^\/coordinator/ };

/** What a page carries and does not show, and nothing explains. */
function unshown(html: string, leaves = carried(html)): Leaf[] {
  const text = legible(html);
  const known = new Map<string | number, boolean>();
  return leaves.filter((leaf) => {
    const found = known.get(leaf.value) ?? isShown(leaf.value, text);
    known.set(leaf.value, found);
    return !found && !isStructural(leaf);
  });
}

const used = new Set<string>();

function isStructural({ at, value }: Leaf): boolean {
  const rule = STRUCTURAL.find((one) => one.at.test(at) && (one.value?.test(String(value)) ?? true));
  if (rule) used.add(rule.why);
  return rule !== undefined;
}

function saying(wrong: Map<string, string>): string[] {
  return [...wrong].map(([at, where]) => `${at}: ${where}`).sort();
}

test.each(Object.keys(HOMES) as Walker[])("%s, walking through the demo, is sent what the pages show", async (who) => {
  const browser = visitor(inject("base"));
  if (who !== "nobody") expect((await browser.signIn(`${who}@demo.tilts.test`)).status).toBe(302);
  const wrong = new Map<string, string>();
  const seen = new Set<string>();
  const ofKind = new Map<string, number>();
  const ahead: string[] = [HOMES[who], "/account", "/accessibility", "/forgot"];
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const kind = address.replace(/\/[\w-]{22}(?=[/?.]|$)/g, "/ID").replace(/=[^&]*/g, "");
    const before = ofKind.get(kind) ?? 0;
    if (seen.has(address) || before >= OF_EACH || ELSEWHERE[who]?.test(address)) continue;
    seen.add(address);
    ofKind.set(kind, before + 1);
    const page = await browser.get(address);
    if (!page.headers.get("Content-Type")?.includes("text/html")) continue;
    // React's buffer ends in zeros where a letter does not fit; in an attribute they become part of a value.
    if (page.text.includes("\0")) wrong.set("a zero byte", address);
    for (const { at, value } of unshown(page.text)) wrong.set(at, `${JSON.stringify(value)} on ${address}`);
    for (const [, to = ""] of page.text.matchAll(/href="(\/(?!assets|words|fonts|language)[^"#]*)"/g))
      ahead.push(to.replaceAll("&amp;", "&"));
  }
  expect(saying(wrong)).toEqual([]);
  expect(seen.size).toBeGreaterThan(who === "nobody" ? 2 : 10);
});

let w: AccessWorld;
let doors: Doors;
beforeAll(async () => {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  w = await accessWorld();
  doors = doorsOf(w, build);
});

/** Answers of these are not pages: what asks for them is a script of a page, which shows what it was told. */
const NO_PAGES =
  /^routes\/(act\.\$id|receipt\.\$id|news|places|desk|language|logout|.*\.(check|undo|told|seen|export|payments|template|papers\.\$paper)|(?:admin|finance)(?:\._index)?|.*\[\.\](?:ics|json)|\$)$/;

/** It opens in an installation where nobody has an account, and sends whether it opens. */
const BEFORE_ANYBODY = "routes/first.$token";

test("every page there is, for whoever may see it, as page and as data", async () => {
  const wrong = new Map<string, string>();
  const pages: string[] = [];
  const open: string[] = [];
  let closed = 0;
  for (const routeId of doors.routesWith("loader")) {
    const entry = MATRIX[routeId];
    if (!entry || NO_PAGES.test(routeId)) continue;
    for (const who of PRINCIPALS) {
      const address = passes(who, entry.door) ? doors.addressOf(routeId, entry, "own", who) : null;
      if (address === null) continue;
      const page = await doors.ask(address, who);
      const html = await page.text();
      if (!page.ok) continue;
      pages.push(routeId);
      if (onlyReads(who, entry.door)) {
        open.push(...openIn(html).map((what) => `${what} on ${address} as ${who}`));
        if (/closed-form[^>]*>(?:(?!<\/form>)[\s\S])*readonly/i.test(html)) closed++;
        continue; // sent what those see who act there, and shown no choices and no keys of forms
      }
      const leaves = [...carried(html), ...(await carriedAsData(address, who))];
      for (const { at, value } of unshown(html, leaves))
        wrong.set(at, `${JSON.stringify(value)} on ${address} as ${who}`);
    }
  }
  expect(saying(wrong)).toEqual([]);
  expect([...new Set(open)]).toEqual([]);
  expect(closed, "pages whose fields an auditor read").toBeGreaterThan(8);
  const known = doors.routesWith("loader").filter((id) => MATRIX[id] && !NO_PAGES.test(id) && id !== BEFORE_ANYBODY);
  expect(known.filter((id) => !pages.includes(id))).toEqual([]);
});

/**
 * What whoever only reads could send or change: forms that are posted, and beside forms that search, fields that take what is typed.
 * A field that only stands there is reached by the keyboard and copied, which a closed one is not.
 */
function openIn(html: string): string[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
  const posted = main.match(/<form[^>]*method="post"[^>]*>/gi) ?? [];
  const rest = main.replace(/<form[\s\S]*?<\/form>/gi, "");
  const fields = rest.match(/<(?:input|textarea|select)\b[^>]*>/gi) ?? [];
  return [
    ...posted,
    ...fields.filter((field) => !/type="hidden"|readonly|aria-disabled="true"|disabled=/i.test(field)),
  ];
}

/** What is sent to a page that stands and is read anew; of pages without scripts this alone. */
async function carriedAsData(address: string, who: Principal): Promise<Leaf[]> {
  const answer = await doors.ask(asData(address), who);
  const stream = `streamController.enqueue(${JSON.stringify(await answer.text())})`;
  return carried(stream).map(({ at, value }) => ({ at: `loaderData/${at.replace("/data", "")}`, value }));
}

test("each reason why something is sent that is not shown is one of today's", () => {
  expect(STRUCTURAL.filter(({ why }) => !used.has(why)).map(({ why }) => why)).toEqual([]);
});
