import { expect, test } from "vitest";
import { safePath } from "#app/auth/redirect";
import { ownAddress } from "#app/own-address";

const OFF_SITE = [
  "//evil.test",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\\/evil.test",
  "https://evil.test",
  "http:evil.test",
  "HtTpS://evil.test",
  "javascript:alert(1)",
  "data:text/html,x",
  "/%2f%2fevil.test",
  "/%5cevil.test",
  "/%09/evil.test",
  "/\t/evil.test",
  "/\n//evil.test",
  "/ /evil.test",
  "/..//evil.test",
  "/./../evil",
  "/foo//evil.test",
  "/@evil.test",
  "/foo@evil.test:80",
  "/:80@evil.test",
  "evil.test",
  "?to=x",
  "#x",
  "/foo#bar",
  "/<script>",
  "/ā",
  "/logout",
  "/login?to=/login",
];

test.each(OFF_SITE)("after signing in nobody is sent to %j", (to) => {
  expect(safePath(to, "/home")).toBe("/home");
});

test.each(["/coordinator", "/institution/requests/a-B_9", "/coordinator/calendar?day=2026-11-23&desk=riga", "/"])(
  "after signing in people come back to %s",
  (to) => expect(safePath(to, "/home")).toBe(to),
);

test.each([
  ...OFF_SITE.filter((to) => /evil/.test(to) && !/@|%|:80|\.\.\/evil/.test(to)),
  "/./\\evil.test",
  "/x/..//evil.test",
])("no address of ours is %j", (to) => {
  const own = ownAddress(to, "/home");
  expect(new URL(own, "http://tilts.test").origin).toBe("http://tilts.test");
  expect(own).toMatch(/^\/(?!\/)/);
});

test("an address of ours keeps its search", () => {
  expect(ownAddress("/admin/users?words=%C4%81&page=2", "/")).toBe("/admin/users?words=%C4%81&page=2");
});

test.each(["//evil.test/admin", "/\\evil.test/admin", "/\t/evil.test/admin", "admin", "https://evil.test/admin", null])(
  "of %j nothing is taken, not even its path",
  (to) => expect(ownAddress(to, "/home")).toBe("/home"),
);
