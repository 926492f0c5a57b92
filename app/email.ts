/** The only reader of e-mail addresses: what people type, paste or import, as it is stored and compared. */
import { z } from "zod";
import { emailKeyOf } from "./text/keys";

/** Lower case, nothing invisible, letters that only look Latin as Latin ones; null when it is no address. */
export function readEmail(typed: string): string | null {
  const email = emailKeyOf(typed);
  return z.email().max(254).safeParse(email).success ? email : null;
}

/** An address in a form. */
export const emailField = z
  .string()
  .refine((typed) => readEmail(typed) !== null, "auth:error.email")
  .transform((typed) => readEmail(typed) ?? "");
