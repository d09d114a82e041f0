export { busy } from "./answers-by-key.ts";
export type { Exchange } from "./exchange.ts";
export { invalid } from "./fields.ts";
export { methodRefused, type Route, routeOf, routesOf } from "./routes.ts";
