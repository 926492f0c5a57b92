/** Configuration by environment, validated at start. See docs/operating.md. */
import path from "node:path";
import { z } from "zod";
import type { TimeText } from "#app/time";
import { durationFrom } from "./duration";

const flag = z.enum(["0", "1"]).optional();

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default("Tilts <tilts@localhost>"),
  DEMO: flag,
  CLOCK_OFFSET: z
    .string()
    .refine((text) => durationFrom(text) !== null, "an ISO 8601 duration, such as PT3H or -P1D")
    .optional(),
  TRUST_PROXY: flag,
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_AT: z
    .string()
    .refine((text) => text === "never" || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), "a time, such as 02:30, or never")
    .default("02:30"),
});

/** A setting is wrong: the message names it, never its value. */
export class Misconfigured extends Error {}

/** Why this installation does not start: one line for the operator. */
export class StartRefused extends Error {}

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Without a trailing slash. Links in mails and the origin check use it. */
  appUrl: string;
  smtpUrl: string | null;
  mailFrom: string;
  /** DEMO=1 asserts demo mode, DEMO=0 refuses it, unset takes what the database is. */
  demo: boolean | null;
  clockOffset: string | null;
  trustProxy: boolean;
  /** Where a monitor on this machine reads figures; null: nowhere. */
  metricsPort: number | null;
  /** Where verified copies lie. */
  backupDir: string;
  /** The hour in Riga of the nightly copy; null when something else takes them. */
  backupAt: TimeText | null;
}

/** The settings, or `Misconfigured`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
    throw new Misconfigured(`Configuration is wrong: ${wrong.join("; ")}. See docs/operating.md.`);
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: path.resolve(e.DATA_DIR),
    appUrl: (e.APP_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/+$/, ""),
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    demo: e.DEMO === undefined ? null : e.DEMO === "1",
    clockOffset: e.CLOCK_OFFSET ?? null,
    trustProxy: e.TRUST_PROXY === "1",
    metricsPort: e.METRICS_PORT ?? null,
    backupDir: path.resolve(e.BACKUP_DIR ?? path.join(e.DATA_DIR, "backups")),
    backupAt: e.BACKUP_AT === "never" ? null : e.BACKUP_AT,
  };
}

/** Cookies are then Secure with the __Host- prefix, and browsers are told to come by https only. */
export function isHttps({ appUrl }: Pick<Config, "appUrl">): boolean {
  return appUrl.startsWith("https:");
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
