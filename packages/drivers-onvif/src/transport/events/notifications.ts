import { readUtc } from "../answers/index.ts";
import type { OnvifEvent } from "../onvif-transport.ts";
import { childrenOf, descend, readXml, type XmlElement } from "../soap/index.ts";

/** The notifications of one answer, and how many more there were that could not be read. */
export interface Notifications {
  readonly events: readonly OnvifEvent[];
  readonly dropped: number;
}

/** One answer has at most so many notifications; what is beyond is dropped and counted. */
const mostNotifications = 1_000;
const mostItems = 64;
const longestTopic = 256;
const longestName = 128;
const longestValue = 1_024;
const operations = ["Initialized", "Changed", "Deleted"] as const;

/** The `wsnt:NotificationMessage`s directly in an element: a `PullMessagesResponse`, or a `tt:Event` of a metadata stream. */
export function readNotifications(holder: XmlElement): Notifications {
  return collect(childrenOf(holder, "NotificationMessage"));
}

function collect(messages: readonly (XmlElement | undefined)[]): Notifications {
  const events = messages.slice(0, mostNotifications).flatMap((message) => readNotification(message) ?? []);
  return { events, dropped: messages.length - events.length };
}

/**
 * The same of an answer that is not well-formed: each notification in it is read alone, so that one that is broken, as
 * by a rule's name with a `&` in it, does not take the others with it.
 */
export function salvageNotifications(text: string): Notifications {
  return collect([...pieces(text)].map(readXml));
}

/** Texts from the beginning to the end of each notification; in time linear in the text. */
function* pieces(text: string): Generator<string> {
  const opening = /<((?:[\w.-]{1,50}:)?NotificationMessage)[\s>]/g;
  for (let count = 0; count <= mostNotifications; count += 1) {
    const match = opening.exec(text);
    if (match === null) return;
    const closing = `</${match[1] ?? ""}>`;
    const end = text.indexOf(closing, opening.lastIndex);
    if (end < 0) return;
    yield text.slice(match.index, end + closing.length);
    opening.lastIndex = end + closing.length;
  }
}

function readNotification(notification: XmlElement | undefined): OnvifEvent | undefined {
  const topic = readTopic(descend(notification, "Topic")?.text ?? "");
  const message = descend(notification, "Message", "Message");
  const operation = readOperation(message?.attributes.get("PropertyOperation"));
  const source = readItems(message, "Source");
  const key = readItems(message, "Key");
  const data = readItems(message, "Data");
  if (topic === undefined || message === undefined || operation === undefined) return undefined;
  if (source === undefined || key === undefined || data === undefined) return undefined;
  const at = readUtc(message.attributes.get("UtcTime") ?? "");
  return { topic, ...(at !== undefined && { at }), ...(operation !== "" && { operation }), source, key, data };
}

/** `tns1:RuleEngine/tnsacme:Line/Crossed` → `RuleEngine/Line/Crossed`. */
function readTopic(text: string): string | undefined {
  if (text.length > longestTopic) return undefined;
  const parts = text.split("/").map((part) => part.slice(part.indexOf(":") + 1));
  return parts.every((part) => /^[^\s|*]+$/.test(part)) ? parts.join("/") : undefined;
}

/** Empty where none is said; nothing where it is one that nobody knows the meaning of. */
function readOperation(said: string | undefined): (typeof operations)[number] | "" | undefined {
  return said === undefined || said === "" ? "" : operations.find((operation) => operation === said);
}

function readItems(message: XmlElement | undefined, section: string): Readonly<Record<string, string>> | undefined {
  const items = childrenOf(descend(message, section), "SimpleItem");
  if (items.length > mostItems) return undefined;
  const read = new Map<string, string>();
  for (const { attributes } of items) {
    const name = attributes.get("Name") ?? "";
    const value = attributes.get("Value");
    if (name === "" || name.length > longestName || value === undefined || value.length > longestValue)
      return undefined;
    // Two values of one name: nobody can say which is meant.
    if (read.has(name)) return undefined;
    read.set(name, value);
  }
  return Object.fromEntries(read);
}
