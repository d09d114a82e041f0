import { AisleError } from "@aisle/sdk";

/**
 * HID over TCP: both ways, messages of `length` (16 bits, high byte first: of what follows), `kind` (1 byte) and
 * payload. The README has the whole of it.
 */
export const kinds = { input: 0x01, output: 0x02, getFeature: 0x03, feature: 0x04, hello: 0x05 } as const;

/** Longest message, its kind included. */
export const longestMessage = 4_096;

/** One message from the device. */
export interface BridgeMessage {
  readonly kind: number;
  /** A copy of its own. */
  readonly payload: Uint8Array;
}

/** A message as it goes over the wire. */
export function encodeMessage(kind: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(3 + payload.length);
  bytes[0] = (payload.length + 1) >> 8;
  bytes[1] = (payload.length + 1) & 0xff;
  bytes[2] = kind;
  bytes.set(payload, 3);
  return bytes;
}

/** Cuts what comes from the device into messages; holds one message at most. */
export class MessageReader {
  readonly #buffer = new Uint8Array(2 + longestMessage);
  #filled = 0;

  /**
   * The messages that are whole now. Raises `hid-bridge-invalid` for a length of 0 or over 4096, or a kind that no
   * device sends: nothing after it can be trusted.
   */
  *read(chunk: Uint8Array): Generator<BridgeMessage> {
    for (let at = 0; at < chunk.length; ) {
      const wanted = this.#filled < 2 ? 2 : 2 + this.#length();
      const part = chunk.subarray(at, at + wanted - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === 2) this.#check();
      if (this.#filled < 3) continue;
      const kind = this.#buffer[2]!;
      if (kind !== kinds.input && kind !== kinds.feature && kind !== kinds.hello) {
        throw invalid(`a message of the kind ${kind}, which no device sends`);
      }
      if (this.#filled < 2 + this.#length()) continue;
      this.#filled = 0;
      yield { kind, payload: this.#buffer.slice(3, 2 + this.#length()) };
    }
  }

  /** Whether a message has begun that is not whole. */
  get isWaiting(): boolean {
    return this.#filled > 0;
  }

  #length(): number {
    return (this.#buffer[0]! << 8) | this.#buffer[1]!;
  }

  #check(): void {
    const length = this.#length();
    if (length < 1 || length > longestMessage)
      throw invalid(`a message of ${length} bytes, expected 1 to ${longestMessage}`);
  }
}

/** What came is no message of HID over TCP. */
export function invalid(what: string): AisleError {
  return new AisleError("hid-bridge-invalid", `The other side of HID over TCP sent ${what}.`, {
    category: "input",
    retryable: true,
    remedy: "Check host and port, and that a bridge or emulator of HID over TCP listens there and nothing else.",
  });
}
