import type { ReadingOf, ReadingStamp } from "../readings/reading.ts";
import { ProtoWriter, readProto } from "./proto-bytes.ts";

/**
 * Weights are most of what a store says, so they are written as Protocol Buffers: a quarter of the bytes of JSON, every
 * bit of each value, and Foxglove plots them. This is the message, proto3:
 *
 * ```proto
 * package aisle;
 * message Weights {
 *   double at = 1; double received_at = 2; uint32 run = 3; uint64 seq = 4;
 *   uint32 samples = 5; uint32 plates = 6; double dt = 7; repeated float grams = 8; bytes flags = 9;
 * }
 * ```
 */
export const weightsSchema = { name: "aisle.Weights", encoding: "protobuf", data: descriptorSet() } as const;

const writer = new ProtoWriter();

export function weightsToProto(reading: ReadingOf<"weight-shelf", "weights">): Uint8Array {
  const { grams, samples, plates, dt, flags } = reading.data;
  writer.double(1, reading.at).double(2, reading.receivedAt).varint(3, reading.run).varint(4, reading.seq);
  writer.varint(5, samples).varint(6, plates).double(7, dt);
  // Little-endian, as every machine that Node is made for and a store would use.
  writer.bytes(8, new Uint8Array(grams.buffer, grams.byteOffset, grams.byteLength));
  if (flags !== undefined) writer.bytes(9, flags);
  return writer.take();
}

type WeightsReading = Omit<ReadingStamp, "device"> & Pick<ReadingOf<"weight-shelf", "weights">, "data">;

/** The same again; throws where the bytes are no such message. */
export function weightsFromProto(bytes: Uint8Array): WeightsReading {
  const fields = readProto(bytes);
  const number = (field: number): number => {
    const value = fields.get(field);
    if (typeof value === "number") return value;
    throw new RangeError(`a message of weights without field ${field}`);
  };
  const packed = fields.get(8);
  const flags = fields.get(9);
  const samples = number(5);
  const plates = number(6);
  const size = samples * plates;
  if (!(packed instanceof Uint8Array) || packed.length !== 4 * size) {
    throw new RangeError(`a message of weights without its ${samples} × ${plates} values`);
  }
  const grams = new Float32Array(Uint8Array.from(packed).buffer);
  return {
    at: number(1),
    receivedAt: number(2),
    run: number(3),
    seq: number(4),
    data: {
      grams,
      samples,
      plates,
      dt: number(7),
      ...(flags instanceof Uint8Array && { flags: Uint8Array.from(flags) }),
    },
  };
}

/** The `google.protobuf.FileDescriptorSet` of the message above (descriptor.proto), which viewers read it with. */
function descriptorSet(): Uint8Array {
  const [double, float, uint64, uint32, bytes] = [1, 2, 4, 13, 12] as const;
  const [optional, repeated] = [1, 3] as const;
  const fields: readonly (readonly [name: string, number: number, label: number, type: number])[] = [
    ["at", 1, optional, double],
    ["received_at", 2, optional, double],
    ["run", 3, optional, uint32],
    ["seq", 4, optional, uint64],
    ["samples", 5, optional, uint32],
    ["plates", 6, optional, uint32],
    ["dt", 7, optional, double],
    ["grams", 8, repeated, float],
    ["flags", 9, optional, bytes],
  ];
  const message = new ProtoWriter().text(1, "Weights");
  for (const [name, number, label, type] of fields) {
    message.bytes(2, new ProtoWriter().text(1, name).varint(3, number).varint(4, label).varint(5, type).take());
  }
  const file = new ProtoWriter().text(1, "aisle/weights.proto").text(2, "aisle").bytes(4, message.take());
  return new ProtoWriter().bytes(1, file.text(12, "proto3").take()).take();
}
