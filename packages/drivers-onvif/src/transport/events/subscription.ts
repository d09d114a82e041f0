import { readUtc } from "../answers/index.ts";
import { badReply } from "../errors.ts";
import { descend, envelopeEnd, envelopeHead, escapeXml, type SoapMessage, type XmlElement } from "../soap/index.ts";

/** One pull-point subscription at a device. */
export interface Subscription {
  /** Where it is asked, as the device says. */
  readonly address: string;
  /** Headers that have to come with each request to it: its reference parameters (WS-Addressing 1.0 section 2.1). */
  readonly parameters: string;
  /** How long it lives unless it is renewed, in ms. */
  readonly lifetime: number;
}

const events = "http://www.onvif.org/ver10/events/wsdl";
const notification = "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager";
const base = "http://docs.oasis-open.org/wsn/b-2";
/** How long a subscription shall live unless it is renewed (s). Short, so that one left behind does not block a slot for long. */
const lifetimeSeconds = 60;
const shortestLife = 5_000;
const longestLife = 3_600_000;
const mostParameters = 10;
const longestParameters = 4_096;

/** Asks for a subscription; `plain` without saying how long it shall live, for devices that take none of what is asked. */
export function createSubscription(plain: boolean): SoapMessage {
  const lifetime = plain ? "" : `<InitialTerminationTime>PT${lifetimeSeconds}S</InitialTerminationTime>`;
  return {
    what: "CreatePullPointSubscription",
    action: `${events}/EventPortType/CreatePullPointSubscriptionRequest`,
    envelope: (security) =>
      `${envelopeHead(security)}<CreatePullPointSubscription xmlns="${events}">${lifetime}</CreatePullPointSubscription>${envelopeEnd}`,
  };
}

/** Reads the answer. Raises `onvif-reply-invalid` where it does not say where the subscription is. */
export function readSubscription(response: XmlElement): Subscription {
  const reference = descend(response, "SubscriptionReference");
  const address = descend(reference, "Address")?.text ?? "";
  const parameters = (descend(reference, "ReferenceParameters")?.children ?? [])
    .slice(0, mostParameters)
    .map((parameter) => toHeader(parameter, true))
    .join("");
  if (address === "" || parameters.length > longestParameters) {
    throw badReply("The camera made a subscription and does not say where it is.");
  }
  return { address, parameters, lifetime: readLifetime(response) };
}

/** How long a subscription lives from now on, by the device's own clock; as long as was asked where it does not say. */
export function readLifetime(response: XmlElement): number {
  const [from, to] = ["CurrentTime", "TerminationTime"].map((name) => readUtc(descend(response, name)?.text ?? ""));
  const lifetime = from !== undefined && to !== undefined && to > from ? to - from : lifetimeSeconds * 1_000;
  return Math.min(Math.max(lifetime, shortestLife), longestLife);
}

/** A request to a subscription. */
export type SubscriptionRequest = "PullMessages" | "Renew" | "Unsubscribe";

/** Words one; `timeout` in ms is how long the device may wait for a message before it answers that there is none. */
export function toSubscription(
  what: SubscriptionRequest,
  { parameters }: Subscription,
  to: string,
  limits?: { readonly timeout: number; readonly messages: number },
): SoapMessage {
  const action =
    what === "PullMessages" ? `${events}/PullPointSubscription/PullMessagesRequest` : `${notification}/${what}Request`;
  const body = {
    PullMessages: `<PullMessages xmlns="${events}"><Timeout>PT${(limits?.timeout ?? 0) / 1_000}S</Timeout><MessageLimit>${limits?.messages ?? 1}</MessageLimit></PullMessages>`,
    Renew: `<Renew xmlns="${base}"><TerminationTime>PT${lifetimeSeconds}S</TerminationTime></Renew>`,
    Unsubscribe: `<Unsubscribe xmlns="${base}"/>`,
  }[what];
  // Some devices find the subscription by these headers only.
  const addressing = `<a:Action s:mustUnderstand="1">${action}</a:Action><a:To s:mustUnderstand="1">${escapeXml(to)}</a:To>${parameters}`;
  return { what, action, envelope: (security) => `${envelopeHead(addressing + security)}${body}${envelopeEnd}` };
}

/** An element as a header, with its namespace and without what cannot be said safely: attributes with a prefix. */
function toHeader({ name, namespace, attributes, text, children }: XmlElement, top: boolean): string {
  const mark = top ? ' a:IsReferenceParameter="true"' : "";
  const own = [...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join("");
  const inner = children.length > 0 ? children.map((child) => toHeader(child, false)).join("") : escapeXml(text);
  return `<${name} xmlns="${escapeXml(namespace)}"${mark}${own}>${inner}</${name}>`;
}
