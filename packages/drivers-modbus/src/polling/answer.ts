import { AisleError, isAisleError } from "@aisle/sdk";

/**
 * Whether the unit itself said no: an exception of Modbus (Application Protocol v1.1b3, section 7), or an answer that
 * cannot be of the device that the settings name. Whatever else went wrong, nobody knows what the unit thinks.
 */
export function isRefusal(thrown: unknown): boolean {
  return isAisleError(thrown) && (thrown.category === "device" || thrown.category === "input");
}

/** Checks that as many values came as were asked for; raises `modbus-answer-invalid`. */
export function checkCount(unit: number, asked: number, came: number): void {
  if (came === asked) return;
  throw new AisleError("modbus-answer-invalid", `Modbus unit ${unit} was asked for ${asked} values and gave ${came}.`, {
    category: "transport",
    retryable: true,
    remedy: "Check that no two units of the bus have the same number.",
  });
}
