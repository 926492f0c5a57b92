/** A database that must not be opened. The message is one line for the operator. */
export class UnsoundDatabase extends Error {}
