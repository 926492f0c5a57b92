import { DAY, HOUR, MINUTE } from "#app/time";

/** "PT3H", "-P1D", "PT-90S" in milliseconds; null for what is no duration of weeks, days, hours, minutes and seconds. */
export function durationFrom(text: string): number | null {
  const number = "(-?\\d+(?:\\.\\d+)?)";
  const pattern = `^(-?)P(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`;
  const [whole, sign, ...parts] = new RegExp(pattern).exec(text) ?? [];
  if (whole === undefined || /[PT]$/.test(text)) return null;
  const units = [7 * DAY, DAY, HOUR, MINUTE, 1000];
  const sum = units.reduce((total, unit, index) => total + Number(parts[index] ?? 0) * unit, 0);
  return sign === "-" ? -sum : sum;
}
