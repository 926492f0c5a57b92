/** A build with few routes finds what the whole one finds, for every address. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { expect, test } from "vitest";
import { fewRoutesOf, partOf } from "#app/server/few-routes";

const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;

type RouteObject = Parameters<typeof matchRoutes>[0][number];

function treeOf({ routes }: ServerBuild, parent = "root"): RouteObject[] {
  return Object.values(routes).flatMap((route): RouteObject[] => {
    if (!route || route.parentId !== parent) return [];
    const { id, path, caseSensitive } = route;
    if (route.index) return [{ id, path, caseSensitive, index: true as const }];
    return [{ id, path, caseSensitive, children: treeOf({ ...build, routes }, id) }];
  });
}

const found = (routes: RouteObject[], address: string) =>
  matchRoutes(routes, address)?.map(({ route }) => route.id) ?? [];

/** Every address of the house with something in the place of ids, and what people make of it. */
function addresses(): string[] {
  const parts = Object.values(build.routes).map((route) => {
    const parents = (id: string | undefined): string[] => {
      const one = id ? build.routes[id] : undefined;
      return one ? [...parents(one.parentId), one.path ?? ""] : [];
    };
    return parents(route?.id)
      .join("/")
      .split("/")
      .filter(Boolean)
      .map((part) => part.replace(/^:\w+|\*/, "some-1"));
  });
  const words = [...new Set(parts.flat())];
  const changed = parts.flatMap((one, number) => [
    one,
    one.slice(0, -1),
    [...one, words[number % words.length]!],
    ...one.map((_, place) => one.with(place, words[(number * 7 + place) % words.length]!)),
    one.map((part) => part.toUpperCase()),
  ]);
  const plain = [...new Set(changed.map((one) => `/${one.join("/")}`))];
  return [...plain, ...plain.slice(0, 40).map((address) => `${address}/`), "//", "//coordinator", "/coordinator//new"];
}

test("an address meets the same routes in its part of the build as in the whole, and so does each address above it", () => {
  const [whole, few] = [treeOf(build), fewRoutesOf(build)];
  const trees = new Map<string, RouteObject[]>();
  const wrong: string[] = [];
  for (const address of addresses()) {
    const ids = few(address)!;
    const key = [...ids].join();
    const tree = trees.get(key) ?? treeOf(partOf(build, ids));
    trees.set(key, tree);
    const above = address.split("/").map((_, place, all) => all.slice(0, place).join("/") || "/");
    for (const one of [address, ...above])
      if (found(tree, one).join() !== found(whole, one).join()) wrong.push(`${one} for ${address}`);
  }
  expect(wrong).toEqual([]);
  expect(trees.size).toBeGreaterThan(50);
  expect(Math.max(...[...trees.values()].map((tree) => JSON.stringify(tree).split('"id"').length))).toBeLessThan(40);
});

test("a route of any length, or with parts that may be missing, is never left out", () => {
  const route = (id: string, path: string) => ({ id, path, parentId: "root", module: {} });
  const routes = Object.fromEntries(
    [route("long", "files/*"), route("short", "maybe/part?/:id?"), route("other", "other")].map((one) => [one.id, one]),
  );
  const few = fewRoutesOf({ ...build, routes } as unknown as ServerBuild);
  const idsFor = (address: string) => [...(few(address) ?? [])].filter((id) => id !== "root");
  expect(idsFor("/files/of/a/long/way")).toEqual(["long"]);
  expect(idsFor("/maybe")).toEqual(["short"]);
  expect(idsFor("/maybe/1")).toEqual(["short"]);
  expect(idsFor("/other")).toEqual(["other"]);
});

test("data of a page are asked for in the page's part; what is written in another way, and the list of routes, in the whole", () => {
  const few = fewRoutesOf(build);
  expect(few("/coordinator/settle.data")).toEqual(few("/coordinator/settle"));
  expect(few("/_root.data")).toEqual(few("/"));
  expect([few("/%63oordinator"), few("/__manifest")]).toEqual([null, null]);
  expect(few("/coordinator/settle")).not.toEqual(few("/coordinator/plan"));
});

test("there are not more answers than beginnings of routes, whatever words are put together", () => {
  const few = fewRoutesOf(build);
  const words = [...new Set(addresses().flatMap((address) => address.split("/")))];
  const met = new Set<string>();
  for (const one of words)
    for (const other of words)
      for (const rest of ["", "/x", "/x/y", "/x/y/z", "/x/y/z/u/v"])
        met.add([...few(`/${one}/${other}${rest}`)!].join());
  expect(met.size).toBeLessThan(Object.keys(build.routes).length * 3);
});
