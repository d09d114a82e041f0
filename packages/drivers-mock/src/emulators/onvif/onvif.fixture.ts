import { createHash } from "node:crypto";
import { seededRandom, VirtualClock } from "@aisle/sdk";
import { createOnvifCamera, type OnvifCamera, type OnvifCameraOptions, type OnvifHttpResponse } from "./index.ts";
import { child, namespaces, parseXml, type XmlElement } from "./soap/index.ts";

export const startsAt = Date.UTC(2030, 0, 7, 8);
export const account = { username: "aisle", password: "over the counter" };

/** A camera in virtual time; without a password unless told. */
export function makeCamera(options: Partial<OnvifCameraOptions> = {}): { camera: OnvifCamera; clock: VirtualClock } {
  const clock = new VirtualClock(startsAt);
  const camera = createOnvifCamera({
    id: "cam-1",
    name: "Aisle 1",
    width: 1280,
    height: 720,
    fps: 10,
    clock,
    random: seededRandom(1),
    ...options,
  });
  return { camera, clock };
}

/** A SOAP 1.2 request; `body` may use the prefixes of `namespaces`. */
export function soap(body: string, header = ""): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<s:Envelope ${declared.join(" ")}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** A WS-UsernameToken made as a client makes it. */
export function token(
  { username, password }: typeof account,
  created: number,
  nonce = `nonce-${created}-${Math.trunc(++made)}`,
): string {
  const at = new Date(created).toISOString();
  const digest = createHash("sha1").update(nonce).update(at).update(password).digest("base64");
  const wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";
  return (
    `<w:Security xmlns:w="${wss}-wssecurity-secext-1.0.xsd" xmlns:u="${wss}-wssecurity-utility-1.0.xsd"><w:UsernameToken>` +
    `<w:Username>${username}</w:Username><w:Password Type="${wss}-username-token-profile-1.0#PasswordDigest">${digest}` +
    `</w:Password><w:Nonce>${Buffer.from(nonce).toString("base64")}</w:Nonce><u:Created>${at}</u:Created>` +
    `</w:UsernameToken></w:Security>`
  );
}
let made = 0;

const paths: Readonly<Record<string, string>> = { tds: "device", trt: "media", tev: "event", wsnt: "event" };

/** What a camera is asked by one action, on the path of its service unless told. */
export interface Asked {
  readonly header?: string;
  readonly path?: string;
  readonly signal?: AbortSignal;
  readonly authorization?: string;
}

/** Sends `<prefix:Action>…`, and gives what came back. */
export async function ask(
  camera: OnvifCamera,
  body: string,
  { header, path, signal, authorization }: Asked = {},
): Promise<OnvifHttpResponse & { readonly xml: string; readonly answer: XmlElement | undefined }> {
  const prefix = /^<(\w+):/.exec(body)?.[1] ?? "";
  const response = await camera.http({
    method: "POST",
    url: path ?? `/onvif/${paths[prefix] ?? "device"}_service`,
    headers: { host: "10.0.0.7:8080", ...(authorization === undefined ? {} : { authorization }) },
    body: soap(body, header),
    ...(signal === undefined ? {} : { signal }),
  });
  const answer = child(parseXml(response.body), "Body")?.children[0];
  return { ...response, xml: Buffer.from(response.body).toString(), answer };
}

/** All elements of that name below one, in order. */
export function all(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (element?.children ?? []).flatMap((each) => [...(each.name === name ? [each] : []), ...all(each, name)]);
}

/** An `Authorization` header made from a challenge as a client makes it (RFC 7616, section 3.4). */
export function authorize(
  challenge: string,
  method: string,
  uri: string,
  { username, password }: typeof account,
  count = 1,
): string {
  const part = (name: string): string => new RegExp(`${name}="?([^",]*)`).exec(challenge)?.[1] ?? "";
  const hash = (...parts: string[]): string =>
    createHash(part("algorithm") === "SHA-256" ? "sha256" : "md5")
      .update(parts.join(":"))
      .digest("hex");
  const nc = `${count}`.padStart(8, "0");
  const response = hash(hash(username, part("realm"), password), part("nonce"), nc, "abc", "auth", hash(method, uri));
  return (
    `Digest username="${username}", realm="${part("realm")}", nonce="${part("nonce")}", uri="${uri}", ` +
    `algorithm=${part("algorithm")}, qop=auth, nc=${nc}, cnonce="abc", response="${response}"`
  );
}
