export { createFeed, type Feed, type FeedOptions } from "./feed.ts";
export { type Listeners, listeners } from "./listeners.ts";
