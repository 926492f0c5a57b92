/** How the caller of a phone order is reached, when it was written down wrongly. */
import { TextField, useField, useT } from "#app/ui/kit";
import { Deed } from "./deed";
import type { PageFacts } from "./page";

export function CorrectCaller({ page }: { page: PageFacts }) {
  const t = useT();
  const { typed } = useField("callerEmail");
  const { caller } = page.view;
  return (
    <Deed page={page} words="caller" intent="caller" isOpen={typed !== undefined} withVouch={false}>
      <TextField
        name="callerEmail"
        type="email"
        autoComplete="off"
        label={t("coordinator:caller.callerEmail")}
        defaultValue={caller?.email ?? ""}
      />
      <TextField
        name="callerPhone"
        type="tel"
        autoComplete="off"
        label={t("coordinator:caller.callerPhone")}
        defaultValue={caller?.phone ?? ""}
      />
      <p className="small muted">{t("coordinator:request.caller.means")}</p>
    </Deed>
  );
}
