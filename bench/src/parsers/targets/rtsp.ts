import type { Random } from "@aisle/sdk";
import { MetadataAssembler } from "../../../../packages/drivers-onvif/src/rtsp/metadata-assembler.ts";
import { RtspFramer } from "../../../../packages/drivers-onvif/src/rtsp/rtsp-framer.ts";
import { joined } from "../mutate.ts";
import { collector, type Exchange, latin1, type Parser, type Target, utf8 } from "../target.ts";
import { target } from "./sdk.ts";

const payloadType = 98;
/** The picture that the camera sends has the number that follows. */
function rtp(sequence: number, payload: Uint8Array, marker: boolean): Uint8Array {
  const header = Uint8Array.of(
    0x80,
    payloadType | (marker ? 0x80 : 0),
    sequence >> 8,
    sequence & 0xff,
    0,
    0,
    0,
    1,
    0,
    0,
    0,
    9,
  );
  return joined(header, payload);
}

const interleaved = (channel: number, packet: Uint8Array): Uint8Array =>
  joined(Uint8Array.of(0x24, channel, packet.length >> 8, packet.length & 0xff), packet);

const framed = [
  latin1("RTSP/1.0 200 OK\r\nCSeq: 4\r\nSession: 1;timeout=60\r\nContent-Length: 4\r\n\r\na=b\n"),
  latin1("RTSP/1.0 454 Session Not Found\r\nCSeq: 5\r\n\r\n"),
  latin1("ANNOUNCE rtsp://h/main RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
  interleaved(0, rtp(7, utf8("<tt:MetadataStream/>"), true)),
  interleaved(1, Uint8Array.of(0x80, 200, 0, 6, ...new Uint8Array(24))),
].map((frame) => [frame]);

/** The framer as a metadata session has it; one that gives up is made anew, as its connection is. */
function openFramer(known: readonly Exchange[]): Parser {
  const { add, take } = collector();
  let over = false;
  const make = (): RtspFramer =>
    new RtspFramer({
      expects: (channel, first, second) =>
        first >> 6 === 2 &&
        (channel === 0 ? (second & 0x7f) === payloadType : channel === 1 && second >= 192 && second <= 223),
      packet: (channel, bytes) => {
        add([channel, bytes.slice()]);
      },
      message: add,
      tooLarge: () => {
        over = true;
      },
    });
  let framer = make();
  const renew = (): void => {
    framer = make();
    over = false;
  };
  return {
    next: (random) => known[Math.floor(random() * known.length)]!,
    push: (bytes) => framer.push(bytes.slice()),
    settle() {
      if (over) renew();
    },
    renew,
    take,
  };
}

/** Documents in packets numbered one after the other, as an unbroken stream has them. */
function openAssembler(checked: boolean): Parser {
  const { add, take } = collector();
  const assembler = new MetadataAssembler({ payloadType, compressed: false }, add);
  const sent = new Set<string>();
  let sequence = 65_500;
  let number = 0;
  return {
    next: (random: Random) => {
      const text = `<tt:MetadataStream n="${(number += 1)}">${"x".repeat(Math.floor(random() * 60))}</tt:MetadataStream>`;
      const says = JSON.stringify(text);
      // The last ones may still come out.
      sent.add(says);
      if (sent.size > 8) for (const first of sent) if (sent.size > 8) sent.delete(first);
      const bytes = utf8(text);
      const size = 20 + Math.floor(random() * 80);
      const count = Math.ceil(bytes.length / size);
      const frames = Array.from({ length: count }, (_, index) => {
        const packet = rtp(sequence, bytes.subarray(index * size, (index + 1) * size), index === count - 1);
        sequence = (sequence + 1) & 0xffff;
        return packet;
      });
      return { frames, says: [says] };
    },
    push: (packet) => assembler.packet(packet),
    take,
    // With nothing changed in it, a document is one that was sent, or none.
    ...(checked && { proves: (_: Uint8Array, said: string) => sent.has(said) }),
  };
}

/** What comes over an RTSP connection. */
export const rtspTargets: readonly Target[] = [
  // The longest packet, or the longest head and body of a message.
  { ...target("rtsp messages and packets", true, framed, openFramer), swallows: 16_384 + 65_536 },
  { name: "rtp metadata, bytes changed", stream: false, changes: "bytes", open: () => openAssembler(false) },
  { name: "rtp metadata, packets lost and swapped", stream: false, changes: "order", open: () => openAssembler(true) },
];
