import { expect, test } from "vitest";
import { readInstance } from "#app/dispatch/plan/model/instance";
import { instance, person, request } from "./small";

test("a million requests are read within seconds, and the last one's missing field is found", () => {
  const requests = Array.from({ length: 1_000_000 }, (_, k) => request(`r${k}`));
  const million = instance([person("olena")], requests);
  const before = process.cpuUsage();
  expect(readInstance(million).ok).toBe(true);
  const spent = process.cpuUsage(before); // of this process alone: the machine may be busy with other tests
  expect((spent.user + spent.system) / 1e6).toBeLessThan(15);
  Reflect.deleteProperty(requests.at(-1)!, "client");
  expect(readInstance(million)).toMatchObject({ detail: { path: "requests[999999].client" } });
});
