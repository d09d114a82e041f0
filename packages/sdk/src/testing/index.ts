export { seededRandom } from "../time/random.ts";
export { VirtualClock } from "../time/virtual-clock.ts";
export { type FakeByteTransport, fakeByteTransport } from "./fake-byte-transport.ts";
export { type FakeHidTransport, fakeHidTransport } from "./fake-hid-transport.ts";
export { type FakeModbusTransport, type FakeModbusUnit, fakeModbusTransport } from "./fake-modbus-transport.ts";
export { type FakeProvider, fakeProvider } from "./fake-provider.ts";
export { type TestHub, testHub } from "./test-hub.ts";
