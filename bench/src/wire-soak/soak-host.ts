import hid, { createHidTransport } from "@aisle/drivers-hid";
import type { EmulatedSettings } from "@aisle/drivers-mock/emulators";
import modbus, { createModbusTransport } from "@aisle/drivers-modbus";
import onvif, { createOnvifTransport } from "@aisle/drivers-onvif";
import serial, { createSerialTransport } from "@aisle/drivers-serial";
import { type AnyDriver, type AnyTransportProvider, type Clock, type Hub, openHub, type Random } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

type Onvif = NonNullable<Parameters<typeof createOnvifTransport>[0]>;

/** What the real transports reach the emulators by: themselves unless told. */
export interface Reach {
  readonly tcp?: NonNullable<Onvif["tcp"]>;
  readonly http?: NonNullable<Onvif["http"]>;
  /** Changes a transport that loads a library when it opens. */
  readonly mind?: <P extends AnyTransportProvider>(provider: P) => P;
}

/** Short waits, and no slow lane for flapping devices: they are to be there when the next fault comes. */
const supervision = { retryFirst: 250, retryCap: 4_000, flappingLosses: 1_000 } as const;

/** Every driver and transport of the four packages, over sockets or over what is given instead. */
export function realDrivers(
  reach: Reach,
  random: Random,
): { drivers: AnyDriver[]; transports: AnyTransportProvider[] } {
  const { tcp, http } = reach;
  const modbusTransport = createModbusTransport(tcp && { tcp });
  const parts: readonly object[] = [hid, modbus, onvif, serial].flat();
  return {
    drivers: parts.filter((part): part is AnyDriver => "kind" in part),
    transports: [
      createHidTransport(tcp && { tcp }),
      reach.mind === undefined ? modbusTransport : reach.mind(modbusTransport),
      createSerialTransport(tcp && { tcp }),
      createOnvifTransport({ ...(tcp && { tcp }), ...(http && { http }), random }),
    ],
  };
}

/**
 * Opens the store as an integrator would who knows what noise does to lines without a checksum: the serial scanner has
 * to say its AIM id.
 */
export function openSoakHub(
  { buses, devices }: Pick<EmulatedSettings, "buses" | "devices">,
  reach: Reach,
  clock: Clock,
  random: Random,
): Promise<Hub> {
  const set = devices.map((device) =>
    device.driver === "serial-scanner" ? { ...device, settings: { ...device.settings, aim: "on" } } : device,
  );
  return openHub({ ...realDrivers(reach, random), buses, devices: set, clock, random, supervision });
}

/** A camera that says no to its password is not asked again by itself; somebody looks after it after so long (ms). */
const mendedAfterMs = 20_000;

/** Tries again what is blocked, as somebody does who has mended it. */
export function resumeWhatIsBlocked(hub: Hub, clock: Clock): void {
  hub.statuses$.subscribe(({ device, status }) => {
    if (status.state !== "blocked") return;
    clock.schedule(mendedAfterMs, () => {
      if (hub.devices.get(device)?.status.state === "blocked") hub.resume(device);
    });
  });
}

/** What became of the wishes to admit somebody. */
export type Admissions = Record<"asked" | "done" | "refused" | "unknown", number>;

/** Admits whoever scans, as the command line's host app does. */
export function admitWhoeverScans(hub: Hub, model: StoreModel): Admissions {
  const outcomes: Admissions = { asked: 0, done: 0, refused: 0, unknown: 0 };
  const gateOf = new Map(model.gates.flatMap(({ id, scanner }) => (scanner === undefined ? [] : [[scanner, id]])));
  hub.readings$.subscribe((reading) => {
    const gate = reading.kind === "barcode-scanner" ? gateOf.get(reading.device) : undefined;
    if (gate === undefined) return;
    outcomes.asked += 1;
    const key = `${reading.device}@${reading.at}`;
    void hub
      .device(gate, "turnstile")
      .commands.admit({ direction: "in" }, { key })
      .then(({ outcome }) => {
        outcomes[outcome] += 1;
      });
  });
  return outcomes;
}
