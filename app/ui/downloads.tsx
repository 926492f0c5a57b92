/** The rows of a list as a file: the same that the address narrows the page to. */
import { useLocation } from "@remix-run/react";
import { Icon } from "./icon";
import { useT } from "./locale";

const FORMATS = ["csv", "xlsx"] as const;

/** `also`: a format that this list has beside those of every list, and what it is called. */
export function Downloads({ to, also = [] }: { to: string; also?: readonly { format: string; label: string }[] }) {
  const t = useT();
  const { search } = useLocation();
  const address = (format: string) => {
    const query = new URLSearchParams(search);
    for (const name of ["page", "before", "done"]) query.delete(name);
    query.set("format", format);
    return `${to}?${query}`;
  };
  return (
    <p className="downloads small">
      <Icon name="download" />
      <span>{t("common:download.label")}</span>
      {[...also, ...FORMATS.map((format) => ({ format, label: t(`common:download.${format}`) }))].map(
        ({ format, label }) => (
          <a key={format} className="tap" href={address(format)}>
            {label}
          </a>
        ),
      )}
    </p>
  );
}
