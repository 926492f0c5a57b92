/** Who came to an account's door lately, newest first: for the person and for administrators. */
import type { SignInOutcome } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import { Badge, Moment, useT } from "#app/ui/kit";

interface SignIn {
  outcome: SignInOutcome;
  network: string;
  device: string;
  at: Instant;
  times: number;
}

export function SignIns({ signIns }: { signIns: readonly SignIn[] }) {
  const t = useT();
  if (signIns.length === 0) return <p className="muted">{t("auth:signIns.none")}</p>;
  return (
    <ul className="session-list">
      {signIns.map((one) => (
        <li key={`${one.at}-${one.outcome}-${one.network}`}>
          <strong>{t(`auth:signIns.outcome.${one.outcome}`)}</strong>{" "}
          {one.times > 1 && (
            <Badge tone={one.outcome === "refused" ? "waiting" : undefined}>
              {t("auth:signIns.times", { count: one.times })}
            </Badge>
          )}
          <div className="small muted">
            <Moment at={one.at} />
            {" · "}
            {one.device === "?" ? t("auth:account.unknownDevice") : one.device}
            {" · "}
            {one.network || t("auth:signIns.manyNetworks")}
          </div>
        </li>
      ))}
    </ul>
  );
}
