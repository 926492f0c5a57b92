/** By which server mail leaves now: the environment's, else what an administrator has typed in, else none. */
import { unsealSecret } from "#app/auth/seal.server";
import type { Runtime } from "#app/context.server";
import type { MailEncryption } from "#app/dispatch/vocabulary";
import { serviceName } from "#app/facts/service/name";
import type { Reader } from "#db/client.server";
import { mailSettings } from "#db/schema";

/** Where mails go out and in whose name. */
export type MailConfig = Pick<Runtime["config"], "smtpUrl" | "mailFrom" | "appUrl" | "dataDir">;

export interface MailWay extends MailConfig {
  /** Who says so; `files`: nobody does, and mails are written as files. */
  by: "environment" | "page" | "files";
}

/** Read anew whenever something goes out: what is typed in on the page holds from then on. A demo has the environment's alone. */
export function mailWay(db: Reader, { config, isDemo }: Pick<Runtime, "config" | "isDemo">): MailWay {
  const { smtpUrl, mailFrom, appUrl, dataDir } = config;
  if (smtpUrl !== null || isDemo)
    return { by: smtpUrl === null ? "files" : "environment", smtpUrl, mailFrom, appUrl, dataDir };
  const row = mailServer(db);
  if (!row) return { by: "files", smtpUrl: null, mailFrom, appUrl, dataDir };
  return { by: "page", smtpUrl: addressOf(row), mailFrom: fromName(serviceName({ db }), row.sender), appUrl, dataDir };
}

export type MailServer = typeof mailSettings.$inferSelect;

/** As it was typed in; null when it was not. */
export function mailServer(db: Reader): MailServer | null {
  return db.select().from(mailSettings).limit(1).get() ?? null;
}

/** The password in the clear; null: there is none, or another installation's key has sealed it. */
function passwordOf({ sealedPassword }: MailServer): string | null {
  return sealedPassword === null ? null : unsealSecret("mail_password", sealedPassword);
}

/** It was sealed with a key that this installation does not have: somebody types it again. */
export function isPasswordLost(server: MailServer): boolean {
  return server.sealedPassword !== null && passwordOf(server) === null;
}

/** As SMTP_URL would say it. Encryption that is asked for is insisted on, and what is not asked for is not tried. */
function addressOf(server: MailServer): string {
  const { host, port, encryption, username } = server;
  const signIn =
    username === null ? "" : `${encodeURIComponent(username)}:${encodeURIComponent(passwordOf(server) ?? "")}@`;
  return `${SCHEME[encryption]}://${signIn}${host.includes(":") ? `[${host}]` : host}:${port}${INSISTS[encryption]}`;
}

const SCHEME: Record<MailEncryption, string> = { tls: "smtps", starttls: "smtp", none: "smtp" };
const INSISTS: Record<MailEncryption, string> = { tls: "", starttls: "?requireTLS=true", none: "?ignoreTLS=true" };

function fromName(name: string, sender: string): string {
  return `"${name.replace(/["\\]/g, "")}" <${sender}>`;
}
