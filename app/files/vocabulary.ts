/** Words of files that people bring. */
export const FILE_TYPES = ["pdf", "jpeg", "png"] as const;
export type FileType = (typeof FILE_TYPES)[number];
