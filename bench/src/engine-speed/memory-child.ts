/** A process of its own, with `--expose-gc` and a young heap that is collected when asked only; tells one line of JSON. */
import { allocation, heapOfEngine } from "./memory.ts";

const seconds = Number(process.argv[2]);
console.log(JSON.stringify({ heap: heapOfEngine(seconds), ...allocation() }));
