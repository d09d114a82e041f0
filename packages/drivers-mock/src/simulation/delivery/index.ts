export { createDelivery, type Delivery, type Latency } from "./delivery.ts";
export { createDeviceClock } from "./device-clock.ts";
