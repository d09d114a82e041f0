/** A GTIN-13 for use inside one store (GS1 prefix 200), its check digit as in GS1 General Specifications §7.9. */
export function inStoreGtin(item: number): string {
  const body = `200${String(item).padStart(9, "0")}`;
  let sum = 0;
  for (let at = 0; at < body.length; at++) sum += Number(body[at]) * (at % 2 === 0 ? 1 : 3);
  return body + String((10 - (sum % 10)) % 10);
}
