import type { PageFacts } from "./page";

/** What every form of the page carries: its key, and which version of the request was looked at. */
export function Hidden({ page }: { page: PageFacts }) {
  return (
    <>
      <input type="hidden" name="key" value={page.key} />
      <input type="hidden" name="expectedVersion" value={page.view.version} />
    </>
  );
}
