/**
 * `npm run verify`: whether the chain of records is whole, read from the first to the last beside a running server or without one.
 * `npm run verify -- FILE`: whether that act is genuine, and the chain it belongs to.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { holdSecret } from "#app/auth/link-token.server";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { walkedChain } from "#app/facts/proof/records";
import type { BreakKind } from "#app/proof/chain";
import { type ActChecked, actChecked } from "#app/queries/everyone/proof";
import { readConfig } from "#app/server/config.server";
import { SECRET_FILE } from "#db/installation.server";
import { fromWhereStarted, inInstallation, say } from "./installation";

const USAGE = "Usage: npm run verify [-- FILE]";
const BROKEN = 1;

process.exitCode = main();

function main(): number {
  const [file, ...more] = process.argv.slice(2);
  if (file?.startsWith("-") || more.length > 0) return say(USAGE);
  return inInstallation(HOUSE_LOCALE, (ctx) => {
    const chain = verifyChain(ctx);
    return file ? Math.max(chain, verifyAct(ctx, fromWhereStarted(file))) : chain;
  });
}

function verifyChain(ctx: Ctx): number {
  const walked = walkedChain(ctx);
  if (!walked.sound) return say(`The chain is broken at record ${walked.number}: ${WHY[walked.why]}.`, BROKEN);
  console.log(`The chain is sound: ${walked.records} records. Its last digest is ${walked.head}`);
  return 0;
}

const WHY: Record<BreakKind, string> = {
  gap: "it is missing",
  link: "it does not follow the one before, or that one was written anew",
  row: "something in it was changed",
  end: "it and what followed were cut off, or the end was written anew",
};

function verifyAct(ctx: Ctx, file: string): number {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return say(`${file} cannot be read.`);
  }
  const key = path.join(readConfig(process.env).dataDir, SECRET_FILE);
  holdSecret(existsSync(key) ? readFileSync(key) : randomBytes(32)); // without it no file is known as issued here
  const checked = actChecked(ctx, bytes);
  const about = "record" in checked ? `Record ${checked.record.number}, ${checked.record.code}: ` : "";
  const told = `${about}${TOLD[checked.is]}`;
  const isSound = "record" in checked && checked.record.isSound;
  if (checked.is !== "genuine" || !isSound)
    return say(isSound || !about ? told : `${told} Its record was changed.`, BROKEN);
  console.log(told);
  return 0;
}

const TOLD: Record<ActChecked["is"], string> = {
  genuine: "the act is genuine, to the last byte.",
  resaved:
    "its facts are genuine, but the file is not as it was issued: compare what it shows with its facts on the page /verify.",
  changed: "something in the facts of this act was changed.",
  rewritten: "the file is as it was issued, but the chain has another record in its place.",
  no_record: "There is no record of this act here.",
  not_act: "This file holds no facts of an act.",
};
