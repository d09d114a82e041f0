export { lineScanner as default } from "./line-scanner.ts";
export { lines } from "./lines.ts";
