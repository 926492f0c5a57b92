import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { LONGEST_OLD_FORM, readOldForm } from "#app/forms/old-form";
import { choicesFor } from "#tests/support/choices";
import { world } from "#tests/support/world";
import { EVERY_CODE, OLD_FORMS } from "./old-forms";

const sanita = world().as("sociala", "2026-11-24T10:00") as Ctx<UserViewer>;
const choices = choicesFor(sanita);
const read = (text: string) => readOldForm(text, choices, "2026-11-24");

test("of twenty old forms at least 95 of a hundred fields are right, and what is wrong is named", () => {
  const wrong: string[] = [];
  let fields = 0;
  for (const { name, text, says } of OLD_FORMS) {
    const { draft } = read(text);
    for (const [field, value] of Object.entries(says)) {
      fields++;
      if ((draft[field] ?? null) !== value) wrong.push(`${name}: ${field} is ${draft[field]}, not ${value}`);
    }
  }
  expect(fields).toBeGreaterThan(140);
  expect(wrong.length / fields, wrong.join("\n")).toBeLessThan(0.05);
  expect(wrong.filter((one) => /language is/.test(one))).toEqual([]);
});

/** Digits however they are written, in whatever the form gives back. */
const digitsIn = (text: string) => text.replace(/\D/g, "");

test("no personal code and no client's name comes through, wherever they stood", () => {
  for (const { name, text } of OLD_FORMS) {
    const { draft, unread } = read(text);
    const all = [...Object.values(draft), ...unread].join("\n");
    for (const code of EVERY_CODE) expect(digitsIn(all), name).not.toContain(digitsIn(code));
    expect(all, name).not.toMatch(/Alhasans|Gurpreet|Sara/);
  }
});

test("what was left out is counted, and what was not understood is shown", () => {
  const letter = read(OLD_FORMS.find(({ name }) => name === "a letter without labels")?.text ?? "");
  expect(letter).toMatchObject({ draft: {}, found: [], removed: 1 });
  expect(letter.unread).toContain("Mums nākamnedēļ vajadzētu tulku, sīkāk piezvanīšu.");
  const twoDays = read("Datums: 3.12.2026. vai 4.12.2026.\nValoda: hindi");
  expect(twoDays).toMatchObject({ draft: { language: "hi" }, found: ["language"] });
  expect(twoDays.unread).toEqual(["3.12.2026. vai 4.12.2026."]);
  expect(read("Klienta vārds: Sara\nValoda: hindi").removed).toBe(1);
});

test("no line is lost: what only looks like a label is shown, and a note goes on to the next label", () => {
  expect(read("Kāds vēl teikums bez nosaukuma.\nValoda: hindi").unread).toEqual(["Kāds vēl teikums bez nosaukuma."]);
  expect(read("Laiks mums der jebkurš\nValoda: hindi").unread).toEqual(["Laiks mums der jebkurš"]);
  expect(read("Piezīmes: viens\nKāds vēl teikums.\nValoda: hindi").draft.note).toBe("viens Kāds vēl teikums.");
  expect(read("Kur notiks saruna? Cēsis\nKādā valodā jātulko? hindi").draft).toEqual({
    place: "Cēsis",
    language: "hi",
  });
});

test("two answers to one question are none, and the same twice is one", () => {
  expect(read("Valoda: hindi\nValoda: urdu")).toMatchObject({ draft: {}, unread: ["urdu"] });
  expect(read("Valoda: hindi\nValoda: hindi").draft).toEqual({ language: "hi" });
});

test("nothing that is pasted takes long", () => {
  for (const unit of ["a", "1", "1.", "12.", "(", ":", "Valoda: ", "\t", "Datums 1.1", "☐", "[x", "_", " 1 2"]) {
    const text = unit.repeat(Math.ceil(LONGEST_OLD_FORM / unit.length)).slice(0, LONGEST_OLD_FORM);
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6, unit).toBeLessThan(2);
  }
});
