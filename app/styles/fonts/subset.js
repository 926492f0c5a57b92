/**
 * `npm run fonts`: Inter cut down to the letters of Latvian and English and the weights that our styles use, into this folder; and
 * with more letters for what is printed, beside what makes PDFs.
 * Run anew when the package is. Names in other alphabets are shown in the reader's system face.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import subsetFont from "subset-font";

const here = import.meta.dirname;
const inter = path.dirname(createRequire(import.meta.url).resolve("@fontsource-variable/inter/package.json"));

const between = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
/** Keep these and the `unicode-range` of `tokens.css` the same. */
const LATIN = `${between(0x20, 0x5a)}_${between(0x61, 0x7a)}\u00a0°·×–—‘’“”„…€→−`;
const LATVIAN = "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž";

/** What our styles ask for. Kerning weighs a fifth of the file, and texts of this size look the same without it. */
const FEATURES = ["locl", "tnum", "cv05", "ss03"];

for (const [source, text] of [
  ["latin", LATIN],
  ["latin-ext", LATVIAN],
]) {
  const whole = readFileSync(path.join(inter, `files/inter-${source}-wght-normal.woff2`));
  const cut = await subsetFont(whole, text, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 650 } },
    keepFeatures: FEATURES,
  });
  writeFileSync(path.join(here, `inter-${source}.woff2`), cut);
}
/** What is printed names people in whatever letters Inter has, and a page that is printed carries its face within it. */
const PRINTED = [
  [0x20, 0x24f],
  [0x2b0, 0x2ff],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x1e00, 0x1eff],
  [0x2010, 0x203a],
  [0x20a0, 0x20bf],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
]
  .map(([first, last]) => between(first, last))
  .join("");
const whole = path.join(path.dirname(createRequire(import.meta.url).resolve("inter-ui/package.json")), "web");
for (const weight of ["Regular", "SemiBold"]) {
  const cut = await subsetFont(readFileSync(path.join(whole, `Inter-${weight}.woff2`)), PRINTED, {
    targetFormat: "truetype",
    keepFeatures: ["tnum", "mark", "ccmp"],
  });
  writeFileSync(path.join(here, `../../exports/pdf/fonts/inter-${weight.toLowerCase()}.ttf`), cut);
}
copyFileSync(path.join(inter, "LICENSE"), path.join(here, "LICENSE"));
