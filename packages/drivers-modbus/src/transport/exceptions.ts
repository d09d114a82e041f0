import { AisleError, type ErrorCategory } from "@aisle/sdk";
import { describeRequest, type ModbusRequest } from "./request.ts";

interface Exception {
  readonly code: string;
  readonly words: string;
  readonly remedy: string;
  /** Whether it may go better later without any change. */
  readonly retryable?: true;
  /** Whether a write may have been done all the same. */
  readonly unsure?: true;
  /** Whether it is the way to the unit that failed. */
  readonly way?: true;
}

const map = "Compare the device's profile or settings with the register map in the unit's manual.";

/** Exception codes of the Modbus Application Protocol v1.1b3, section 7; 7 is of its earlier versions. */
const exceptions: Readonly<Record<number, Exception>> = {
  1: { code: "modbus-illegal-function", words: "it does not have this function", remedy: map },
  2: { code: "modbus-illegal-address", words: "it has nothing at this address", remedy: map },
  3: { code: "modbus-illegal-value", words: "it does not take this value or count", remedy: map },
  4: {
    code: "modbus-device-failure",
    words: "it failed while it did so",
    remedy: "Look at the unit: its display or its manual says what is broken.",
    unsure: true,
  },
  5: {
    code: "modbus-acknowledge",
    words: "it took the request and needs longer",
    remedy: "Ask again later whether it was done.",
    retryable: true,
    unsure: true,
  },
  6: { code: "modbus-busy", words: "it is busy", remedy: "Try again later.", retryable: true },
  7: { code: "modbus-negative-acknowledge", words: "it cannot do that", remedy: map },
  8: {
    code: "modbus-memory-parity",
    words: "it found its memory damaged",
    remedy: "Have the unit serviced.",
    retryable: true,
    unsure: true,
  },
  10: {
    code: "modbus-gateway-path",
    words: "the gateway has no way to it",
    remedy: "Look at the gateway's settings, and that it is not overloaded.",
    retryable: true,
    way: true,
  },
  11: {
    code: "modbus-gateway-target",
    words: "it does not answer the gateway",
    remedy: "Check the unit's power, its cable and its unit number.",
    retryable: true,
    unsure: true,
    way: true,
  },
};

/** The exception of a gateway whose unit does not answer: the bus is alive, the unit is not. */
export const gatewayTarget = 11;

/**
 * The error of an exception answer. Its category is `device`, which says that a write was certainly not done; of a
 * write that may have been done it is `transport`, and so it is when a gateway does not reach the unit.
 */
export function exceptionError(exception: number, request: ModbusRequest): AisleError {
  const known = exceptions[exception];
  const write = request.verb === "write";
  const category: ErrorCategory =
    known?.way === true || (write && (known === undefined || known.unsure === true)) ? "transport" : "device";
  return new AisleError(
    known?.code ?? "modbus-exception",
    `Cannot ${describeRequest(request)}: ${known?.words ?? "it refused"} (exception ${exception}).`,
    { category, retryable: known?.retryable === true, remedy: known?.remedy ?? map },
  );
}
