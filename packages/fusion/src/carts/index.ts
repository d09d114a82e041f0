export { cartLines, receiptOf, totalOf } from "./cart.ts";
