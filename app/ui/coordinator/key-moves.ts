/** Where a key's hand goes. */

/** Letters belong to whoever writes. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Puts the focus on the next item or the one before; the first and the last are the ends. */
export function step(items: readonly HTMLElement[], by: 1 | -1): void {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, at + by))];
  const target = next?.matches("a, button, [tabindex='0']") ? next : next?.querySelector<HTMLElement>("a, button");
  target?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
