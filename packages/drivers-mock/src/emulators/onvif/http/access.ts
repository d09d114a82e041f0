import type { Account, DigestGuard, TokenCheck, Verdict } from "../auth/index.ts";
import type { CredentialCounts, OnvifCounts } from "../counts.ts";
import type { FaultState } from "../faults.ts";
import type { XmlElement } from "../soap/index.ts";
import { type HttpCall, type OnvifHttpResponse, textResponse } from "./messages.ts";

/** Whether a call may be carried out: yes, or how it is refused. */
export type Access = "granted" | "wrong-token" | OnvifHttpResponse;

/** Looks at the credentials of calls. */
export interface AccessCheck {
  /** For the fault `unauthorised`: the refusal while it is on. */
  fault(): OnvifHttpResponse | undefined;
  /** `open`: the call needs no credentials; those that it brings are counted all the same. */
  check(call: HttpCall, soapHeader: XmlElement | undefined, open: boolean): Access;
}

/** What the check of credentials goes by; nothing where the camera has no password. */
export interface Keys {
  readonly account: Account;
  readonly guard: DigestGuard;
  readonly token: TokenCheck;
}

/**
 * HTTP digest first, then the WS-UsernameToken; without either a call is answered 401 with a challenge, with a wrong
 * token as a SOAP fault (ONVIF Core 21.12, Authentication over HTTP, for a device that takes both).
 */
export function createAccessCheck(keys: Keys | undefined, faults: FaultState, counts: OnvifCounts): AccessCheck {
  const count = (verdict: keyof CredentialCounts): void => {
    counts.http[verdict]++;
  };
  const challenge = (stale: boolean): OnvifHttpResponse =>
    textResponse(401, "Unauthorized", {
      "www-authenticate": keys?.guard.challenge(stale) ?? `Digest realm="Aisle emulated camera", qop="auth", nonce="0"`,
    });
  const verdictsOf = (call: HttpCall, soapHeader: XmlElement | undefined, { guard, token }: Keys) => {
    const authorization = call.headers.get("authorization");
    const http = authorization === undefined ? undefined : guard.check(authorization, call.method, call.target);
    return { http, token: token(soapHeader) };
  };
  /** One verdict of two: the worse. */
  const worse = (one: Verdict | undefined, other: Verdict | undefined): Verdict | "missing" =>
    (["wrong", "stale", "right"] as const).find((each) => one === each || other === each) ?? "missing";

  return {
    fault() {
      if (!faults.unauthorised) return undefined;
      counts.requests.unauthorised++;
      return challenge(false);
    },
    check(call, soapHeader, open) {
      if (keys === undefined) return "granted";
      const verdicts = verdictsOf(call, soapHeader, keys);
      const verdict = worse(verdicts.http, verdicts.token);
      if (open) {
        if (verdict !== "missing") count(verdict);
        return "granted";
      }
      count(verdict);
      if (verdict === "right") return "granted";
      if (verdicts.token !== undefined && (verdicts.http === undefined || verdicts.http === "right"))
        return "wrong-token";
      return challenge(verdicts.http === "stale");
    },
  };
}
