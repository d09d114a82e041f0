import { AisleError, isAisleError, toAisleError } from "@aisle/sdk";

/** What a device said is not what it may say. */
export function badReply(message: string): AisleError {
  return new AisleError("onvif-reply-invalid", message, {
    category: "input",
    retryable: true,
    remedy: "Check that host, port and path are those of the camera's ONVIF service, and its firmware.",
  });
}

/** More came than an answer may have. */
export function tooBig(what: string, most: number): AisleError {
  return new AisleError("onvif-reply-too-big", `The camera's answer to ${what} is larger than ${most} bytes.`, {
    category: "input",
    retryable: true,
    remedy: "Check that the address is a camera's, and its firmware.",
  });
}

const answers: ReadonlySet<string> = new Set(["onvif-clock-unreadable", "onvif-fault"]);

/** Whether a question for the time failed and was answered all the same: the camera is there, and its clock is not. */
export function toldNoTime(thrown: unknown): thrown is AisleError {
  return isAisleError(thrown) && answers.has(thrown.code);
}

/** The connection was given up, by whoever asked for it or because the transport was closed. */
export function givenUp(what: string): AisleError {
  return new AisleError("aborted", `${what} was given up.`, { category: "transport", retryable: true });
}

/** The transport is closed. */
export function closed(): AisleError {
  return new AisleError("device-gone", "The connection to the camera was closed.", {
    category: "transport",
    retryable: true,
  });
}

/** The camera ended the connection in the middle of its answer. */
export function cutOff(): AisleError {
  return new AisleError("device-gone", "The camera ended the connection before its answer was whole.", {
    category: "transport",
    retryable: true,
    remedy: "Check that the camera is powered and its network cable.",
  });
}

/** A certificate that cannot be trusted; `seen` is its SHA-256 fingerprint where it is known. */
export function badCertificate(why: string, seen?: string, cause?: unknown): AisleError {
  const own = seen === undefined ? "" : ` Its certificate has the SHA-256 fingerprint ${seen}.`;
  return new AisleError("onvif-certificate", `The camera's certificate is not trusted: ${why}.${own}`, {
    category: "settings",
    remedy:
      "Compare the fingerprint with the one that the camera's own page shows, and put it into `tls.fingerprint256`; or give the authority's certificate as `tls.ca`.",
    ...(cause !== undefined && { cause }),
  });
}

/** Something answered TLS's greeting with what is no TLS. */
function noHttps(cause: unknown): AisleError {
  return new AisleError("onvif-no-https", "No HTTPS answers at this port: what is there does not speak TLS.", {
    category: "transport",
    retryable: true,
    remedy:
      "Check `port`: it has to be the camera's HTTPS port, often 443; or leave `tls` out where the camera has HTTP only.",
    cause,
  });
}

const maybeNoCamera: ReadonlySet<string> = new Set(["onvif-reply-invalid", "timeout", "device-gone"]);

/** What went wrong with the very first question: where no HTTP answers, the port is the likeliest reason. */
export function firstAnswerError(thrown: unknown): unknown {
  if (!isAisleError(thrown) || !maybeNoCamera.has(thrown.code)) return thrown;
  const { code, message, category, retryable, remedy, cause } = thrown;
  return new AisleError(code, message, {
    category,
    retryable,
    remedy: [
      "Check `port`: it is that of the camera's ONVIF service (HTTP, often 80), not that of RTSP (554).",
      ...(remedy === undefined ? [] : [remedy]),
    ].join(" "),
    ...(cause !== undefined && { cause }),
  });
}

/** OpenSSL's words for an answer that is no TLS at all. */
const notTls = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL)$/;
const ofTls = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/;

/** One error of ours for whatever an HTTP client threw. */
export function toHttpError(thrown: unknown): AisleError {
  const code = codeOf(thrown);
  if (code !== undefined && notTls.test(code)) return noHttps(thrown);
  if (code !== undefined && ofTls.test(code))
    return badCertificate(code.toLowerCase().replaceAll("_", " "), undefined, thrown);
  if (code?.startsWith("HPE_") === true) return badReply("What answers there does not speak HTTP.");
  return toAisleError(thrown);
}

function codeOf(thrown: unknown): string | undefined {
  try {
    const code: unknown = (thrown as { readonly code?: unknown } | null | undefined)?.code;
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}
