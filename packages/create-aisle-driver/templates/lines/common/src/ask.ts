import { AisleError, type ByteTransport } from "@aisle/sdk";
import { filter, firstValueFrom, fromEvent, mergeMap, type Observable, raceWith, throwError } from "rxjs";

/** Sends a request and waits for its answer, the first line that matches. */
export type Ask = (request: string, answer: RegExp, signal: AbortSignal) => Promise<string>;

/** Makes the `ask` of one connection. */
export function askOver(transport: ByteTransport, lines$: Observable<string>): Ask {
  return async (request, answer, signal) => {
    signal.throwIfAborted();
    const givenUp = fromEvent(signal, "abort").pipe(
      mergeMap(() => throwError(() => new AisleError("aborted", "It was given up.", { category: "transport" }))),
    );
    // It listens before it writes: the answer may come at once.
    const answered = firstValueFrom(
      lines$.pipe(
        filter((line) => answer.test(line)),
        raceWith(givenUp),
      ),
    );
    const written = transport.write(new TextEncoder().encode(`${request}\r\n`), { signal });
    const [line] = await Promise.all([answered, written]);
    return line;
  };
}

/** Sends a command that the device answers with `OK`, or with `E` and why it refuses. */
export async function tell(ask: Ask, command: string, signal: AbortSignal): Promise<undefined> {
  const answer = await ask(command, /^(?:OK$|E )/, signal);
  if (answer === "OK") return undefined;
  throw new AisleError("command-refused", `The device refuses: ${answer.slice(2)}.`, { category: "device" });
}
