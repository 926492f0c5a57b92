import { type PointerEvent, useRef, useState } from "react";
import type { OwnReport } from "#app/queries/interpreter/own-report";
import { Button, Card, ErrorSummary, Form, FormState, TextField, useT, Vouch } from "#app/ui/kit";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

/** Whoever asked attests while they stand there: by a code on their own device, by a signature, or by their confirmation's code. */
export function OnTheSpot({
  report,
  spot,
  formKey,
  answer,
}: {
  report: OwnReport;
  spot: NonNullable<PageFacts["spot"]>;
  formKey: string;
  answer: Answer;
}) {
  const t = useT();
  const word = (name: string) => t(`interpreter:job.report.${name}`);
  return (
    <Card title={word("spotTitle")}>
      <p>{word("spotText")}</p>
      <svg
        className="spot-code"
        viewBox={`-4 -4 ${spot.size + 8} ${spot.size + 8}`}
        role="img"
        aria-label={word("spotQr")}
        shapeRendering="crispEdges"
      >
        <rect x={-4} y={-4} width={spot.size + 8} height={spot.size + 8} fill="#fff" />
        <path d={spot.path} fill="#000" />
      </svg>
      <details className="fold" open={(answer && "errors" in answer && "name" in (answer.values ?? {})) || undefined}>
        <summary className="button" data-block>
          {word("spotSign")}
        </summary>
        <FormState from={answer} id="spot">
          <Form method="post" className="form fold-body" keeps>
            <ErrorSummary labels={{ name: word("spotName"), code: word("spotCode") }} />
            <input type="hidden" name="key" value={`${formKey}-spot`} />
            <input type="hidden" name="number" value={report.number} />
            <TextField name="name" label={word("spotName")} autoComplete="off" maxLength={120} />
            <Signature />
            <TextField
              name="code"
              label={word("spotCode")}
              hint={word("spotCodeHint")}
              inputMode="numeric"
              autoComplete="off"
              maxLength={9}
            />
            <Vouch />
            <Button name="intent" value="on_the_spot" variant="primary" size="large" block>
              {word("spotSend")}
            </Button>
          </Form>
        </FormState>
      </details>
    </Card>
  );
}

const BOX = { width: 600, height: 200 };
/** As much as is stored. */
const LONGEST = 20_000;

/** What a finger draws, as the lines of a path. Without scripts there is none, and the code stands beside it. */
function Signature() {
  const t = useT();
  const [path, setPath] = useState("");
  const isDown = useRef(false);
  const draw = (event: PointerEvent<SVGSVGElement>, move: "M" | "L") => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * BOX.width);
    const y = Math.round(((event.clientY - box.top) / box.height) * BOX.height);
    if (x < 0 || y < 0 || x > BOX.width || y > BOX.height) return;
    setPath((before) => (before.length + 8 > LONGEST ? before : `${before}${move}${x} ${y}`));
  };
  return (
    <div className="field">
      <span className="field-label">{t("interpreter:job.report.spotDraw")}</span>
      <input type="hidden" name="drawn" value={path} />
      <svg
        className="spot-signature"
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-label={t("interpreter:job.report.spotDraw")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          isDown.current = true;
          draw(event, "M");
        }}
        onPointerMove={(event) => isDown.current && draw(event, "L")}
        onPointerUp={() => {
          isDown.current = false;
        }}
      >
        <path d={path} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      </svg>
      {path !== "" && (
        <Button type="button" variant="link" onClick={() => setPath("")}>
          {t("interpreter:job.report.spotClear")}
        </Button>
      )}
    </div>
  );
}
