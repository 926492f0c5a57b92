/** The page of roles says what the policy and the doors say, whatever is added to either. */
import { expect, test } from "vitest";
import { may } from "#app/auth/policy";
import { roleMatrix, rolesThrough } from "#app/auth/role-matrix";
import { LOCALES, ROLES } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { addressOf, doors } from "#app/server/doors";
import { MATRIX } from "#tests/server/access-matrix";

const saying = (verb: string) =>
  roleMatrix()
    .filter((row) => row.verb === verb)
    .map(({ extents }) => Object.fromEntries(extents.map(({ role, extent }) => [role, extent])));

test("every verb of the policy and every role has its place and its word", () => {
  expect([...new Set(roleMatrix().map(({ verb }) => verb))].sort()).toEqual(Object.keys(may).sort());
  for (const { extents } of roleMatrix()) expect(extents.map(({ role }) => role)).toEqual(ROLES);
  for (const locale of LOCALES) {
    const t = translator(locale);
    const keys = [
      ...Object.keys(may).map((verb) => `admin:roles.may.${verb}`),
      ...ROLES.map((role) => `auth:role.${role}`),
      ...doors().map(({ door }) => `admin:roles.door.${door}`),
    ];
    expect(keys.filter((key) => t(key, { defaultValue: "" }) === "")).toEqual([]);
  }
});

test("a verb that is added stands in the matrix by itself, asked of every role about what is theirs and what is not", () => {
  const [row] = roleMatrix({
    seeOwnUnit: (viewer, { organisationId }) => viewer.kind === "user" && viewer.organisationId === organisationId,
  });
  expect(row).toMatchObject({ verb: "seeOwnUnit", invited: null });
  expect(row?.extents.map(({ extent }) => extent)).toEqual(["own", "none", "none", "none", "none", "none"]);
});

test("it says what the policy says", () => {
  const none = Object.fromEntries(ROLES.map((role) => [role, "none"]));
  expect(saying("seeRequest")).toEqual([
    { ...none, requester: "own", coordinator: "all", admin: "all", auditor: "all" },
  ]);
  expect(saying("answerOffer")).toEqual([{ ...none, interpreter: "own" }]);
  expect(saying("administer")).toEqual([{ ...none, admin: "all" }]);
  expect(saying("invite").map(({ coordinator }) => coordinator)).toEqual([
    "all",
    "all",
    "none",
    "none",
    "none",
    "none",
  ]);
});

test("finance sees to pay and to nothing else, and what an hour is worth is not a coordinator's to set", () => {
  const theirs = roleMatrix().filter(({ extents }) =>
    extents.some(({ role, extent }) => role === "finance" && extent !== "none"),
  );
  expect(theirs.map(({ verb }) => verb)).toEqual(["seeStatement", "saveBankAccount", "approveStatements", "setRates"]);
  expect(saying("setRates")).toMatchObject([{ finance: "all", admin: "all", coordinator: "none", auditor: "none" }]);
  expect(saying("approveStatements")).toMatchObject([{ finance: "all", admin: "all", coordinator: "all" }]);
});

test("an auditor may see requests, and of all that may be done nothing at all", () => {
  const theirs = roleMatrix().filter(({ extents }) =>
    extents.some(({ role, extent }) => role === "auditor" && extent !== "none"),
  );
  expect(theirs.map(({ verb }) => verb)).toEqual(["seeRequest", "seeStatement"]);
});

test("doors are those of the access matrix, every one of them", () => {
  const known = Object.entries(MATRIX).map(([id, { door }]) => `${addressOf(id.replace("routes/", ""))} ${door}`);
  expect(
    doors()
      .map(({ address, door }) => `${address} ${door}`)
      .sort(),
  ).toEqual(known.sort());
  expect(rolesThrough("coordinator")).toEqual(["coordinator", "admin", "auditor"]);
  expect(rolesThrough("admin")).toEqual(["admin", "auditor"]);
  expect(rolesThrough("finance")).toEqual(["coordinator", "finance", "admin", "auditor"]);
  expect(rolesThrough("rates")).toEqual(["finance", "admin", "auditor"]);
  expect(rolesThrough("signed_in")).toEqual([...ROLES]);
  expect(rolesThrough("requester")).toEqual(["requester"]);
});
