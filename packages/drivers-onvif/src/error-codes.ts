import { rtspErrorCodes } from "./rtsp/index.ts";

/** Every code of an `AisleError` that this package raises itself, with what it means. Codes are stable. */
export const onvifErrorCodes = {
  "auth-failed": "The camera does not take the user name and password, or wants some and has been given none.",
  "onvif-address-refused": "A camera gave an address that is none, or one of a scheme that is never opened.",
  "onvif-auth-unsupported":
    "A camera wants a password in a way that would tell it to anybody who listens, or none we know.",
  "onvif-certificate": "The certificate of a camera is not the one that was pinned, or nobody vouches for it.",
  "onvif-clock-unreadable": "A camera does not say what time it has, or says one that does not exist.",
  "onvif-fault": "A camera refused a request with a SOAP fault.",
  "onvif-http-status": "A camera answered a request with an HTTP status and no SOAP.",
  "onvif-metadata-missing": "The settings promise a metadata stream that the camera's profile does not have.",
  "onvif-no-https": "TLS is set, and what answers at the port does not speak it.",
  "onvif-no-service": "A camera has no service of the kind that is needed, such as media or events.",
  "onvif-not-allowed": "A camera that has taken the password refuses one request: the account may not do that.",
  "onvif-picture-unknown": "A camera does not say how large its picture is, and neither do the settings.",
  "onvif-profile-unknown": "A camera has no media profile of the token that was asked for.",
  "onvif-reply-invalid": "What came from a camera is no ONVIF answer.",
  "onvif-reply-too-big": "An answer of a camera is larger than any answer may be.",
  "onvif-snapshot-invalid": "What a camera gave as a still picture is no JPEG.",
  ...rtspErrorCodes,
} as const satisfies Readonly<Record<string, string>>;
