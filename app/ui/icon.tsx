/** Our own few icons, drawn on a 24 grid. Without a label they are decoration. */
const PATHS = {
  searching: <circle cx="12" cy="12" r="8.5" strokeDasharray="3.6 3.1" />,
  waiting: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  secured: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  problem: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5v5.5" />
      <circle className="solid" cx="12" cy="16.2" r="1.2" />
    </>
  ),
  done: <circle className="solid" cx="12" cy="12" r="6" />,
  cancelled: <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />,
  half: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path className="solid" d="M12 3.5a8.5 8.5 0 0 1 0 17z" />
    </>
  ),
  running: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path className="solid" d="M10 8.5l5.5 3.5L10 15.5z" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11.2v5" />
      <circle className="solid" cx="12" cy="8" r="1.2" />
    </>
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="M15 15l5 5" />
    </>
  ),
  calendar: (
    <>
      <rect x="4" y="5.5" width="16" height="14.5" rx="2" />
      <path d="M4 10h16M8.5 3.5v4M15.5 3.5v4" />
    </>
  ),
  list: <path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01" />,
  plan: <path d="M4 6h12M4 12h6M4 18h5M12.5 15.500l3 3 5-6.500" />,
  inbox: <path d="M4 13.5l3-8h10l3 8v5H4zM4 13.5h5l1.2 2.5h3.6l1.2-2.5h5" />,
  more: (
    <>
      <circle className="solid" cx="5.5" cy="12" r="1.7" />
      <circle className="solid" cx="12" cy="12" r="1.7" />
      <circle className="solid" cx="18.5" cy="12" r="1.7" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8.5" r="3.7" />
      <path d="M4.8 20c.8-4 3.700-5.700 7.200-5.700s6.400 1.700 7.200 5.700" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="9" r="3.200" />
      <path d="M3 19c.6-3.500 2.900-5 6-5s5.400 1.500 6 5M15.500 6a3 3 0 0 1 0 6M17.500 14.300c2 .6 3.200 2.200 3.500 4.700" />
    </>
  ),
  building: <path d="M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 12.500h3M8 16h3" />,
  phone: (
    <path d="M6.500 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3c0 1-.8 1.800-1.800 1.700C11 18.700 5.300 13 4.800 5.800 4.700 4.800 5.500 4 6.500 4z" />
  ),
  video: <path d="M4 7h11v10H4zM15 11l5-3v8l-5-3" />,
  place: (
    <>
      <path d="M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11z" />
      <circle cx="12" cy="10" r="2.300" />
    </>
  ),
  download: <path d="M12 4v11M7.500 11l4.500 4.500 4.500-4.500M4.500 20h15" />,
  undo: <path d="M8.500 5L4 9.500 8.500 14M4 9.500h9.500a5.500 5.500 0 0 1 0 11H10" />,
  settings: <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5" />,
  chevron: <path d="M8 10l4 4 4-4" />,
  next: <path d="M9.500 6l6 6-6 6" />,
  previous: <path d="M14.500 6l-6 6 6 6" />,
  copy: <path d="M9 9h11v11H9zM15 9V4H4v11h5" />,
  lock: <path d="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3" />,
  language: (
    <path d="M4 6h10M9 4v2M12 6c-.5 4-3.500 7.500-7.500 9M6.500 9.500c1 2.500 3.500 4.500 6.500 5.500M12.500 20.500L16.500 11l4 9.500M14 17.500h5" />
  ),
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

/** The mark: a bridge, two sides and one line between them. */
export function BridgeMark() {
  return (
    <svg viewBox="0 0 34 22" aria-hidden="true" focusable="false">
      <path d="M2 15h30M7 20V6M27 20V6M7 6c3 6 17 6 20 0M2 10.500C4 9.500 5.800 8 7 6M32 10.500C30 9.500 28.200 8 27 6M12 15v-4.800M17 15v-4.500M22 15v-4.800" />
    </svg>
  );
}
