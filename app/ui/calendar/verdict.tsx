import { Icon, useT } from "#app/ui/kit";
import type { Verdict } from "./entry";

const ICON = { free: "secured", passed: "undo", overrule: "problem", never: "cancelled" } as const;

/** May they or not: icon and words, never colour alone. */
export function VerdictLine({ can, sentence }: { can: Verdict["can"]; sentence?: string }) {
  const t = useT();
  const words = sentence ?? t(`coordinator:calendar.can.${can}`);
  return (
    <span className="verdict" data-can={can} title={words}>
      <Icon name={ICON[can]} />
      <span>{words}</span>
    </span>
  );
}
