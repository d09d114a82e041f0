import { AisleError, type Clock } from "@aisle/sdk";
import { Subject } from "rxjs";

/** What is wrong with a thing for a while. */
export type Condition =
  | "well"
  | "unplugged"
  | "refusing"
  | "busy"
  | "forbidden"
  | "locked"
  | "incompatible"
  | "slow"
  | "hanging"
  | "deaf"
  | "throwing"
  | "raving"
  | "silent"
  | "late-close"
  | "never-closes";

/** One connection to a thing. */
export class Link {
  readonly bytes = new Subject<Uint8Array>();
  readonly lost = new Subject<unknown>();
  /** Half-open: it stands, and nothing comes over it any more. */
  dead = false;
}

const errno = (code: string): Error => Object.assign(new Error(code), { code });
const encoder = new TextEncoder();

/** A thing on the far end: it says lines, takes wishes, and has troubles. */
export class Hardware {
  condition: Condition = "well";
  /** How far its own clock is off (ms). */
  clockError = 0;
  /** Connections tried while it was locked since that began, and how many the host has asked for itself. */
  knocks = 0;
  knocksAllowed = 1;
  readonly links = new Set<Link>();
  /** Every connection there ever was. */
  readonly history: Link[] = [];
  /** How often each wish was done. */
  readonly done = new Map<string, number>();
  readonly #clock: Clock;
  #deaf: (() => void)[] = [];
  #said = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async connect(signal: AbortSignal): Promise<Link> {
    switch (this.condition) {
      case "unplugged":
        throw errno("ENOENT");
      case "refusing":
        throw errno("ECONNREFUSED");
      case "busy":
        throw errno("EBUSY");
      case "forbidden":
        throw errno("EACCES");
      case "locked":
        this.knocks += 1;
        throw new AisleError("auth-failed", "wrong password", { category: "device" });
      case "incompatible":
        throw new AisleError("sdk-incompatible", "made for another sdk", { category: "driver" });
      case "throwing":
        throw new TypeError("x is not a function");
      case "raving":
        throw "no";
      case "slow":
        await this.#sleep(5_000);
        break;
      case "hanging":
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(errno("ECONNABORTED"));
          });
        });
        break;
      case "deaf":
        await new Promise<void>((resolve) => this.#deaf.push(resolve));
        break;
      default:
    }
    const link = new Link();
    this.links.add(link);
    this.history.push(link);
    return link;
  }

  async release(link: Link): Promise<void> {
    if (this.condition === "late-close") await this.#sleep(5_000);
    this.links.delete(link);
    if (this.condition === "never-closes") await new Promise<void>((resolve) => this.#deaf.push(resolve));
  }

  get talks(): boolean {
    return this.condition !== "silent" && this.condition !== "unplugged";
  }

  /** Says a line over every connection that still stands. */
  say(line: string): void {
    for (const link of this.links) if (!link.dead) link.bytes.next(encoder.encode(`${line}\n`));
  }

  /** Says one reading, with its own time now and then. */
  tick(): void {
    if (!this.talks) return;
    this.#said += 1;
    this.say(this.#said % 3 === 0 ? `R ${this.#said} ${this.time()}` : `R ${this.#said}`);
  }

  time(): number {
    return this.#clock.now() + this.clockError;
  }

  /** Answers, or never does. */
  async answer(): Promise<void> {
    if (!this.talks || [...this.links].every((link) => link.dead)) await new Promise(() => undefined);
  }

  async admit(key: string): Promise<undefined> {
    this.done.set(key, (this.done.get(key) ?? 0) + 1);
    if (!this.talks) await new Promise(() => undefined);
    await this.#sleep(200);
    return undefined;
  }

  /** Well again: what stood half-open stays so, what hung goes on. */
  heal(): void {
    this.condition = "well";
    for (const wake of this.#deaf.splice(0)) wake();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.schedule(ms, resolve);
    });
  }
}
