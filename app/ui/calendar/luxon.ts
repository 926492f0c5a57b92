/**
 * Luxon, for react-big-calendar alone: its luxonLocalizer reads only these process-wide settings. Whoever needs DateTime takes it
 * from here, so that no bundler drops them.
 */
import { DateTime, Settings } from "luxon";
import { ZONE } from "#app/time";

// "system" wherever the process or the browser is in Riga itself: luxon then need not ask Intl for each offset.
const isInRiga = new Intl.DateTimeFormat().resolvedOptions().timeZone === ZONE;
Settings.defaultZone = isInRiga ? "system" : ZONE;
Settings.defaultLocale = "lv";

export { DateTime };
