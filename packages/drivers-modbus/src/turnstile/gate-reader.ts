import type { ModbusTransport } from "@aisle/sdk";
import { checkCount } from "../polling/index.ts";
import { type Read, sizeOfReads } from "../profiles/index.ts";
import { decodeCoils, decodeGate, type GateCoils, type GateImage, type GateLayout, gateLayout } from "./decode.ts";
import type { TurnstileProfile } from "./profile.ts";

/** Asks one relay module. Its methods raise what the transport raises. */
export class GateReader {
  readonly #transport: ModbusTransport;
  readonly #unit: number;
  readonly #profile: TurnstileProfile;
  readonly #layout: GateLayout;
  readonly #signal: AbortSignal;
  readonly #registers: Uint16Array;

  constructor(transport: ModbusTransport, unit: number, profile: TurnstileProfile, signal: AbortSignal) {
    this.#transport = transport;
    this.#unit = unit;
    this.#profile = profile;
    this.#layout = gateLayout(profile);
    this.#signal = signal;
    this.#registers = new Uint16Array(sizeOfReads(this.#layout.registers));
  }

  async image(): Promise<GateImage> {
    const bits = await this.#bits(this.#layout.discrete, (at, count) =>
      this.#transport.readDiscreteInputs(this.#unit, at, count, this.#signal),
    );
    for (const { at, count, offset } of this.#layout.registers) {
      const words = await this.#transport.readInputRegisters(this.#unit, at, count, this.#signal);
      checkCount(this.#unit, count, words.length);
      this.#registers.set(words, offset);
    }
    return decodeGate(this.#layout, bits, this.#registers);
  }

  async coils(): Promise<GateCoils> {
    const bits = await this.#bits(this.#layout.coils, (at, count) =>
      this.#transport.readCoils(this.#unit, at, count, this.#signal),
    );
    return decodeCoils(this.#profile, this.#layout, bits);
  }

  async #bits(
    reads: readonly Read[],
    ask: (at: number, count: number) => Promise<readonly boolean[]>,
  ): Promise<readonly boolean[]> {
    const bits: boolean[] = [];
    for (const { at, count } of reads) {
      const answer = await ask(at, count);
      checkCount(this.#unit, count, answer.length);
      bits.push(...answer);
    }
    return bits;
  }
}
