/** A letter to oneself: whether mail goes out at all, the conversation with the server, and in a word what was wrong with it. */
import { createTransport } from "nodemailer";
import type { MailConfig } from "#app/facts/service/mail";
import type { Translate } from "#app/i18n";
import type { Instant } from "#app/time";
import type { Letter } from "./email";
import { oneLine } from "./ics";
import type { MailOutcome } from "./kinds";
import { message, openMailer, PATIENCE, type Patience, smtpFailure } from "./mailer";

export interface MailTest {
  outcome: MailOutcome;
  /** What either side said, without anything that is secret; empty without a mail server. */
  dialogue: string[];
}

/** Somebody waits for the answer. */
const HASTE: Patience = { connect: 8_000, silence: 10_000, letter: 20_000 };
const MOST_LINES = 60;
const LONGEST_LINE = 200;

/** Sends it now, beside the outbox. Never throws for the server's sake. */
export async function sendTestLetter(
  config: MailConfig,
  to: { address: string; words: Translate },
  { id, now }: { id: string; now: Instant },
  patience = HASTE,
): Promise<MailTest> {
  const letter = letterTo(to, config, id, now);
  if (config.smtpUrl === null) {
    const files = openMailer(config, PATIENCE);
    await files.send(letter);
    files.close();
    return { outcome: "written_to_file", dialogue: [] };
  }
  const dialogue: string[] = [];
  const transport = createTransport({
    url: config.smtpUrl,
    logger: listener(dialogue, secretsIn(config.smtpUrl)),
    debug: true,
    transactionLog: true,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sender = { appUrl: config.appUrl, from: config.mailFrom };
    await transport.sendMail({ ...message(letter, sender), signal: AbortSignal.timeout(patience.letter) });
    return { outcome: "sent", dialogue };
  } catch (error) {
    return { outcome: mailOutcomeOf(error), dialogue }; // a border: what the server will not have is the answer
  } finally {
    transport.close();
  }
}

/** What it says. */
export function letterTo(
  { address, words: t }: { address: string; words: Translate },
  config: Pick<MailConfig, "appUrl">,
  id: string,
  at: Instant,
) {
  const text = t("mail:test.text", { address: config.appUrl });
  return {
    id,
    to: address,
    subject: oneLine(t("mail:test.subject")),
    text,
    html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`)}</p>`,
    messageId: `<${id}@${new URL(config.appUrl).hostname}>`,
    references: null,
    at,
    calendar: null,
    attached: [],
  } satisfies Letter;
}

// --- in a word ---------------------------------------------------------------------------------------

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/;

/** Pure: what nodemailer throws, as the page has a sentence for it. */
export function mailOutcomeOf(thrown: unknown): Exclude<MailOutcome, "sent" | "written_to_file"> {
  const { code, command, responseCode, text } = partsOf(thrown);
  if (CERTIFICATE.test(code) || /certificate|self[- ]signed/i.test(text)) return "certificate";
  if (code === "EAUTH" || responseCode === 535) return "wrong_password";
  if (/ENOTFOUND|EDNS|EAI_AGAIN/.test(`${code} ${text}`)) return "host_unknown";
  if (/ECONNREFUSED/.test(`${code} ${text}`)) return "connection_refused";
  if (/ETIMEDOUT|ABORT|TimeoutError/i.test(`${code} ${text}`)) return "no_answer";
  if (/wrong version number|ETLS|SSL routines/i.test(`${code} ${text}`)) return "encryption";
  if (command === "MAIL FROM") return "sender_refused";
  if (command === "RCPT TO") return "recipient_refused";
  if (command === "DATA") return "letter_refused";
  return smtpFailure(thrown).isFinal ? "letter_refused" : "other";
}

function partsOf(thrown: unknown) {
  if (!(thrown instanceof Error)) return { code: "", command: "", responseCode: 0, text: "" };
  const word = (name: string) => (name in thrown ? String(Reflect.get(thrown, name)) : "");
  const below = thrown.cause instanceof Error ? `${thrown.cause.name} ${thrown.cause.message}` : "";
  return {
    code: word("code"),
    command: word("command"),
    responseCode: Number(word("responseCode")),
    text: `${thrown.name} ${thrown.message} ${below}`,
  };
}

// --- the conversation --------------------------------------------------------------------------------

const TOLD = /^(?:EHLO|HELO|STARTTLS|MAIL FROM|RCPT TO|DATA|RSET|QUIT|NOOP|\.$)/i;

/**
 * Of what we said only commands that hold no secret; of a sign-in that there was one. What the server said in lines of its own,
 * with our secrets taken out, should it repeat them.
 */
function listener(lines: string[], secrets: readonly string[]) {
  const hear = (entry: { tnx?: string }, said: unknown) => {
    if (entry.tnx !== "client" && entry.tnx !== "server") return;
    for (const line of String(said).split(/\r?\n/)) {
      if (lines.length >= MOST_LINES || line === "") continue;
      const isOurs = entry.tnx === "client";
      lines.push(`${isOurs ? ">" : "<"} ${isOurs ? toldByUs(line) : without(line, secrets)}`.slice(0, LONGEST_LINE));
    }
  };
  const silent = () => {};
  return {
    level: silent,
    trace: silent,
    debug: hear,
    info: silent,
    warn: silent,
    error: silent,
    fatal: silent,
  };
}

function toldByUs(line: string): string {
  if (TOLD.test(line)) return line;
  return /^AUTH /i.test(line) ? `${line.split(" ").slice(0, 2).join(" ")} …` : "…";
}

function without(line: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.split(secret).join("…"), line);
}

function secretsIn(url: string): string[] {
  const { username, password } = new URL(url);
  const [user, word] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (word === "") return [];
  const packed = [word, `\u0000${user}\u0000${word}`].map((text) => Buffer.from(text).toString("base64"));
  return [word, ...packed];
}
