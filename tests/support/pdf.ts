/** What a PDF of ours says, read without any tool: enough for files as pdfkit writes them. */
import { inflateSync } from "node:zlib";

/** Its text, a line per piece that was set; by each font's own table of letters, as a reader copies it. */
export function textOfPdf(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString("latin1");
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)].map((at) => [Number(at[1]), at.index + at[0].length]),
  );
  const dictionary = (number: number) => file.slice(objects.get(number), file.indexOf("endobj", objects.get(number)));
  const stream = (number: number) => {
    const text = dictionary(number);
    const from = text.indexOf("stream\n");
    const packed = Buffer.from(text.slice(from + 7, text.lastIndexOf("\nendstream")), "latin1");
    return (text.slice(0, from).includes("FlateDecode") ? inflateSync(packed) : packed).toString("latin1");
  };
  const lettersOf = (font: number) => {
    const cmap = stream(Number(/\/ToUnicode (\d+) 0 R/.exec(dictionary(font))?.[1]));
    const letters = [...cmap.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)].flatMap(([, all = ""]) =>
      [...all.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = ""]) =>
        Buffer.from(hex.replace(/ /g, ""), "hex").swap16().toString("utf16le"),
      ),
    );
    return letters;
  };
  const fonts = new Map(
    [...file.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", number]) => [name, lettersOf(Number(number))]),
  );
  const pages = [...file.matchAll(/\/Contents (\d+) 0 R/g)].map(([, number]) => stream(Number(number)));
  return pages.flatMap((page) => linesOf(page, fonts)).join("\n");
}

function linesOf(page: string, fonts: ReadonlyMap<string, readonly string[]>): string[] {
  let letters: readonly string[] = [];
  const lines: string[] = [];
  for (const [, font, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|(\[[^\]]*\]) TJ/g)) {
    if (font) letters = fonts.get(font) ?? [];
    else if (shown)
      lines.push(
        [...shown.matchAll(/<([0-9a-f]*)>/g)]
          .flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => letters[Number.parseInt(glyph, 16)] ?? "\ufffd")
          .join(""),
      );
  }
  return lines;
}
