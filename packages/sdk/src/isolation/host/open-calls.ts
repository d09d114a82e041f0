import { AisleError } from "../../errors/aisle-error.ts";
import { fromErrorRecord } from "../../errors/error-record.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { ChildMessage, HostMessage } from "../protocol/messages.ts";

interface OpenCall {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: AisleError) => void;
}

/** What a process was asked and has not answered yet. */
export class OpenCalls {
  readonly #send: (message: HostMessage) => void;
  readonly #open = new Map<number, OpenCall>();
  #lastCall = 0;
  #lost: AisleError | undefined;

  constructor(send: (message: HostMessage) => void) {
    this.#send = send;
  }

  /** Sends a question and gives its answer. Given up with `signal`: nothing is kept of it then. */
  ask(message: (call: number) => HostMessage, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined || signal?.aborted === true) {
        reject(this.#lost ?? givenUp());
        return;
      }
      this.#lastCall += 1;
      const call = this.#lastCall;
      const done = (): void => {
        this.#open.delete(call);
        signal?.removeEventListener("abort", onAbort);
      };
      const onAbort = (): void => {
        done();
        this.#send({ type: "abort", call });
        reject(givenUp());
      };
      this.#open.set(call, {
        resolve: (output) => {
          done();
          resolve(output);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal?.addEventListener("abort", onAbort);
      try {
        this.#send(message(call));
      } catch (thrown) {
        this.#open.get(call)?.reject(notPlain(thrown));
      }
    });
  }

  settle({ call, output, error }: Extract<ChildMessage, { readonly type: "outcome" }>): void {
    const open = this.#open.get(call);
    if (error === undefined) open?.resolve(output);
    else open?.reject(fromErrorRecord(error));
  }

  /** The process is gone. */
  lost(error: AisleError): void {
    this.#lost = error;
    for (const { reject } of [...this.#open.values()]) reject(error);
  }
}

function givenUp(): AisleError {
  return new AisleError("aborted", "It was given up before the driver process answered.", { category: "transport" });
}

/** It was never sent, so it was certainly not done. */
function notPlain(thrown: unknown): AisleError {
  return new AisleError("command-refused", `It cannot be sent to a driver process: ${toAisleError(thrown).message}`, {
    category: "input",
    remedy: "Give plain data: no functions, no instances of classes.",
    cause: thrown,
  });
}
