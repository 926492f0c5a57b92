import { expect, test } from "vitest";
import { difference } from "#app/text/difference";

const told = (before: string, after: string) =>
  difference(before, after)
    .map(({ text, is }) => (is === "same" ? text : is === "gone" ? `[-${text}-]` : `[+${text}+]`))
    .join("");

test("words that stay stay, what is gone stands before what is new", () => {
  expect(told("Tulks ir apstiprināts", "Tulks jau ir atrasts")).toBe("Tulks [+jau +]ir [-apstiprināts-][+atrasts+]");
  expect(told("", "Jauns teksts")).toBe("[+Jauns teksts+]");
  expect(told("Vecs teksts", "")).toBe("[-Vecs teksts-]");
  expect(told("Tas pats", "Tas pats")).toBe("Tas pats");
});

test("either text can be read out of it, whatever was done to it", () => {
  const [before, after] = ["a b c d\n\ne f", "b c x\n\ne g f a"];
  const pieces = difference(before, after);
  const without = (is: string) => pieces.flatMap((piece) => (piece.is === is ? [] : [piece.text])).join("");
  expect([without("new").trim(), without("gone").trim()]).toEqual([before, after]);
});

test("texts beyond every letter are not compared word by word", () => {
  const long = "vārds ".repeat(20_000);
  expect(difference(long, "cits").map(({ is }) => is)).toEqual(["gone", "new"]);
});
