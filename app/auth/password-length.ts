/** Apart from what reads passwords, because pages show it and should not carry zod to the browser for that. */
export const SHORTEST_PASSWORD = 10;
