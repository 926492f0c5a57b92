import { createContext, useContext } from "react";

/** The nonce that this response's policy allows scripts by. Empty in the browser, where it is not needed. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
