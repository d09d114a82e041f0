import type { TruthReceipt } from "@aisle/drivers-mock";
import { AisleError, type AnyDriver, type AnyTransportProvider, openHub } from "@aisle/sdk";
import { parseStoreModel, readStoreSettings, type StoreModel } from "@aisle/sdk/store";
import { type EmulatorMessage, readEmulatorMessage } from "../emulate/index.ts";
import type { ChildProgram } from "../io/child-program.ts";
import type { CliIo } from "../io/io.ts";
import type { StorePlan } from "./running-store.ts";

/** How long the emulators may take until they can be reached, in milliseconds. */
const readyWithin = 20_000;

/** How long one device may take to let go, in milliseconds: the whole store has two seconds. */
const closeWithin = 1_000;

/** Drivers of the kind weight-shelf whose devices need not be shelves. */
const scaleDrivers: ReadonlySet<string> = new Set(["hid-scale", "serial-scale"]);

/**
 * A simulated store in a process of its own, which speaks the wire protocols of its devices over loopback, and the real
 * drivers in this one. Nothing where `signal` was aborted before they were there.
 * @param words what follows `aisle emulate --json`
 * @throws AisleError `emulators-failed` when that process does not start
 */
export async function emulatedStore(
  words: readonly string[],
  io: CliIo,
  signal: AbortSignal,
): Promise<StorePlan | undefined> {
  const child = io.startSelf(["emulate", "--json", ...words]);
  let tell: (truth: TruthReceipt) => void = () => undefined;
  try {
    const ready = await untilReady(child, io, signal, (truth) => tell(truth));
    if (ready === undefined) {
      await child.end();
      return undefined;
    }
    const model = parseStoreModel(ready.model, { file: "the emulated store" });
    return plan(child, ready, model, io, (listener) => {
      tell = listener;
    });
  } catch (error) {
    await child.end();
    throw error;
  }
}

type Ready = Extract<EmulatorMessage, { readonly type: "ready" }>;

function untilReady(
  child: ChildProgram,
  io: CliIo,
  signal: AbortSignal,
  onTruth: (truth: TruthReceipt) => void,
): Promise<Ready | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      cancel();
      resolve(undefined);
    };
    const cancel = io.clock.schedule(readyWithin, () => {
      reject(failed(`they could not be reached within ${readyWithin} ms`));
    });
    child.onLine((line) => {
      const message = readEmulatorMessage(line);
      if (message?.type === "truth") onTruth(message.receipt);
      if (message?.type !== "ready") return;
      cancel();
      signal.removeEventListener("abort", giveUp);
      resolve(message);
    });
    child.onEnd((end) => {
      cancel();
      reject(failed(`their process ended (${end})`));
    });
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}

function plan(
  child: ChildProgram,
  ready: Ready,
  model: StoreModel,
  io: CliIo,
  listen: (onTruth: (truth: TruthReceipt) => void) => void,
): StorePlan {
  const settings = readStoreSettings(JSON.stringify({ store: ready.model, ...ready.settings }), {
    file: "the emulated store",
    env: io.env,
  });
  const { buses, supervision } = settings;
  // The scales stand in no shelf of the model: fusion would reject each of their readings.
  const shelves = new Set(model.shelves.map(({ id }) => id));
  const devices = settings.devices.filter(({ id, driver }) => !scaleDrivers.has(driver) || shelves.has(id));
  return {
    model,
    clock: io.clock,
    simulated: true,
    hostAdmits: ready.hostAdmits,
    open: async (log) => {
      const { drivers, transports } = await ownDrivers();
      return openHub({
        ...{ drivers, transports, buses, devices, clock: io.clock, log },
        supervision: { ...supervision, closeWithin },
      });
    },
    live: (signal, onTruth) => {
      listen(onTruth);
      return new Promise((resolve, reject) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
        child.onEnd((end) => {
          if (!signal.aborted) reject(failed(`their process ended (${end})`));
        });
      });
    },
    end: () => child.end(),
  };
}

/** The drivers and transports that come with the command line, loaded when they are needed. */
async function ownDrivers(): Promise<{ drivers: AnyDriver[]; transports: AnyTransportProvider[] }> {
  const packages = await Promise.all([
    import("@aisle/drivers-hid"),
    import("@aisle/drivers-modbus"),
    import("@aisle/drivers-onvif"),
    import("@aisle/drivers-serial"),
  ]);
  const parts = packages.flatMap((each): readonly object[] => each.default);
  const drivers = parts.filter((part): part is AnyDriver => "kind" in part);
  const transports = parts.filter((part): part is AnyTransportProvider => !("kind" in part));
  return { drivers, transports };
}

function failed(why: string): AisleError {
  return new AisleError("emulators-failed", `The simulated store's devices cannot be used: ${why}.`, {
    category: "transport",
    remedy: "see what was said above it; `aisle run --in-process` needs no other process",
  });
}
