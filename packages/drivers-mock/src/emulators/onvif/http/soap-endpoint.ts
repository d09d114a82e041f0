import type { OnvifCounts } from "../counts.ts";
import { type Service, servicePaths } from "../services/index.ts";
import { at, child, envelope, escapeXml, namespaces, parseXml, type SoapAnswer, senderFault } from "../soap/index.ts";
import type { AccessCheck } from "./access.ts";
import type { HttpCall, OnvifHttpResponse } from "./messages.ts";

/** The services by the namespaces of their actions. */
export interface Services {
  readonly device: Service;
  readonly media: Service;
  readonly events: Service;
}

/** Actions that need no password (access class PRE_AUTH, ONVIF Core 21.12, Access classes for service requests). */
const open: ReadonlySet<string> = new Set([
  "GetSystemDateAndTime",
  "GetCapabilities",
  "GetServices",
  "GetServiceCapabilities",
  "GetHostname",
]);
const notAuthorized = senderFault(["ter:NotAuthorized"], "Sender not authorized");
const longestId = 256;

/** Answers SOAP 1.2 requests on the paths of the services. */
export function createSoapEndpoint(
  services: Services,
  access: AccessCheck,
  counts: OnvifCounts,
): (call: HttpCall) => Promise<OnvifHttpResponse> {
  const byNamespace: ReadonlyMap<string, Service> = new Map([
    [namespaces.tds, services.device],
    [namespaces.trt, services.media],
    [namespaces.tev, services.events],
    [namespaces.wsnt, services.events],
  ]);

  return async (call) => {
    const document = parseXml(call.body);
    const header = child(document, "Header");
    const [request, ...others] = child(document, "Body")?.children ?? [];
    if (document?.uri !== namespaces.s || document.name !== "Envelope" || request === undefined || others.length > 0) {
      counts.requests.refused++;
      return response(senderFault(["ter:WellFormed"], "The request is not a SOAP 1.2 document with one action"));
    }
    const service = byNamespace.get(request.uri);
    const action = service !== undefined && Object.hasOwn(service, request.name) ? service[request.name] : undefined;
    const name = action === undefined ? "unknown" : request.name;
    counts.actions[name] = (counts.actions[name] ?? 0) + 1;

    const granted = access.check(call, header, open.has(name));
    if (granted === "wrong-token") return response(notAuthorized);
    if (granted !== "granted") return granted;
    if (service === undefined) return response(senderFault(["ter:UnknownAction"], "The action is not known"));
    if (action === undefined) return response(notImplemented);
    const id = new RegExp(`^${servicePaths.subscription}(\\d{1,9})$`).exec(call.path)?.[1];
    const answer = await action({
      request,
      base: `http://${call.authority}`,
      host: call.host,
      subscription: id === undefined ? undefined : Number(id),
      signal: call.signal,
    });
    return response(answer, relation(at(header, "MessageID")?.text ?? ""));
  };
}

const notImplemented: SoapAnswer = {
  code: "Receiver",
  subcodes: ["ter:ActionNotSupported"],
  reason: "The action is not implemented by this camera",
};

/** The header that says which message is answered (WS-Addressing 1.0, section 3.4). */
function relation(messageId: string): string {
  if (messageId === "" || messageId.length > longestId) return "";
  return `<wsa:RelatesTo>${escapeXml(messageId)}</wsa:RelatesTo>`;
}

/** A fault of the sender's is 400, one of the camera's 500 (SOAP 1.2 part 2, section 7.5.2.2). */
function response(answer: SoapAnswer, header = ""): OnvifHttpResponse {
  const status = typeof answer === "string" ? 200 : answer.code === "Sender" ? 400 : 500;
  return {
    status,
    headers: { "content-type": "application/soap+xml; charset=utf-8" },
    body: Buffer.from(envelope(answer, header)),
  };
}
