// Run as a user who may not open /dev/hidraw*: says what the transport says.
import { openHid } from "./lab-hub.mjs";

try {
  await openHid({ vendorId: 0x1d6b, productId: 0x8c01 });
  console.log("it was opened");
} catch (error) {
  console.log(error.code, error.remedy);
}
