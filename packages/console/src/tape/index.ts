export { createTape, type Tape, type TapeOptions } from "./tape.ts";
