import { AisleError } from "@aisle/sdk";

/** Sent once, refused, and not sent again: cameras lock users out. */
export function authFailed(what: string): AisleError {
  return new AisleError("auth-failed", `The camera does not take the user name and password for ${what}.`, {
    category: "device",
    remedy:
      "Check `username` and `password`, that it is a user of the camera's ONVIF service, and that its account is not locked. It is not tried again before something changes.",
  });
}

export function authMissing(what: string): AisleError {
  return new AisleError("auth-failed", `The camera wants a user name and password for ${what}, and none is set.`, {
    category: "device",
    remedy: "Set `username` and `password` of an ONVIF user of the camera.",
  });
}

export function authUnsupported(what: string): AisleError {
  return new AisleError("onvif-auth-unsupported", `The camera does not offer a safe way to log in for ${what}.`, {
    category: "settings",
    remedy:
      "Switch on digest authentication at the camera, or set `authentication` to the way that it wants. Basic authentication is never used: it tells the password.",
  });
}

export function notAllowed(what: string): AisleError {
  return new AisleError("onvif-not-allowed", `The camera has taken the password, and refuses ${what} all the same.`, {
    category: "device",
    remedy: "Give the camera's user the right to do it (role operator, where there are roles), or check its password.",
  });
}
