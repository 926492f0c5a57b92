/** The forms of a page as a browser without scripts has them. */

export interface Control {
  name: string;
  kind: "text" | "checkbox" | "radio" | "select" | "file" | "hidden";
  value: string;
  /** Of boxes and radios: ticked. */
  isOn: boolean;
  /** Of a select: everything that can be chosen. */
  choices: string[];
}

export interface PageForm {
  action: string;
  /** What the form calls itself, where it keeps what is typed through a sign-in. */
  id: string | null;
  isKept: boolean;
  controls: Control[];
}

/** Every form of the page that is posted. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = "", inside = ""]) => {
    if (attribute(head, "method") !== "post") return [];
    const controls = controlsOf(inside);
    const id = controls.find(({ kind, name }) => kind === "hidden" && name === "form")?.value ?? null;
    return [{ action: attribute(head, "action") ?? "", id, isKept: /\bdata-kept\b/.test(head), controls }];
  });
}

/** What the browser would send, without a button. */
export function sentBy(controls: readonly Control[]): [name: string, value: string][] {
  return controls
    .filter(({ kind, isOn }) => kind !== "file" && ((kind !== "checkbox" && kind !== "radio") || isOn))
    .map(({ name, value }) => [name, value]);
}

/** The same controls with another answer in each that a person sees. */
export function filledIn(controls: readonly Control[]): Control[] {
  const last = new Map(controls.filter(({ kind }) => kind === "radio").map((one) => [one.name, one.value]));
  return controls.map((one) => {
    if (one.kind === "checkbox") return { ...one, isOn: !one.isOn };
    if (one.kind === "radio") return { ...one, isOn: last.get(one.name) === one.value };
    if (one.kind === "select")
      return { ...one, value: one.choices.findLast((value) => value !== one.value) ?? one.value };
    return one.kind === "text" ? { ...one, value: "Vērtība “7” & <b>" } : one;
  });
}

/** What a person fills in and a page can hold: no page can put a file into its field. */
export const isSeen = ({ kind }: Control): boolean => kind !== "hidden" && kind !== "file";

function controlsOf(html: string): Control[] {
  const tags = /<input\b([^>]*)>|<select\b([^>]*)>([\s\S]*?)<\/select>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g;
  return [...html.matchAll(tags)].flatMap(([, input, select, options = "", area, text = ""]): Control[] => {
    const head = input ?? select ?? area ?? "";
    const name = attribute(head, "name");
    if (!name) return [];
    const common = { name, isOn: false, choices: [] };
    if (area !== undefined) return [{ ...common, kind: "text", value: plain(text.replace(/^\n/, "")) }];
    if (select !== undefined) return [{ ...common, kind: "select", ...chosenIn(options) }];
    const type = attribute(head, "type") ?? "text";
    const value = attribute(head, "value") ?? (type === "checkbox" ? "on" : "");
    const isOn = /\bchecked=""/.test(head);
    if (type === "checkbox" || type === "radio") return [{ ...common, kind: type, value, isOn }];
    return [{ ...common, kind: type === "hidden" || type === "file" ? type : "text", value }];
  });
}

function chosenIn(html: string): Pick<Control, "value" | "choices"> {
  const options = [...html.matchAll(/<option\b([^>]*)>/g)].map(([, head = ""]) => head);
  const choices = options.map((head) => attribute(head, "value") ?? "");
  const chosen = options.find((head) => /\bselected=""/.test(head)) ?? options[0] ?? "";
  return { value: attribute(chosen, "value") ?? "", choices };
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1];
  return found === undefined ? undefined : plain(found);
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

function plain(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
