import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { toAisleError } from "@aisle/sdk";
import { functionOf, type ModbusRequest } from "./request.ts";

/** What an answer says. */
export type Answer = { readonly values: readonly number[] } | { readonly exception: number };

/** Requests to bytes, and answers from bytes, in RTU framing: unit, function, data, CRC. */
export interface Codec {
  /** The frame of this request. The answer that is decoded next is taken for its own. */
  encode(request: ModbusRequest): Uint8Array;
  /** What the answer to the last request says. Raises what the library thinks is wrong with it. */
  decode(answer: Uint8Array): Answer;
}

type Done = (error: unknown, result?: { readonly data?: readonly (number | boolean)[] }) => void;

/** What of modbus-serial's client is used: it takes the unit with each request, so its shared `setID` never matters. */
interface Client {
  open(done: (error?: unknown) => void): void;
  writeFC1(unit: number, address: number, count: number, done: Done): void;
  writeFC2(unit: number, address: number, count: number, done: Done): void;
  writeFC3(unit: number, address: number, count: number, done: Done): void;
  writeFC4(unit: number, address: number, count: number, done: Done): void;
  writeFC5(unit: number, address: number, state: boolean, done: Done): void;
  writeFC6(unit: number, address: number, value: number, done: Done): void;
  writeFC15(unit: number, address: number, states: readonly boolean[], done: Done): void;
  writeFC16(unit: number, address: number, values: readonly number[], done: Done): void;
}

/** A port in memory: modbus-serial writes frames to it, and hears answers from it. It keeps the last frame. */
class MemoryPort extends EventEmitter {
  readonly isOpen = true;
  sent: Uint8Array = new Uint8Array(0);

  open(done: () => void): void {
    done();
  }

  write(frame: Uint8Array): void {
    this.sent = frame;
  }

  close(done: () => void): void {
    done();
  }
}

/**
 * Loads modbus-serial and makes a codec of it, for one bus. The library gets no socket, no serial port and no timer. It
 * is loaded at once: an `import` takes real time, which virtual time would run away from.
 */
export function loadCodec(): Codec {
  const library: unknown = createRequire(import.meta.url)("modbus-serial") as typeof import("modbus-serial");
  const port = new MemoryPort();
  const client = new (library as new (port: MemoryPort) => Client)(port);
  client.open((error) => {
    if (error !== undefined && error !== null) throw toAisleError(error);
  });
  let failure: unknown;
  let data: readonly (number | boolean)[] | undefined;
  const done: Done = (error, result) => {
    failure = error;
    data = result?.data ?? [];
  };
  return {
    encode(request) {
      failure = undefined;
      data = undefined;
      write(client, request, done);
      return port.sent;
    },
    decode(answer) {
      port.emit("data", Buffer.from(answer.buffer, answer.byteOffset, answer.length));
      const exception = exceptionOf(failure);
      if (exception !== undefined) return { exception };
      if (failure !== undefined && failure !== null) throw toAisleError(failure);
      return { values: (data ?? []).map(Number) };
    },
  };
}

function write(client: Client, request: ModbusRequest, done: Done): void {
  const { unit, address } = request;
  if (request.verb === "read") {
    const name = `writeFC${functionOf(request)}` as "writeFC1" | "writeFC2" | "writeFC3" | "writeFC4";
    client[name](unit, address, request.count, done);
    return;
  }
  const [first] = request.values;
  const single = request.values.length === 1;
  if (request.table === "coils") {
    if (single) client.writeFC5(unit, address, first === 1, done);
    else client.writeFC15(unit, address, request.values.map(Boolean), done);
  } else if (single) client.writeFC6(unit, address, first!, done);
  else client.writeFC16(unit, address, request.values, done);
}

function exceptionOf(failure: unknown): number | undefined {
  if (typeof failure !== "object" || failure === null || !("modbusCode" in failure)) return undefined;
  return Number(failure.modbusCode);
}
