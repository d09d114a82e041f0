/** A point in a camera's picture: pixels from the left and from the top. */
export type PixelPoint = readonly [u: number, v: number];

/** A point in the store: metres, z up, in the frame of the store model. */
export type StorePoint = readonly [x: number, y: number, z: number];

/** One person or thing seen in one camera frame. */
export interface Detection {
  /** The camera's own id for the object. It breaks and swaps: evidence for a track, never its name. */
  readonly id?: string | number;
  /** What was seen, in the detector's own word. Absent means a person. */
  readonly class?: string;
  /** Left, top, width and height in pixels. It may reach beyond the picture. */
  readonly box: readonly [left: number, top: number, width: number, height: number];
  /** The detector's own confidence, 0 to 1. */
  readonly score: number;
  /** Middle of the head, where it was seen. */
  readonly head?: PixelPoint;
  /** The wrists that were seen, in no fixed order. */
  readonly wrists?: readonly PixelPoint[];
}

/** One person seen by a sensor that already measures in the store's coordinates. */
export interface Pose {
  /** The sensor's own id for the person. It breaks and swaps. */
  readonly id?: string | number;
  /** The sensor's own confidence, 0 to 1. */
  readonly score: number;
  /** Middle of the head in metres. */
  readonly head: StorePoint;
  /** The wrists that were seen, in metres, in no fixed order. */
  readonly wrists?: readonly StorePoint[];
}

/** What a camera, or any sensor that sees people, can say. */
export interface CameraReadings {
  /** The objects of one frame; an empty list says that nobody was seen. */
  detections: { readonly objects: readonly Detection[] };
  /** The people of one frame, already on the floor. */
  poses: { readonly objects: readonly Pose[] };
  /** Something crossed a line that the camera itself watches. */
  crossing: { readonly line: string; readonly direction: "in" | "out"; readonly object?: string | number };
  /** A counter that the camera itself keeps. */
  count: { readonly counter: string; readonly value: number };
  /** One picture. Off unless the settings ask for it, and never recorded by default. */
  frame: { readonly format: "jpeg"; readonly bytes: Uint8Array };
}

/** What a camera can be told. */
export interface CameraCommands {
  /** Send one `frame` reading now. */
  snapshot: { readonly input: Readonly<Record<string, never>>; readonly output: undefined };
}
