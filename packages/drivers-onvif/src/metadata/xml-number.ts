const [zero, nine, point, plus, minus] = [0x30, 0x39, 0x2e, 0x2b, 0x2d];
/** So many digits are exact as a whole number; a power of ten up to 22 is too, and so is one rounding of their ratio. */
const mostDigits = 15;
const powers = Array.from({ length: mostDigits + 1 }, (_, power) => Number(`1e${power}`));
const form = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * The number between two places of a text as XML Schema writes it (part 2, section 3.2.4), without infinities; NaN for
 * anything else. It makes no string of a plain decimal number, of which a picture has hundreds.
 */
export function numberBetween(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  let at = first === minus || first === plus ? from + 1 : from;
  let mantissa = 0;
  let digits = 0;
  let pointAt = -1;
  for (; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + code - zero;
      digits += 1;
    } else if (code === point && pointAt < 0) pointAt = at;
    else return toNumber(text.slice(from, to));
  }
  if (digits === 0 || digits > mostDigits) return toNumber(text.slice(from, to));
  const value = pointAt < 0 ? mantissa : mantissa / powers[to - pointAt - 1]!;
  return first === minus ? -value : value;
}

/** The same for a whole text. */
export function toNumber(text: string): number {
  const bare = text.trim();
  const value = form.test(bare) ? Number(bare) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
