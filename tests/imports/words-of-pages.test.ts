import { expect, test } from "vitest";
import { GENDERS, MODES, SECTORS } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { asGender, asModes, asSector, asStatus } from "#app/imports/fields";

/** What the pages call it, in either language. */
const called = (key: string) => (["lv", "en"] as const).map((locale) => translator(locale)(`domain:${key}`));

test("what the pages call a thing, a table may call it too", () => {
  for (const status of ["active", "candidate"] as const)
    for (const word of called(`interpreterStatus.${status}`))
      expect(asStatus(word)).toEqual({ ok: true, value: status });
  for (const gender of GENDERS)
    for (const word of called(`gender.${gender}`)) expect(asGender(word)).toEqual({ ok: true, value: gender });
  for (const mode of MODES)
    for (const word of called(`mode.${mode}`)) expect(asModes(word)).toEqual({ ok: true, value: [mode] });
  for (const sector of SECTORS)
    for (const word of called(`sector.${sector}`)) expect(asSector(word), word).toEqual({ ok: true, value: sector });
});
