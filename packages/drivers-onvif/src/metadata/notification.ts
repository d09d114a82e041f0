import type { OnvifEvent } from "../transport/onvif-transport.ts";
import { readUtcTime } from "./utc-time.ts";
import type { XmlAttributes } from "./xml-attributes.ts";

const mostItems = 64;
/** A longer one is left out, as if it were missing: what is remembered of an event is bounded by it. */
const longestName = 128;
const longestValue = 1_024;

/** The simple items of one part of a message, by name. */
export type Items = [name: string, value: string][];

/** One `wsnt:NotificationMessage` as it is read. */
export interface Notification {
  topic: string;
  at: number | undefined;
  operation: OnvifEvent["operation"];
  readonly source: Items;
  readonly key: Items;
  readonly data: Items;
}

export function beginNotification(): Notification {
  return { topic: "", at: undefined, operation: undefined, source: [], key: [], data: [] };
}

/** Takes the attributes of `tt:Message` (ONVIF Core Specification, "Message format"). */
export function readMessage(notification: Notification, attributes: XmlAttributes): void {
  notification.at = readUtcTime(attributes.get("UtcTime"));
  const operation = attributes.get("PropertyOperation");
  if (operation === "Initialized" || operation === "Changed" || operation === "Deleted")
    notification.operation = operation;
}

/** Takes one `tt:SimpleItem`; false where there are too many. */
export function readItem(items: Items, attributes: XmlAttributes): boolean {
  const name = attributes.get("Name");
  const value = attributes.get("Value");
  const fits = (name?.length ?? 0) <= longestName && (value?.length ?? 0) <= longestValue;
  if (name !== undefined && value !== undefined && fits) items.push([name, value]);
  return items.length <= mostItems;
}

/** The event, or nothing where it has no topic. */
export function toEvent({ topic, at, operation, source, key, data }: Notification): OnvifEvent | undefined {
  const bare = topic
    .trim()
    .split("/")
    .map((part) => part.slice(part.indexOf(":") + 1))
    .join("/");
  if (bare === "") return undefined;
  return {
    topic: bare,
    ...(at !== undefined && { at }),
    ...(operation !== undefined && { operation }),
    source: Object.fromEntries(source),
    key: Object.fromEntries(key),
    data: Object.fromEntries(data),
  };
}
