import { AisleError, defineDriver, lines } from "@aisle/sdk";
import { filter, firstValueFrom, fromEvent, map, mergeMap, type Observable, raceWith, share, throwError } from "rxjs";
import { z } from "zod";

const settings = z.strictObject({
  /** How often the scanner is asked whether it is there (ms). */
  probeEvery: z.number().int().min(500).max(600_000).default(5_000),
  /** Text that the scanner was set up to put in front of each code; it is taken off. */
  prefix: z.string().max(20).default(""),
});

/** Acme LS-1: one line a code, its AIM symbology identifier in front, as in `]E04006381333931`. */
export const lineScanner = defineDriver({
  id: "acme-line-scanner",
  kind: "barcode-scanner",
  transport: "tcp",
  settings,
  liveness: ({ probeEvery }) => ({ probe: "driver", every: probeEvery }),
  async open({ transport, settings, signal }) {
    const lines$ = transport.bytes$.pipe(lines(), share());

    /** Writes a request and waits for its answer, the first line that matches. */
    const ask = async (request: string, answer: RegExp, until: AbortSignal): Promise<string> => {
      until.throwIfAborted();
      const answered = firstValueFrom(
        lines$.pipe(
          filter((line) => answer.test(line)),
          raceWith(givenUp(until)),
        ),
      );
      // Whichever fails first is told; the other may not be left without anybody who listens.
      const [line] = await Promise.all([
        answered,
        transport.write(new TextEncoder().encode(request), { signal: until }),
      ]);
      return line;
    };

    const [, model = "", firmware = "", serialNumber = ""] = (await ask("V\r\n", /^V /, signal)).split(" ");
    return {
      info: { maker: "Acme", model, firmware, serialNumber },
      readings: lines$.pipe(
        map((line) => (line.startsWith(settings.prefix) ? line.slice(settings.prefix.length) : line)),
        filter((line) => /^\][A-Za-z][0-9A-Za-z]./.test(line)),
        map((line) => ({ type: "scan" as const, data: { symbology: line.slice(0, 3), data: line.slice(3) } })),
      ),
      probe: (until) => ask("V\r\n", /^V /, until),
      commands: {
        trigger: async (_, context) => {
          const answer = await ask("T\r\n", /^(?:K$|E )/, context.signal);
          if (answer === "K") return undefined;
          throw new AisleError("command-refused", `The scanner does not look: ${answer.slice(2)}.`, {
            category: "device",
          });
        },
      },
    };
  },
});

/** Never emits, but fails when the signal is aborted. */
function givenUp(signal: AbortSignal): Observable<never> {
  const given = () =>
    new AisleError("aborted", "The scanner was not waited for any longer.", { category: "transport" });
  return fromEvent(signal, "abort").pipe(mergeMap(() => throwError(given)));
}
