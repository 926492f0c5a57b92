/**
 * A described document as a PDF: A4, tagged, with its language, its title and its typeface inside. The same description is the same
 * bytes. Runs in the thread that thread.ts keeps; knows no words and nothing of the product.
 */
import path from "node:path";
import { type Font, openSync } from "fontkit";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import type { PdfBlock, PdfDocument, PdfHead, PdfTable } from "./document";

/** From the project's folder, where every process of Tilts runs. */
const FONTS = path.resolve("app/exports/pdf/fonts");
const opened = (file: string) => openSync(path.join(FONTS, file)) as Font;
/** Read once for all documents: that is most of the work of a small one. */
const FACES = { plain: opened("inter-regular.ttf"), bold: opened("inter-semibold.ttf") };
const MARGIN = 50;
const FOOT = 34;
const INK = "#14212B";
const MUTED = "#51606B";
const LINE = "#D5DBDF";
const TINT = "#FFF4E0";
const GAP = 10;
const CELL = 4;

type Sheet = PDFKit.PDFDocument;
interface Setting {
  sheet: Sheet;
  /** Everything that is read aloud hangs on it. */
  root: PDFKit.PDFStructureElement;
  left: number;
  width: number;
  bottom: number;
}

export async function drawPdf(described: PdfDocument): Promise<Buffer> {
  const sheet = blankSheet(described);
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    sheet.on("data", (piece: Buffer) => pieces.push(piece));
    sheet.on("end", () => resolve(Buffer.concat(pieces)));
    sheet.on("error", reject);
  });
  const root = sheet.struct("Document");
  sheet.addStructure(root);
  const { width, height } = sheet.page;
  const setting = { sheet, root, left: MARGIN, width: width - 2 * MARGIN, bottom: height - MARGIN - FOOT };
  paragraph(setting, "H1", described.title, { font: "bold", size: 18 });
  for (const block of described.blocks) draw(setting, block);
  root.end();
  feet(setting, described.foot);
  const { attached } = described;
  if (attached)
    sheet.file(Buffer.from(attached.text), {
      name: attached.name,
      type: "application/json",
      description: attached.about,
      creationDate: new Date(described.madeAt),
      modifiedDate: new Date(described.madeAt),
    });
  sheet.end();
  return whole;
}

function blankSheet({ title, lang, author, madeAt }: PdfDocument): Sheet {
  const sheet = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang,
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
    font: "", // none of its own: ours are named below
  });
  // It takes an opened font as well as a file's bytes, which its types do not know.
  for (const [name, face] of Object.entries(FACES)) sheet.registerFont(name, face as unknown as Buffer);
  return sheet;
}

function draw(setting: Setting, block: PdfBlock): void {
  if (block.kind === "heading") paragraph(setting, "H2", block.text, { font: "bold", size: 12, before: 8 });
  else if (block.kind === "facts") facts(setting, block.rows);
  else if (block.kind === "table") table(setting, block);
  else if (block.kind === "qr") qr(setting, block);
  else if (block.kind === "signatures") signatures(setting, block.names);
  else if (block.look === "notice") notice(setting, block.text);
  else paragraph(setting, "P", block.text, { ink: block.look === "muted" ? MUTED : INK });
}

interface Type {
  font?: "plain" | "bold";
  size?: number;
  ink?: string;
  before?: number;
}

function set({ sheet }: Setting, { font = "plain", size = 10, ink = INK }: Type): Sheet {
  return sheet.font(font).fontSize(size).fillColor(ink);
}

/** Goes to the next page where `height` is more than what is left of this one. */
function room({ sheet, bottom }: Setting, height: number): void {
  if (sheet.y + height > bottom && sheet.y > MARGIN) sheet.addPage();
}

function paragraph(setting: Setting, tag: string, text: string, type: Type): void {
  const { sheet, root, left, width } = setting;
  set(setting, type);
  const height = sheet.heightOfString(text, { width });
  room(setting, (type.before ?? 0) + height + (tag === "P" ? 0 : 3 * GAP));
  sheet.y += type.before ?? 0;
  root.add(part(setting, tag, () => sheet.text(text, left, sheet.y, { width })));
  sheet.y += GAP / 2;
}

function notice(setting: Setting, text: string): void {
  const { sheet, root, left, width } = setting;
  set(setting, {});
  const inner = width - 2 * GAP;
  const height = sheet.heightOfString(text, { width: inner }) + 2 * GAP;
  room(setting, height);
  const top = sheet.y;
  artifact(sheet, () => sheet.rect(left, top, width, height).fill(TINT));
  set(setting, {});
  root.add(part(setting, "P", () => sheet.text(text, left + GAP, top + GAP, { width: inner })));
  sheet.y = top + height + GAP;
}

type Part = NonNullable<Parameters<Sheet["struct"]>[1]> & { scope?: "Row" | "Column"; bbox?: readonly number[] };

/** What is read aloud as one thing: its types know neither where a head of a table reaches nor where a picture stands. */
function part({ sheet }: Setting, tag: string, content: () => void, options: Part = {}): PDFKit.PDFStructureElement {
  return sheet.struct(tag, options, [content as () => undefined]);
}

/** What only the eye sees. */
function artifact(sheet: Sheet, drawing: () => void): void {
  sheet.markContent("Artifact", { type: "Layout" });
  drawing();
  sheet.endMarkedContent();
}

function rule({ sheet, left, width }: Setting, y: number, ink = LINE): void {
  artifact(sheet, () =>
    sheet
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.5)
      .stroke(ink),
  );
}

// --- tables --------------------------------------------------------------------------------------------

interface Cell {
  text: string;
  x: number;
  width: number;
  type: Type;
  isNumber: boolean;
  tag: "TH" | "TD";
  scope?: "Row" | "Column";
}

function facts(setting: Setting, rows: readonly (readonly [string, string])[]): void {
  const { sheet, root, left, width } = setting;
  const label = width * 0.34;
  const grid = sheet.struct("Table");
  root.add(grid);
  for (const [name, value] of rows) {
    row(setting, grid, [
      { text: name, x: left, width: label, type: { ink: MUTED }, isNumber: false, tag: "TH", scope: "Row" },
      { text: value, x: left + label, width: width - label, type: {}, isNumber: false, tag: "TD" },
    ]);
  }
  grid.end();
  sheet.y += GAP / 2;
}

function table(setting: Setting, { heads, rows, total }: PdfTable): void {
  const { sheet, root, bottom } = setting;
  const grid = sheet.struct("Table");
  root.add(grid);
  const columns = columnsOf(setting, heads);
  const cells = (texts: readonly string[], type: Type, tag: "TH" | "TD"): Cell[] =>
    columns.map((column, i) => ({
      ...column,
      text: texts[i] ?? "",
      type,
      tag,
      ...(tag === "TH" ? { scope: "Column" as const } : {}),
    }));
  const head = cells(
    heads.map(({ text }) => text),
    { font: "bold", size: 8 },
    "TH",
  );
  row(setting, grid, head);
  for (const texts of rows) {
    const body = cells(texts, { size: 8 }, "TD");
    if (sheet.y + heightOf(setting, body) > bottom) {
      sheet.addPage();
      again(setting, head);
    }
    row(setting, grid, body);
  }
  if (total) row(setting, grid, cells(total, { font: "bold", size: 8 }, "TD"));
  grid.end();
  sheet.y += GAP;
}

function columnsOf({ left, width }: Setting, heads: readonly PdfHead[]) {
  const whole = heads.reduce((sum, { parts = 1 }) => sum + parts, 0);
  let x = left;
  return heads.map(({ parts = 1, isNumber = false }) => {
    const column = { x, width: (width * parts) / whole, isNumber };
    x += column.width;
    return column;
  });
}

/** The heads of a table that goes on: for the eye, the ear has heard them. */
function again(setting: Setting, head: readonly Cell[]): void {
  const { sheet } = setting;
  const top = sheet.y;
  const height = heightOf(setting, head);
  artifact(sheet, () => {
    for (const cell of head) write(setting, cell, top);
  });
  rule(setting, top + height);
  sheet.y = top + height;
}

function row(setting: Setting, grid: PDFKit.PDFStructureElement, cells: readonly Cell[]): void {
  const { sheet } = setting;
  const height = heightOf(setting, cells);
  room(setting, height);
  const top = sheet.y;
  const line = sheet.struct("TR");
  grid.add(line);
  for (const cell of cells) {
    const { scope } = cell;
    line.add(part(setting, cell.tag, () => write(setting, cell, top), scope ? { scope } : {}));
  }
  line.end();
  rule(setting, top + height);
  sheet.y = top + height;
}

function write(setting: Setting, { text, x, width, type, isNumber }: Cell, top: number): void {
  set(setting, type).text(text, x, top + CELL, { width: width - CELL, ...(isNumber ? NUMBERS : {}) });
}

const NUMBERS = { align: "right", features: ["tnum"] } as const satisfies PDFKit.Mixins.TextOptions;

function heightOf(setting: Setting, cells: readonly Cell[]): number {
  const heights = cells.map(({ text, width, type }) =>
    set(setting, type).heightOfString(text || " ", { width: width - CELL }),
  );
  return Math.max(...heights) + 2 * CELL;
}

// --- what is scanned and signed ---------------------------------------------------------------------------

const QR_SIDE = 96;

function qr(setting: Setting, { address, alt, beside }: Extract<PdfBlock, { kind: "qr" }>): void {
  const { sheet, root, left, width } = setting;
  room(setting, QR_SIDE + 2 * GAP);
  sheet.y += GAP;
  const top = sheet.y;
  const { modules } = QRCode.create(address, { errorCorrectionLevel: "M" });
  const side = QR_SIDE / modules.size;
  const squares = () => {
    for (let y = 0; y < modules.size; y++)
      for (let x = 0; x < modules.size; x++)
        if (modules.get(y, x)) sheet.rect(left + x * side, top + y * side, side + 0.05, side + 0.05);
    sheet.fill(INK);
  };
  root.add(part(setting, "Figure", squares, { alt, bbox: [left, top, left + QR_SIDE, top + QR_SIDE] }));
  sheet.y = top;
  const x = left + QR_SIDE + 2 * GAP;
  for (const text of beside) {
    set(setting, {});
    root.add(part(setting, "P", () => sheet.text(text, x, sheet.y, { width: width - QR_SIDE - 2 * GAP })));
    sheet.y += CELL;
  }
  sheet.y = Math.max(sheet.y, top + QR_SIDE) + GAP;
}

function signatures(setting: Setting, names: readonly string[]): void {
  const { sheet, root, left, width } = setting;
  const space = 46;
  room(setting, names.length * (space + 20));
  for (const name of names) {
    sheet.y += space;
    const line = { ...setting, width: width * 0.7 };
    rule(line, sheet.y, INK);
    set(setting, { size: 8, ink: MUTED });
    root.add(part(setting, "P", () => sheet.text(name, left, sheet.y + CELL, { width })));
  }
  sheet.y += GAP;
}

/** Number of the page and of all. */
function feet(setting: Setting, foot: string): void {
  const { sheet, left, width } = setting;
  const { start, count } = sheet.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    sheet.switchToPage(page);
    const y = sheet.page.height - MARGIN;
    artifact(sheet, () => {
      set(setting, { size: 8, ink: MUTED });
      sheet.text(foot, left, y, { width: width - 60, lineBreak: true, height: 24 });
      sheet.text(`${page - start + 1}/${count}`, left, y, { width, align: "right", lineBreak: false });
    });
  }
}
