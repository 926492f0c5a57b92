/** Whoever tries is slowed down, the owner of an account never. */
import { beforeAll, expect, test } from "vitest";
import { holdSecret } from "#app/auth/link-token.server";
import { blockOf, networkOf } from "#app/auth/network";
import { isGuessable } from "#app/auth/passwords.server";
import { deviceMark, forgiveTry, mayAskReset, mayTry } from "#app/auth/rate-limit.server";

beforeAll(() => holdSecret(Buffer.alloc(32, 7)));

test("a stranger's wrong passwords slow the stranger, and not the owner on a new device elsewhere", async () => {
  const email = "owner@x.lv";
  const stranger = { email, address: "198.51.100.7", device: null };
  for (let i = 0; i < 10; i++) expect(await mayTry(stranger)).toBe(true);
  expect(await mayTry(stranger)).toBe(false);
  expect(await mayTry({ ...stranger, device: "forged.mark" })).toBe(false);
  expect(await mayTry({ ...stranger, address: "203.0.113.9" })).toBe(true);
  expect(await mayTry({ ...stranger, email: "other@x.lv" })).toBe(true);
  expect(await mayTry({ ...stranger, device: deviceMark(email, "own") })).toBe(true);
});

test("one line's many addresses are one stranger", async () => {
  const from = (address: string) => mayTry({ email: "owner6@x.lv", address, device: null });
  for (let i = 0; i < 10; i++) expect(await from(`2001:db8:1:2:${i}::${i + 1}`)).toBe(true);
  expect(await from("2001:db8:1:2:ffff:ffff:ffff:ffff")).toBe(false);
  expect(await from("2001:db8:1:3::1")).toBe(true);
});

test("a right password is no try", async () => {
  const own = { email: "often@x.lv", address: "198.51.100.8", device: null };
  for (let i = 0; i < 30; i++) {
    expect(await mayTry(own)).toBe(true);
    await forgiveTry(own);
  }
});

test("strangers who ask for somebody's links leave a mail every five minutes, and use up none of the owner's", async () => {
  expect(await mayAskReset({ email: "reset@x.lv", address: "198.51.100.9" })).toBe(true);
  expect(await mayAskReset({ email: "reset@x.lv", address: "198.51.100.9" })).toBe(false);
  expect(await mayAskReset({ email: "reset@x.lv", address: "203.0.113.4" })).toBe(false);
  expect(await mayAskReset({ email: "another@x.lv", address: "198.51.100.9" })).toBe(true);
});

test.each([
  ["192.0.2.1", "192.0.2.0/24"],
  ["::ffff:192.0.2.77", "192.0.2.0/24"],
  ["2001:db8:1:2::1", "2001:db8:1"],
  ["unknown", "unknown"],
])("%s is of the block %s", (address, block) => expect(blockOf(address)).toBe(block));

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:DB8:0:0:1:2:3:4", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80::1%eth0"],
  ["unknown", "unknown"],
])("%s comes from %s", (address, network) => expect(networkOf(address)).toBe(network));

test.each([
  "1234567890",
  "password123",
  "Password2026!",
  "parole123456",
  "qwertyuiop",
  "iloveyou12345",
  "P@ssw0rd1!",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "anna.berzina",
  "Berzina2026",
  "letmein2024",
  "2026-11-24",
  "password".repeat(25),
])("%j is what a guesser tries first", async (password) => {
  expect(await isGuessable(password, { email: "anna.berzina@x.lv", name: "Anna Berzina" })).toBe(true);
});

test.each(["divi zili vilki", "četri zaļi kaķi", "trīs sarkani zirgi", "kV7#mq2!zTd"])(
  "%j is not",
  async (password) => {
    expect(await isGuessable(password, { email: "anna.berzina@x.lv", name: "Anna Berzina" })).toBe(false);
  },
);
