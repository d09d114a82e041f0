import { typicalTables } from "./huffman-tables.ts";

/**
 * A baseline JPEG of this size, grey all over. Chroma is halved both ways, and a block without detail next to one like
 * it takes its shortest codes, so that each 16 × 16 pixels are the same four bytes (ITU-T T.81, annexes F and K.3).
 */
export function greyJpeg(width: number, height: number): Uint8Array {
  const units = Math.ceil(width / 16) * Math.ceil(height / 16);
  const scan = new Uint8Array(4 * units);
  for (let at = 0; at < scan.length; at += 4) scan.set(greyUnit, at);
  return Buffer.concat([
    Uint8Array.of(0xff, 0xd8),
    // Two tables of quantisers; their values do not matter where there is no detail.
    segment(0xdb, [0, ...quantisers, 1, ...quantisers]),
    segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
    ...typicalTables.map((table) => segment(0xc4, table)),
    segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
    scan,
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** Four blocks of luma: no difference (00), end of block (1010); two of chroma: no difference (00), end of block (00). */
const greyUnit = Uint8Array.of(0b00101000, 0b10100010, 0b10001010, 0b00000000);
const quantisers = Array.from({ length: 64 }, () => 16);

function segment(marker: number, content: ArrayLike<number>): Uint8Array {
  const length = content.length + 2;
  return Uint8Array.from([0xff, marker, length >> 8, length & 255, ...Array.from(content)]);
}
