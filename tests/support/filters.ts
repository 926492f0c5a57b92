import type { RequestFilters } from "#app/queries/coordinator/requests-list";

/** The first page of every request there is. */
export const EVERY_REQUEST: RequestFilters = {
  q: null,
  state: null,
  language: null,
  deskId: null,
  mode: null,
  from: null,
  to: null,
  page: 1,
};
