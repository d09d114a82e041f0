import { never, type OrderState } from "./order-state.ts";
import { restart } from "./source.ts";

/** This far ahead of the store's clock, or this long after its turn, a reading is of no use. Ms. */
export const uselessAfter = 2000;
/** The host's clock going back by more than this is a step; less is an arrival told out of turn. Ms. */
const stepBack = 2000;
/** The host's clock going on by more than this at once is a step: so much time has not gone by. Ms. */
export const stepAhead = 2 * 3_600_000;
/** Devices that were heard within this time of the host's clock are asked what time it is. Ms. */
const heardLately = 2000;
/** When nobody speaks, event time goes on so far behind the host's clock: where devices stream, and where none does. */
const silentHold = 1000;
const quietHold = 250;
/** A store streams if some device did so within this time. Ms. */
const streamsFor = 10_000;

/** Event time up to which everything may be told, ms since the epoch. */
export function watermarkOf(state: OrderState): number {
  const { newest, newestAt, bound, host, streamedAt, forcedTo } = state;
  const hold = host - streamedAt > streamsFor ? quietHold : silentHold;
  const silent = newest + (host - newestAt) - (hold > bound ? hold : bound);
  const heard = newest - bound;
  const latest = heard > silent ? heard : silent;
  return latest > forcedTo ? latest : forcedTo;
}

/** The newest event time that can be true now. */
export function storeNow(state: OrderState): number {
  return state.host + state.offset;
}

/** The host's clock goes on to `host`, or was set. */
export function hearHost(state: OrderState, host: number): void {
  if (host > state.host) {
    if (host - state.host > stepAhead && state.host !== never) state.newestAt += host - state.host;
    state.host = host;
  } else if (host < state.host - stepBack) {
    state.host = host;
    state.newestAt = Math.min(state.newestAt, host);
    state.streamedAt = Math.min(state.streamedAt, host);
    for (const source of state.sources) source.heardAt = never;
    checkTime(state);
  }
}

/**
 * Learns how far the devices' clocks are from the host's: what most of those say that were heard lately. Only where that
 * is more than a usual delay does it count; a single device with another time is wrong.
 */
export function compareClocks(state: OrderState): void {
  const leads: number[] = [];
  for (const { heardAt, lead } of state.sources) if (state.host - heardAt <= heardLately) leads.push(lead);
  leads.sort((a, b) => a - b);
  const [low = 0, high = 0] = [leads[(leads.length - 1) >> 1], leads[leads.length >> 1]];
  const usual = Math.abs(low) < Math.abs(high) ? low : high;
  state.offset = usual > 0 || usual < -uselessAfter ? usual : 0;
  checkTime(state);
}

/** Where the newest event time lies in the future, clocks were set back: time begins anew. */
function checkTime(state: OrderState): void {
  if (state.newest <= storeNow(state) + uselessAfter) return;
  state.newest = never;
  state.forcedTo = never;
  state.ending = true;
  for (const source of state.sources) restart(source);
}
