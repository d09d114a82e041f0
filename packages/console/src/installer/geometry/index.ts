export { cameraCentre, type Pinhole, pixelOf, placeAt } from "./pinhole.ts";
export { boundsOf, inside } from "./polygon.ts";
