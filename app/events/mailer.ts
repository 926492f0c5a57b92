/** The way out: SMTP when it is configured, else `.eml` files in the outbox folder of the data directory. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createTransport } from "nodemailer";
import type { MailConfig } from "#app/facts/service/mail";
import { invariant } from "#app/result";
import { dateOf, type Instant, isoOf, timeOf } from "#app/time";
import type { Failure } from "./channels";
import type { Letter } from "./email";
import type { Sender } from "./ics";

/** Sends one letter or throws what nodemailer throws. Sending may outlive an answer: delivery is at least once. */
export interface Mailer extends Sender {
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** How long each part of an SMTP conversation may take, in milliseconds. */
export interface Patience {
  connect: number;
  /** Between two replies. */
  silence: number;
  /** One letter altogether. */
  letter: number;
}
export const PATIENCE: Patience = { connect: 10_000, silence: 20_000, letter: 60_000 };
/** Letters under way at the same time. */
export const ABREAST = 4;

/** The outbox folder, for the page that says where mails go. */
function outboxOf({ dataDir }: Pick<MailConfig, "dataDir">): string {
  return path.join(dataDir, "outbox");
}

export function openMailer(config: MailConfig, patience = PATIENCE): Mailer {
  const sender = { appUrl: config.appUrl, from: config.mailFrom };
  return config.smtpUrl ? smtpMailer(config.smtpUrl, sender, patience) : fileMailer(outboxOf(config), sender);
}

function smtpMailer(url: string, sender: Sender, patience: Patience): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: ABREAST,
    // Our outbox repeats, with back-off and on record; the pool's own repeating would do it behind its back.
    maxRequeues: 0,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    ...sender,
    async send(letter) {
      await transport.sendMail({ ...message(letter, sender), signal: AbortSignal.timeout(patience.letter) });
    },
    close: () => transport.close(),
  };
}

function fileMailer(folder: string, sender: Sender): Mailer {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    ...sender,
    async send(letter) {
      const { message: content } = await transport.sendMail(message(letter, sender));
      mkdirSync(folder, { recursive: true });
      const file = path.join(folder, `${stampOf(letter.at)}-${letter.id}.eml`);
      invariant(Buffer.isBuffer(content), "a letter is written whole");
      writeFileSync(`${file}.part`, content);
      renameSync(`${file}.part`, file);
    },
    close: () => transport.close(),
  };
}

/** The letter as nodemailer takes it. */
export function message(letter: Letter, { from }: Sender) {
  return {
    from,
    replyTo: from,
    to: { name: "", address: letter.to },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    ...(letter.references ? { references: letter.references, inReplyTo: letter.references } : {}),
    date: new Date(letter.at),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: letter.attached.map(({ method, content }, index) => ({
      filename: `tilts-${index + 1}.ics`,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
      content,
    })),
    ...(letter.calendar
      ? { icalEvent: { method: letter.calendar.method, filename: "tilts.ics", content: letter.calendar.content } }
      : {}),
  };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** A refusal of the recipient or of the content is final. One of the sender, the login or the line is the server's trouble. */
export function smtpFailure(thrown: unknown): Failure {
  const { code = "error", command = "", responseCode }: Partial<SmtpError> = thrown instanceof Error ? thrown : {};
  const error = ["smtp", responseCode, command, code].filter(Boolean).join(" ");
  const isAboutTheLetter = responseCode !== undefined && /^(RCPT TO|DATA)$/.test(command) && code !== "ECONNECTION";
  return { error, isFinal: isAboutTheLetter && responseCode >= 500, isServerInTrouble: !isAboutTheLetter };
}

/** "20261201-140500": the wall clock in Riga, so that a folder of letters reads as the day went. */
function stampOf(at: Instant): string {
  const digits = (text: string) => text.replace(/\D/g, "");
  return `${digits(dateOf(at))}-${digits(timeOf(at))}${isoOf(at).slice(17, 19)}`;
}
