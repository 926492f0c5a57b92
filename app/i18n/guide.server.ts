import type { Translate } from "./index";

/** "Pirmā stunda: 4 no 11. Nākamais solis – E-pasts"; null when nobody is led anywhere. */
export function guideSentence(t: Translate, ahead: { next: string; done: number; of: number } | null): string | null {
  return ahead && t("admin:start.line", { ...ahead, step: t(`admin:start.step.${ahead.next}`) });
}
