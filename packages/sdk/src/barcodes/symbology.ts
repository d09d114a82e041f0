/** A kind of symbol, in the names of the standards. */
export interface Symbology {
  /** Its name, such as `EAN-13` or `GS1 DataMatrix`. */
  readonly name: string;
  /** `ScanDataType` of the UnifiedPOS scanner (UnifiedPOS 1.16, Scanner): 104 is `SCAN_SDT_EAN13`; 0 is unknown, 501 other. */
  readonly unifiedPos: number;
  /** Whether the data is a GS1 element string: application identifiers and their values. */
  readonly gs1: boolean;
}

const symbology = (name: string, unifiedPos: number, gs1 = false): Symbology => ({ name, unifiedPos, gs1 });

const other = 501;
const unknownSymbology: Symbology = symbology("unknown", 0);

/**
 * By code character of the AIM identifier; where the modifier tells kinds apart, by both (ISO/IEC 15424:2008, annex A;
 * GS1 General Specifications, 5.1.2, for those with GS1 data).
 */
const byIdentifier: Readonly<Record<string, Symbology>> = {
  A: symbology("Code 39", 108),
  A1: symbology("Code 39", 137),
  B: symbology("Telepen", 145),
  C: symbology("Code 128", 110),
  C1: symbology("GS1-128", 120, true),
  C4: symbology("ISBT 128", 141),
  E3: symbology("EAN/UPC with add-on", 119),
  F: symbology("Codabar", 107),
  G: symbology("Code 93", 109),
  H: symbology("Code 11", 142),
  I: symbology("Interleaved 2 of 5", 106),
  I1: symbology("Interleaved 2 of 5", 133),
  K: symbology("Code 16K", 211),
  L: symbology("PDF417", 201),
  M: symbology("MSI", 143),
  O: symbology("Codablock", other),
  P: symbology("Plessey", 144),
  Q: symbology("QR Code", 204),
  Q3: symbology("GS1 QR Code", 209, true),
  Q4: symbology("GS1 QR Code", 209, true),
  R: symbology("Straight 2 of 5", 105),
  S: symbology("Standard 2 of 5", 105),
  T: symbology("Code 49", 210),
  U: symbology("MaxiCode", 202),
  X: unknownSymbology,
  Z: symbology("keyboard or other", other),
  d: symbology("Data Matrix", 203),
  d2: symbology("GS1 DataMatrix", 208, true),
  d5: symbology("GS1 DataMatrix", 208, true),
  e: symbology("GS1 DataBar", 131, true),
  e1: symbology("GS1 Composite", 151, true),
  e2: symbology("GS1 Composite", 151, true),
  h: symbology("Han Xin", 215),
  h2: symbology("GS1 Han Xin", 215, true),
  J: symbology("DotCode", other),
  J1: symbology("GS1 DotCode", other, true),
  o: symbology("OCR", other),
  z: symbology("Aztec", 206),
};

const ean13 = symbology("EAN-13", 104);
const ean8 = symbology("EAN-8", 103);
const upcA = symbology("UPC-A", 101);
const upcE = symbology("UPC-E", 102);
const addOn = symbology("EAN/UPC add-on", other);

/** What an AIM identifier (`]E0`, `]C1`, …) says of the symbol; the data tells the EAN/UPC family apart by its length. */
export function symbologyOf(aimId: string, data: string): Symbology {
  const [flag, code = "", modifier = ""] = aimId;
  if (flag !== "]" || aimId.length !== 3) return unknownSymbology;
  if (code === "E" && modifier !== "3") return eanOrUpc(modifier, data.length);
  return byIdentifier[code + modifier] ?? byIdentifier[code] ?? symbology("other", other);
}

/** `]E0` covers all but EAN-8 and add-ons. Many scanners leave the leading zeros of a UPC away. */
function eanOrUpc(modifier: string, length: number): Symbology {
  if (modifier === "4") return ean8;
  if (modifier === "1" || modifier === "2") return addOn;
  if (length === 13) return ean13;
  return length === 12 ? upcA : upcE;
}
