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
