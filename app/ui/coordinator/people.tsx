import type { Names } from "#app/dispatch/vocabulary";
import { useNamed } from "#app/ui/coordinator/words";
import { useT } from "#app/ui/kit";

/** "dari (profesionāli), farsi (brīvi)". */
export function Languages({ spoken }: { spoken: readonly { name: Names; variant: Names | null; level: number }[] }) {
  const t = useT();
  const named = useNamed();
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
