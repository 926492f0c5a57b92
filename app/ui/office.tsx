/** The desks' office hours, wherever a phone number of theirs is shown. */
import { createContext, type ReactNode, useContext } from "react";
import type { Office } from "#app/dispatch/office";
import { phone, sentenceCase } from "#app/i18n/format";
import { deskNumber, officeWords } from "#app/i18n/promise";
import { useLocale, useT } from "./locale";

const OfficeContext = createContext<Office | null>(null);

/** Known on every page but those that tell of a fault. */
export function OfficeProvider({ office, children }: { office: Office | null; children: ReactNode }) {
  return <OfficeContext.Provider value={office}>{children}</OfficeContext.Provider>;
}

export function useOffice(): Office | null {
  return useContext(OfficeContext);
}

/** A desk's number as it stands in a sentence: with the hours in which somebody answers it. */
export function useDeskNumber(): (number: string | null) => string {
  const [t, locale, office] = [useT(), useLocale(), useOffice()];
  return (number) =>
    number === null ? t("common:office.noNumber") : office ? deskNumber(t, locale, number, office) : phone(number);
}

/** "Darba dienās 08:30–17:00; tagad slēgts, atvērs …": beside a number that stands alone. */
export function OfficeHours() {
  const [t, locale, office] = [useT(), useLocale(), useOffice()];
  return office && <span className="small muted office-hours">{sentenceCase(officeWords(t, locale, office))}.</span>;
}
