import type { Clock } from "@aisle/sdk";
import type { OnvifCounts } from "../counts.ts";
import { type CameraEvent, notification } from "./messages.ts";
import { createSubscription, type Subscription } from "./subscription.ts";
import type { TopicFilter } from "./topic-filter.ts";

/** The camera's subscriptions, and the present state of its properties. */
export interface EventHub {
  /** Tells everybody who wants it, and remembers it where it is a property. */
  publish(event: CameraEvent): void;
  /** Nothing where there are ten already. A new one begins with the state of all properties. */
  subscribe(wants: TopicFilter, lifeMs: number, keptAlive: boolean): Subscription | undefined;
  /** One that has not ended. */
  find(id: number): Subscription | undefined;
  /** Puts the state of all properties into it, as `Initialized` (ONVIF Core 21.12, Synchronization point). */
  synchronise(subscription: Subscription): void;
  remove(subscription: Subscription): void;
  /** Ends all. */
  expireAll(): void;
}

/** Subscriptions at once (`MaxPullPoints`). */
export const mostSubscriptions = 10;
/** Properties whose state is kept; the one that was silent longest goes first. */
const mostProperties = 256;

/** A hub without subscriptions. `cameraTime` is the time that the camera believes in. */
export function createEventHub(clock: Clock, cameraTime: () => number, counts: OnvifCounts): EventHub {
  const subscriptions = new Map<number, Subscription>();
  const properties = new Map<string, CameraEvent>();
  let lastId = 0;

  const expire = (subscription: Subscription): void => {
    if (subscriptions.delete(subscription.id)) counts.subscriptions.expired++;
    subscription.end();
  };
  const present = (): readonly Subscription[] => {
    for (const each of [...subscriptions.values()]) if (each.endsAt <= clock.now()) expire(each);
    return [...subscriptions.values()];
  };

  const hub: EventHub = {
    publish(event) {
      counts.events.said++;
      if (event.isProperty) {
        const key = `${event.topic} ${event.rule}`;
        properties.delete(key);
        properties.set(key, event);
        if (properties.size > mostProperties)
          for (const oldest of properties.keys()) if (properties.delete(oldest)) break;
      }
      const wanting = present().filter((each) => each.wants(event.topic));
      if (wanting.length === 0) counts.events.unheard++;
      const message = notification(event, cameraTime(), "Changed");
      for (const each of wanting) each.push(message);
    },
    subscribe(wants, lifeMs, keptAlive) {
      if (present().length >= mostSubscriptions) {
        counts.subscriptions.refused++;
        return undefined;
      }
      const id = ++lastId;
      const keptAliveMs = keptAlive ? lifeMs : undefined;
      const subscription = createSubscription(
        { id, wants, endsAt: clock.now() + lifeMs, keptAliveMs },
        clock,
        counts.events,
      );
      subscriptions.set(id, subscription);
      counts.subscriptions.made++;
      hub.synchronise(subscription);
      return subscription;
    },
    find: (id) => present().find((each) => each.id === id),
    synchronise(subscription) {
      for (const event of properties.values())
        if (subscription.wants(event.topic)) subscription.push(notification(event, cameraTime(), "Initialized"));
    },
    remove(subscription) {
      if (subscriptions.delete(subscription.id)) counts.subscriptions.unsubscribed++;
      subscription.end();
    },
    expireAll() {
      for (const each of [...subscriptions.values()]) expire(each);
    },
  };
  return hub;
}
