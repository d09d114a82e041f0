import type { Random } from "@aisle/sdk";

const whole = (random: Random, most: number): number => Math.floor(random() * most);
const edges = [0, 1, 0x7f, 0x80, 0xfe, 0xff];

/** A frame as wires and bad programs make it: one to three changes, or now and then none. */
export function mutate(frame: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes = frame;
  for (let changes = whole(random, 16) === 0 ? 0 : 1 + whole(random, 3); changes > 0; changes -= 1) {
    bytes = change(bytes, other, random);
  }
  return bytes === frame ? frame.slice() : bytes;
}

function change(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = whole(random, bytes.length);
  const span = Math.min(1 + whole(random, 8), bytes.length - at);
  switch (whole(random, 10)) {
    case 0:
      return set(bytes, at, (bytes[at] ?? 0) ^ (1 << whole(random, 8)));
    case 1:
      return set(bytes, at, whole(random, 256));
    case 2:
      return joined(bytes.subarray(0, at), noise(span, random), bytes.subarray(at));
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at + span));
    case 4:
      return bytes.slice(0, at);
    case 5: {
      const to = at + whole(random, bytes.length - at + 1);
      return joined(bytes.subarray(0, to), bytes.subarray(at, to), bytes.subarray(to));
    }
    case 6:
      return joined(bytes.subarray(0, at), other.subarray(whole(random, other.length)));
    case 7:
      // Lengths stand in the first bytes.
      return set(bytes, whole(random, Math.min(8, bytes.length)), edges[whole(random, edges.length)]!);
    case 8:
      return digit(bytes, at, random);
    default:
      return joined(bytes, other);
  }
}

/** Other bytes than were sent, of any kind: half of them such as the protocol has too. */
export function burst(sample: Uint8Array, random: Random): Uint8Array {
  const bytes = noise(1 + whole(random, 200), random);
  if (random() < 0.5 || sample.length === 0) return bytes;
  for (let at = 0; at < bytes.length; at += 1) {
    if (random() < 0.5) bytes[at] = sample[whole(random, sample.length)]!;
  }
  return random() < 0.3 ? joined(sample.subarray(0, whole(random, sample.length)), bytes) : bytes;
}

/** Frames left out, doubled, swapped, or of two exchanges mixed. */
export function reorder(frames: readonly Uint8Array[], other: readonly Uint8Array[], random: Random): Uint8Array[] {
  const all = [...frames];
  const at = whole(random, all.length);
  switch (whole(random, 6)) {
    case 0:
      return all;
    case 1:
      all.splice(at, 1);
      return all;
    case 2:
      all.splice(at, 0, all[at]!);
      return all;
    case 3:
      all.push(...all.splice(at, 1));
      return all;
    case 4:
      return all.slice(0, at);
    default:
      return [...all.slice(0, at), ...other];
  }
}

/** Cuts bytes anywhere. */
export function* cut(bytes: Uint8Array, random: Random): Generator<Uint8Array> {
  let from = 0;
  while (from < bytes.length) {
    const to = random() < 0.6 ? bytes.length : from + 1 + whole(random, bytes.length - from);
    yield bytes.subarray(from, to);
    from = to;
  }
}

function set(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  if (at < copy.length) copy[at] = value;
  return copy;
}

/** The next digit from there on becomes another one, or several. */
function digit(bytes: Uint8Array, from: number, random: Random): Uint8Array {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at]! < 0x30 || bytes[at]! > 0x39) continue;
    const digits = Uint8Array.from({ length: random() < 0.8 ? 1 : 6 }, () => 0x30 + whole(random, 10));
    return joined(bytes.subarray(0, at), digits, bytes.subarray(at + 1));
  }
  return bytes;
}

function noise(length: number, random: Random): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = random() * 256;
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
