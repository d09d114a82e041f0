import {
  type ByteConnection,
  type ByteDevice,
  createOnvifCamera,
  hidOverBytes,
  hidScanner,
  modbusRtuServer,
  modbusTcpServer,
  scaleDevice,
  scannerDevice,
  turnstileBoard,
} from "@aisle/drivers-mock/emulators";
import { boardFrame } from "@aisle/drivers-serial";
import { type Clock, seededRandom, VirtualClock } from "@aisle/sdk";
import { readProbe } from "../../../../packages/drivers-mock/src/emulators/onvif/discovery/probe.ts";
import { joined } from "../mutate.ts";
import { collector, type Exchange, latin1, oneOf, type Parser, type Target, utf8 } from "../target.ts";
import { fixedUnit } from "./modbus-answers.ts";
import { functionParser, target } from "./sdk.ts";

/** A device at the other end of a connection, which is made anew where the device hangs up. */
function deviceParser(
  device: ByteDevice,
  clock: VirtualClock,
  known: readonly Exchange[],
  more: Partial<Parser>,
): Parser {
  const { add, take } = collector();
  let connection: ByteConnection | undefined;
  let open = true;
  const connect = (): void => {
    open = true;
    let greeting = true;
    connection = device.connect({
      send: (bytes) => {
        if (!greeting) add(bytes.slice());
      },
      hangUp: () => {
        open = false;
      },
    });
    greeting = false;
  };
  const renew = (): void => {
    connection?.close();
    connect();
  };
  connect();
  return {
    renew,
    next: (random) => oneOf(known, random),
    push: (bytes) => {
      if (open) connection?.receive(bytes.slice());
    },
    settle() {
      if (!open) renew();
    },
    pause: () => {
      clock.advanceTo(clock.now() + 200);
    },
    take,
    stop: () => connection?.close(),
    ...more,
  };
}

function device(
  name: string,
  requests: readonly Uint8Array[],
  make: (clock: Clock) => ByteDevice,
  more: Partial<Parser> & { readonly silent?: number; readonly swallows?: number } = {},
): Target {
  const { silent = 0, swallows = 0, ...parser } = more;
  const exchanges = requests.map((request) => [request]);
  const open = (known: readonly Exchange[]): Parser => {
    const clock = new VirtualClock(1_000_000);
    return deviceParser(make(clock), clock, known, parser);
  };
  return { ...target(`emulated ${name}`, true, exchanges, open, silent), swallows };
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 0 ? sum >> 1 : (sum >> 1) ^ 0xa001;
  }
  return sum;
}

const units = new Map([[3, fixedUnit]]);
const questions = [
  [3, 4, 0, 4, 0, 40],
  [3, 1, 0, 0, 0, 13],
  [3, 6, 0, 0, 0, 1],
  [3, 16, 0, 0, 0, 2, 4, 0, 1, 0, 2],
];
const rtuQuestions = questions.map((bytes) =>
  Uint8Array.of(...bytes, crc(Uint8Array.from(bytes)) & 0xff, crc(Uint8Array.from(bytes)) >> 8),
);
const tcpQuestions = questions.map((bytes, index) => Uint8Array.of(9, index, 0, 0, 0, bytes.length, ...bytes));

/** Whether a request with a right CRC, of the unit and function that is answered, is in there. */
function provesRtu(recent: Uint8Array, said: string): boolean {
  const answer = Buffer.from(JSON.parse(said) as string, "hex");
  for (let at = 0; at + 4 <= recent.length; at += 1) {
    if (recent[at] !== answer[0] || (recent[at + 1]! & 0x7f) !== (answer[1]! & 0x7f)) continue;
    for (let end = at + 4; end <= Math.min(recent.length, at + 256); end += 1) {
      if (crc(recent.subarray(at, end)) === 0) return true;
    }
  }
  return false;
}

function provesTcp(recent: Uint8Array, said: string): boolean {
  const answer = Buffer.from(JSON.parse(said) as string, "hex");
  for (let at = 0; at + 8 <= recent.length; at += 1) {
    if (recent[at] !== answer[0] || recent[at + 1] !== answer[1] || recent[at + 2] !== 0 || recent[at + 3] !== 0)
      continue;
    if (recent[at + 6] === answer[6] && (recent[at + 7]! & 0x7f) === (answer[7]! & 0x7f)) return true;
  }
  return false;
}

/** Whether a frame of the command that is answered, with a right check, is in there. */
function provesBoard(recent: Uint8Array, said: string): boolean {
  const command = Number.parseInt(said.slice(5, 7), 16);
  // It tells these by itself.
  if (command === 0x40 || command === 0x41) return true;
  for (let at = recent.indexOf(2); at >= 0; at = recent.indexOf(2, at + 1)) {
    const frame = recent.subarray(at, at + 6 + (recent[at + 3] ?? 0));
    if (frame.length !== 6 + (frame[3] ?? 99) || frame[2] !== command || frame.at(-1) !== 3) continue;
    if (frame.subarray(1, -1).reduce((all, byte) => all ^ byte, 0) === 0) return true;
  }
  return false;
}

const rtsp = [
  "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
  "GET_PARAMETER rtsp://h/main RTSP/1.0\r\nCSeq: 5\r\nContent-Length: 4\r\n\r\nabcd",
];
const session = [
  "DESCRIBE rtsp://h/main RTSP/1.0\r\nCSeq: 2\r\n\r\n",
  "SETUP rtsp://h/main/metadata RTSP/1.0\r\nCSeq: 3\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
  "PLAY rtsp://h/main RTSP/1.0\r\nCSeq: 4\r\n\r\n",
  "$\u0001\u0000\u0004abcd",
  "TEARDOWN rtsp://h/main RTSP/1.0\r\nCSeq: 6\r\n\r\n",
];
const cameraOf = (clock: Clock) =>
  createOnvifCamera({ id: "c", name: "c", width: 640, height: 480, fps: 10, clock, random: seededRandom(1) });

const soap = (body: string): Uint8Array =>
  utf8(
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" ' +
      `xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tev="http://www.onvif.org/ver10/events/wsdl"><s:Body>${body}</s:Body></s:Envelope>`,
  );
const soapRequests = [
  soap("<tds:GetDeviceInformation/>"),
  soap("<tds:GetScopes/>"),
  soap("<tev:CreatePullPointSubscription/>"),
  soap("<trt:GetProfiles/>"),
];

/** The SOAP side: each request is answered at once, or when time has gone by. */
function openSoap(known: readonly Exchange[]): Parser {
  const clock = new VirtualClock(1_000_000);
  const camera = cameraOf(clock);
  const { add, take } = collector();
  let waiting: Promise<void>[] = [];
  return {
    next: (random) => oneOf(known, random),
    push: (body) => {
      const request = { method: "POST", url: "/onvif/device_service", headers: { host: "h" }, body };
      waiting.push(camera.http(request).then(({ status, body: answer }) => add([status, answer])));
    },
    async settle() {
      const progress = { done: false };
      const all = Promise.all(waiting).finally(() => {
        progress.done = true;
      });
      waiting = [];
      for (let turns = 0; turns < 20 && !progress.done; turns += 1) await Promise.resolve();
      if (!progress.done) clock.advanceTo(clock.now() + 30_000);
      await all;
    },
    pause: () => {
      clock.advanceTo(clock.now() + 60_000);
    },
    take,
    stop: () => camera.restart(),
  };
}

const probe = utf8(
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header><w:MessageID xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing">urn:1</w:MessageID></e:Header>' +
    '<e:Body><Probe xmlns="http://schemas.xmlsoap.org/ws/2005/04/discovery"><Types>dn:Device</Types></Probe></e:Body></e:Envelope>',
);
const hidRequests = [Uint8Array.of(0, 4, 3, 9, 0, 8), Uint8Array.of(0, 4, 3, 1, 0, 64)];

/** The emulators take what comes too. */
export const emulatorTargets: readonly Target[] = [
  device("modbus tcp server", tcpQuestions, () => modbusTcpServer(units), { proves: provesTcp, swallows: 260 }),
  device("modbus rtu server", rtuQuestions, (clock) => modbusRtuServer(units, { clock }), { proves: provesRtu }),
  device(
    "turnstile board",
    [boardFrame(1, 0x32, [0]), boardFrame(1, 0x30), boardFrame(1, 0x31, [0, 1, 2])],
    (clock) => turnstileBoard({ clock }),
    {
      ...{ proves: provesBoard, silent: 2 },
    },
  ),
  device(
    "scale, mt-sics",
    [latin1("I4\r\n"), latin1("SI\r\n"), latin1("SIR\r\n")],
    (clock) => scaleDevice({ protocol: "mt-sics", clock }),
    { silent: 2 },
  ),
  device(
    "scale, toledo-8217",
    [latin1("W"), latin1("Z"), latin1("T\r")],
    (clock) => scaleDevice({ protocol: "toledo-8217", clock }),
    { silent: 2 },
  ),
  target("emulated scanner", true, [[Uint8Array.of(0x16, 0x54, 0x0d)]], (known) => {
    const scanner = scannerDevice();
    const { add, take } = collector();
    scanner.onTrigger(() => add("trigger"));
    return deviceParser(scanner, new VirtualClock(), known, { take });
  }),
  device("hid over bytes", [...hidRequests, joined(Uint8Array.of(0, 3, 2, 4, 1))], () => hidOverBytes(hidScanner()), {
    silent: 1,
    swallows: 4_098,
  }),
  device("rtsp server", [...rtsp, ...session].map(latin1), (clock) => cameraOf(clock).rtsp, {
    silent: 5,
    swallows: 65_539,
  }),
  target(
    "emulated soap services",
    false,
    soapRequests.map((request) => [request]),
    openSoap,
    2,
  ),
  target("emulated probe reader", false, [[probe]], (known) =>
    functionParser((bytes) => [readProbe(bytes)].filter((read) => read !== undefined), known),
  ),
];
