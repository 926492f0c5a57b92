import { expect, test } from "vitest";
import { translator } from "#app/i18n";
import { failureSentence } from "#app/i18n/delivery";

test("what kept a message from being delivered is said in words", () => {
  const said = (error: string | null) => failureSentence(translator("en"), error);
  expect(said("no_address")).toBe("The recipient has no e-mail address.");
  expect(said("smtp 550 RCPT TO EENVELOPE")).toBe("The mail server did not take it (550 RCPT TO EENVELOPE).");
  expect(said("gave_up smtp ESOCKET")).toBe("It could not be delivered for days (smtp ESOCKET).");
  expect(said(null)).toBe("");
  expect(failureSentence(translator("lv"), "bad_address")).toBe("E-pasta adrese nav derīga.");
});
