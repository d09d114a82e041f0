import { z } from "zod";

/** A chance or share: 0 to 1. */
export const share = (fallback: number, text: string) => z.number().min(0).max(1).default(fallback).describe(text);

/** An amount that cannot be negative. */
export const amount = (fallback: number, most: number, text: string) =>
  z.number().min(0).max(most).default(fallback).describe(text);

/** A whole number. */
export const whole = (fallback: number, least: number, most: number, text: string) =>
  z.number().int().min(least).max(most).default(fallback).describe(text);
