/** The browser of the journeys, found or installed before the first of them begins; other tests need none. */
import { findChromium } from "../../app/cli/setup.js";

export default async function setup() {
  process.env.CHROMIUM = await findChromium();
}
