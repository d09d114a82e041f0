export { type Choices, type Kind, kinds, type Transport, transports, transportsOf } from "./choices.ts";
export { scaffold, writeFiles } from "./scaffold.ts";
