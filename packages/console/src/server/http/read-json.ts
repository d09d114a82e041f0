import type { IncomingMessage } from "node:http";
import type { Clock } from "@aisle/sdk";
import { RefusedError } from "../refused-error.ts";

const mostBytes = 256 * 1_024;
const withinMs = 10_000;
const tooLong = `The body is longer than ${mostBytes} bytes.`;

/** The body of a request as JSON: at most 256 KiB, within 10 s, of type `application/json`. */
export async function readJson(request: IncomingMessage, clock: Clock): Promise<unknown> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (type !== "application/json")
    throw refused(415, "The body is not JSON.", "Send `content-type: application/json`.");
  const bytes = await readBody(request, clock);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refused(400, "The body is not JSON in UTF-8.");
  }
}

function readBody(request: IncomingMessage, clock: Clock): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: RefusedError): void => {
      cancel();
      request.off("data", take);
      // What still comes is thrown away, and the connection with it.
      request.resume();
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > mostBytes) stop(refused(413, tooLong));
      else chunks.push(chunk);
    };
    const cancel = clock.schedule(withinMs, () => {
      stop(refused(408, `The body did not come within ${withinMs / 1_000} s.`));
    });
    request.on("data", take);
    request.once("end", () => {
      cancel();
      resolve(Buffer.concat(chunks));
    });
    request.once("close", () => {
      stop(refused(400, "The connection ended before the body did."));
    });
    if (Number(request.headers["content-length"] ?? 0) > mostBytes) stop(refused(413, tooLong));
  });
}

function refused(status: number, message: string, remedy?: string): RefusedError {
  const headers = status === 413 || status === 408 ? { connection: "close" } : {};
  return new RefusedError("console-body-refused", message, {
    status,
    headers,
    ...(remedy === undefined ? {} : { remedy }),
  });
}
