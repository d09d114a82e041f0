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

const ofTls = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/;

/** One error of ours for whatever an HTTP client threw. */
export function toHttpError(thrown: unknown): AisleError {
  const code = codeOf(thrown);
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
