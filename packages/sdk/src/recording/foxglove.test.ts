import { type IReadable, McapIndexedReader, McapStreamReader, type McapTypes } from "@mcap/core";
import { describe, expect, it } from "vitest";
import { opensAt, recordSpokenHub } from "./spoken-hub.fixture.ts";

async function recorded(): Promise<Uint8Array> {
  const { recorder, disk, scan, weigh, count, pass } = recordSpokenHub();
  for (let round = 0; round < 5; round += 1) {
    count(round);
    weigh(30, 4);
    scan("MEMBER-1");
    recorder.onClock({ kind: "clock", type: "tick", at: opensAt + round });
    await pass(700);
  }
  await recorder.close();
  return [...disk.files.values()][0]!;
}

function readable(bytes: Uint8Array): IReadable {
  return {
    size: () => Promise.resolve(BigInt(bytes.length)),
    read: (offset, length) => Promise.resolve(bytes.slice(Number(offset), Number(offset + length))),
  };
}

describe("a recording in the hands of the library that viewers use", () => {
  it("is read by its index, with topics, schemas, times and sequence numbers", async () => {
    const reader = await McapIndexedReader.Initialize({ readable: readable(await recorded()) });
    const topics = [...reader.channelsById.values()].map(({ topic }) => topic).sort();
    expect(topics).toEqual(["/cam-1/count", "/g1/weights", "/scan-1/scan", "/store/tick"]);
    const schemas = [...reader.schemasById.values()].map(({ name, encoding }) => `${name} ${encoding}`).sort();
    expect(schemas).toEqual([
      "aisle.Weights protobuf",
      "aisle.barcode-scanner.scan jsonschema",
      "aisle.camera.count jsonschema",
      "aisle.clock jsonschema",
    ]);
    expect(reader.statistics).toMatchObject({ messageCount: 20n, chunkCount: 5, channelCount: 4, metadataCount: 3 });
    const messages: McapTypes.Message[] = [];
    for await (const message of reader.readMessages({ topics: ["/scan-1/scan"] })) messages.push(message);
    expect(messages.map(({ sequence }) => sequence)).toEqual([3, 6, 9, 12, 15]);
    expect(messages[1]!.logTime).toBe(BigInt(opensAt + 700) * 1_000_000n);
    expect(JSON.parse(Buffer.from(messages[1]!.data).toString())).toMatchObject({ data: { data: "MEMBER-1" } });
    const facts: string[] = [];
    for await (const { name } of reader.readMetadata()) facts.push(name);
    expect(facts).toEqual(["aisle", "aisle.about", "aisle.devices"]);
  });

  it("is read as a stream with every checksum right", async () => {
    const reader = new McapStreamReader({ validateCrcs: true });
    reader.append(await recorded());
    let messages = 0;
    for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
      if (record.type === "Message") messages += 1;
    }
    expect(messages).toBe(20);
    expect(reader.done()).toBe(true);
  });
});
