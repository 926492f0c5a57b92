import { HOUSE_LOCALE, LOCALES, type Locale } from "#app/dispatch/vocabulary";
import type { Viewer } from "./viewer";

/** A person's own setting, else the `lang` cookie, else the browser's first language we have, else the house's. */
export function localeOf(viewer: Viewer, request: Request): Locale {
  if (viewer.kind === "user" || viewer.kind === "link") return viewer.locale;
  const cookie = /(?:^|;\s*)lang=(\w\w)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  if (isLocale(cookie)) return cookie;
  const wanted = (request.headers.get("Accept-Language") ?? "").split(",").map((part) => part.trim().slice(0, 2));
  return wanted.find(isLocale) ?? HOUSE_LOCALE;
}

export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((one) => one === text);
}
