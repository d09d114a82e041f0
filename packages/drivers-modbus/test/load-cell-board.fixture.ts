import { type FakeModbusTransport, fakeModbusTransport } from "@aisle/sdk/testing";

/** A board of the profile `load-cell-board` on a fake bus, which takes a new sample for every read. */
export function fakeLoadCellBoard(
  channels: number,
  unit = 1,
): FakeModbusTransport & { readonly board: Record<number, number> } {
  const board: Record<number, number> = { 0: 0x4c43, 1: channels, 2: 0, 3: 0 };
  for (let channel = 0; channel < channels; channel += 1) setPlate(board, channel, 0, 1);
  const bus = fakeModbusTransport({ [unit]: { input: board, holding: { 0: 0, 1: 0 } } });
  return {
    ...bus,
    board,
    readInputRegisters: async (asked, address, count) => {
      if (asked === unit) board[2] = ((board[2] ?? 0) + 1) & 0xffff;
      return bus.readInputRegisters(asked, address, count);
    },
  };
}

/** Puts so many tenths of a gram on a channel. */
export function setPlate(board: Record<number, number>, channel: number, tenths: number, status = 1): void {
  const channels = board[1] ?? 1;
  board[4 + channel] = status;
  board[4 + channels + 2 * channel] = (tenths >>> 16) & 0xffff;
  board[5 + channels + 2 * channel] = tenths & 0xffff;
}
