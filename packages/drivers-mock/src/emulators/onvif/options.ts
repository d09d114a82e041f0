import { createHash } from "node:crypto";
import { AisleError, type Clock, type Random } from "@aisle/sdk";
import type { DigestAlgorithm } from "./auth/index.ts";
import type { FrameCoordinates } from "./metadata/index.ts";
import type { CameraFacts, EmulatedProfile } from "./services/index.ts";

/** What an emulated camera is. */
export interface OnvifCameraOptions {
  /** Its serial number. */
  readonly id: string;
  readonly name: string;
  /** Its picture in pixels, 16 to 8192. */
  readonly width: number;
  readonly height: number;
  /** Pictures in a second, over 0 up to 120. Frames of metadata come when `say` is called. */
  readonly fps: number;
  /** Both or neither; without them everybody may do everything. */
  readonly username?: string;
  readonly password?: string;
  /** The hash of HTTP and RTSP digest authentication; `MD5` unless told, as with most cameras. */
  readonly digest?: DigestAlgorithm;
  /** 1 to 8; one with metadata called `main` unless told. */
  readonly profiles?: readonly EmulatedProfile[];
  /** How it gives places; `normalised` unless told. */
  readonly coordinates?: FrameCoordinates;
  /**
   * Whether it holds line crossings for properties, whose last state each new subscriber is told again as
   * `Initialized`: some cameras do. Not unless told.
   */
  readonly replayCrossings?: boolean;
  readonly clock: Clock;
  readonly random: Random;
}

const mostProfiles = 8;

/** What its services tell of a camera. Raises `onvif-camera-invalid` where there cannot be such a one. */
export function factsOf(options: OnvifCameraOptions): CameraFacts {
  const { id, name, width, height, fps, profiles: [first, ...others] = [{ token: "main", metadata: true }] } = options;
  const isSize = (pixels: number): boolean => Number.isInteger(pixels) && pixels >= 16 && pixels <= 8192;
  if (!isSize(width) || !isSize(height)) throw invalid("width and height have to be whole numbers from 16 to 8192");
  if (!(fps > 0 && fps <= 120)) throw invalid("fps has to be over 0 and at most 120");
  if ((options.username === undefined) !== (options.password === undefined))
    throw invalid("username and password have to be given both, or neither");
  if (first === undefined || others.length >= mostProfiles) throw invalid("there have to be 1 to 8 profiles");
  const tokens = [first, ...others].map(({ token }) => token);
  if (!tokens.every((token) => /^[\w-]{1,64}$/.test(token)) || new Set(tokens).size < tokens.length)
    throw invalid("tokens of profiles have to differ, and to be 1 to 64 letters, digits, - and _");
  return { id, name, width, height, fps, profiles: [first, ...others], urn: urnOf(id) };
}

/** An error of whoever makes or tells an emulated camera. */
export function invalid(problem: string): AisleError {
  return new AisleError("onvif-camera-invalid", `An emulated ONVIF camera cannot be so: ${problem}.`, {
    category: "usage",
    remedy: "Mend what the message names.",
  });
}

/** The same camera has the same name for ever (UUID version 8, RFC 9562). */
function urnOf(id: string): string {
  const hex = createHash("sha256").update(`aisle emulated onvif camera ${id}`).digest("hex");
  return (
    `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-` +
    `8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
}
