/** A refusal is a value the person can be told about; a bug is a throw. */
export type Ok<T> = { ok: true; value: T };
export type Refusal<R extends string = string> = { ok: false; reason: R; detail?: unknown };
export type Result<T, R extends string = string> = Ok<T> | Refusal<R>;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** `detail` carries what the sentence about the refusal needs (obstacles, a time); never secrets. */
export function refuse<R extends string>(reason: R): Refusal<R> & { detail?: undefined };
export function refuse<R extends string, D>(reason: R, detail: D): Refusal<R> & { detail: D };
export function refuse(reason: string, detail?: unknown): Refusal {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}

/** For what cannot happen: a failure here is a bug, not a refusal. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
