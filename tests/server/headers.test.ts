import { request } from "node:http";
import { expect, inject, test } from "vitest";
import { visitor } from "#tests/support/http";

const base = inject("base");

async function everyKind() {
  const nobody = visitor(base);
  const admin = visitor(base);
  await admin.signIn("admin@demo.tilts.test");
  const page = await nobody.get("/login");
  const asset = /\/assets\/[\w.-]+\.js/.exec(page.text)?.[0] ?? "";
  return {
    page,
    "page of somebody": await admin.get("/admin/health"),
    "list as a file": await admin.get("/admin/organisations/export?format=csv"),
    "single fetch": await nobody.get("/login.data"),
    "single fetch of somebody": await admin.get("/admin/health.data"),
    redirect: await nobody.get("/admin"),
    "redirect after a form": await visitor(base).signIn("ilze@demo.tilts.test"),
    missing: await nobody.get("/there-is-no-such-page"),
    "missing asset": await nobody.get("/assets/none.js"),
    health: await nobody.get("/healthz"),
    resource: await admin.get("/news?since=x"),
    asset: await nobody.get(asset),
    "wrong password": await nobody.post("/login", { email: "x@demo.tilts.test", password: "x" }),
    "forged form": await nobody.post("/login", {}, { "Sec-Fetch-Site": "cross-site" }),
    "not a form": await nobody.post("/login", {}, { "Content-Type": "text/plain" }),
    "too large": await nobody.post("/login", { email: "x".repeat(300_000) }),
    malformed: await raw("GET", "/%"),
    method: await raw("PUT", "/login"),
  };
}

/** What is no page may do nothing. */
const FILES = new Set(["asset", "missing asset"]);
const NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'";

test("every response says what browsers must not do", async () => {
  for (const [kind, { headers }] of Object.entries(await everyKind())) {
    const csp = headers.get("Content-Security-Policy") ?? "";
    if (FILES.has(kind)) expect(csp, kind).toBe(NOTHING);
    else {
      expect(csp, kind).toMatch(/script-src 'strict-dynamic' 'nonce-[\w+/]{22}=='/);
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
        expect(csp, kind).toContain(part);
      expect(csp.replace(/style-src-attr [^;]+/, ""), kind).not.toContain("unsafe");
    }
    expect(headers.get("X-Content-Type-Options"), kind).toBe("nosniff");
    expect(headers.get("Referrer-Policy"), kind).toBe("same-origin");
    expect(headers.get("Cross-Origin-Opener-Policy"), kind).toBe("same-origin");
    expect(headers.get("X-Frame-Options"), kind).toBe("DENY");
    expect(headers.get("X-Powered-By"), kind).toBeNull();
    if (!FILES.has(kind)) expect(headers.get("X-Request-Id"), kind).toMatch(/^[\w-]{12}$/);
  }
});

test("only assets may be kept by browsers and proxies", async () => {
  for (const [kind, { headers }] of Object.entries(await everyKind()))
    expect(headers.get("Cache-Control"), kind).toBe(
      kind === "asset" ? "public, max-age=31536000, immutable" : "no-store",
    );
});

test("every script of a page carries the nonce of its own response", async () => {
  const nobody = visitor(base);
  const [first, second] = [await nobody.get("/login"), await nobody.get("/login")];
  const nonceOf = ({ headers }: { headers: Headers }) =>
    /nonce-([^']+)/.exec(headers.get("Content-Security-Policy") ?? "")?.[1];
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  const scripts = first.text.match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(first)}"`);
});

test.each(["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"])("%s is not a method here", async (method) => {
  const { status, headers } = await raw(method, "/login");
  expect(status).toBe(405);
  expect(headers.get("Allow")).toBe("GET, HEAD, POST");
});

test.each([
  "/%",
  "/%zz",
  "/%00",
  "/%c0%af",
  "/%ff",
  "/%0d%0aSet-Cookie:x=1",
  "//evil.test/login",
  "/\\evil.test",
  "http://evil.test/login",
  `/${"%2e%2e/".repeat(20)}etc/passwd`,
  "/assets/%2e%2e/%2e%2e/server/index.js",
  "/assets/..%2f..%2fserver%2findex.js",
  `/login?to=${"x".repeat(12_000)}`,
  "/login?to=%",
  "/set-password/%",
])("the address %s is never the server's fault and shows no file", async (path) => {
  const { status, text } = await raw("GET", path);
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(/root:x:0|createRequestHandler|server-build/);
});

test("headers that are too many or a body without a length are turned away", async () => {
  expect((await raw("GET", "/login", { "X-Long": "x".repeat(20_000) })).status).toBe(431);
  expect((await raw("POST", "/login", { "Transfer-Encoding": "chunked", ...form }, "a=1")).status).toBe(411);
  const claimed = { "Content-Length": String(256 * 1024 + 1), ...form };
  expect((await raw("POST", "/login", claimed, "")).status).toBe(413);
});

test("health says what a monitor asks", async () => {
  const { status, text } = await visitor(base).get("/healthz");
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({
    status: "ok",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    sqlite: expect.stringMatching(/^3\./),
    synchronous: "FULL",
    guards: "intact",
    oldestUndelivered: null,
    lastBackup: null,
    lastTick: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
});

const form = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };

/** A request that no browser or fetch would send as it is. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { hostname, port } = new URL(base);
  return new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
    const sent = request({ method, path, hostname, port, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: new Headers(response.headers as never), text }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    if (body) sent.write(body);
    sent.end();
  });
}

test("a page is packed as the client takes it, and what is too small for it goes as it is, with its length", async () => {
  const nobody = visitor(base);
  for (const [taken, packed] of [
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["identity", null],
  ] as const) {
    const page = await nobody.get("/login", { "Accept-Encoding": taken });
    expect(page.headers.get("Content-Encoding"), taken).toBe(packed);
    expect(page.headers.get("Vary"), taken).toContain("Accept-Encoding");
    expect(page.text, taken).toContain("</html>");
  }
  const small = await nobody.get("/healthz", { "Accept-Encoding": "gzip, deflate, br" });
  expect(small.headers.get("Content-Encoding")).toBeNull();
  expect(Number(small.headers.get("Content-Length"))).toBe(small.text.length);
});
