/** Default exports of a Babel-made CommonJS module arrive as the function in the browser's bundle and as `{ default }` from Node. */
export function interop<T>(module: T): T {
  const inner = (module as { default?: T }).default;
  return (typeof module === "object" && inner ? inner : module) as T;
}
