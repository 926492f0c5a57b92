import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext, HandleDataRequestFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
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
  return new Promise<Response>((resolve, reject) => {
    let shellRendered = false;
    const { pipe, abort } = renderToPipeableStream(
      <DocumentContext.Provider value={{ nonce, requestId, locale }}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </DocumentContext.Provider>,
      {
        nonce,
        onShellReady() {
          shellRendered = true;
        },
        // Nothing here is deferred: the shell is the page, and it is sent whole.
        onAllReady() {
          headers.set("Content-Type", "text/html; charset=utf-8");
          pipe(
            whole((page) => {
              clearTimeout(timer);
              resolve(new Response(page, { headers, status }));
            }),
          );
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

/** Takes what is written and hands it on in one piece: it is packed and sent as one. */
function whole(done: (page: BodyInit) => void): Writable {
  const pieces: Buffer[] = [];
  return new Writable({
    write(piece: Buffer, _encoding, next) {
      pieces.push(piece);
      next();
    },
    final(next) {
      done(new Uint8Array(Buffer.concat(pieces)));
      next();
    },
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
