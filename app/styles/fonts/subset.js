/**
 * `npm run fonts`: Inter cut down to the letters of Latvian and English and the weights that our styles use, into this folder.
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
copyFileSync(path.join(inter, "LICENSE"), path.join(here, "LICENSE"));
