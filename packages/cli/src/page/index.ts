export { type OpenedPage, openPage } from "./open-page.ts";
export { openStorePage, type StorePage } from "./store-page.ts";
