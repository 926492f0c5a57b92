/** CSV as Excel in Latvia opens it: UTF-8 with its mark, semicolons. No cell is read as a formula. */
import { eurosText } from "#app/pay/money";
import type { Cell, ListTable } from "./table";

/** Tells Excel that the letters are UTF-8. */
const MARK = "\uFEFF";
/** A program would reckon what begins so. A telephone number, which is a plus and digits, does nothing. */
const FORMULA = /^[=+\-@\t\r\n|%]/;
const PHONE = /^\+\d[\d ]*$/;

export function* csvOf({ heads, pages }: ListTable): Generator<string> {
  yield MARK + lineOf(heads);
  for (const rows of pages()) yield rows.map(lineOf).join("");
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(written).join(";")}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return eurosText(cell.cents, ",");
  const text = FORMULA.test(cell) && !PHONE.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
