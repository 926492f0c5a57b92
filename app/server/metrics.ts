/** Figures for a monitor on this machine: a port of its own on loopback, without a sign-in. */
import http from "node:http";
import { systemCtx } from "#app/context.server";
import { healthFigures } from "#app/queries/admin/health-figures";

const TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** `GET /metrics`, for whoever names it by a name of this machine: a page of somewhere else, in a browser here, is none. */
export function metricsServer(figures: () => string = () => healthFigures(systemCtx())): http.Server {
  return http.createServer({ requestTimeout: 5_000, maxHeaderSize: 8_192 }, (req, res) => {
    const isHere = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(req.headers.host ?? "");
    const isAsked = isHere && req.method === "GET" && req.url === "/metrics";
    res.writeHead(isAsked ? 200 : 404, { "Content-Type": TYPE, "Cache-Control": "no-store" });
    res.end(isAsked ? figures() : "Not Found\n");
  });
}
