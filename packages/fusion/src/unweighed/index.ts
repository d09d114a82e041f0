export { doubtUnweighed } from "./unweighed.ts";
