export { pullEvents } from "./pull-events.ts";
