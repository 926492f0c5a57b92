import type { Names } from "#app/dispatch/vocabulary";
import { useReader } from "#app/ui/kit";

/** "dari (profesionāli), farsi (brīvi)". */
export function Languages({ spoken }: { spoken: readonly { name: Names; variant: Names | null; level: number }[] }) {
  const { t, named } = useReader();
  return (
    <>
      {spoken
        .map(({ name, variant, level }) => {
          const language = variant ? `${named(name)}: ${named(variant)}` : named(name);
          return `${language} (${t(`domain:level.${level}`)})`;
        })
        .join(", ")}
    </>
  );
}

interface Choosable {
  code: string;
  name: Names;
  variant: string | null;
  variantName: Names | null;
}

/** "ku", "ku/ckb": each language, and each of its variants, in the order of the alphabet. */
export function languageOptions(rows: readonly Choosable[], named: (names: Names) => string) {
  const variants = rows
    .filter((row) => row.variant)
    .map((row) => ({
      value: `${row.code}/${row.variant}`,
      label: row.variantName ? `${named(row.name)}: ${named(row.variantName)}` : named(row.name),
    }));
  const bare = rows
    .filter((row, index, all) => all.findIndex(({ code }) => code === row.code) === index)
    .map((row) => ({ value: row.code, label: named(row.name) }));
  return [...variants, ...bare].sort((a, b) => a.label.localeCompare(b.label, "lv"));
}
