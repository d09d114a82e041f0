import { gzipSync } from "node:zlib";
import { seededRandom } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { mutate, sampleMetadata } from "../metadata/documents.fixture.ts";
import { MemoryRtsp, rtp } from "./memory-rtsp.fixture.ts";
import { MetadataAssembler } from "./metadata-assembler.ts";
import { readRtpPacket, saysGoodbye } from "./rtp-packet.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function assembler(compressed = false): { readonly into: MetadataAssembler; readonly documents: string[] } {
  const documents: string[] = [];
  return {
    documents,
    into: new MetadataAssembler({ payloadType: 107, compressed }, (document) => documents.push(document)),
  };
}

const one = sampleMetadata([{ id: 1, type: "Human" }]);
const two = sampleMetadata([{ id: 2, type: "Human" }]);

describe("the assembler", () => {
  it("puts documents together from packets of any size, over the turn of the sequence numbers", () => {
    for (const size of [1, 7, 100, 1_400]) {
      const camera = new MemoryRtsp();
      const { into, documents } = assembler();
      const packets = [two, one, two].flatMap((document, index) => camera.packets(document, index === 0 ? 100 : size));
      for (const packet of packets) into.packet(packet);
      expect(documents).toEqual([two, one, two]);
    }
  });

  it("drops exactly the document that a lost packet belongs to, whichever it is", () => {
    const count = new MemoryRtsp().packets(one, 50).length;
    for (let lost = 0; lost < count; lost += 1) {
      const camera = new MemoryRtsp();
      const packets = [...camera.packets(two, 50), ...camera.packets(one, 50), ...camera.packets(two, 50)];
      const { into, documents } = assembler();
      packets.forEach((packet, index) => {
        if (index !== count + lost) into.packet(packet);
      });
      expect(documents).toEqual([two, two]);
      expect(into.counts).toEqual({ lostPackets: 1, droppedDocuments: 1, badPackets: 0 });
    }
  });

  it("does not glue two documents together when the packets between them are lost", () => {
    const camera = new MemoryRtsp();
    const first = camera.packets(one, 100);
    const second = camera.packets(one, 100);
    const { into, documents } = assembler();
    for (const packet of [...first.slice(0, 2), ...second.slice(2)]) into.packet(packet);
    expect(documents).toEqual([]);
  });

  it("leaves a document out that it joins in the middle of", () => {
    const camera = new MemoryRtsp();
    const { into, documents } = assembler();
    for (const packet of [...camera.packets(one, 100).slice(1), ...camera.packets(two, 100)]) into.packet(packet);
    expect(documents).toEqual([two]);
  });

  it("takes a packet once that comes twice, and one that comes late not at all", () => {
    const camera = new MemoryRtsp();
    const packets = camera.packets(one, 100);
    const { into, documents } = assembler();
    for (const packet of packets) {
      into.packet(packet);
      into.packet(packet);
    }
    expect(documents).toEqual([one]);
  });

  it("goes on with a source that begins anew", () => {
    const { into, documents } = assembler();
    into.packet(rtp(5_000, true, bytesOf(one)));
    into.packet(rtp(10, true, bytesOf(two)));
    into.packet(rtp(11, true, bytesOf(two)));
    into.packet(rtp(12, true, bytesOf(one), 8));
    expect(documents).toEqual([one, two, one]);
  });

  it("takes several documents out of one", () => {
    const { into, documents } = assembler();
    into.packet(rtp(1, true, bytesOf(`${one}\n${two}\n`)));
    expect(documents.map((document) => document.trim())).toEqual([one, two]);
  });

  it("unpacks gzip, and drops what is none or too large", () => {
    const { into, documents } = assembler(true);
    into.packet(rtp(1, true, gzipSync(one)));
    into.packet(rtp(2, true, bytesOf("no gzip")));
    into.packet(rtp(3, true, gzipSync("x".repeat(2_000_000))));
    into.packet(rtp(4, true, gzipSync(two)));
    expect(documents).toEqual([one, two]);
    expect(into.counts.droppedDocuments).toBe(2);
  });

  it("drops a document of over 1 MiB, and text that is no UTF-8", () => {
    const camera = new MemoryRtsp();
    const { into, documents } = assembler();
    for (const packet of camera.packets(`<?xml ${"x".repeat(1_100_000)}`, 60_000)) into.packet(packet);
    for (const packet of camera.packets(Uint8Array.of(0x3c, 0xff, 0xfe))) into.packet(packet);
    for (const packet of camera.packets(one)) into.packet(packet);
    expect(documents).toEqual([one]);
    expect(into.counts.droppedDocuments).toBe(2);
  });

  it("survives 20,000 mutated packets and reads the second document after them", () => {
    const random = seededRandom(7);
    const { into, documents } = assembler();
    for (let round = 0; round < 20_000; round += 1) {
      const sequence = (round * 3) & 0xffff;
      into.packet(mutate(rtp(sequence, true, bytesOf(one)), random));
    }
    documents.length = 0;
    for (let sequence = 1; sequence < 4; sequence += 1) into.packet(rtp(sequence, true, bytesOf(two), 99));
    expect(documents.slice(-2)).toEqual([two, two]);
  });
});

describe("an RTP packet", () => {
  const payload = bytesOf("<a/>");

  it("is read past contributing sources, extension and padding", () => {
    const plain = rtp(3, true, payload);
    const all = Uint8Array.from([
      0x80 | 0x20 | 0x10 | 2,
      ...plain.subarray(1, 12),
      ...new Uint8Array(8),
      ...[0xbe, 0xde, 0, 1, 1, 2, 3, 4],
      ...payload,
      ...[0, 0, 3],
    ]);
    expect(readRtpPacket(all)).toMatchObject({ marker: true, payloadType: 107, sequence: 3, source: 7, payload });
  });

  it.each([
    ["too short", [0x80, 107, 0, 1]],
    ["of another version", [0x40, ...rtp(1, true, payload).subarray(1)]],
    ["with more sources than bytes", [0x8f, ...rtp(1, true, payload).subarray(1)]],
    ["with an extension beyond its end", [0x90, ...rtp(1, true, Uint8Array.of(0, 0, 0xff, 0xff)).subarray(1)]],
    ["with more padding than bytes", [0xa0, ...rtp(1, true, Uint8Array.of(200)).subarray(1)]],
    ["with padding of nothing", [0xa0, ...rtp(1, true, Uint8Array.of(0)).subarray(1)]],
  ])("%s is none", (_, bytes) => {
    expect(readRtpPacket(Uint8Array.from(bytes))).toBeUndefined();
  });

  it("of RTCP says goodbye also behind a report", () => {
    const report = [0x80, 200, 0, 6, ...new Uint8Array(24)];
    expect(saysGoodbye(Uint8Array.from([...report, 0x81, 203, 0, 1, 0, 0, 0, 7]))).toBe(true);
    expect(saysGoodbye(Uint8Array.from(report))).toBe(false);
  });
});
