import type { Clock } from "@aisle/sdk";

const mostTries = 10;
const withinMs = 60_000;
/** Beyond so many addresses the one that is remembered longest is forgotten. */
const mostAddresses = 1_000;

/** Counts wrong tokens an address: at most 10 a minute. An IPv6 address counts as its network of 64 bits. */
export class WrongTries {
  readonly #clock: Clock;
  readonly #tries = new Map<string, { count: number; readonly since: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How long the address has to wait, in seconds; 0 where it may try. */
  wait(address: string | undefined): number {
    const key = networkOf(address);
    const tries = this.#tries.get(key);
    if (tries === undefined) return 0;
    const left = tries.since + withinMs - this.#clock.now();
    // One that lies ahead comes from a clock that was set back.
    if (left <= 0 || left > withinMs) {
      this.#tries.delete(key);
      return 0;
    }
    return tries.count < mostTries ? 0 : Math.ceil(left / 1_000);
  }

  failed(address: string | undefined): void {
    const key = networkOf(address);
    const tries = this.#tries.get(key);
    if (tries !== undefined) {
      tries.count += 1;
      return;
    }
    this.#tries.set(key, { count: 1, since: this.#clock.now() });
    if (this.#tries.size <= mostAddresses) return;
    for (const oldest of this.#tries.keys()) {
      this.#tries.delete(oldest);
      break;
    }
  }
}

function networkOf(address = ""): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(":")) return v4 ?? address;
  const [left = "", right] = address.toLowerCase().split("%")[0]!.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const zeros = right === undefined ? [] : new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}
