export { driver as default } from "./driver.ts";
