/** The line that leads an administrator to the next step of the first hour, from whatever page. */
import { Link, useLocation } from "@remix-run/react";

/** `words` say how far it has come; null: there is nothing to lead to. */
export function GuideLine({ words }: { words: string | null }) {
  const { pathname } = useLocation();
  if (words === null) return null;
  return (
    <p className="guide-ahead">
      {pathname === "/admin/start" ? (
        words
      ) : (
        <Link to="/admin/start" className="tap" discover="none">
          {words}
        </Link>
      )}
    </p>
  );
}
