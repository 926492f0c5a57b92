/** Whole numbers only: shares are numerator and denominator until the one rounding at the end. */
import { type Cents, cents } from "./vocabulary";

/** numerator / denominator, neither negative, to the nearest whole cent; half a cent goes up. */
export function halfUp(numerator: number, denominator: number): Cents {
  const twice = 2 * numerator + denominator;
  if (!Number.isSafeInteger(twice) || numerator < 0) throw new RangeError("out of what whole numbers can reckon");
  return cents((twice - (twice % (2 * denominator))) / (2 * denominator));
}

/** The next multiple of `unit` that is not less. */
export function upTo(minutes: number, unit: number): number {
  return minutes + ((unit - (minutes % unit)) % unit);
}
