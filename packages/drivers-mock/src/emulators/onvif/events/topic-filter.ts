import { child, type SoapFault, senderFault, type XmlElement } from "../soap/index.ts";
import { concrete, concreteSet } from "./messages.ts";

/** Whether a subscription wants a topic, given without its prefix. */
export type TopicFilter = (topic: string) => boolean;

const longest = 1_024;

/**
 * The topic expressions of a `wsnt:Filter`: paths joined by `|`, a `//.` at the end for all that is below
 * (ONVIF Core 21.12, Topic filter). Filters by content are let through: the camera does not have them.
 */
export function topicFilter(filter: XmlElement | undefined): TopicFilter | SoapFault {
  const expression = child(filter, "TopicExpression");
  if (expression === undefined) return () => true;
  const dialect = expression.attributes.get("Dialect") ?? concrete;
  if (dialect !== concreteSet && dialect !== concrete)
    return senderFault(["wsnt:TopicExpressionDialectUnknownFault"], "Topic expressions have no such dialect");
  if (expression.text.length > longest || expression.text === "")
    return senderFault(["wsnt:InvalidTopicExpressionFault"], "The topic expression is empty or too long");
  const wanted = expression.text.split("|").map((path) => path.trim().replaceAll(/[\w-]+:/g, ""));
  return (topic) =>
    wanted.some((path) => (path.endsWith("//.") ? `${topic}/`.startsWith(`${path.slice(0, -3)}/`) : path === topic));
}
