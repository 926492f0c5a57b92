import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { readConfig } from "#app/server/config.server";
import { metricsServer } from "#app/server/metrics";

test("figures are read at one address by a name of this machine, and off unless a port is given", async () => {
  expect(readConfig({ NODE_ENV: "test" }).metricsPort).toBe(null);
  expect(readConfig({ NODE_ENV: "test", METRICS_PORT: "9464" }).metricsPort).toBe(9464);
  const server = metricsServer(() => "tilts_info 1\n");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<[number | undefined, string]>((resolve, reject) => {
      const sent = http.request({ port, path, headers, method }, (res) => {
        let text = "";
        res.on("data", (chunk) => (text += chunk)).on("end", () => resolve([res.statusCode, text]));
      });
      sent.on("error", reject).end();
    });
  expect(await ask("/metrics")).toEqual([200, "tilts_info 1\n"]);
  expect((await ask("/"))[0]).toBe(404);
  expect((await ask("/metrics", {}, "POST"))[0]).toBe(404);
  expect((await ask("/metrics", { Host: "evil.example" }))[0]).toBe(404);
  server.close();
});
