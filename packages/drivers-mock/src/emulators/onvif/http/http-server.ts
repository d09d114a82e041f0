import type { OnvifCounts } from "../counts.ts";
import { servicePaths } from "../services/index.ts";
import type { AccessCheck } from "./access.ts";
import {
  type HttpCall,
  longestBody,
  type OnvifHttpRequest,
  type OnvifHttpResponse,
  readCall,
  textResponse,
} from "./messages.ts";

/** What answers, by path. */
export interface HttpParts {
  readonly access: AccessCheck;
  readonly soap: (call: HttpCall) => Promise<OnvifHttpResponse>;
  readonly counts: OnvifCounts;
  /** A still picture of a profile; nothing where there is no such profile. */
  readonly snapshot: (profile: string) => Uint8Array | undefined;
}

const soapPath = new RegExp(
  `^(${servicePaths.device}|${servicePaths.media}|${servicePaths.events}|${servicePaths.subscription}\\d{1,9})$`,
);
const snapshotPath = /^\/onvif\/snapshot\/([\w-]{1,64})\.jpg$/;

/** Answers HTTP requests: SOAP on the services' paths, and stills. */
export function createHttpServer({
  access,
  soap,
  counts,
  snapshot,
}: HttpParts): (request: OnvifHttpRequest) => Promise<OnvifHttpResponse> {
  const refuse = (status: number, text: string): OnvifHttpResponse => {
    counts.requests.refused++;
    return textResponse(status, text);
  };

  const still = (call: HttpCall, profile: string): OnvifHttpResponse => {
    const granted = access.check(call, undefined, false);
    if (granted !== "granted") return granted === "wrong-token" ? textResponse(403, "Forbidden") : granted;
    const body = snapshot(profile);
    if (body === undefined) return textResponse(404, "Not Found");
    return { status: 200, headers: { "content-type": "image/jpeg", "cache-control": "no-store" }, body };
  };

  return async (request) => {
    const fault = access.fault();
    if (fault !== undefined) return fault;
    const call = readCall(request);
    if (call === undefined) return refuse(400, "Bad Request");
    if (call.body.length > longestBody) return refuse(413, "Content Too Large");
    const profile = snapshotPath.exec(call.path)?.[1];
    if (profile !== undefined)
      return call.method === "GET" ? still(call, profile) : textResponse(405, "Method Not Allowed", { allow: "GET" });
    if (!soapPath.test(call.path)) return refuse(404, "Not Found");
    return call.method === "POST" ? soap(call) : textResponse(405, "Method Not Allowed", { allow: "POST" });
  };
}
