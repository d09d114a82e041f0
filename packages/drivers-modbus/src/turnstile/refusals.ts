import { AisleError, type TurnstileMode } from "@aisle/sdk";
import type { GateImage } from "./decode.ts";

const refusal = (code: string, message: string, remedy: string, retryable = true): AisleError =>
  new AisleError(code, message, { category: "device", retryable, remedy });

/** Why the turnstile cannot be told anything now, or `undefined`: nobody but the alarm moves it in a fire. */
export function fireRefusal(image: GateImage | undefined): AisleError | undefined {
  if (image === undefined) {
    return refusal("modbus-gate-unseen", "The turnstile has not been looked at yet.", "Wait until it is online.");
  }
  if (image.inputs.fire !== true) return undefined;
  return refusal("modbus-gate-fire", "The fire alarm holds the turnstile free.", "Wait until the fire alarm is reset.");
}

/** Why the turnstile does not let one person pass now, or `undefined`. */
export function admitRefusal(image: GateImage | undefined, mode: TurnstileMode | undefined): AisleError | undefined {
  const fire = fireRefusal(image);
  if (fire !== undefined) return fire;
  if (image?.inputs.alarm === true) {
    return refusal("modbus-gate-alarm", "Somebody pushes through the turnstile.", "Wait until its alarm has ended.");
  }
  if (mode === "locked") {
    return refusal("modbus-gate-locked", "The turnstile is locked.", "Set its mode to `controlled`.");
  }
  if (mode !== "controlled") {
    const told = mode ?? "of unknown mode";
    return refusal(
      "modbus-gate-free",
      `The turnstile is ${told}, so there is nothing to open.`,
      "Set its mode to `controlled`.",
    );
  }
  if (image?.inputs.ready === false) {
    return refusal(
      "modbus-gate-not-ready",
      "The turnstile is not ready; it waits for somebody.",
      "Ask again when they have passed.",
    );
  }
  return undefined;
}

/** The coil is held for whoever came before: there is no new pulse before it is let go of. */
export function stillHeld(): AisleError {
  return refusal(
    "modbus-gate-not-ready",
    "The relay is still held for whoever was let pass before.",
    "Ask again when the pulse is over.",
  );
}

/** The module lacks what this takes. */
export function gateUnsupported(what: string): AisleError {
  return refusal(
    "modbus-gate-unsupported",
    `The turnstile's profile has no ${what}.`,
    "See the profile's `coils`.",
    false,
  );
}

/** The pulse was sent, and the board does not count it: nobody knows whether the way opens. */
export function gateUnproven(): AisleError {
  return new AisleError("modbus-gate-unproven", "The board took the pulse and did not count it as accepted.", {
    category: "transport",
    remedy: "Look whether the turnstile has opened before asking again.",
  });
}

/** Some coils of a mode were written and then one was not. */
export function gatePartial(cause: unknown): AisleError {
  return new AisleError("modbus-gate-partial", "The turnstile took only a part of the change of its mode.", {
    category: "transport",
    cause,
    remedy: "Set the mode again.",
  });
}
