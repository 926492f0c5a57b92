import { useNamed } from "#app/ui/coordinator/words";
import { useT } from "#app/ui/kit";

interface Named {
  lv: string;
  en: string;
}

/** "dari (profesionāli), farsi (brīvi)". */
export function Languages({ spoken }: { spoken: readonly { name: Named; variant: Named | null; level: number }[] }) {
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
