import type { DeviceSettings } from "@aisle/sdk";

/** The twenty devices and the two buses that every schedule begins with. */
export const buses = ["bus-1", "bus-2"].map((id) => ({ id, transport: "modbus", settings: { hardware: id } }));

const habits = ["line", "asked", "unwatched", "polled", "proved"] as const;

/** Settings of the device `id`, of the habit that its number says. */
export function deviceOf(id: string, number: number): DeviceSettings {
  const driver = habits[number % habits.length] ?? "line";
  const settings = { hardware: id };
  if (driver === "line") return { id, driver, settings, transport: { hardware: id } };
  if (driver === "polled" || driver === "proved") return { id, driver, settings, bus: `bus-${1 + (number % 2)}` };
  return { id, driver, settings };
}

export const devices = Array.from({ length: 20 }, (_, number) => deviceOf(`d${number}`, number));
