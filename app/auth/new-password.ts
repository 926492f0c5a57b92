import { z } from "zod";
import { SHORTEST_PASSWORD } from "./password-length";

/** A password typed twice. Length is the only rule of form; what is easy to guess is refused where the person is known. */
export const newPassword = z
  .object({
    password: z.string().min(SHORTEST_PASSWORD, "auth:error.short").max(200, "common:error.tooLong"),
    again: z.string(),
  })
  .refine(({ password, again }) => password === again, { path: ["again"], message: "auth:error.differ" });
