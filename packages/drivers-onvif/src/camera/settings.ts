import { z } from "zod";

const direction = z.enum(["in", "out"]);

/** What a crossing of one line means. */
const line = z.union(
  [
    /** Crossed to the left is this, to the right the other. */
    z.strictObject({ left: direction }),
    /** The camera's rule tells of one direction only, and does not say which. */
    z.strictObject({ only: direction }),
  ],
  { error: 'expected { left: "in" }, { left: "out" }, { only: "in" } or { only: "out" }' },
);

/** Settings of `onvif-camera`; the README explains each. */
export const cameraSettings = z
  .strictObject({
    /** Token or name of the media profile. The first one with metadata unless told, or else the first. */
    profile: z.string().min(1).max(100).optional(),
    /** Whether to read the metadata stream of the profile, where it has one. */
    metadata: z.boolean().default(true),
    /** Frames of metadata a second that the camera promises, empty ones as well. */
    fps: z.number().min(0.1).max(120).optional(),
    /** Size of the picture (pixels) that detections are given in. The profile's video unless told. */
    picture: z
      .strictObject({ width: z.number().int().min(1).max(100_000), height: z.number().int().min(1).max(100_000) })
      .optional(),
    /** Lines that the camera watches, by the name of their rule. */
    lines: z.record(z.string().min(1).max(100), line).default({}),
    /** Pictures: none unless told. */
    frames: z
      .strictObject({
        /** Milliseconds from one picture to the next. */
        every: z.number().int().min(200).max(86_400_000),
      })
      .optional(),
  })
  .refine(({ fps, metadata }) => metadata || fps === undefined, {
    path: ["fps"],
    message: "`fps` is the rate of the metadata stream, which `metadata: false` switches off",
  });

export type CameraSettings = z.output<typeof cameraSettings>;
export type LineSettings = z.output<typeof line>;
