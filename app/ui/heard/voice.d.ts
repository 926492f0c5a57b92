/** The script's own text, laid into the page with its nonce. */
declare module "*/voice.js?raw" {
  const text: string;
  export default text;
}
