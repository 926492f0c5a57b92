import { expect, test } from "vitest";
import { preferenceCookies, preferencesOf } from "#app/auth/preferences";

const asked = (cookie: string) => preferencesOf(new Request("http://here/", { headers: { Cookie: cookie } }));

test("keys work and cards are whole until somebody says otherwise", () => {
  expect(asked("")).toEqual({ hasKeys: true, isCompact: false });
  expect(asked("keys=maybe; lanes=; otherkeys=off")).toEqual({ hasKeys: true, isCompact: false });
});

test("what was chosen is read back, and the other choice stays as it was", () => {
  expect(asked("lang=lv; keys=off; lanes=compact")).toEqual({ hasKeys: false, isCompact: true });
  const [keys, ...more] = preferenceCookies({ hasKeys: false }).getSetCookie();
  expect(more).toEqual([]);
  expect(asked(keys!.split(";")[0]!)).toEqual({ hasKeys: false, isCompact: false });
  expect(preferenceCookies({ hasKeys: true, isCompact: true }).getSetCookie()).toHaveLength(2);
});
