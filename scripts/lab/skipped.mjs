/** The lab cannot run here; its message says why. */
export class Skipped extends Error {}
