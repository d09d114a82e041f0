import type { CameraModel } from "@aisle/sdk/store";

/** What every refusal looks like, with a status of 4xx or 5xx. */
export interface WireError {
  readonly error: { readonly code: string; readonly message: string; readonly remedy?: string };
}

/** `POST commands`: tell a device something. The same key means the same wish: it is done once. */
export interface CommandRequest {
  readonly device: string;
  /** Such as `admit`, `lock`, `free`, `tare`. */
  readonly command: string;
  readonly input: unknown;
  readonly key: string;
}

/** What became of it. `unknown`: it was sent and nobody can say; it is never sent again. */
export interface CommandAnswer {
  readonly outcome: "done" | "refused" | "unknown";
  readonly code?: string;
  readonly message?: string;
  readonly remedy?: string;
}

/** `POST service`: take a device out of service, or put it back. */
export interface ServiceRequest {
  readonly device: string;
  readonly inService: boolean;
  /** Shown with the device, such as who does what. */
  readonly reason?: string;
}

/** What the plate check found of one plate. */
export interface PlateFinding {
  readonly plate: string;
  readonly state: "ok" | "dead" | "rattle" | "drift" | "untouched" | "crossed";
  /** Grams, and grams a minute. */
  readonly noise?: number;
  readonly drift?: number;
  /** `crossed`: the plate that answered when this one was touched. */
  readonly answered?: string;
}

/** What the gate test found of one gate. */
export interface GateFinding {
  readonly gate: string;
  readonly steps: readonly { readonly step: string; readonly passed: boolean; readonly text?: string }[];
}

/** `POST install`: write to the store's settings what a tool found. */
export type InstallRequest =
  | {
      readonly tool: "calibration";
      readonly camera: Pick<CameraModel, "id" | "K" | "R" | "t">;
      readonly medianError: number;
    }
  | { readonly tool: "plates"; readonly plates: readonly PlateFinding[] }
  | { readonly tool: "gate"; readonly gate: GateFinding };
