/** The choice that is none of those offered: another person, an institution not in the list. */
export const OTHER = "-";
