export { createEventHub, type EventHub, mostSubscriptions } from "./event-hub.ts";
export { concrete, concreteSet, topics } from "./messages.ts";
export { mostQueued, type Subscription } from "./subscription.ts";
export { topicFilter } from "./topic-filter.ts";
