/** What a scale sends, one frame each, and what it means; each character is one byte. */
export type ScaleFixture = readonly (readonly [bytes: string, means: Readonly<Record<string, unknown>>])[];
