/**
 * A udev rule (Linux) that lets the group, and whoever sits at the screen, open a HID device: to be put into
 * `/etc/udev/rules.d/70-aisle-hid.rules`, then `udevadm control --reload-rules && udevadm trigger`. The group, `plugdev`
 * unless told, must exist, and the user that runs the process must be in it.
 */
export function udevRule({
  vendorId,
  productId,
  group = "plugdev",
}: {
  readonly vendorId: number;
  readonly productId: number;
  readonly group?: string;
}): string {
  const id = (value: number): string => value.toString(16).padStart(4, "0");
  return [
    'SUBSYSTEM=="hidraw"',
    'KERNEL=="hidraw*"',
    `ATTRS{idVendor}=="${id(vendorId)}"`,
    `ATTRS{idProduct}=="${id(productId)}"`,
    `GROUP="${group}"`,
    'MODE="0660"',
    'TAG+="uaccess"',
  ].join(", ");
}
