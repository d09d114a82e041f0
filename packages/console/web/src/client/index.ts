export { browserModel } from "./browser.ts";
export type { PageModel } from "./page-model.ts";
export type { ShellModel } from "./shell-model.ts";
