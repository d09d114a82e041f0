import { createHash } from "node:crypto";
import type { VirtualClock } from "@aisle/sdk";
import type { HttpClient, HttpReply, HttpRequest } from "./http/index.ts";

/** How a fake camera behaves; everything can be changed while it runs. */
export interface FakeCameraOptions {
  readonly clock: VirtualClock;
  /** Which proofs of who asks it knows; `[]`: it wants none. */
  proofs?: readonly ("token" | "digest")[];
  algorithms?: readonly string[];
  username?: string;
  password?: string;
  /** By how much its clock is off (ms). */
  clockOff?: number;
  /** A nonce is good for so many uses. */
  nonceUses?: number;
  /** Whether it says that a nonce is too old. */
  saysStale?: boolean;
  /** Operations that need no password. */
  readonly open?: ReadonlySet<string>;
}

/** What an operation is answered with: the content of a body, or a whole reply. */
type Answer = string | HttpReply | Promise<string | HttpReply>;
export type Handler = (request: HttpRequest, text: string) => Answer;

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpReply => ({
  status,
  headers,
  body: new TextEncoder().encode(body),
});

const envelope = (body: string): string =>
  `<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"><env:Body>${body}</env:Body></env:Envelope>`;

export const fault = (subcode: string, reason = "no", status = 400): HttpReply =>
  text(
    status,
    envelope(
      `<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>${subcode}</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">${reason}</env:Text></env:Reason></env:Fault>`,
    ),
  );

export const reply = text;

/** A promise that is never kept. */
export const never = (): Promise<never> => new Promise(() => undefined);

/** An ONVIF camera in memory, for tests of the transport: it counts what reaches it. */
export function fakeCamera(options: FakeCameraOptions) {
  const open = options.open ?? new Set(["GetSystemDateAndTime", "GetServices", "GetCapabilities"]);
  const state = {
    /** Operations as they came, `+` behind those with a proof. */
    calls: [] as string[],
    requests: [] as HttpRequest[],
    wrongProofs: 0,
    rightProofs: 0,
    underWay: 0,
    nonce: 1,
    uses: 0,
    counts: [] as string[],
  };
  const utc = (at: number): string => new Date(at).toISOString();
  const now = (): number => options.clock.now() + (options.clockOff ?? 0);
  const handlers = new Map<string, Handler>(Object.entries(defaultHandlers(now, utc)));

  const checkToken = (body: string): boolean | undefined => {
    const field = (name: string): string | undefined => new RegExp(`<wsse:${name}(?: [^>]*)?>([^<]*)<`).exec(body)?.[1];
    const [username, digest, nonce] = [field("Username"), field("Password"), field("Nonce")];
    const created = /<wsu:Created>([^<]*)</.exec(body)?.[1] ?? "";
    if (digest === undefined) return undefined;
    const right = createHash("sha1")
      .update(Buffer.from(nonce ?? "", "base64"))
      .update(created + (options.password ?? "pass-word"))
      .digest("base64");
    const fresh = Math.abs(Date.parse(created) - now()) <= 5_000;
    return fresh && digest === right && username === (options.username ?? "operator");
  };
  const checkDigest = (request: HttpRequest): boolean | undefined => {
    const header = request.headers["authorization"];
    if (header === undefined) return undefined;
    const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(header)?.[1] ?? "";
    const algorithm = field("algorithm").toLowerCase().replace("-", "") || "md5";
    const hash = (...parts: string[]): string => createHash(algorithm).update(parts.join(":")).digest("hex");
    const user = hash(options.username ?? "operator", "cam", options.password ?? "pass-word");
    const asked = hash(request.method, field("uri"));
    const right = hash(user, field("nonce"), field("nc"), field("cnonce"), "auth", asked);
    state.counts.push(`${field("nonce")}/${field("nc")}`);
    return field("response") === right && field("username") === (options.username ?? "operator");
  };
  const challenge = (stale: boolean): Readonly<Record<string, string>> => ({
    "WWW-Authenticate": (options.algorithms ?? ["MD5"])
      .map(
        (algorithm) =>
          `Digest realm="cam", qop="auth,auth-int", nonce="n${state.nonce}", algorithm=${algorithm}${stale ? ", stale=true" : ""}`,
      )
      .join(", "),
  });

  /** A refusal, or nothing. */
  const refuse = (request: HttpRequest, body: string): HttpReply | undefined => {
    const proofs = options.proofs ?? ["token", "digest"];
    const token = checkToken(body);
    const digest = checkDigest(request);
    if (token === false || digest === false) state.wrongProofs += 1;
    if (proofs.length === 0 || (proofs.includes("token") && token === true)) {
      if (token === true) state.rightProofs += 1;
      return undefined;
    }
    if (proofs.includes("digest") && digest === true) {
      state.uses += 1;
      const current = request.headers["authorization"]?.includes(`nonce="n${state.nonce}"`) === true;
      if (current && state.uses <= (options.nonceUses ?? 1_000)) {
        state.rightProofs += 1;
        return undefined;
      }
      state.nonce += 1;
      state.uses = 0;
      return text(401, "", challenge(options.saysStale === true));
    }
    // ONVIF Core 5.9.1: 401 from one that knows digest, a fault from one that knows only the token.
    return proofs.includes("digest")
      ? text(401, "", challenge(false))
      : fault("ter:NotAuthorized", "Sender not Authorized");
  };

  const http: HttpClient = async (request) => {
    if (request.signal.aborted) throw new RangeError("a request was made although nobody waits for it");
    const body = new TextDecoder().decode(request.body ?? new Uint8Array());
    const operation =
      request.method === "GET"
        ? `GET ${new URL(request.url).pathname}`
        : (/<(?:\w+:)?Body[^>]*><(\w+)/.exec(body)?.[1] ?? "?");
    const proof = body.includes("<wsse:Security") || request.headers["authorization"] !== undefined;
    state.calls.push(operation + (proof ? "+" : ""));
    state.requests.push(request);
    state.underWay += 1;
    try {
      const refusal = open.has(operation) ? undefined : refuse(request, body);
      const handler = handlers.get(operation) ?? handlers.get(request.method === "GET" ? "GET" : "");
      const answer = refusal ?? (await handler?.(request, body)) ?? fault("ter:ActionNotSupported");
      return typeof answer === "string" ? text(200, envelope(answer)) : answer;
    } finally {
      state.underWay -= 1;
    }
  };
  return { ...state, state, options, handlers, http };
}

export type FakeCamera = ReturnType<typeof fakeCamera>;

function defaultHandlers(now: () => number, utc: (at: number) => string): Readonly<Record<string, Handler>> {
  return {
    GetSystemDateAndTime: () => {
      const at = new Date(now());
      return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
    },
    GetServices: () =>
      `<tds:GetServicesResponse>${[
        ["ver10/device", "/onvif/device_service"],
        ["ver10/media", "/onvif/media_service"],
        ["ver10/events", "/onvif/event_service"],
      ]
        .map(
          ([name, path]) =>
            `<tds:Service><tds:Namespace>http://www.onvif.org/${name}/wsdl</tds:Namespace><tds:XAddr>http://root:hidden@192.168.1.10${path}</tds:XAddr></tds:Service>`,
        )
        .join("")}</tds:GetServicesResponse>`,
    GetDeviceInformation: () =>
      "<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer><tds:Model>C-1</tds:Model><tds:FirmwareVersion>1.10</tds:FirmwareVersion><tds:SerialNumber>0042.50</tds:SerialNumber></tds:GetDeviceInformationResponse>",
    GetProfiles: () =>
      '<trt:GetProfilesResponse><trt:Profiles token="1.10" fixed="true"><tt:Name>Main</tt:Name><tt:VideoEncoderConfiguration><tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration><tt:MetadataConfiguration token="m"><tt:Analytics>true</tt:Analytics></tt:MetadataConfiguration></trt:Profiles></trt:GetProfilesResponse>',
    GetStreamUri: () =>
      "<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://root:hidden@192.168.1.10:8554/a%2Fb?x=1&amp;y=2</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>",
    GetSnapshotUri: () =>
      "<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://root:hidden@192.168.1.10:81/still.jpg</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>",
    "GET /still.jpg": () => ({ status: 200, headers: {}, body: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16) }),
    CreatePullPointSubscription: () =>
      `<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa:Address>http://192.168.1.10/onvif/subscription/7</wsa:Address><wsa:ReferenceParameters><dom:Id xmlns:dom="urn:acme">7 &amp; 8</dom:Id></wsa:ReferenceParameters></tev:SubscriptionReference><wsnt:CurrentTime>${utc(now())}</wsnt:CurrentTime><wsnt:TerminationTime>${utc(now() + 60_000)}</wsnt:TerminationTime></tev:CreatePullPointSubscriptionResponse>`,
    Renew: () =>
      `<wsnt:RenewResponse><wsnt:TerminationTime>${utc(now() + 60_000)}</wsnt:TerminationTime><wsnt:CurrentTime>${utc(now())}</wsnt:CurrentTime></wsnt:RenewResponse>`,
    Unsubscribe: () => "<wsnt:UnsubscribeResponse/>",
    PullMessages: never,
  };
}
