import { Transform } from "node:stream";
import type { AppLoadContext, EntryContext, HandleDataRequestFunction } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { localeOf } from "#app/auth/locale";
import { ANONYMOUS } from "#app/auth/viewer";
import { keepSignedIn, localeFor } from "#app/context.server";
import { DocumentContext } from "#app/ui/document";

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
) {
  keepSignedIn(request, headers);
  const { cspNonce: nonce, requestId } = loadContext;
  const isRootRead = Boolean(remixContext.staticHandlerContext.loaderData.root);
  const locale = isRootRead ? localeOf(ANONYMOUS, request) : localeFor(request);
  // Whole at once for machines; for people nothing here is deferred, so the shell is the page.
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise<Response>((resolve, reject) => {
    let shellRendered = false;
    const { pipe, abort } = renderToPipeableStream(
      <DocumentContext.Provider value={{ nonce, requestId, locale }}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </DocumentContext.Provider>,
      {
        nonce,
        [ready]() {
          shellRendered = true;
          const body = withoutZeros();
          body.once("close", () => clearTimeout(timer));
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          status = 500;
          if (shellRendered) loadContext.reportError(error);
        },
      },
    );
    const timer = setTimeout(abort, streamTimeout + 1000);
    timer.unref();
  });
}

/** Where a letter of several bytes does not fit into what is left of its buffer, React sends the rest of the buffer along as zeros. */
function withoutZeros(): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk.includes(0) ? chunk.filter((byte) => byte) : chunk),
  });
}

/** What a page asks for while it stands. */
export const handleDataRequest: HandleDataRequestFunction = (response, { request }) => {
  keepSignedIn(request, response.headers);
  return response;
};

/** A bug, logged under the number that the person sees on the page. Requests that the browser gave up are not bugs. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (!request.signal.aborted) context.reportError(error);
}
