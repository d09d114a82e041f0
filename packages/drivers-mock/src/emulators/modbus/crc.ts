const table = Uint16Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

/** The checksum of a frame's first `length` bytes (Modbus over serial line v1.02, section 6.2.2). */
export function crc16(bytes: Uint8Array, length = bytes.length): number {
  let crc = 0xffff;
  for (let at = 0; at < length; at += 1) crc = (crc >> 8) ^ table[(crc ^ bytes[at]!) & 0xff]!;
  return crc;
}

/** A frame with its checksum behind it, low byte first. */
export function withCrc(bytes: Uint8Array): Uint8Array {
  const crc = crc16(bytes);
  return Uint8Array.of(...bytes, crc & 0xff, crc >> 8);
}

/** Whether the last two bytes are the checksum of those before. */
export function hasCrc(frame: Uint8Array): boolean {
  const end = frame.length - 2;
  return end >= 1 && crc16(frame, end) === (frame[end]! | (frame[end + 1]! << 8));
}
