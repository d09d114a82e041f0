export { createFrameWriter, type FrameCoordinates, type FrameWriter } from "./frame-xml.ts";
export { createObjectNumbers, type ObjectNumbers } from "./object-numbers.ts";
