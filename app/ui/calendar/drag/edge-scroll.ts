/** A card that is dragged to the edge of what is in sight brings the rest into sight. */
import { type RefObject, useEffect } from "react";

const EDGE_PX = 56;
const MOST_PX = 18;

/** While `isOn`, the grid inside `place` scrolls under a pointer near its edge, the faster the nearer. */
export function useEdgeScroll(place: RefObject<HTMLElement>, isOn: boolean): void {
  useEffect(() => {
    const scrolled = place.current?.querySelector(".rbc-time-content");
    if (!isOn || !scrolled) return;
    let last: MouseEvent | null = null;
    let frame = 0;
    const step = () => {
      frame = requestAnimationFrame(step);
      if (!last) return;
      const { left, top } = scrolled.getBoundingClientRect();
      const inside = { x: last.clientX - left, y: last.clientY - top };
      const before = { x: scrolled.scrollLeft, y: scrolled.scrollTop };
      const standing = standingWidth(scrolled);
      const isAmongPeople = inside.x >= standing;
      scrolled.scrollBy(
        isAmongPeople ? speed(inside.x - standing, scrolled.clientWidth - standing) : 0,
        speed(inside.y, scrolled.clientHeight),
      );
      // The library looks at the pointer, not at what has moved under it.
      if (scrolled.scrollLeft !== before.x || scrolled.scrollTop !== before.y) repeat(last);
    };
    const follow = (event: MouseEvent) => {
      if (event.isTrusted) last = event;
    };
    document.addEventListener("mousemove", follow);
    frame = requestAnimationFrame(step);
    return () => {
      document.removeEventListener("mousemove", follow);
      cancelAnimationFrame(frame);
    };
  }, [place, isOn]);
}

/** Pixels to scroll in one frame: none in the middle, back near the beginning, on near the end. */
export function speed(at: number, length: number): number {
  if (length < 3 * EDGE_PX) return 0;
  const into = at < EDGE_PX ? at - EDGE_PX : Math.max(0, at - (length - EDGE_PX));
  const share = Math.max(-1, Math.min(1, into / EDGE_PX));
  return Math.round(share * MOST_PX);
}

/** The hours and the column of those without an interpreter stand still: people begin to their right. */
function standingWidth(scrolled: Element): number {
  const standing = [...scrolled.children].filter((child) => getComputedStyle(child).position === "sticky");
  return standing.reduce((width, child) => width + child.getBoundingClientRect().width, 0);
}

function repeat({ clientX, clientY, screenX, screenY, buttons }: MouseEvent): void {
  document.dispatchEvent(new MouseEvent("mousemove", { clientX, clientY, screenX, screenY, buttons, bubbles: true }));
}
