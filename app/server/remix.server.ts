/**
 * Remix behind Express. Unlike Remix's own adapter it sends a page whole: packing each piece of two kilobytes by itself costs
 * several times the processor and more bytes. A file that is taken away may be long, and goes out as it is made.
 */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { type AppLoadContext, createReadableStreamFromReadable } from "@remix-run/node";
import type { Request as Asked, Response as Reply, RequestHandler } from "express";
import { createAnswer } from "./few-routes";

interface Pages {
  build: Parameters<typeof createAnswer>[0];
  mode: "development" | "production";
  contextOf: (req: Asked, res: Reply) => AppLoadContext;
}

export function remixPages({ build, mode, contextOf }: Pages): RequestHandler {
  const answerTo = createAnswer(build, mode);
  return async (req, res, next) => {
    try {
      await send(res, await answerTo(requestOf(req, res), contextOf(req, res)));
    } catch (error) {
      next(error); // Express knows nothing of promises
    }
  };
}

/**
 * Its signal says that nobody waits any more: the client has closed the connection, or has its answer. Without the latter Remix
 * holds on to what it has read for a page until its clock for streams has run out.
 */
function requestOf(req: Asked, res: Reply): Request {
  const over = new AbortController();
  res.once("close", () => over.abort(OVER));
  const headers = new Headers();
  for (const [name, value = ""] of Object.entries(req.headers))
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  return new Request(addressOf(req), {
    method: req.method,
    headers,
    signal: over.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(req), duplex: "half" } : {}),
  });
}

/** Made once: an error is dear, and nobody reads this one. */
const OVER = new DOMException("Nobody waits for the answer any more.", "AbortError");

/** As the client sees it: behind a trusted proxy its host and port are those that were asked of the proxy. */
function addressOf(req: Asked): string {
  const portIn = (host: string | undefined) => /^[^:]*:(\d+)/.exec(host ?? "")?.[1];
  const port = portIn(req.get("X-Forwarded-Host")) ?? portIn(req.get("Host"));
  return new URL(`${req.protocol}://${req.hostname}${port ? `:${port}` : ""}${req.originalUrl}`).href;
}

async function send(res: Reply, answer: Response): Promise<void> {
  res.statusMessage = answer.statusText;
  res.status(answer.status);
  for (const [name, value] of answer.headers)
    if (name === "cache-control") res.set(name, value);
    else res.append(name, value);
  if (answer.body && isFile(answer)) return sendPiecemeal(res, answer.body);
  const body = answer.body ? Buffer.from(await answer.arrayBuffer()) : null;
  if (!body) return void res.end();
  res.set("Content-Length", String(body.length));
  res.end(body);
}

function isFile({ headers }: Response): boolean {
  return headers.get("Content-Disposition")?.startsWith("attachment") ?? false;
}

/** Whoever goes away ends it, and what had not been read is not read. */
async function sendPiecemeal(res: Reply, body: NonNullable<Response["body"]>): Promise<void> {
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream), res);
  } catch (error) {
    if (!res.closed && !res.headersSent) throw error;
    res.destroy(); // a border: half a file must not look like a whole one
  }
}
