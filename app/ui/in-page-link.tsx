import type { AnchorHTMLAttributes, MouseEvent } from "react";

/**
 * A link to another place of the same page. To the router the browser's own jump is a navigation, which drops what the action
 * answered; so where scripts run the focus moves and the address stays. Without them it is an ordinary link.
 */
export function InPageLink({ to, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">) {
  const jump = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const place = document.getElementById(to);
    if (place) goTo(place);
  };
  return <a {...rest} href={`#${to}`} onClick={jump} />;
}

/** Unfolds what hides the place and gives it the focus; a group gives it to the first control that is wrong. */
function goTo(place: HTMLElement): void {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
  const wrong = place.matches("fieldset") ? place.querySelector<HTMLElement>("[aria-invalid]") : null;
  const target = wrong ?? place;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const field = target.closest(".field, fieldset");
  if (field) field.scrollIntoView({ block: "nearest" });
  else target.scrollIntoView();
}
