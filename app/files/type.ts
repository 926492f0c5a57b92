/** What kind of file these bytes are, by how they begin: what its name or the browser says of it is nobody's word. */
import { FILE_TYPES, type FileType } from "./vocabulary";

/** In bytes: a page scanned in colour, or a photograph of a telephone. */
export const LARGEST_PAPER = 5 * 1024 * 1024;

const BEGINS: Record<FileType, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** null: none that is taken. */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  return FILE_TYPES.find((type) => BEGINS[type].every((byte, at) => bytes[at] === byte)) ?? null;
}

/** For a file's field: what its dialogue offers. */
export const TAKEN = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

export const FILE_ENDINGS: Record<FileType, string> = { pdf: "pdf", jpeg: "jpg", png: "png" };
export const CONTENT_TYPES: Record<FileType, string> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  png: "image/png",
};
