import {
  AisleError,
  type AnyDriver,
  type AnyTransportProvider,
  type DriverReading,
  defineDriver,
  defineTransport,
  type Liveness,
  type StatusReason,
} from "@aisle/sdk";
import { fakeModbusTransport } from "@aisle/sdk/testing";
import { Observable } from "rxjs";
import { z } from "zod";
import type { Hardware, Link } from "./hardware.ts";

type FindHardware = (id: string) => Hardware;

const settings = z.strictObject({ hardware: z.string(), volume: z.number().default(1) });
const complaints: Readonly<Record<string, StatusReason>> = {
  H: { code: "hardware-fault", message: "arm stuck" },
  K: { code: "clock-skew", message: "its battery is empty" },
};

/** Readings from lines: `R 7`, `R 7 1700000000000`; `H`, `K` complain, `.` is well; `J` makes the driver rave. */
function parse(
  bytes$: Observable<Uint8Array>,
  report: (reason: StatusReason | undefined) => void,
): Observable<DriverReading<"turnstile">> {
  return new Observable((subscriber) => {
    const decoder = new TextDecoder();
    let rest = "";
    let noise = 0;
    const take = (line: string): void => {
      const [word = "", value, at] = line.split(" ");
      if (word === "R" && value !== undefined) {
        noise = 0;
        subscriber.next({
          type: "counters",
          data: { in: Number(value), out: 0 },
          ...(at !== undefined && { at: Number(at) }),
        });
      } else if (word === "J") subscriber.next({ type: "counters" } as never);
      else if (word === ".") report(undefined);
      else if (complaints[word]) report(complaints[word]);
      else if (word === "A") subscriber.error(new AisleError("auth-failed", "logged out", { category: "device" }));
      else {
        noise += 1;
        if (noise > 3) subscriber.error(new AisleError("protocol-noise", "cannot be read", { category: "input" }));
      }
    };
    return bytes$.subscribe({
      next: (bytes) => {
        const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
        rest = (lines.pop() ?? "").slice(-256);
        lines.forEach(take);
      },
      error: (thrown: unknown) => {
        subscriber.error(thrown);
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });
}

/** Drivers of several habits, each for things that `find` gives by the name in their settings. */
export function makeDrivers(find: FindHardware): AnyDriver[] {
  const own = (id: string, transport: "none" | "modbus", liveness: Liveness, asks: boolean) =>
    defineDriver({
      id,
      kind: "turnstile",
      transport,
      settings,
      liveness,
      async open({ settings: { hardware }, signal, report }) {
        const thing = find(hardware);
        const link = await thing.connect(signal);
        return {
          readings: parse(link.bytes, report),
          commands: { admit: (_, { key }) => thing.admit(key) },
          close: () => thing.release(link),
          ...(asks && { probe: () => thing.answer() }),
          readClock: () => Promise.resolve(thing.time()),
        };
      },
    });
  return [
    defineDriver({
      id: "line",
      kind: "turnstile",
      transport: "tcp",
      settings,
      liveness: { within: 60_000 },
      open: ({ transport, settings: { hardware }, report }) => ({
        readings: parse(transport.bytes$, report),
        commands: { admit: (_, { key }) => find(hardware).admit(key) },
      }),
    }),
    own("asked", "none", { probe: "driver", every: 30_000 }, true),
    own("polled", "modbus", { within: 60_000 }, false),
    own("proved", "modbus", { within: 60_000 }, true),
    own("unwatched", "none", "unwatched", false),
  ];
}

/** Transports to things: `tcp` is a thing itself, `modbus` a bus with things of their own on it. */
export function makeTransports(find: FindHardware): AnyTransportProvider[] {
  const address = z.strictObject({ hardware: z.string() });
  const handle = async (name: string, signal: AbortSignal) => {
    const thing = find(name);
    const link: Link = await thing.connect(signal);
    return { link, lost$: link.lost, close: () => thing.release(link) };
  };
  return [
    defineTransport({
      transport: "tcp",
      settings: address,
      async open({ settings: { hardware }, signal }) {
        const { link, lost$, close } = await handle(hardware, signal);
        return { transport: { bytes$: link.bytes, write: () => Promise.resolve() }, lost$, close };
      },
    }),
    defineTransport({
      transport: "modbus",
      settings: address,
      async open({ settings: { hardware }, signal }) {
        const { lost$, close } = await handle(hardware, signal);
        return { transport: fakeModbusTransport({}), lost$, close };
      },
    }),
  ];
}
