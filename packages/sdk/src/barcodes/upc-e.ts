import { checkDigit } from "./check-digit.ts";

/** Where the six digits of a UPC-E go in the eleven of its UPC-A, by the last of them (GS1 General Specifications, 5.2.2.4.2). */
function spread(d: string): string {
  const last = d.charAt(5);
  if (last <= "2") return `${d.slice(0, 2)}${last}0000${d.slice(2, 5)}`;
  if (last === "3") return `${d.slice(0, 3)}00000${d.slice(3, 5)}`;
  if (last === "4") return `${d.slice(0, 4)}00000${d.charAt(4)}`;
  return `${d.slice(0, 5)}0000${last}`;
}

/**
 * The 12 digits of the UPC-A that a UPC-E stands for: from its 6 digits (number system 0), 7 (with the number system 0 or
 * 1 in front) or 8 (with the check digit behind). `undefined` where it is none, or its check digit is wrong.
 */
export function expandUpcE(digits: string): string | undefined {
  if (!/^\d{6}$|^[01]\d{6,7}$/.test(digits)) return undefined;
  const whole = digits.length === 6 ? `0${digits}` : digits;
  const body = `${whole.charAt(0)}${spread(whole.slice(1, 7))}`;
  const check = checkDigit(body);
  return whole.length === 8 && whole.charAt(7) !== check ? undefined : body + check;
}
