import { AisleError, isAisleError } from "@aisle/sdk";

/** Exception codes (Modbus Application Protocol v1.1b3, section 7). */
export const ModbusException = {
  IllegalFunction: 1,
  IllegalAddress: 2,
  IllegalValue: 3,
  DeviceFailure: 4,
  /** Of a gateway: nobody answers for the unit. */
  TargetSilent: 11,
} as const;

/** The error of a unit that has nothing at an address. */
export function illegalAddress(what: string): AisleError {
  return new AisleError("modbus-illegal-address", `The emulated unit has ${what}.`, {
    category: "device",
    remedy: "Ask for addresses that the unit's layout has.",
  });
}

/** The error of a unit that does not take a value. */
export function illegalValue(what: string): AisleError {
  return new AisleError("modbus-illegal-value", `The emulated unit does not take ${what}.`, {
    category: "device",
    remedy: "Write what the unit's layout allows.",
  });
}

/** The exception that tells of what a unit has raised. */
export function exceptionOf(thrown: unknown): number {
  if (!isAisleError(thrown)) return ModbusException.DeviceFailure;
  if (thrown.code === "modbus-illegal-address") return ModbusException.IllegalAddress;
  if (thrown.code === "modbus-illegal-value") return ModbusException.IllegalValue;
  return ModbusException.DeviceFailure;
}
