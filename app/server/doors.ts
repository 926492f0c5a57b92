/** Every address there is, with who may come in, as its route says it: read from the routes themselves, once. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Door {
  /** "/coordinator/requests/:id" */
  address: string;
  /** What `enter` is called with. */
  door: string;
}

const FOLDER = "app/routes";
let read: readonly Door[] | null = null;

/** In the order of addresses. A route without a door answers nobody anything: it only frames others. */
export function doors(): readonly Door[] {
  read ??= readdirSync(FOLDER)
    .flatMap((name): Door[] => {
      const source = sourceOf(path.join(FOLDER, name));
      const door = /\benter\(\s*request,\s*"(\w+)"\s*\)/.exec(source)?.[1];
      return door ? [{ address: addressOf(name.replace(/\.tsx?$/, "")), door }] : [];
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return read;
}

function sourceOf(file: string): string {
  if (file.endsWith(".ts") || file.endsWith(".tsx")) return readFileSync(file, "utf8");
  const route = path.join(file, "route.tsx");
  return existsSync(route) ? readFileSync(route, "utf8") : "";
}

/** "coordinator.requests.$id_.edit" is "/coordinator/requests/:id/edit". */
export function addressOf(name: string): string {
  const parts = name
    .replaceAll("[.]", "\u0000")
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => part.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replaceAll("\u0000", "."));
  return `/${parts.join("/")}`;
}
