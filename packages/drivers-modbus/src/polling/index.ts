export { checkCount, isRefusal } from "./answer.ts";
export { type Complaints, complaints } from "./complaints.ts";
export { Pace } from "./pace.ts";
export { every } from "./ticker.ts";
