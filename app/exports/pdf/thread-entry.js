/** What runs in the thread that makes PDFs (thread.ts starts it). Plain JavaScript, because nothing compiles it: it brings tsx. */
import { parentPort } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { drawPdf } = await import("./draw.ts");

let last = Promise.resolve();
parentPort.on("message", ({ id, described }) => {
  last = last.then(() => make(id, described));
});

async function make(id, described) {
  try {
    // Its own bytes, so that they can be handed over and not copied.
    const pdf = Uint8Array.from(await drawPdf(described));
    parentPort.postMessage({ id, pdf }, [pdf.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, error: String(error?.message ?? error) });
  }
}
