export { lineScanner as default } from "./line-scanner.ts";
