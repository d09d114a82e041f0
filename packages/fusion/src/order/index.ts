export { OrderStage, type OrderState } from "./order-stage.ts";
