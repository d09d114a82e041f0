import type { OperatorFunction } from "rxjs";

/** What a scale says. */
export type ScaleMessage =
  /** A weight in grams (NaN where there is none) with bits of `PlateFlag`. */
  | {
      readonly type: "sample";
      readonly grams: number;
      readonly flags: number;
      /** What it says of a tare or zero that was asked for, where the protocol answers so. */
      readonly told?: Readonly<Partial<Record<Command, "done" | "refused">>>;
    }
  /** It did what it was told, or says why not. */
  | { readonly type: "done"; readonly command: Command }
  | { readonly type: "refused"; readonly command?: Command; readonly why: string }
  | { readonly type: "serial-number"; readonly serialNumber: string }
  /** It is ready for the rest of a question. */
  | { readonly type: "ready" }
  | { readonly type: "noise"; readonly why: string };

/** What a scale is told so that its load becomes its zero. */
export type Command = "tare" | "zero";

/** One thing that is sent, and what has to come before the next. */
export interface Step {
  /** Each character is one byte. */
  readonly send: string;
  readonly until: "sample" | "ready" | "serial-number";
}

/** One maker's protocol: what is sent, as data, and how what comes is read. */
export interface ScaleProfile {
  /** Sent after opening, before anything else; also ends what an earlier connection had asked for. */
  readonly greeting?: Step;
  /** Asks for one weight. */
  readonly poll: readonly Step[];
  /** Makes the scale send weights by itself. */
  readonly continuous?: string;
  /** What is sent to tare or zero it. */
  readonly commands: Readonly<Partial<Record<Command, string>>>;
  /** Bytes cut anywhere into messages; never fails. `unit` is for protocols that do not say one. */
  readonly parse: (options: { readonly unit: string }) => OperatorFunction<Uint8Array, ScaleMessage>;
}
