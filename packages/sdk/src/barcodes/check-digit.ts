/** The digit that makes a GS1 key of digits right (GS1 General Specifications, 7.9.1): weights 3 and 1 from the right. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += (digits.charCodeAt(digits.length - 1 - index) - 48) * (index % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last of these digits is the right check digit. Anything but digits is not. */
export function hasRightCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}
