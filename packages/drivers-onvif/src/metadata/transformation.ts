/** A change of coordinates: point · scale + translation, for each axis. */
export interface Transformation {
  scaleX: number;
  scaleY: number;
  translateX: number;
  translateY: number;
}

/** The one that changes nothing. */
export function noTransformation(): Transformation {
  return { scaleX: 1, scaleY: 1, translateX: 0, translateY: 0 };
}

/** Size of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Pixels from the left of a frame's x, by its transformation. Normalised coordinates go from -1 at the left to 1 at the
 * right (ONVIF Analytics Service Specification, "Spatial Relation": 5.1.2.2, later 5.2.2). Rounded to 1/100 pixel.
 */
export function toPixelX(x: number, { scaleX, translateX }: Transformation, { width }: PictureSize): number {
  return Math.round((x * scaleX + translateX + 1) * width * 50) / 100;
}

/** Pixels from the top; normalised coordinates go from -1 at the bottom up to 1 at the top. */
export function toPixelY(y: number, { scaleY, translateY }: Transformation, { height }: PictureSize): number {
  return Math.round((1 - y * scaleY - translateY) * height * 50) / 100;
}

/** An object's transformation within its frame's: the one nearer to the point is applied first. */
export function combine(inner: Transformation, outer: Transformation): Transformation {
  return {
    scaleX: inner.scaleX * outer.scaleX,
    scaleY: inner.scaleY * outer.scaleY,
    translateX: inner.translateX * outer.scaleX + outer.translateX,
    translateY: inner.translateY * outer.scaleY + outer.translateY,
  };
}
