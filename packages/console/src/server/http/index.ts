export { delivered } from "./delivered.ts";
export { setCommonHeaders } from "./headers.ts";
export { builtPageFolder, sendPageFile } from "./page-files.ts";
export { sendRefusal } from "./send.ts";
