/**
 * Luxon, for react-big-calendar alone: its luxonLocalizer reads only these process-wide settings. Whoever needs DateTime takes it
 * from here, so that no bundler drops them.
 */
import { DateTime, Settings } from "luxon";
import { ZONE } from "#app/time";

// "system" where the process itself runs in Riga, because luxon then skips Intl.
Settings.defaultZone = typeof document === "undefined" && process.env.TZ === ZONE ? "system" : ZONE;
Settings.defaultLocale = "lv";

export { DateTime };
