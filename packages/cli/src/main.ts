import { processIo } from "./io/process-io.ts";
import { main } from "./main-command.ts";

/** So long, in milliseconds, something may go on after all is closed. */
const linger = 200;

// Not process.exit at once: what was written to a pipe still has to get there.
process.exitCode = await main(process.argv.slice(2), processIo());
// A device that does not let go must not keep the process alive.
setTimeout(() => process.exit(), linger).unref();
