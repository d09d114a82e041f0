import type { Clock } from "@aisle/sdk";
import { type EventHub, mostQueued, type Subscription, topicFilter } from "../events/index.ts";
import {
  at,
  dateTime,
  invalidValue,
  parseDateTime,
  parseDuration,
  type SoapAnswer,
  type SoapFault,
  senderFault,
} from "../soap/index.ts";
import { eventCapabilities } from "./device-service.ts";
import { eventProperties } from "./event-properties.ts";
import { type Service, type ServiceCall, servicePaths } from "./service.ts";

/** How long a subscription lives whose maker did not say, or at most (ms). */
const defaultLifeMs = 60_000;
const longestLifeMs = 86_400_000;
/** How long a pull waits at most (ms); each device has to do a minute (ONVIF Core 21.12, section 9.1.2). */
const longestPullMs = 60_000;

/** The event service and its pull points (ONVIF Core 21.12, chapter 9; WS-BaseNotification 1.3, chapter 6). */
export function createEventService(
  hub: EventHub,
  clock: Clock,
  cameraTime: () => number,
  crossingsReplayed: boolean,
): Service {
  /** Milliseconds from now of an `AbsoluteOrRelativeTime`. */
  const lifeOf = (text: string): number | undefined => {
    const ms = parseDuration(text) ?? (parseDateTime(text) ?? Number.NaN) - cameraTime();
    return ms > 0 && ms <= longestLifeMs ? ms : undefined;
  };
  const times = ({ endsAt }: Subscription, prefix: string): string =>
    `<${prefix}:CurrentTime>${dateTime(cameraTime())}</${prefix}:CurrentTime>` +
    `<${prefix}:TerminationTime>${dateTime(cameraTime() + endsAt - clock.now())}</${prefix}:TerminationTime>`;
  const forSubscription = (
    call: ServiceCall,
    answer: (subscription: Subscription) => SoapAnswer | Promise<SoapAnswer>,
  ): SoapAnswer | Promise<SoapAnswer> => {
    const subscription = call.subscription === undefined ? undefined : hub.find(call.subscription);
    return subscription === undefined ? unknownSubscription() : answer(subscription);
  };
  const unknownSubscription = (): SoapFault =>
    senderFault(
      ["wsrfr:ResourceUnknownFault"],
      "The subscription does not exist, or has ended",
      `<wsrfr:ResourceUnknownFault xmlns:wsrfbf="http://docs.oasis-open.org/wsrf/bf-2"><wsrfbf:Timestamp>` +
        `${dateTime(cameraTime())}</wsrfbf:Timestamp></wsrfr:ResourceUnknownFault>`,
    );

  return {
    GetServiceCapabilities: () =>
      `<tev:GetServiceCapabilitiesResponse>${eventCapabilities}</tev:GetServiceCapabilitiesResponse>`,
    GetEventProperties: () => eventProperties(crossingsReplayed),
    CreatePullPointSubscription: ({ request, base }) => {
      const wants = topicFilter(at(request, "Filter"));
      if (typeof wants !== "function") return wants;
      const asked = at(request, "InitialTerminationTime")?.text;
      const lifeMs = asked === undefined || asked === "" ? defaultLifeMs : lifeOf(asked);
      if (lifeMs === undefined)
        return senderFault(["wsnt:UnacceptableInitialTerminationTimeFault"], "No such termination time");
      // Without a time of its own, a pull point lives as long as it is pulled (section 9.1.1).
      const subscription = hub.subscribe(wants, lifeMs, asked === undefined || asked === "");
      if (subscription === undefined)
        return senderFault(["wsnt:SubscribeCreationFailedFault"], "There are too many subscriptions");
      return (
        `<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa:Address>${base}` +
        `${servicePaths.subscription}${subscription.id}</wsa:Address></tev:SubscriptionReference>` +
        `${times(subscription, "wsnt")}</tev:CreatePullPointSubscriptionResponse>`
      );
    },
    PullMessages: (call) =>
      forSubscription(call, async (subscription) => {
        const waitMs = parseDuration(at(call.request, "Timeout")?.text ?? "");
        const limit = Number(at(call.request, "MessageLimit")?.text ?? Number.NaN);
        if (waitMs === undefined || !Number.isInteger(limit) || limit < 1)
          return invalidValue("Timeout and MessageLimit have to be a duration and a number from 1");
        if (waitMs > longestPullMs) return pullTooLong;
        if (subscription.waiting)
          return senderFault(["wsnt:UnableToGetMessagesFault"], "Another pull is waiting for messages already");
        const keepAlive = (): void => {
          if (subscription.keptAliveMs !== undefined) subscription.endsAt = clock.now() + subscription.keptAliveMs;
        };
        keepAlive();
        const wait = Math.min(waitMs, subscription.endsAt - clock.now());
        const messages = await subscription.pull(wait, Math.min(limit, mostQueued), call.signal);
        if (messages.length === 0 && hub.find(subscription.id) === undefined) return unknownSubscription();
        keepAlive();
        return `<tev:PullMessagesResponse>${times(subscription, "tev")}${messages.join("")}</tev:PullMessagesResponse>`;
      }),
    SetSynchronizationPoint: (call) =>
      forSubscription(call, (subscription) => {
        hub.synchronise(subscription);
        return "<tev:SetSynchronizationPointResponse/>";
      }),
    Renew: (call) =>
      forSubscription(call, (subscription) => {
        const lifeMs = lifeOf(at(call.request, "TerminationTime")?.text ?? "");
        if (lifeMs === undefined)
          return senderFault(["wsnt:UnacceptableTerminationTimeFault"], "No such termination time");
        subscription.endsAt = clock.now() + lifeMs;
        const [now, ends] = [cameraTime(), cameraTime() + lifeMs];
        return (
          `<wsnt:RenewResponse><wsnt:TerminationTime>${dateTime(ends)}</wsnt:TerminationTime>` +
          `<wsnt:CurrentTime>${dateTime(now)}</wsnt:CurrentTime></wsnt:RenewResponse>`
        );
      }),
    Unsubscribe: (call) =>
      forSubscription(call, (subscription) => {
        hub.remove(subscription);
        return "<wsnt:UnsubscribeResponse/>";
      }),
  };
}

const pullTooLong = senderFault(
  ["ter:InvalidArgVal"],
  "The timeout is longer than a pull may wait",
  `<tev:PullMessagesFaultResponse><tev:MaxTimeout>PT${longestPullMs / 1000}S</tev:MaxTimeout>` +
    `<tev:MaxMessageLimit>${mostQueued}</tev:MaxMessageLimit></tev:PullMessagesFaultResponse>`,
);
