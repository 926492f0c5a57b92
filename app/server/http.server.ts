/** The Express application around Remix: what every request must satisfy and every response must say. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { constants } from "node:zlib";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import type { ViteDevServer } from "vite";
import { isFileDoor, LARGEST_FILE } from "#app/form";
import { wordsAt } from "#app/i18n/words.server";
import { answerHealth } from "./health.server";
import { keepingWhatWasSent } from "./not-saved";
import { remixPages } from "./remix.server";

const LARGEST_BODY = 256 * 1024;
/** Of a form with a file: the file, and as much as any form beside it. */
const LARGEST_WITH_FILE = LARGEST_FILE + LARGEST_BODY;

export interface HttpOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  vite?: ViteDevServer | undefined;
  trustProxy: boolean;
  log: Logger;
  /** Origins a form may come from: the configured address and the one we listen on. */
  origins: () => string[];
  isHttps: boolean;
  isStopping: () => boolean;
}

declare global {
  namespace Express {
    interface Locals {
      nonce: string;
      requestId: string;
    }
  }
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    /** Scripts carry it; the policy allows no other. */
    cspNonce: string;
    /** The client's address, for rate limits. */
    address: string;
    requestId: string;
    reportError: (error: unknown) => void;
  }
}

export function createHttpApp(options: HttpOptions): express.Express {
  const { vite } = options;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", options.trustProxy ? 1 : false);

  app.use(nameAndLog(options.log));
  app.use((_req, res, next) => {
    if (options.isStopping()) res.set("Connection", "close");
    next();
  });
  app.use(securityHeaders(options.isHttps, Boolean(vite)));
  app.use(onlyKnownMethods, onlyWellFormed, oneSpelling);
  app.get("/healthz", answerHealth);
  if (!options.trustProxy) app.use(dropForwardedHeaders);
  app.use(onlyOurForms(options.origins));
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }));

  app.use(["/assets", "/words"], asFilesOnly);
  app.use("/words", words);
  if (vite) app.use(vite.middlewares);
  else {
    const missing: RequestHandler = (_req, res) => void plain(res, 404, "Not Found");
    app.use("/assets", packed("build/client/assets"));
    app.use("/assets", express.static("build/client/assets", KEPT_FOR_GOOD), missing);
    app.use(filesOf("build/client"));
  }
  app.use((_req, res, next) => {
    res.set("Cache-Control", "no-store");
    next();
  });
  app.all(
    "*",
    remixPages({
      build: keepingAll(options.build),
      mode: vite ? "development" : "production",
      contextOf: (req, res) => ({
        cspNonce: res.locals.nonce,
        address: req.ip ?? "unknown",
        requestId: res.locals.requestId,
        reportError: (error) => options.log.error({ id: res.locals.requestId, err: error }),
      }),
    }),
  );
  app.use(lastResort(options.log));
  return app;
}

/** What lies beside the assets. Pages are not looked for on the disk. */
function filesOf(folder: string): RequestHandler {
  const there = new Set(existsSync(folder) ? readdirSync(folder).map((name) => `/${name}`) : []);
  const serve = express.static(folder, { maxAge: "1h", index: false, redirect: false });
  return (req, res, next) => (there.has(req.path) ? serve(req, res, next) : next());
}

function keepingAll(build: HttpOptions["build"]): HttpOptions["build"] {
  return typeof build === "function" ? async () => keepingWhatWasSent(await build()) : keepingWhatWasSent(build);
}

/**
 * Scripts, styles and letters are no pages: opened as one they may do nothing at all, which is also said in fewer bytes. Nobody
 * reports one by its number, and that the connection stays open is how HTTP/1.1 is: neither need be said with each of them.
 */
function asFilesOnly(_req: Request, res: Response, next: NextFunction) {
  res.removeHeader("Connection");
  res.removeHeader("X-Request-Id");
  res.set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  next();
}

/** A name tells the content, so nobody asks whether it has changed. */
const KEPT_FOR_GOOD = {
  immutable: true,
  maxAge: "1y",
  index: false,
  etag: false,
  lastModified: false,
  acceptRanges: false,
};

/** A copy packed at the build, for browsers that take it. */
function packed(folder: string): RequestHandler {
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (req, res, next) => {
    res.vary("Accept-Encoding");
    const type = PACKED_TYPES[path.extname(req.path)];
    if (!type || !takesBrotli(req) || !there.has(`${req.path.slice(1)}.br`)) return next();
    res.set({ "Content-Encoding": "br", "Content-Type": type });
    req.url = `${req.path}.br`;
    next();
  };
}

const PACKED_TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The words of pages; a name that is none, or no longer, is missing. */
function words(req: Request, res: Response): void {
  const file = wordsAt(req.baseUrl + req.path);
  if (!file) return void plain(res, 404, "Not Found");
  res.vary("Accept-Encoding");
  const isCurrent = file.path === req.baseUrl + req.path;
  res.set("Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-store");
  res.set("Content-Type", PACKED_TYPES[".js"]);
  if (takesBrotli(req)) res.set("Content-Encoding", "br").send(file.packed());
  else res.send(file.text);
}

function takesBrotli(req: Request): boolean {
  return /\bbr\b(?!;q=0\b)/.test(String(req.headers["accept-encoding"] ?? ""));
}

/**
 * The path as the log may have it. Everything after "?" stays out, and whatever looks like a token: however its page is
 * spelled, and wherever else it stands.
 */
export function pathForLog(url: string): string {
  const path = readPath(url.split(/[?#]/)[0] ?? "") ?? "…";
  return path
    .replace(/^(\/*(?:first|d|o|r|set-password)\/)(?:.*?)(\.data)?$/is, "$1…$2")
    .replace(/[\w-]{32,}/g, "…")
    .slice(0, LONGEST_LOGGED);
}

const LONGEST_LOGGED = 200;

/** As it is meant: percent signs read until there are none; null when they cannot be. */
function readPath(path: string): string | null {
  try {
    let read = path;
    for (let times = 0; times < 3 && read.includes("%"); times++) read = decodeURIComponent(read);
    return read;
  } catch {
    return null;
  }
}

function nameAndLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    res.locals.requestId = randomBytes(9).toString("base64url");
    res.locals.nonce = randomBytes(16).toString("base64");
    res.set("X-Request-Id", res.locals.requestId);
    res.once("close", () => {
      const ms = Math.round(performance.now() - begun);
      log.info({
        id: res.locals.requestId,
        method: req.method,
        path: pathForLog(req.originalUrl),
        status: res.statusCode,
        ms,
        ...(res.writableFinished ? {} : { cut: true }),
      });
    });
    next();
  };
}

function securityHeaders(isHttps: boolean, isDev: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'strict-dynamic'", (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
        ...(isDev ? { "style-src": ["'self'", "'unsafe-inline'"] } : {}),
        // The calendar library positions events with style attributes in its server markup.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        ...(isDev ? { "connect-src": ["'self'", "ws:"] } : {}),
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        ...(isHttps ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // "no-referrer" would make browsers send `Origin: null` with plain forms.
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    // For browsers that are long gone, or saying what is so without them.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

function onlyKnownMethods(req: Request, res: Response, next: NextFunction) {
  if (["GET", "HEAD", "POST"].includes(req.method)) return next();
  res.set("Allow", "GET, HEAD, POST");
  plain(res, 405, "Method Not Allowed");
}

/** An address or a body that cannot be read is the client's mistake, told as 4xx before Remix sees it. */
function onlyWellFormed(req: Request, res: Response, next: NextFunction) {
  if (!isReadable(req)) return plain(res, 400, "Bad Request");
  if (req.method !== "POST") return next();
  if (req.headers["transfer-encoding"]) return plain(res, 411, "Length Required");
  const isWithFile = isFileDoor(req.path.replace(/\.data$/, "")) && Boolean(req.is("multipart/form-data"));
  if (Number(req.headers["content-length"] ?? 0) > (isWithFile ? LARGEST_WITH_FILE : LARGEST_BODY)) {
    res.set("Connection", "close");
    return plain(res, 413, "Content Too Large");
  }
  if (!isWithFile && !req.is("application/x-www-form-urlencoded")) return plain(res, 415, "Unsupported Media Type");
  next();
}

/** A page has one address: what only differs by percent signs, capitals or a stroke at the end is no page. */
function oneSpelling(req: Request, res: Response, next: NextFunction) {
  const [path = ""] = req.url.split(/[?#]/);
  const isOther =
    /%(?:2d|2e|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/i.test(path) || /^\/[^/]*[A-Z]/.test(path) || /.\/$/.test(path);
  if (isOther) plain(res, 404, "Not Found");
  else next();
}

function isReadable(req: Request): boolean {
  if (!req.url.startsWith("/") || req.url.startsWith("//") || /[\\\s]/.test(req.url)) return false;
  try {
    const { pathname } = new URL(req.url, `http://${req.headers.host ?? ""}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !pathname.startsWith("//") && !/[\u0000-\u001f\\]/.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}

/** Remix believes X-Forwarded-Host from anybody; only a proxy that we trust may send it. */
function dropForwardedHeaders(req: Request, _res: Response, next: NextFunction) {
  for (const name of Object.keys(req.headers))
    if (name.startsWith("x-forwarded-") || name === "forwarded") delete req.headers[name];
  next();
}

/**
 * A form may only come from our own pages: the browser says so (Sec-Fetch-Site), or its Origin is ours.
 * Origin is then dropped, because Remix's own comparison answers 500 where this one has already decided.
 */
function onlyOurForms(origins: () => string[]): RequestHandler {
  return (req, res, next) => {
    if (req.method !== "POST") return next();
    const site = req.headers["sec-fetch-site"];
    const isOurs = site
      ? site === "same-origin" || site === "none"
      : req.headers.origin !== undefined && origins().includes(req.headers.origin);
    if (!isOurs) return plain(res, 403, "Forbidden");
    delete req.headers.origin;
    next();
  };
}

/** What reached nobody else: express.static and the body's stream know their status, anything else is ours. */
function lastResort(log: Logger) {
  return (error: { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
    const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ id: res.locals.requestId, err: error });
    if (res.headersSent) res.destroy();
    else plain(res, status, status === 500 ? "Internal Server Error" : "Bad Request");
  };
}

function plain(res: Response, status: number, text: string) {
  res.status(status).set("Cache-Control", "no-store").type("text/plain").send(`${text}\n`);
}
