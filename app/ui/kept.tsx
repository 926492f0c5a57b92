/**
 * What was sent when nobody was signed in any more. The form it came from takes it up as it takes up what an action refused: by
 * its `id` among the forms of the page.
 */
import { createContext, type ReactNode, useContext, useRef } from "react";

export interface Kept {
  id: string;
  action: string;
  /** Id of the form; null where it has no fields that could show what was typed. */
  form: string | null;
  fields: readonly (readonly [name: string, value: string])[];
}

/** `{ errors, values }` of app/form.ts: what is wrong, and what was typed. */
export interface FormAnswer {
  errors?: Record<string, string[]>;
  values?: Record<string, string | string[]>;
}

interface Held extends Kept {
  answer: FormAnswer;
}

const KeptContext = createContext<Held | null>(null);

/** The same answer as long as the same form is kept: a page that is read again leaves what has been typed since. */
export function KeptProvider({ kept, children }: { kept: Kept | null; children: ReactNode }) {
  const held = useRef<Held | null>(null);
  if (held.current?.id !== kept?.id) held.current = kept && { ...kept, answer: { values: valuesOf(kept) } };
  return <KeptContext.Provider value={held.current}>{children}</KeptContext.Provider>;
}

/** The action's answer about that form; without one, what was kept of it through a sign-in; null for neither. */
export function useTyped<A extends FormAnswer>(from: A | null | undefined, id = "f"): A | FormAnswer | null {
  const kept = useContext(KeptContext);
  return from ?? (kept?.form === id ? kept.answer : null);
}

/** Whether the form of that id holds what was kept. */
export function useIsKept(id: string): boolean {
  return useContext(KeptContext)?.form === id;
}

function valuesOf({ fields }: Kept): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of fields) {
    const before = values[name];
    if (name.endsWith("[]")) values[name] = [...(before ?? []), value];
    else values[name] ??= value;
  }
  return values;
}
