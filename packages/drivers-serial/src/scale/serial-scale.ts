import { AisleError, type DriverReading, defineDriver, infoOfFacts, isAisleError, type OpenDevice } from "@aisle/sdk";
import { merge, share } from "rxjs";
import { bytesOf, createExchange, createNoiseMeter, createReasons, each } from "../line/index.ts";
import { say, tell, verdict } from "./conversation.ts";
import { poll } from "./poll.ts";
import type { Command } from "./profile.ts";
import { periodOf, profileOf, scaleSettings, tareCommand } from "./settings.ts";

const remedy = "Check `profile`, `unit`, and baudRate, dataBits and parity of the transport.";

/** A scale on a serial line: a weight shelf of one plate. */
export const serialScale = defineDriver({
  id: "serial-scale",
  kind: "weight-shelf",
  transport: "serial",
  settings: scaleSettings,
  // Noticed at most a quarter later, so within the longer of a second and three periods.
  liveness: (settings) => ({ within: 0.75 * Math.max(1_000, 3 * periodOf(settings)) }),
  async open({ transport, settings, signal, clock, log, report }): Promise<OpenDevice<"weight-shelf">> {
    const profile = profileOf(settings.profile);
    const messages$ = transport.bytes$.pipe(profile.parse(settings), share());
    const reasons = createReasons(["noise"], report);
    const noise = createNoiseMeter(log, (reason) => reasons.set("noise", reason), remedy);
    const exchange = createExchange(transport, messages$, clock);
    /** What the scale was told and has not answered yet, also when nobody waits for its answer any more. */
    let pending: Command | undefined;
    const greeted =
      profile.greeting === undefined
        ? undefined
        : await say(exchange, [profile.greeting], Math.max(1_000, settings.timeout), signal);
    const stream = settings.mode === "poll" ? undefined : profile.continuous;
    const startStream = async (): Promise<void> => {
      if (stream !== undefined) await transport.write(bytesOf(stream), { signal });
    };
    const steps = (until: AbortSignal): Promise<unknown> => say(exchange, profile.poll, settings.timeout, until);
    const command = tareCommand(settings);
    await startStream();
    return {
      info: {
        ...infoOfFacts(transport.facts),
        ...(greeted?.type === "serial-number" && greeted.serialNumber !== "" && { serialNumber: greeted.serialNumber }),
      },
      readings: merge(
        messages$.pipe(
          each((message): readonly DriverReading<"weight-shelf">[] => {
            if (message.type === "noise") noise.bad(message.why);
            else noise.good();
            const said = pending === undefined ? undefined : verdict(message, pending);
            // Told before the weights that follow, which may come in the same chunk: nobody has taken anything.
            const jump = said === "done" && pending !== undefined ? [rebaselined(pending)] : [];
            if (said !== undefined) pending = undefined;
            return message.type === "sample" ? [...jump, weights(message.grams, message.flags)] : jump;
          }),
        ),
        stream === undefined ? poll(steps, periodOf(settings), clock) : [],
      ),
      ...(command !== undefined && {
        commands: {
          tare: async ({ plates = [0] }, context) => {
            checkPlates(plates);
            if (plates.length === 0) return undefined;
            const send = profile.commands[command] ?? "";
            try {
              // Not pending before it is sent: the answer to the question before it says nothing of the command.
              await tell(exchange, command, send, settings.tareTimeout, context.signal, () => {
                pending = command;
              });
            } catch (thrown) {
              if (isAisleError(thrown) && thrown.code === "scale-refused") await startStream();
              throw thrown;
            }
            // Some scales end their stream when they are told anything else.
            await startStream();
            return undefined;
          },
        },
      }),
    };
  },
});

function checkPlates(plates: readonly number[]): void {
  const other = plates.find((plate) => plate !== 0);
  if (other === undefined) return;
  throw new AisleError("plate-unknown", `A scale has one plate, 0; plate ${other} was to be tared.`, {
    category: "input",
    remedy: "Tare plate 0, or leave `plates` out.",
  });
}

function weights(grams: number, flags: number): DriverReading<"weight-shelf"> {
  const data = { grams: Float32Array.of(grams), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(flags) };
  return { type: "weights", data };
}

function rebaselined(cause: Command): DriverReading<"weight-shelf"> {
  return { type: "rebaselined", data: { plates: [0], cause } };
}
