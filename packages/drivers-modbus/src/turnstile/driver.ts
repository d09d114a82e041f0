import { type CommandContext, type DriverReading, defineDriver, type TurnstileMode } from "@aisle/sdk";
import { Observable } from "rxjs";
import { complaints, every } from "../polling/index.ts";
import { Admissions } from "./admissions.ts";
import { Gate } from "./gate.ts";
import { fireRefusal } from "./refusals.ts";
import { profileOf, turnstileSettings } from "./settings.ts";

/** A turnstile says nothing while nobody comes, so it is asked; loss shows within two of these (ms). */
const probeEvery = 900;

/**
 * Turnstiles behind a Modbus relay module: pulse and potential control, contacts that tell of passages and alarms, and
 * counters where the board has them. How a module is wired and speaks is data, a profile.
 */
export const modbusTurnstile = defineDriver({
  id: "modbus-turnstile",
  kind: "turnstile",
  transport: "modbus",
  settings: turnstileSettings,
  liveness: { probe: "driver", every: probeEvery },
  open({ settings, transport, clock, signal, report }) {
    const { maker, model } = profileOf(settings);
    const gate = new Gate({ settings, transport, clock, signal, complaints: complaints(report) });
    const admissions = new Admissions(gate, clock);
    const readings = new Observable<DriverReading<"turnstile">>((subscriber) => {
      gate.listen({
        emit: (reading) => {
          subscriber.next(reading);
        },
        fail: (error) => {
          subscriber.error(error);
        },
      });
      const stop = every(clock, 1_000 / settings.rate, (missed) => {
        gate.tick(missed);
      });
      return () => {
        stop();
        gate.listen(undefined);
      };
    });
    const setMode = async ({ mode }: { readonly mode: TurnstileMode }, context: CommandContext): Promise<undefined> => {
      const refusal = fireRefusal(gate.watch.image);
      if (refusal !== undefined) throw refusal;
      try {
        await gate.relays.set(mode, context.signal);
      } finally {
        gate.lookAtMode();
      }
      return undefined;
    };
    return {
      info: { maker, model },
      readings,
      probe: (until) => gate.polls.next(until),
      commands: { admit: ({ direction }, context) => admissions.admit(direction, context), setMode },
      close: () => gate.relays.close(),
    };
  },
});
