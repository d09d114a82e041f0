import type { TrackScore } from "../stores/index.ts";

export function addTracks(a: TrackScore | undefined, b: TrackScore): TrackScore {
  if (a === undefined) return b;
  return {
    gtN: a.gtN + b.gtN,
    prN: a.prN + b.prN,
    fp: a.fp + b.fp,
    fn: a.fn + b.fn,
    sw: a.sw + b.sw,
    err: a.err + b.err,
    hit: a.hit + b.hit,
    idtp: a.idtp + b.idtp,
  };
}

/** Multiple object tracking accuracy (CLEAR MOT), 1 at best; it can fall below 0. */
export function mota({ fp, fn, sw, gtN }: TrackScore): number {
  return 1 - (fp + fn + sw) / gtN;
}

/** Share of places under the right identity, 0 to 1. */
export function idf1({ idtp, gtN, prN }: TrackScore): number {
  return (2 * idtp) / (gtN + prN);
}
