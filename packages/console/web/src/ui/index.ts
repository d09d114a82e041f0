export { Confirm } from "./dialog.tsx";
export { duration, money, percent, timeOfDay, timeOfDayTenths } from "./formats.ts";
export { sessionColour } from "./session-colours.ts";
export { isDark } from "./theme.ts";
