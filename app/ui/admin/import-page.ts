/** Where tables of organisations and interpreters are read in; null: nowhere in the browser. */
export const IMPORT_PAGE: string | null = "/admin/import";
