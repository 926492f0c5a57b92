/**
 * A PDF as plain data: what stands in it, in its order. Whoever describes a document knows words, sums and formats; how it is set,
 * tagged for readers of screens, and broken into pages is the business of draw.ts alone.
 */
import type { Instant } from "#app/time";

export interface PdfDocument {
  title: string;
  /** BCP 47, of every text in it. */
  lang: string;
  author: string;
  madeAt: Instant;
  blocks: readonly PdfBlock[];
  /** At the foot of every page, before its number. */
  foot: string;
  /** A file that lies inside. */
  attached?: { name: string; about: string; text: string };
}

export type PdfBlock =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string; look?: "plain" | "muted" | "notice" }
  /** What it is called, and what it is. */
  | { kind: "facts"; rows: readonly (readonly [label: string, value: string])[] }
  | PdfTable
  /** A QR code with text beside it: an address in print, and what to do with it. */
  | { kind: "qr"; address: string; alt: string; beside: readonly string[] }
  /** A line to sign on above each. */
  | { kind: "signatures"; names: readonly string[] };

export interface PdfTable {
  kind: "table";
  heads: readonly PdfHead[];
  rows: readonly (readonly string[])[];
  /** The last row, told apart. */
  total?: readonly string[];
}

export interface PdfHead {
  text: string;
  /** Of the page's width, in parts; all alike unless said. */
  parts?: number;
  /** Numbers stand to the right, one below the other. */
  isNumber?: boolean;
}
