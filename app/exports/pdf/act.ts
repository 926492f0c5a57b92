/** The act of one service as a document: to be signed on the spot, or attested, with what it takes to check it. In the language of the house. */
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n/index";
import { type ActPart, actParts, askedRows } from "#app/i18n/proof";
import { type AskedFacts, canonical, type ServiceFacts } from "#app/pay/record";
import { type ActInside, FACTS_FILE, sealFile } from "#app/proof/act-file";
import type { Sealed } from "#app/proof/chain";
import type { Instant } from "#app/time";
import type { PdfBlock, PdfDocument } from "./document";
import { makePdf } from "./thread";

/** The record that an act is of, as its row has it. */
export interface ActOf {
  record: { number: number; code: string; digest: string };
  sealed: Sealed;
  /** When it is made; nothing about the service. */
  now: Instant;
  appUrl: string;
}

export async function attestedAct(act: ActOf): Promise<Uint8Array> {
  return sealFile(await makePdf(attestedActDocument(act)));
}

export function attestedActDocument({ record, sealed: { salt, facts }, now, appUrl }: ActOf): PdfDocument {
  const t = translator(HOUSE_LOCALE);
  const address = `${appUrl}/verify/${record.code}`;
  const inside: ActInside = { record, salt, facts };
  return {
    ...framed(facts, now),
    blocks: [
      { kind: "text", text: t("proof:act.attested"), look: "muted" },
      { kind: "facts", rows: askedRows({ t, locale: HOUSE_LOCALE }, facts, facts.spoken) },
      ...partsOf(actParts({ t, locale: HOUSE_LOCALE }, facts)),
      {
        kind: "qr",
        address,
        alt: t("proof:act.qr", { address }),
        beside: [
          t("proof:act.code", { code: record.code }),
          t("proof:act.record", { number: String(record.number), digest: record.digest }),
          t("proof:act.check", { address }),
        ],
      },
    ],
    attached: { name: FACTS_FILE, about: t("proof:act.inside"), text: canonical(inside) },
  };
}

function partsOf(parts: readonly ActPart[]): PdfBlock[] {
  return parts.flatMap(({ title, rows }): PdfBlock[] => [
    { kind: "heading", text: title },
    { kind: "facts", rows },
  ]);
}

/** To print and sign. Its code leads to where the attested one will be, for those who may have it. */
export function actToSign({
  facts,
  assignmentId,
  now,
  appUrl,
}: {
  facts: AskedFacts;
  assignmentId: string;
  now: Instant;
  appUrl: string;
}): PdfDocument {
  const t = translator(HOUSE_LOCALE);
  const address = `${appUrl}/act/${assignmentId}`;
  const blank = "…………………………";
  return {
    ...framed(facts, now),
    blocks: [
      { kind: "text", text: t("proof:act.unsigned"), look: "notice" },
      { kind: "facts", rows: askedRows({ t, locale: HOUSE_LOCALE }, facts) },
      { kind: "heading", text: t("proof:act.toFill") },
      {
        kind: "facts",
        rows: ["began", "ended", "breaks", "notHeld"].map((name) => [t(`proof:act.${name}`), blank] as const),
      },
      { kind: "signatures", names: [t("proof:act.signRequester"), t("proof:act.signInterpreter")] },
      {
        kind: "qr",
        address,
        alt: t("proof:act.qr", { address }),
        beside: [t("proof:act.getAttested", { address })],
      },
    ],
  };
}

function framed({ reference, service }: AskedFacts | ServiceFacts, madeAt: Instant): Omit<PdfDocument, "blocks"> {
  const t = translator(HOUSE_LOCALE);
  return {
    title: t("proof:act.title", { reference }),
    lang: HOUSE_LOCALE,
    author: service,
    madeAt,
    foot: t("proof:act.foot", { service, reference }),
  };
}
