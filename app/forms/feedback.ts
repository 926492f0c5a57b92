/** What a complaint or praise says, from any of the pages on which one is written. */
import { z } from "zod";
import { formKey } from "#app/form";
import { COMPLAINT_KINDS, LONGEST_COMPLAINT } from "#app/heard/complaint";

export const feedbackForm = z.object({
  key: formKey,
  kind: z.enum(COMPLAINT_KINDS, "heard:error.kind"),
  about: z.string().max(64).optional(),
  by: z.string().max(64).optional(),
  words: z.string("heard:error.words_missing").max(LONGEST_COMPLAINT, "common:error.tooLong"),
  vouched: z.literal("on").optional(),
});
