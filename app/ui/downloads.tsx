/** The rows of a list as a file: the same that the address narrows the page to. */
import { useLocation } from "@remix-run/react";
import { Icon } from "./icon";
import { useT } from "./locale";

export function Downloads({ to }: { to: string }) {
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
      {(["csv", "xlsx"] as const).map((format) => (
        <a key={format} className="tap" href={address(format)}>
          {t(`common:download.${format}`)}
        </a>
      ))}
    </p>
  );
}
