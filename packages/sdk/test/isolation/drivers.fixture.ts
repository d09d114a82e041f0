import { AisleError, type DriverReading, defineDriver, secret } from "@aisle/sdk";
import { BehaviorSubject, interval, map } from "rxjs";
import { z } from "zod";

/** A shelf that says its weights every so often. */
export const steadyShelf = defineDriver({
  id: "steady-shelf",
  kind: "weight-shelf",
  transport: "none",
  settings: z.strictObject({ every: z.number().positive().default(5) }),
  liveness: ({ every }) => ({ within: every * 100 }),
  commandsAtOnce: 3,
  open: ({ settings }) => ({
    info: { maker: "Acme", model: "steady" },
    readings: interval(settings.every).pipe(
      map(
        (index): DriverReading<"weight-shelf"> => ({
          type: "weights",
          at: 1_000 + index,
          data: { grams: Float32Array.of(index, 0.5), samples: 1, plates: 2, dt: 0 },
        }),
      ),
    ),
  }),
});

/** A gate that is fine until it is told to admit: then it does what its settings say. */
export const troubledGate = defineDriver({
  id: "troubled-gate",
  kind: "turnstile",
  transport: "none",
  settings: z.strictObject({ trouble: z.string(), password: secret().optional() }),
  liveness: "unwatched",
  open: ({ settings, log, report }) => {
    const readings = new BehaviorSubject<DriverReading<"turnstile">>({ type: "counters", data: { in: 0, out: 0 } });
    const troubles: Record<string, () => unknown> = {
      kill: () => process.kill(process.pid, "SIGKILL"),
      crash: () => process.abort(),
      exit: () => process.exit(3),
      hang: () => {
        for (;;) Math.sqrt(2);
      },
      leak: () => {
        const held: Buffer[] = [];
        setInterval(() => held.push(Buffer.alloc(512 << 10, 1)), 1);
      },
      "throw later": () => {
        setTimeout(() => {
          throw "nobody catches this";
        }, 1);
      },
      "reject later": () => {
        void Promise.reject(new AisleError("auth-failed", "later", { category: "device", remedy: "Wait." }));
      },
      refuse: () => {
        throw new AisleError("gate-locked", "The gate is locked.", {
          category: "device",
          remedy: "Unlock it.",
          cause: new RangeError("bolt", { cause: "rust" }),
        });
      },
      "throw a string": () => {
        throw "just words";
      },
      unclonable: () => () => 1,
      silence: () => new Promise(() => undefined),
      emit: () => {
        readings.next({ type: "counters", data: { in: 1, out: (() => 1) as never } });
        readings.next({ type: "counters", data: { in: 2, out: 2 } });
      },
      flood: () => {
        for (let count = 1; count <= 100_000; count += 1)
          readings.next({ type: "counters", data: { in: count, out: 0 } });
      },
      "lose itself": () => {
        setTimeout(() => {
          readings.error("it fell off");
        }, 1);
      },
      talk: () => {
        for (let line = 0; line < 500; line += 1) process.stdout.write(`line ${line} ${settings.password?.reveal()}\n`);
        log.warn("it talks", { often: 500 });
        report({ code: "hardware-fault", message: "worn out", remedy: "Oil it." });
        process.send?.("not a message of ours");
      },
    };
    return {
      readings,
      commands: { admit: async () => (await troubles[settings.trouble]?.()) as undefined },
      probe: () => Promise.resolve(() => "what no clone takes"),
    };
  },
});
