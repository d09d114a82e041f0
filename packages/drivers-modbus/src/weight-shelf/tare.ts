import { AisleError, type ModbusTransport } from "@aisle/sdk";
import type { WeightShelfProfile } from "./profile.ts";

/**
 * Writes what makes the present load of these channels of a unit their zero. Raises what the transport raises, and
 * `modbus-tare-partial` where some channels were tared and then one was not.
 */
export async function writeTare(
  transport: ModbusTransport,
  unit: number,
  tare: NonNullable<WeightShelfProfile["tare"]>,
  channels: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  switch (tare.write) {
    case "mask": {
      const words = new Uint16Array(2);
      for (const channel of channels) words[channel < 16 ? 1 : 0]! |= 1 << (channel % 16);
      await transport.writeRegisters(unit, tare.at, words, signal);
      return;
    }
    case "value": {
      const addresses = new Set(channels.map((channel) => tare.at + (tare.stride ?? 1) * channel));
      await each(unit, addresses, (at) => transport.writeRegisters(unit, at, Uint16Array.of(tare.value), signal));
      return;
    }
    case "coil": {
      const addresses = new Set(channels.map((channel) => tare.at + (tare.stride ?? 1) * channel));
      await each(unit, addresses, (at) => transport.writeCoils(unit, at, [true], signal));
    }
  }
}

async function each(unit: number, addresses: Iterable<number>, write: (at: number) => Promise<void>): Promise<void> {
  let written = 0;
  for (const at of addresses) {
    try {
      await write(at);
    } catch (thrown) {
      throw written === 0 ? thrown : inPart(`Only some channels of unit ${unit} were tared.`, thrown);
    }
    written += 1;
  }
}

/** The plates that a tare means, all unless told; raises `modbus-plate-unknown` for one that the shelf does not have. */
export function platesToTare(plates: readonly number[] | undefined, count: number): readonly number[] {
  const wrong = plates?.find((plate) => !Number.isInteger(plate) || plate < 0 || plate >= count);
  if (wrong === undefined) return [...new Set(plates ?? Array.from({ length: count }, (_, plate) => plate))];
  throw new AisleError("modbus-plate-unknown", `The shelf has no plate ${wrong}; it has ${count}, counted from 0.`, {
    category: "input",
    remedy: "Name plates by their place in the store model.",
  });
}

/** The unit's map has no command for it. */
export function tareUnsupported(profile: WeightShelfProfile): AisleError {
  return new AisleError("modbus-tare-unsupported", `The profile "${profile.id}" knows no command that tares.`, {
    category: "device",
    remedy: "Tare at the transmitter; the store notices, or give `tare` in a profile of your own.",
  });
}

/** Some units of the shelf were tared and then one was not. */
export function taredInPart(done: readonly number[], cause: unknown): AisleError {
  return inPart(`Only the units ${done.join(", ")} of the shelf were tared.`, cause);
}

/** Nobody can say of all plates whether they were tared. */
function inPart(message: string, cause: unknown): AisleError {
  return new AisleError("modbus-tare-partial", message, {
    category: "transport",
    cause,
    remedy: "Tare again once every unit answers.",
  });
}
