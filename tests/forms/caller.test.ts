import { expect, test } from "vitest";
import { readCaller, readInstitution } from "#app/forms/caller";
import { catalogues } from "#app/i18n";

function form(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const WRONG: Record<string, [typed: Record<string, string>, field: string]> = {
  "nobody is named": [{}, "caller"],
  "a person without a name": [{ caller: "-", callerPhone: "26111222" }, "callerName"],
  "no way to reach them": [{ caller: "-", callerName: "Juris Ābele" }, "callerPhone"],
  "a number that is none": [{ caller: "-", callerName: "Juris Ābele", callerPhone: "12" }, "callerPhone"],
  "an address that is none": [{ caller: "-", callerName: "Juris Ābele", callerEmail: "juris" }, "callerEmail"],
  "an invitation without an address": [
    { caller: "-", callerName: "Juris Ābele", callerPhone: "26111222", callerInvite: "on" },
    "callerEmail",
  ],
  "a personal code behind the name": [
    { caller: "-", callerName: "Juris Ābele 120385-11234", callerPhone: "26111222" },
    "callerName",
  ],
};

test.each(Object.entries(WRONG))("%s is said beside its field", (_, [typed, field]) => {
  const read = readCaller(form(typed));
  if (read.ok) throw new Error("it was to be refused");
  expect(Object.keys(read.errors)).toEqual([field]);
  for (const key of Object.values(read.errors)
    .flat()
    .filter((one) => one.startsWith("coordinator:caller.error.")))
    expect(Object.keys(catalogues.lv.coordinator.caller.error)).toContain(key.split(".").at(-1));
});

test("what is typed of another person counts for nothing where an account is chosen", () => {
  const read = readCaller(form({ caller: "user-sociala", callerName: "x", callerPhone: "12", callerEmail: "juris" }));
  expect(read).toEqual({ ok: true, value: { kind: "account", userId: "user-sociala" } });
});

test("a caller is reached as they said, and invited only where that is ticked", () => {
  const typed = {
    caller: "-",
    callerName: "Rita Zālīte",
    callerEmail: "Rita@Skola.example",
    callerPhone: "26 111 222",
  };
  const rita = { name: "Rita Zālīte", email: "rita@skola.example", phone: "+37126111222" };
  expect(readCaller(form(typed))).toEqual({ ok: true, value: { kind: "once", ...rita } });
  expect(readCaller(form({ ...typed, callerInvite: "on" }))).toEqual({ ok: true, value: { kind: "invited", ...rita } });
});

test("an institution needs a name, a sector and a town", () => {
  const read = readInstitution(form({ orgName: " " }), []);
  expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual(["orgName", "orgPlace", "orgSector"]);
});
