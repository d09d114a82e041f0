/** How a camera's certificate is checked. */
export interface TlsOptions {
  /** Certificates (PEM) that may vouch for it, in place of the system's authorities. */
  readonly ca?: string | undefined;
  /** SHA-256 fingerprint of the very certificate it has; then nobody has to vouch for it. */
  readonly fingerprint256?: string | undefined;
}

/** One HTTP request. */
export interface HttpRequest {
  /** `http:` or `https:`, without userinfo. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Aborted when nobody waits for the answer any more: let go of everything. */
  readonly signal: AbortSignal;
  /** An answer with a longer body is an error; nothing beyond it is kept. */
  readonly maxBytes: number;
  /** For `https:`. */
  readonly tls?: TlsOptions;
}

/** The answer, whatever its status is. */
export interface HttpReply {
  readonly status: number;
  /** By name in small letters; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Makes one HTTP request. It follows no redirect and keeps no connection. */
export type HttpClient = (request: HttpRequest) => Promise<HttpReply>;
