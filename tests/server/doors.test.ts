/** What comes in by the address and the form: how much, how it is spelled, where it leads, and what of it is logged. */
import { request } from "node:http";
import { expect, inject, test } from "vitest";
import { pathForLog } from "#app/server/http.server";
import { visitor } from "#tests/support/http";

const base = inject("base");
const TOKEN = "Qm9vc3RlcnMtYXJlLW5vdC1hLXJlYWwtdG9rZW4tMDA";

test.each([
  ["ten thousand names", Array.from({ length: 10_000 }, (_, i) => `n${i}=`).join("&")],
  ["one name ten thousand times", "email=&".repeat(10_000)],
  ["nothing but separators", "&".repeat(200_000)],
  ["a name without end", `${"n".repeat(200_000)}=1`],
])("a form of %s is turned away before it is read", async (_, body) => {
  for (const path of ["/login", "/forgot", "/language"]) {
    const { status } = await send("POST", path, body);
    expect(status, path).toBe(413);
  }
});

test.each([
  "/./\\evil.test",
  "/.//evil.test",
  "/x/..//evil.test",
  "/%2e//evil.test",
  "/\t/evil.test",
  "/\\\\evil.test",
  "//evil.test",
  "/..//\\evil.test",
  "https://evil.test/",
  "\\/evil.test",
  "/@evil.test/..//evil.test",
])("choosing a language leads to nobody else by way of %j", async (to) => {
  const { status, headers } = await visitor(base).post("/language", { lang: "lv", to });
  const location = headers.get("Location") ?? "";
  expect(status).toBe(302);
  expect(new URL(location, base).origin).toBe(new URL(base).origin);
  expect(location).toMatch(/^\/(?![/\\])/);
});

test.each(["/%5C", "/%5c%5cevil.test", "/login/%5C", "/.//evil.test", "/%5C.data", "/o/%5C"])(
  "the address %s is a mistake of whoever sends it",
  async (path) => expect((await send("GET", path)).status).toBe(400),
);

test.each([
  `/O/${TOKEN}`,
  `/%6f/${TOKEN}`,
  `/o/${TOKEN}/`,
  `/Set-password/${TOKEN}`,
  `/r/%2D${TOKEN.slice(1)}`,
  "/Login",
])("a page has one spelling, which %s is not", async (path) => expect((await send("GET", path)).status).toBe(404));

test.each([
  `/o/${TOKEN}`,
  `/o/${TOKEN}/`,
  `/O/${TOKEN}`,
  `/%6f/${TOKEN}`,
  `/%256f/${TOKEN}`,
  `/o%2F${TOKEN}`,
  `/o/${TOKEN.slice(0, 20)}%2D${TOKEN.slice(20)}`,
  `/SET-PASSWORD/${TOKEN}.data`,
  `//r/${TOKEN}?x=1`,
  `/elsewhere/${TOKEN}`,
  `/o/${TOKEN}%`,
  `/o/${TOKEN.slice(0, 12)}/${TOKEN.slice(12)}`,
])("no token is logged of %s", (address) => {
  const logged = pathForLog(address);
  for (let at = 0; at + 12 <= TOKEN.length; at++) expect(logged).not.toContain(TOKEN.slice(at, at + 12));
});

test("an ordinary address is logged as it is", () => {
  expect(pathForLog("/coordinator/requests/V1StGXR8_Z5jdHi6B-myT?day=2026-11-24")).toBe(
    "/coordinator/requests/V1StGXR8_Z5jdHi6B-myT",
  );
  expect(pathForLog(`/o/${TOKEN}.data`)).toBe("/o/….data");
});

function send(method: string, path: string, body?: string) {
  const { hostname, port } = new URL(base);
  const form = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
  const headers = body === undefined ? {} : { ...form, "Content-Length": String(Buffer.byteLength(body)) };
  return new Promise<{ status: number }>((resolve, reject) => {
    const sent = request({ method, path, hostname, port, headers }, (response) => {
      response.resume().on("end", () => resolve({ status: response.statusCode ?? 0 }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
