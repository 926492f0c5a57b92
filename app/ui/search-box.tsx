import { useT } from "./locale";

/** What is looked for: one box whose words stand in it until something is typed, and are its name for those who hear it. */
export function SearchBox({ words, value }: { words: string; value: string }) {
  const label = useT()(words);
  return (
    <>
      <label className="visually-hidden" htmlFor="q">
        {label}
      </label>
      <input className="control" type="search" id="q" name="q" defaultValue={value} placeholder={label} />
    </>
  );
}
