/** The planner as pages ask it: in its own thread, so that the server answers others meanwhile. */
import { planInstance } from "#app/dispatch/plan/plan";
import type { Solve } from "./stand-ins";

export const planned: Solve = async (instance) => planInstance(instance, { solver: null });
