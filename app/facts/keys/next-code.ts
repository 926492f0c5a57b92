/** The code that somebody new of the roster would get: the next number of the codes there are. */
import type { Ctx } from "#app/context.server";
import { keyOf } from "#app/text/keys";
import { interpreters } from "#db/schema";

const FIRST = { before: "T-", width: 3 };

/** "T-032" after "T-031"; of several kinds of codes the one that most people have. Free in any spelling. */
export function nextCode({ db }: Pick<Ctx, "db">): string {
  const codes = db.select({ code: interpreters.code }).from(interpreters).all();
  const taken = new Set(codes.map(({ code }) => keyOf(code)));
  const kinds = new Map<string, { before: string; width: number; count: number; last: number }>();
  for (const { code } of codes) {
    const [, before = "", digits = ""] = /^(.*?)(\d{1,9})$/.exec(code) ?? [];
    if (digits === "") continue;
    const kind = kinds.get(before) ?? { before, width: digits.length, count: 0, last: 0 };
    const last = Math.max(kind.last, Number(digits));
    kinds.set(before, { ...kind, width: Math.max(kind.width, digits.length), count: kind.count + 1, last });
  }
  const [most] = [...kinds.values()].sort((a, b) => b.count - a.count);
  const { before, width } = most ?? FIRST;
  for (let number = (most?.last ?? 0) + 1; ; number++) {
    const code = `${before}${String(number).padStart(width, "0")}`;
    if (!taken.has(keyOf(code))) return code;
  }
}
