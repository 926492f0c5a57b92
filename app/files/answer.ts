/**
 * A file that somebody brought, as the answer to a request: to be kept, and never shown by a browser as a page of ours. That it is not
 * guessed about (`nosniff`) the server says of every answer.
 */
import { CONTENT_TYPES, FILE_ENDINGS } from "./type";
import type { FileType } from "./vocabulary";

/** `name` is what it is called where it is kept, of plain letters and without its ending. */
export function fileAnswer(bytes: Uint8Array<ArrayBuffer>, { name, type }: { name: string; type: FileType }): Response {
  return new Response(bytes, {
    headers: {
      "Content-Type": CONTENT_TYPES[type],
      "Content-Disposition": `attachment; filename="${name}.${FILE_ENDINGS[type]}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
