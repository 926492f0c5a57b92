/** What papers of the interpreter are written down, and the scans of those that have one. */
import type { ownPapers } from "#app/queries/interpreter/own-papers";
import { useT } from "#app/ui/kit";
import { ScanLink, Validity } from "../files/scan";

export function OwnPapers({ papers }: { papers: ReturnType<typeof ownPapers> }) {
  const t = useT();
  if (papers.length === 0) return <p className="muted">{t("interpreter:papers.none")}</p>;
  return (
    <>
      <p className="muted small">{t("interpreter:papers.text")}</p>
      <ul className="session-list">
        {papers.map((paper) => (
          <li key={`${paper.kind}-${paper.validFrom}`}>
            {t(`domain:credentialKind.${paper.kind}`)}
            <Validity paper={paper} />
            {paper.scan ? (
              <ScanLink scan={paper.scan} to={`/interpreter/papers/${paper.scan.paperId}`} />
            ) : (
              <p className="small muted">{t("interpreter:papers.noScan")}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
