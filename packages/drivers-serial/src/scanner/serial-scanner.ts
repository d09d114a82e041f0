import { defineDriver, infoOfFacts, type OpenDevice } from "@aisle/sdk";
import { share } from "rxjs";
import { bytesOf, createExchange, createNoiseMeter, createReasons, each } from "../line/index.ts";
import { scannerCodes } from "./codes.ts";
import { scannerSettings } from "./settings.ts";

const remedy =
  "Check baudRate, dataBits and parity, and that `prefix`, `suffix`, `aim` and `charset` are what the scanner was set up with.";

/**
 * A barcode scanner that sends each code as text over a serial line. It is `unwatched`, for a scanner that nobody uses
 * says nothing, unless it has a `probe`; that it is unplugged is noticed anyway.
 */
export const serialScanner = defineDriver({
  id: "serial-scanner",
  kind: "barcode-scanner",
  transport: "serial",
  settings: scannerSettings,
  liveness: ({ probe }) => (probe === undefined ? "unwatched" : { probe: "driver", every: probe.every }),
  open({ transport, settings, clock, log, report }): OpenDevice<"barcode-scanner"> {
    const reasons = createReasons(["noise"], report);
    const noise = createNoiseMeter(log, (reason) => reasons.set("noise", reason), remedy);
    const dropped = (why: string): void => {
      noise.bad(why);
    };
    const messages$ = transport.bytes$.pipe(scannerCodes(settings, clock, dropped), share());
    const { trigger, probe } = settings;
    const exchange = createExchange(transport, messages$, clock);
    return {
      info: infoOfFacts(transport.facts),
      readings: messages$.pipe(
        each((message) => {
          if (message.type === "noise") noise.bad(message.why);
          if (message.type !== "code") return [];
          noise.good();
          return [{ type: "scan" as const, data: { symbology: message.symbology, data: message.data } }];
        }),
      ),
      ...(probe !== undefined && {
        probe: (signal: AbortSignal) =>
          exchange.ask(
            {
              send: bytesOf(probe.send),
              answer: ({ type }) => (type === "answer" ? true : undefined),
              within: probe.every,
              what: "the probe",
            },
            signal,
          ),
      }),
      ...(trigger !== "" && {
        commands: {
          trigger: (_: unknown, { signal }: { readonly signal: AbortSignal }) =>
            transport.write(bytesOf(trigger), { signal }).then(() => undefined),
        },
      }),
    };
  },
});
