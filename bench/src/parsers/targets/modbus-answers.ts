import { type ModbusUnit, modbusRtuServer, modbusTcpServer } from "@aisle/drivers-mock/emulators";
import { createModbusTransport } from "@aisle/drivers-modbus";
import { type ModbusTransport, type OpenTransport, type Random, silentLogger, VirtualClock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { collector, type Exchange, oneOf, type Parser, type Target } from "../target.ts";

/** Registers and bits that are known by their address, and change with nothing. */
export const fixedUnit: ModbusUnit = {
  read: (table, address, count) =>
    Array.from({ length: count }, (_, index) =>
      table === "coils" || table === "discrete" ? (address + index) & 1 : ((address + index) * 257) & 0xffff,
    ),
  write: () => undefined,
};

const unit = 3;
/** What is asked, and how long its answer is from its function code on. */
interface Question {
  readonly code: number;
  readonly bytes: number;
  readonly ask: (transport: ModbusTransport) => Promise<unknown>;
  /** What these bytes behind the count of bytes mean. */
  readonly decode: (data: Buffer) => unknown;
}

const words = (data: Buffer): Uint16Array =>
  Uint16Array.from({ length: data.length / 2 }, (_, at) => data.readUInt16BE(2 * at));
const questions: readonly Question[] = [
  { code: 4, bytes: 80, ask: (it) => it.readInputRegisters(unit, 4, 40), decode: words },
  { code: 3, bytes: 4, ask: (it) => it.readHoldingRegisters(unit, 0, 2), decode: words },
  {
    ...{ code: 1, bytes: 2, ask: (it) => it.readCoils(unit, 0, 13) },
    decode: (data) => Array.from({ length: 13 }, (_, at) => ((data[at >> 3]! >> (at & 7)) & 1) === 1),
  },
  { code: 16, bytes: 0, ask: (it) => it.writeRegisters(unit, 0, Uint16Array.of(1, 2)), decode: () => "written" },
];
const show = (said: unknown): string => {
  const { add, take } = collector();
  add(said);
  return take()[0]!;
};

/** The CRC of Modbus over serial line v1.02, section 6.2.2, bit by bit. */
function crc(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 0 ? sum >> 1 : (sum >> 1) ^ 0xa001;
  }
  return sum;
}

/** Answers of a unit to real requests of the transport, on a line in memory. */
async function openBus(mode: "tcp" | "rtu" | "rtu-over-tcp"): Promise<Parser> {
  const clock = new VirtualClock(1_000_000);
  const line = new Subject<Uint8Array>();
  const { add, take } = collector();
  const tcp = mode === "tcp";
  let request = Buffer.alloc(0);
  let answer: Uint8Array = new Uint8Array(0);
  const units = new Map([[unit, fixedUnit]]);
  const server = (tcp ? modbusTcpServer(units) : modbusRtuServer(units, { clock })).connect({
    send: (bytes) => {
      answer = bytes.slice();
    },
    hangUp: () => undefined,
  });
  const opened = {
    transport: {
      bytes$: line,
      write: (bytes: Uint8Array) => {
        request = Buffer.from(bytes);
        return Promise.resolve();
      },
    },
    close: () => undefined,
  };
  const provider = createModbusTransport({ tcp: { open: () => opened }, openSerial: () => Promise.resolve(opened) });
  const serial = { baudRate: 115_200, dataBits: 8, parity: "none", stopBits: 1 } as const;
  const times = { timeout: 10, connectTimeout: 1_000 } as const;
  /** Nobody has answered for so long that the hub would connect anew. */
  let gone = false;
  const connect = async (): Promise<OpenTransport<"modbus">> => {
    const settings =
      mode === "rtu" ? { mode, path: "/dev/none", ...serial, ...times } : { mode, host: "none", port: 1, ...times };
    const signal = new AbortController().signal;
    const made = await provider.open({ settings, signal, clock, log: silentLogger });
    gone = false;
    made.lost$?.subscribe(() => {
      gone = true;
    });
    return made;
  };
  let bus = await connect();
  let question = questions[0]!;
  let waiting: Promise<void> | undefined;
  let done = true;

  const askNext = (random: Random): Exchange => {
    question = oneOf(questions, random);
    request = Buffer.alloc(0);
    done = false;
    waiting = question.ask(bus.transport).then(
      (said) => {
        done = true;
        add(said ?? "written");
      },
      () => {
        done = true;
      },
    );
    // It waits for silence on the line, and for units that did not answer to have rested.
    for (let steps = 0; request.length === 0 && steps < 100; steps += 1) {
      clock.advanceTo(clock.nextTimerAt() ?? clock.now());
    }
    if (request.length === 0) throw new Error("the transport asks nothing any more");
    server.receive(request);
    const data = Buffer.from(answer.subarray((tcp ? 6 : 0) + 3));
    return { frames: [answer], says: [show(question.decode(data.subarray(0, question.bytes)))] };
  };
  return {
    next: askNext,
    push: (bytes) => line.next(bytes.slice()),
    async settle() {
      for (let turns = 0; turns < 8 && !done; turns += 1) await Promise.resolve();
      if (!done) clock.advanceTo(clock.now() + 50);
      await waiting;
      if (gone) bus = await connect();
    },
    pause: () => {
      clock.advanceTo(clock.now() + 20);
    },
    take,
    proves: (recent, said) =>
      proves(Buffer.from(recent), said, question, tcp ? request.readUInt16BE(0) : undefined, request),
    stop: () => void bus.close(),
  };
}

/** Whether these bytes have a whole answer in them that says that: with its CRC, or over TCP with its transaction. */
function proves(
  recent: Buffer,
  said: string,
  question: Question,
  transaction: number | undefined,
  request: Buffer,
): boolean {
  const { code, bytes, decode } = question;
  const header = transaction === undefined ? 0 : 6;
  const echo = request.subarray(header, header + 6);
  const begin = bytes === 0 ? echo : Buffer.of(unit, code, bytes);
  for (let at = recent.indexOf(begin, header); at >= 0; at = recent.indexOf(begin, at + 1)) {
    const end = at + begin.length + bytes;
    const data = recent.subarray(at + begin.length, end);
    if (data.length < bytes || show(decode(data)) !== said) continue;
    if (transaction === undefined) {
      if (end + 2 <= recent.length && recent.readUInt16LE(end) === crc(recent.subarray(at, end))) return true;
    } else {
      const mbap = recent.subarray(at - 6, at);
      if (mbap.readUInt16BE(0) === transaction && mbap.readUInt16BE(2) === 0 && mbap.readUInt16BE(4) === end - at)
        return true;
    }
  }
  return false;
}

/** Answers of Modbus units, through the transport's scanner and codec. */
export const modbusAnswerTargets: readonly Target[] = (["tcp", "rtu", "rtu-over-tcp"] as const).map((mode) => ({
  ...{ name: `modbus answers, ${mode}`, stream: true, changes: "bytes" },
  open: () => openBus(mode),
}));
