import { expect, test } from "vitest";
import { z } from "zod";
import { emailField } from "#app/email";
import { readForm, sentForm, textIn, typedValues } from "#app/form";

function sent(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  return form;
}

const person = z.object({ name: z.string(), note: z.string().optional(), days: z.array(z.string()).optional() });

test("a name with a turned-round part is refused, says where, and is shown without it", () => {
  const read = readForm(person, sent({ name: "Zanda\u202Eavaļķ", note: "viens\r\ndivi" }));
  expect(read).toEqual({
    ok: false,
    errors: { name: ["common:error.unseen?after=Zanda&code=U%2B202E"] },
    values: { name: "Zandaavaļķ", note: "viens\ndivi" },
  });
});

test("the beginning of a text has nothing before it", () => {
  const read = readForm(person, sent({ name: "\u0007Zanda" }));
  expect(read).toMatchObject({ errors: { name: ["common:error.unseenFirst?code=U%2B0007"] } });
});

test("a name of nothing is nothing typed", () => {
  expect(readForm(person, sent({ name: "\u200B\u2060" }))).toMatchObject({
    errors: { name: ["common:error.required"] },
  });
});

test("lists are read like single fields, and what only spaces hold apart is harmless", () => {
  const read = readForm(person, sent({ name: "\uFEFFZanda\u00A0Kļava", "days[]": ["1", "\u200B", "2a\u2069"] }));
  expect(read).toMatchObject({ ok: false, errors: { days: ["common:error.unseen?after=2a&code=U%2B2069"] } });
  expect(read).toMatchObject({ values: { name: "Zanda Kļava", "days[]": ["1", "2a"] } });
});

test("a password is every character that was typed", () => {
  const password = "pa\u00ADro\u00A0le\u202E";
  expect(typedValues(sent({ password }))).toEqual({ password });
  expect(readForm(z.object({ password: z.string() }), sent({ password }))).toEqual({ ok: true, value: { password } });
});

test("what an address looks for is read without what cannot be seen", () => {
  expect(textIn(new URLSearchParams({ q: " Ka\u202Erim\u200B " }), "q")).toBe("Karim");
  expect(textIn(new URLSearchParams({ q: "\u200B" }), "q")).toBeNull();
});

test("an e-mail address is one, however it was pasted", () => {
  expect(emailField.parse("Zаnda@Example.ORG\u200B")).toBe("zanda@example.org");
  expect(emailField.safeParse("zanda@").success).toBe(false);
});

test("a form is counted before it is read, and read in one pass", async () => {
  const of = (body: string) =>
    sentForm(
      new Request("http://here/", {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }),
    );
  expect(typedValues(await of("a=1&b%5B%5D=2&b%5B%5D=3&a=4&c=%C4%81+b"))).toEqual({
    a: "1",
    "b[]": ["2", "3"],
    c: "ā b",
  });
  expect([...(await of(`${"x=&".repeat(1999)}x=`))]).toHaveLength(2000);
  for (const body of ["x=&".repeat(2000), `${"n".repeat(65)}=1`])
    await expect(of(body)).rejects.toMatchObject({ status: 413 });
  expect(typedValues(await of("constructor=1&__proto__%5B%5D=2&toString=3&a=4"))).toEqual({ a: "4" });
});
