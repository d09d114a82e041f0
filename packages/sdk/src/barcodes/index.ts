export { checkDigit, hasRightCheckDigit } from "./check-digit.ts";
export {
  type AiPart,
  type ApplicationIdentifier,
  applicationIdentifiers,
} from "./gs1/application-identifier.ts";
export { type Gs1Element, type Gs1Elements, readElements } from "./gs1/element-string.ts";
export { dateOf, netWeightOf, priceOf, type StatedPrice, valueOf } from "./gs1/measures.ts";
export { toGtin14 } from "./gtin.ts";
export { type Barcode, readBarcode, type Scan } from "./read-barcode.ts";
export { readStoreLabel, type StoreLabel, type StoreTemplate, storeTemplate } from "./store-template.ts";
export { type Symbology, symbologyOf } from "./symbology.ts";
export { expandUpcE } from "./upc-e.ts";
export { verifierDigit } from "./verifier-digit.ts";
