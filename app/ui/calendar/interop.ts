/** Default exports of a Babel-made CommonJS module arrive as the function in the browser's bundle and as `{ default }` from Node. */
export function interop<T>(module: T | { default: T }): T {
  return isWrapped(module) ? module.default : module;
}

function isWrapped<T>(module: T | { default: T }): module is { default: T } {
  return typeof module === "object" && module !== null && "default" in module;
}
