import { type TookPlaceSaid, tookWords } from "#app/i18n/services/took-place";
import { useReader } from "../locale";

/** "notika 10:00–11:00, pārtraukumi: 10 min", or why not. */
export function useTook(): (said: TookPlaceSaid) => string {
  const { t, locale } = useReader();
  return (said) => tookWords(t, locale, said);
}
