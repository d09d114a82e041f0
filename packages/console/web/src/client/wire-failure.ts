import type { WireError } from "../../../src/wire/index.ts";

/** The server refused, or did not answer. Match on `code`; message and remedy are for people. */
export class WireFailure extends Error {
  /** The server's own code, or `page.no-answer` where none came, or `page.bad-answer` where it could not be read. */
  readonly code: string;
  readonly remedy: string | undefined;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;

  constructor(code: string, message: string, status: number, remedy?: string) {
    super(message);
    this.name = "WireFailure";
    this.code = code;
    this.status = status;
    this.remedy = remedy;
  }
}

/** What an answer with a status of 4xx or 5xx says. */
export async function failureOf(response: Response): Promise<WireFailure> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isWireError(body)) {
    const { code, message, remedy } = body.error;
    return new WireFailure(code, message, response.status, remedy);
  }
  return new WireFailure("page.bad-answer", `The server answered with status ${response.status}.`, response.status);
}

function isWireError(body: unknown): body is WireError {
  const error = (body as WireError | null | undefined)?.error;
  return typeof error?.code === "string" && typeof error.message === "string";
}
