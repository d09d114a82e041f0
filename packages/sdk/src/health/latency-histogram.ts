/** So many milliseconds and more fall into the last bucket: two minutes. */
const beyond = 131_072;
const buckets = 35;

/** One bucket that holds something. */
export interface LatencyBucket {
  /** Latencies in it are less than so many milliseconds; missing for the last, which has no end. */
  readonly below?: number;
  readonly count: number;
}

/** Latencies of readings, in milliseconds: from when something happened to when the host got it. */
export interface LatencySummary {
  readonly count: number;
  /** So much at most for half of them, for 99 of 100, for all: rounded up to the bound of their bucket. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** In order; empty ones are left out. */
  readonly buckets: readonly LatencyBucket[];
}

/**
 * Counts latencies in 35 buckets whose bounds are 1, 2, 3, 4, 6, 8, 12, … ms: two an octave, fixed, so that those of
 * different devices and days can be added up. Adding one costs a few instructions and allocates nothing.
 */
export class LatencyHistogram {
  // Not whole numbers of 32 bits: at 50 Hz those are full after three years.
  readonly #counts = new Float64Array(buckets);
  #max = 0;

  add(ms: number): void {
    const latency = ms > 0 ? ms : 0;
    if (latency > this.#max) this.#max = latency;
    this.#counts[bucketOf(latency)]! += 1;
  }

  summary(): LatencySummary {
    const filled: LatencyBucket[] = [];
    let total = 0;
    this.#counts.forEach((count, index) => {
      if (count > 0) filled.push(index === buckets - 1 ? { count } : { below: boundOf(index), count });
      total += count;
    });
    const quantile = (share: number): number => {
      let seen = 0;
      const bucket = filled.find(({ count }) => {
        seen += count;
        return seen >= share * total;
      });
      return Math.min(bucket?.below ?? this.#max, this.#max);
    };
    return { count: total, p50: quantile(0.5), p99: quantile(0.99), max: this.#max, buckets: filled };
  }
}

/** 0 below 1 ms, 1 below 2 ms; from there two buckets an octave. */
function bucketOf(ms: number): number {
  if (ms < 2) return ms < 1 ? 0 : 1;
  if (!(ms < beyond)) return buckets - 1;
  const octave = 31 - Math.clz32(ms);
  return 2 * octave + ((ms >> (octave - 1)) & 1);
}

function boundOf(bucket: number): number {
  if (bucket < 2) return bucket + 1;
  const octave = 2 ** (bucket >> 1);
  return (bucket & 1) === 1 ? 2 * octave : 1.5 * octave;
}
