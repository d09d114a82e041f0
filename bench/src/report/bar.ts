/** Something that was promised: at least or at most so much. */
export interface Bar {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Whether it is kept; nothing measured keeps nothing. */
export function isKept({ value, atLeast = -Infinity, atMost = Infinity }: Bar): boolean {
  return value >= atLeast && value <= atMost;
}

/** `MISSED  heap of market-2: 120.0 MB (bar: at most 100)`. */
export function barLine(bar: Bar): string {
  const { what, value, unit, atLeast, atMost } = bar;
  const limits = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0;
  const told = Number.isNaN(value) ? "not measured" : `${value.toFixed(digits)}${unit === "" ? "" : ` ${unit}`}`;
  return `${isKept(bar) ? "holds " : "MISSED"}  ${what}: ${told} (bar: ${limits.join(", ")})`;
}
