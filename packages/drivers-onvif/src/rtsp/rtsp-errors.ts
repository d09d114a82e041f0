import { AisleError } from "@aisle/sdk";

/** Codes of errors that only the RTSP client raises. */
export const rtspErrorCodes = {
  "rtsp-answer-invalid": "What came over an RTSP connection is no answer to what was asked, or is larger than may be.",
  "rtsp-metadata-unsupported": "A camera sends its metadata in an encoding that cannot be read, such as EXI.",
  "rtsp-no-metadata": "The stream of a media profile has no track of metadata.",
  "rtsp-redirected": "A camera sends its client to another address for a stream.",
  "rtsp-refused": "A camera refused an RTSP request.",
  "rtsp-transport-refused":
    "A camera does not send RTP over the RTSP connection (interleaved, RFC 2326 section 10.12).",
  "rtsp-uri-invalid": "The address of a stream is no `rtsp:` address.",
} as const satisfies Readonly<Record<string, string>>;

type RtspErrorCode = keyof typeof rtspErrorCodes;

/** What the camera did wrong, or cannot do. */
export function rtspError(code: RtspErrorCode, message: string, remedy?: string): AisleError {
  return new AisleError(code, message, {
    category: "device",
    retryable: true,
    ...(remedy !== undefined && { remedy }),
  });
}

/** What came is not RTSP. */
export function rtspNoise(message: string): AisleError {
  return new AisleError("rtsp-answer-invalid", message, {
    category: "input",
    retryable: true,
    remedy: "Check that the address is the camera's RTSP port, and its firmware.",
  });
}

/** The camera wants a user it knows. Never tried again by itself: cameras lock users out. */
export function rtspAuthFailed(message: string): AisleError {
  return new AisleError("auth-failed", message, {
    category: "device",
    remedy: "Check `username` and `password` of the camera, and that this user may see streams.",
  });
}

/** The camera closed the connection or ended the stream. */
export function rtspGone(message: string): AisleError {
  return new AisleError("device-gone", message, {
    category: "transport",
    retryable: true,
    remedy: "Check that the camera is powered, and that not too many clients watch it.",
  });
}
