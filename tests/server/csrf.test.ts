import { expect, inject, test } from "vitest";
import { type Visitor, visitor } from "#tests/support/http";

const base = inject("base");
const CHANGE = { intent: "settings", locale: "en", theme: "dark" };

async function somebody(): Promise<Visitor> {
  const person = visitor(base);
  expect((await person.signIn("marta@demo.tilts.test")).status).toBe(302);
  return person;
}

async function isUnchanged(person: Visitor) {
  const { text } = await person.get("/account");
  expect(text).toContain('lang="lv"');
  expect(text).not.toContain('data-theme="dark"');
}

const none = { "Sec-Fetch-Site": "" };
const FORGED: [string, Record<string, string>][] = [
  ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
  ["a sibling of our host", { "Sec-Fetch-Site": "same-site" }],
  [
    "another site that copies our origin into a browser that knows better",
    { "Sec-Fetch-Site": "cross-site", Origin: base },
  ],
  ["another origin", { ...none, Origin: "https://evil.test" }],
  ["an origin that begins like ours", { ...none, Origin: `${base}.evil.test` }],
  ["another scheme of our host", { ...none, Origin: base.replace("http:", "https:") }],
  ["an opaque origin", { ...none, Origin: "null" }],
  ["an origin that is none", { ...none, Origin: "http://[" }],
  ["nowhere: neither header", none],
  [
    "another origin that names itself the host",
    { ...none, Origin: "https://evil.test", "X-Forwarded-Host": "evil.test" },
  ],
  [
    "a proxy nobody set up",
    { ...none, Origin: "https://evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https" },
  ],
];

test.each(FORGED)("a form from %s changes nothing", async (_, headers) => {
  const person = await somebody();
  for (const path of ["/account", "/account.data", "/logout"])
    expect((await person.post(path, CHANGE, headers)).status).toBe(403);
  await isUnchanged(person);
});

test.each(["text/plain", "application/json", "multipart/form-data; boundary=x", ""])(
  "a body of type %j is not a form",
  async (type) => {
    const person = await somebody();
    expect((await person.post("/account", CHANGE, { "Content-Type": type })).status).toBe(415);
    await isUnchanged(person);
  },
);

test("reading changes nothing, whatever the address carries", async () => {
  const person = await somebody();
  await person.get("/account?intent=settings&locale=en&theme=dark");
  await person.get("/logout");
  await isUnchanged(person);
});

test("our own forms pass, by either header", async () => {
  const person = await somebody();
  expect((await person.post("/account", { ...CHANGE, locale: "lv" })).status).toBe(302);
  const old = { "Sec-Fetch-Site": "", Origin: base };
  expect((await person.post("/account", { intent: "settings", locale: "lv", theme: "system" }, old)).status).toBe(302);
  await isUnchanged(person);
});
