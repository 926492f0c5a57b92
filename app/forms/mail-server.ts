/** A mail server as an administrator types it. */
import { isIP } from "node:net";
import { z } from "zod";
import { MAIL_ENCRYPTIONS, type MailEncryption } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";

/** Where servers listen, by how the conversation is kept from others. */
export const MAIL_PORTS: Record<MailEncryption, number> = { starttls: 587, tls: 465, none: 25 };

const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const mailForm = z
  .object({
    host: z.string().refine((typed) => NAME.test(typed) || isIP(typed) > 0, "admin:start.mail.hostInvalid"),
    port: z.coerce
      .number("common:error.invalid")
      .int("common:error.invalid")
      .min(1, "common:error.invalid")
      .max(65535, "common:error.invalid")
      .optional(),
    encryption: z.enum(MAIL_ENCRYPTIONS),
    username: z.string().max(254, "common:error.tooLong").optional(),
    password: z.string().max(1000, "common:error.tooLong").optional(),
    sender: emailField,
  })
  .transform(({ host, port, username, password, ...rest }) => ({
    ...rest,
    host: host.toLowerCase(),
    port: port ?? MAIL_PORTS[rest.encryption],
    username: username ?? null,
    password: username === undefined ? null : (password ?? null),
  }));
