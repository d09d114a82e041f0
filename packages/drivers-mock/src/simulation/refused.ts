import { AisleError } from "@aisle/sdk";

/** A command that the simulated store does not carry out, whatever its state. */
export function refused(message: string, remedy: string): AisleError {
  return new AisleError("simulation-command-refused", message, { category: "usage", remedy });
}
