import type { CancelTimer, Clock, Random } from "@aisle/sdk";
import type { ByteConnection, ByteDevice, ByteLine } from "./devices.ts";
import { add, type FaultCounters, type FaultOptions, noFaults, type WireFault } from "./fault-kinds.ts";
import { createListeners } from "./listeners.ts";
import { createPipe } from "./pipe.ts";

/** A device behind a wire that can be made faulty. */
export interface FaultyDevice extends ByteDevice {
  /** What is wrong with the wire now. */
  readonly fault: WireFault | undefined;
  /**
   * Makes the wire faulty, or well again, for everybody who is connected and will be:
   * `unplug` hangs up and refuses; `half-open` swallows what is said both ways and stays connected; `drop` loses some
   * chunks out; `noise` puts 1 to 16 chance bytes before chunks out; `split` cuts chunks out anywhere and spreads the
   * pieces; `slow` makes chunks out late, in order. The order of what gets through is never changed.
   */
  set(fault: WireFault | undefined, options?: FaultOptions): void;
  readonly counters: FaultCounters;
}

/** What a wire takes its time and chance from. */
export interface FaultyDeviceOptions {
  readonly clock: Clock;
  readonly random: Random;
}

/** More chunks than this that are late on one connection: the newest are lost, and counted as cut off. */
const mostLate = 10_000;
const mostNoise = 16;
const mostPieces = 4;

/** Puts a wire that can be made faulty before a device. For a HID device, wrap it in `hidOverBytes` first. */
export function faultyDevice(device: ByteDevice, { clock, random }: FaultyDeviceOptions): FaultyDevice {
  const counters = noFaults();
  const lines = new Set<{ readonly unplug: () => void }>();
  const plugs = createListeners<boolean>();
  let fault: WireFault | undefined;
  let options: FaultOptions = {};
  let cancelEnd: CancelTimer | undefined;

  const change = (next: WireFault | undefined): void => {
    const before = fault;
    fault = next;
    if ((before === "unplug") !== (next === "unplug")) plugs.tell(next !== "unplug");
  };
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const noise = (): Uint8Array => Uint8Array.from({ length: whole(1, mostNoise) }, () => whole(0, 255));
  const pieces = (bytes: Uint8Array): readonly Uint8Array[] => {
    const cuts = Array.from({ length: whole(1, mostPieces - 1) }, () => whole(1, Math.max(1, bytes.length - 1)));
    const ends = [...new Set([...cuts, bytes.length])].sort((a, b) => a - b);
    return ends.map((at, index) => bytes.slice(ends[index - 1] ?? 0, at));
  };

  return {
    get fault() {
      return fault;
    },
    counters,
    set(next, more = {}) {
      cancelEnd?.();
      cancelEnd = undefined;
      change(next);
      options = more;
      if (next !== undefined && more.forMs !== undefined) {
        cancelEnd = clock.schedule(more.forMs, () => {
          change(undefined);
        });
      }
      if (next === "unplug") for (const line of [...lines]) line.unplug();
    },
    onPlug: (listener) => plugs.add(listener),
    connect(line: ByteLine): ByteConnection {
      if (fault === "unplug") {
        counters.refused += 1;
        line.hangUp();
        return { receive: () => undefined, close: () => undefined };
      }
      return connectThrough(line);
    },
  };

  function connectThrough(line: ByteLine): ByteConnection {
    let open = true;
    const isOpen = (): boolean => open;
    const inner: { connection?: ByteConnection } = {};
    const late = createPipe<Uint8Array | "hang-up">(clock, (item) => {
      if (item === "hang-up") end(true);
      else line.send(item);
    });
    /** Later than what is late already, or at once. */
    const pass = (bytes: Uint8Array, delayMs: number): void => {
      if (delayMs === 0 && late.length === 0) line.send(bytes);
      else if (late.length < mostLate) late.put(bytes, delayMs);
      else add(counters.cutOff, bytes);
    };
    const end = (tellOther: boolean): void => {
      if (!open) return;
      open = false;
      lines.delete(self);
      for (const item of late.drain()) if (item !== "hang-up") add(counters.cutOff, item);
      if (tellOther) line.hangUp();
      inner.connection?.close();
    };
    const self = {
      unplug: () => {
        counters.hungUp += 1;
        end(true);
      },
    };
    const send = (bytes: Uint8Array): void => {
      if (!open) return;
      if (fault === "half-open") add(counters.swallowedOut, bytes);
      else if (fault === "drop" && random() < (options.chance ?? 0.2)) add(counters.dropped, bytes);
      else if (fault === "noise" && random() < (options.chance ?? 1)) {
        const dirt = noise();
        add(counters.noise, dirt);
        pass(dirt, 0);
        pass(bytes, 0);
      } else if (fault === "split" && bytes.length > 1) {
        add(counters.split, bytes);
        for (const [index, piece] of pieces(bytes).entries()) {
          pass(piece, index === 0 ? 0 : whole(1, Math.max(1, options.ms ?? 40)));
        }
      } else if (fault === "slow") {
        add(counters.delayed, bytes);
        pass(bytes, options.ms ?? 300);
      } else pass(bytes, 0);
    };
    lines.add(self);
    const connected = device.connect({
      send,
      hangUp: () => {
        if (late.length > 0) late.put("hang-up", 0);
        else end(true);
      },
    });
    inner.connection = connected;
    // Hung up before there was anything to close.
    if (!isOpen()) connected.close();
    return {
      receive: (bytes) => {
        if (!open) return;
        if (fault === "half-open") add(counters.swallowedIn, bytes);
        else connected.receive(bytes);
      },
      close: () => {
        end(false);
      },
    };
  }
}
