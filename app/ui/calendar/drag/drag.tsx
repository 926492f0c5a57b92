/** While a card is dragged: who could take it at the time under the pointer, asked of the server and kept per time. */
import {
  createContext,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Instant } from "#app/time";
import type { Entry, Verdict, Verdicts } from "../entry";

export type VerdictsById = ReadonlyMap<string, Verdict>;

interface Drag {
  entry: Entry | null;
  /** The time under the pointer; the card's own time until it moves. */
  at: Instant | null;
  verdicts: VerdictsById | null;
  /** For whoever is not among them: they do not speak the language. */
  otherwise: Verdict;
}

const CANNOT: Verdict = { interpreterId: "", can: "never", sentences: [] };

interface DragControls extends Drag {
  begin(entry: Entry): void;
  hover(at: Instant): void;
  end(): void;
}

const DragContext = createContext<DragControls>({
  entry: null,
  at: null,
  verdicts: null,
  otherwise: CANNOT,
  begin() {},
  hover() {},
  end() {},
});

export function useDrag(): DragControls {
  return useContext(DragContext);
}

export function DragProvider({ children }: { children: ReactNode }) {
  const [entry, setEntry] = useState<Entry | null>(null);
  const [at, setAt] = useState<Instant | null>(null);
  const [known, setKnown] = useState<ReadonlyMap<string, VerdictsById>>(new Map());
  const [otherwise, setOtherwise] = useState(CANNOT);
  const asked = useRef(new Set<string>());
  const pause = useRef<ReturnType<typeof setTimeout>>();

  const ask = useCallback((one: Entry, start: Instant, waitMs: number) => {
    clearTimeout(pause.current);
    const key = `${one.id}@${start}`;
    if (asked.current.has(key)) return;
    pause.current = setTimeout(async () => {
      asked.current.add(key);
      const answer = await fetchVerdicts(one, start);
      if (!answer) return asked.current.delete(key);
      setOtherwise({ ...CANNOT, sentences: [answer.otherwise] });
      setKnown((before) => new Map(before).set(key, answer.verdicts));
    }, waitMs);
  }, []);

  const begin = useCallback(
    (one: Entry) => {
      asked.current.clear();
      setKnown(new Map());
      setEntry(one);
      setAt(one.startAt);
      ask(one, one.startAt, 0);
    },
    [ask],
  );
  const hover = useCallback(
    (start: Instant) => {
      if (!entry) return;
      setAt(start);
      ask(entry, start, 80);
    },
    [entry, ask],
  );
  const end = useCallback(() => {
    clearTimeout(pause.current);
    setEntry(null);
    setAt(null);
  }, []);

  // Wherever the button is let go, the drag is over; the drop itself is heard first.
  useEffect(() => {
    if (!entry) return;
    const over = () => setTimeout(end);
    document.addEventListener("mouseup", over);
    document.addEventListener("touchend", over);
    return () => {
      document.removeEventListener("mouseup", over);
      document.removeEventListener("touchend", over);
    };
  }, [entry, end]);

  const value = useMemo(
    () => ({ entry, at, verdicts: (entry && known.get(`${entry.id}@${at}`)) || null, otherwise, begin, hover, end }),
    [entry, at, known, otherwise, begin, hover, end],
  );
  return <DragContext.Provider value={value}>{children}</DragContext.Provider>;
}

/** A hand that shakes less than this has not moved. */
const STILL_PX = 5;

/**
 * What a press on the grid means. A mouse that moves drags, and letting it go is no click, even where it was pressed. A finger
 * or a pen opens and scrolls: the mouse events that browsers make up after a tap would begin a drag that nothing ends.
 */
export function usePress() {
  const pressed = useRef({ by: "mouse", x: 0, y: 0, hasMoved: false });
  return {
    listeners: {
      onPointerDownCapture: ({ pointerType, clientX, clientY }: PointerEvent) => {
        pressed.current = { by: pointerType, x: clientX, y: clientY, hasMoved: false };
      },
      onPointerMoveCapture: ({ clientX, clientY }: PointerEvent) => {
        const { x, y } = pressed.current;
        if (Math.max(Math.abs(clientX - x), Math.abs(clientY - y)) > STILL_PX) pressed.current.hasMoved = true;
      },
      onMouseDownCapture: (event: MouseEvent) => {
        if (pressed.current.by !== "mouse") event.stopPropagation();
      },
    },
    /** A click without a press comes from an assistive technology. */
    isClick: ({ detail }: UIEvent) => detail === 0 || !pressed.current.hasMoved,
  };
}

/** null when the server cannot be asked: then nothing is tinted, and the dialog after the drop says all. */
async function fetchVerdicts(
  entry: Entry,
  start: Instant,
): Promise<{ verdicts: VerdictsById; otherwise: string } | null> {
  const params = new URLSearchParams({ request: entry.requestId, start: String(start) });
  if (entry.assignmentId) params.set("assignment", entry.assignmentId);
  try {
    const answer = await fetch(`/coordinator/check?${params}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { verdicts, otherwise }: Verdicts = await answer.json();
    return { verdicts: new Map(verdicts.map((verdict) => [verdict.interpreterId, verdict])), otherwise };
  } catch {
    return null;
  }
}
