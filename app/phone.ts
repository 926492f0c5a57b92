import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * A phone number as people type it ("29 123 456", "0037129123456", "tel. +371 29123456") in E.164, or null when it
 * cannot be one. Without a country code: Latvia. The only reader of phone numbers.
 */
export function e164(typed: string): string | null {
  const parsed = parsePhoneNumberFromString(typed, "LV");
  return parsed?.isValid() ? parsed.number : null;
}
