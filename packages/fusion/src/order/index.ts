export { eventTime, OrderStage, type OrderState } from "./order-stage.ts";
