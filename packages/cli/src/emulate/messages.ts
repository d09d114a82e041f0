import type { TruthReceipt } from "@aisle/drivers-mock";

/** What `aisle emulate --json` writes, one object a line. */
export type EmulatorMessage =
  | {
      readonly type: "ready";
      /** The store model, as in `store.json`. */
      readonly model: object;
      /** `drivers`, `buses` and `devices` of a `store.yaml` that reaches the devices. */
      readonly settings: object;
      /** Whether the gates wait for the host to admit whoever has scanned. */
      readonly hostAdmits: boolean;
      /** Address at which faults are switched on and off. */
      readonly control: string;
    }
  /** Somebody has left: what they really took. */
  | { readonly type: "truth"; readonly receipt: TruthReceipt };

/** A line of it; `undefined` for one that says something else. */
export function readEmulatorMessage(line: string): EmulatorMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
    return type === "ready" || type === "truth" ? (value as EmulatorMessage) : undefined;
  } catch {
    return undefined;
  }
}
