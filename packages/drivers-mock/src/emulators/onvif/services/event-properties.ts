import { concrete, concreteSet } from "../events/index.ts";

const description = (property: boolean, data: readonly (readonly [name: string, type: string])[]): string =>
  `<tt:MessageDescription IsProperty="${property}"><tt:Source>` +
  `<tt:SimpleItemDescription Name="VideoSourceConfigurationToken" Type="tt:ReferenceToken"/>` +
  `<tt:SimpleItemDescription Name="VideoAnalyticsConfigurationToken" Type="tt:ReferenceToken"/>` +
  `<tt:SimpleItemDescription Name="Rule" Type="xs:string"/></tt:Source><tt:Data>` +
  data.map(([name, type]) => `<tt:SimpleItemDescription Name="${name}" Type="${type}"/>`).join("") +
  `</tt:Data></tt:MessageDescription>`;

/** What `GetEventProperties` answers (ONVIF Core 21.12, Get event properties); `replayed`: crossings are properties too. */
export function eventProperties(replayed: boolean): string {
  const crossed = description(replayed, [
    ["ObjectId", "xs:integer"],
    ["Direction", "xs:string"],
  ]);
  return (
    `<tev:GetEventPropertiesResponse>` +
    `<tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/topicns.xml</tev:TopicNamespaceLocation>` +
    `<wsnt:FixedTopicSet>true</wsnt:FixedTopicSet><wstop:TopicSet><tns1:RuleEngine>` +
    `<LineDetector><Crossed wstop:topic="true">${crossed}</Crossed></LineDetector><CountAggregation>` +
    `<Counter wstop:topic="true">${description(true, [["Count", "xs:nonNegativeInteger"]])}</Counter>` +
    `</CountAggregation></tns1:RuleEngine></wstop:TopicSet>` +
    `<wsnt:TopicExpressionDialect>${concreteSet}</wsnt:TopicExpressionDialect>` +
    `<wsnt:TopicExpressionDialect>${concrete}</wsnt:TopicExpressionDialect><tev:MessageContentFilterDialect>` +
    `http://www.onvif.org/ver10/tev/messageContentFilter/ItemFilter</tev:MessageContentFilterDialect>` +
    `<tev:MessageContentSchemaLocation>http://www.onvif.org/onvif/ver10/schema/onvif.xsd` +
    `</tev:MessageContentSchemaLocation></tev:GetEventPropertiesResponse>`
  );
}
