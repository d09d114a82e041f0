import { crc16 } from "./crc16.ts";
import { countOf, functionOf, holdsBits, type ModbusRequest } from "./request.ts";

/** How one kind of frame begins, and how long it is. */
export interface FrameShape {
  readonly prefix: Uint8Array;
  readonly length: number;
}

/** Everything that can be known beforehand of the answer to a request: nothing else is taken for it. */
export interface ExpectedAnswer {
  readonly shapes: readonly [done: FrameShape, exception: FrameShape];
  /** Whether a frame ends with a CRC of its own; TCP has the transaction number instead. */
  readonly crc: boolean;
  /** Bytes before the unit: the MBAP header up to its length. */
  readonly header: number;
}

const crcBytes = 2;
const exceptionBytes = 3;
/** Transaction, protocol and length: the MBAP header without its unit (Messaging on TCP/IP v1.0b, section 3.1.3). */
const mbapBytes = 6;

/**
 * The answer to `request`, whose RTU frame is `frame`, over a serial line: a read answers with unit, function and the
 * number of bytes, a write with the first six bytes of the request (Modbus Application Protocol v1.1b3, section 6).
 */
export function expectRtu(request: ModbusRequest, frame: Uint8Array): ExpectedAnswer {
  const shapes = shapesOf(request, frame).map(({ prefix, length }) => ({ prefix, length: length + crcBytes }));
  return { shapes: [shapes[0]!, shapes[1]!], crc: true, header: 0 };
}

/** The answer to `request` over TCP, as transaction number `transaction`. */
export function expectTcp(request: ModbusRequest, frame: Uint8Array, transaction: number): ExpectedAnswer {
  const shapes = shapesOf(request, frame).map(({ prefix, length }) => ({
    prefix: withMbap(prefix, transaction, length),
    length: length + mbapBytes,
  }));
  return { shapes: [shapes[0]!, shapes[1]!], crc: false, header: mbapBytes };
}

/** The request's RTU frame as it goes over TCP. */
export function toTcpFrame(frame: Uint8Array, transaction: number): Uint8Array {
  const body = frame.subarray(0, frame.length - crcBytes);
  return withMbap(body, transaction, body.length);
}

/** An answer over TCP as the RTU frame that the codec reads. */
export function toRtuFrame(answer: Uint8Array, header: number): Uint8Array {
  const body = answer.subarray(header);
  const frame = new Uint8Array(body.length + crcBytes);
  frame.set(body);
  const crc = crc16(body);
  frame[body.length] = crc & 0xff;
  frame[body.length + 1] = crc >>> 8;
  return frame;
}

/** Without a header, and without a CRC. */
function shapesOf(request: ModbusRequest, frame: Uint8Array): readonly FrameShape[] {
  const refused = { prefix: Uint8Array.of(request.unit, functionOf(request) | 0x80), length: exceptionBytes };
  if (request.verb === "write") return [{ prefix: frame.slice(0, 6), length: 6 }, refused];
  const bytes = holdsBits(request.table) ? Math.ceil(countOf(request) / 8) : countOf(request) * 2;
  return [{ prefix: Uint8Array.of(request.unit, functionOf(request), bytes), length: 3 + bytes }, refused];
}

function withMbap(body: Uint8Array, transaction: number, length: number): Uint8Array {
  const framed = new Uint8Array(mbapBytes + body.length);
  framed[0] = transaction >>> 8;
  framed[1] = transaction & 0xff;
  framed[4] = length >>> 8;
  framed[5] = length & 0xff;
  framed.set(body, mbapBytes);
  return framed;
}
