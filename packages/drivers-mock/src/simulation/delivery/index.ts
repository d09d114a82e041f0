export { createDelivery, type Delivery, type Latency } from "./delivery.ts";
