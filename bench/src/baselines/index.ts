export { givenPeople } from "./given-people.ts";
export { ourPeople } from "./our-people.ts";
export type { SeenPerson } from "./people.ts";
export { type PlateSeries, plateSeries } from "./plate-series.ts";
export { byThreshold } from "./threshold.ts";
export { truePeople } from "./true-people.ts";
export { byWinnersRules } from "./winner.ts";
