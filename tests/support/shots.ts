import { mkdirSync } from "node:fs";
import { startServer } from "./server";
