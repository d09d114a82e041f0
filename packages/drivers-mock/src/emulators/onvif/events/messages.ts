import { dateTime, escapeXml } from "../soap/index.ts";

/** Topics of the camera (ONVIF Analytics 21.12, Line detector and Counting; ONVIF topic namespace). */
export const topics = {
  crossed: "RuleEngine/LineDetector/Crossed",
  counter: "RuleEngine/CountAggregation/Counter",
} as const;

/** What a notification says of a property (ONVIF Core 21.12, Properties); none where it is no property. */
export type PropertyOperation = "Initialized" | "Changed";

/** Something that happened, before it is told to anybody. */
export interface CameraEvent {
  readonly topic: (typeof topics)[keyof typeof topics];
  /** The name of the line or counter. */
  readonly rule: string;
  /** Simple items of `Data`. */
  readonly data: Readonly<Record<string, string>>;
  readonly isProperty: boolean;
}

/** A `wsnt:NotificationMessage` (WS-BaseNotification 1.3, section 3.2; ONVIF Core 21.12, Notification message format). */
export function notification(event: CameraEvent, at: number, operation: PropertyOperation): string {
  return (
    `<wsnt:NotificationMessage><wsnt:Topic Dialect="${concreteSet}">tns1:${event.topic}</wsnt:Topic>` +
    `<wsnt:Message><tt:Message UtcTime="${dateTime(at)}"${event.isProperty ? ` PropertyOperation="${operation}"` : ""}>` +
    `<tt:Source>${item("VideoSourceConfigurationToken", "source")}` +
    `${item("VideoAnalyticsConfigurationToken", "analytics")}${item("Rule", event.rule)}</tt:Source>` +
    `<tt:Data>${Object.entries(event.data)
      .map(([name, value]) => item(name, value))
      .join("")}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`
  );
}

/** The topic expression dialects that are mandatory (ONVIF Core 21.12, Topic filter; WS-Topics 1.3). */
export const concreteSet = "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";
export const concrete = "http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete";

function item(name: string, value: string): string {
  return `<tt:SimpleItem Name="${escapeXml(name)}" Value="${escapeXml(value)}"/>`;
}
