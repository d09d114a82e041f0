export { Access } from "./access.ts";
export { isLoopback } from "./loopback.ts";
export { guardHost, guardOrigin } from "./site-guard.ts";
