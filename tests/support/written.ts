/** Rows as they may lie in a database from before there was a guard, and texts that a test writes by itself. */
import type { Guarded } from "#app/privacy";

type Plain<T> = T extends Guarded ? string : T extends { reason: Guarded } ? Omit<T, "reason"> & { reason: string } : T;
/** A row whose free texts are any text. */
export type Written<T> = { [K in keyof T]: Plain<T[K]> };

export function written(text: string): Guarded;
export function written<T>(row: Written<T>): T;
export function written(anything: unknown): unknown {
  return anything;
}
