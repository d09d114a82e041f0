"""An independent Modbus server for the tests: pymodbus 3.0, over TCP or RTU, with units that tell their values apart.

    pymodbus_server.py tcp PORT UNITS
    pymodbus_server.py rtu PATH UNITS

It says "ready" on its standard output when it serves, and ends when its standard input does.
"""
import asyncio
import sys
import types

import serial


class SerialTransport(asyncio.Transport):
    """What pymodbus needs of an asyncio transport, on pyserial: Debian only recommends the package that has one."""

    def __init__(self, loop, port, protocol):
        super().__init__()
        self.serial = port
        self._loop = loop
        self._protocol = protocol
        loop.add_reader(port.fileno(), self._read)
        loop.call_soon(protocol.connection_made, self)

    def _read(self):
        self._protocol.data_received(self.serial.read(4096))

    def write(self, data):
        self.serial.write(data)

    def close(self):
        self._loop.remove_reader(self.serial.fileno())
        self.serial.close()


async def create_serial_connection(loop, factory, path, **options):
    protocol = factory()
    port = serial.Serial(path, **{**options, "timeout": 0})
    return SerialTransport(loop, port, protocol), protocol


try:
    import serial_asyncio  # noqa: F401
except ImportError:
    sys.modules["serial_asyncio"] = types.SimpleNamespace(create_serial_connection=create_serial_connection)

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer

ADDRESSES = 1000
TABLES = {"coils": "co", "discrete": "di", "holding": "hr", "input": "ir"}


def value_at(unit, table, address):
    """The same as in the tests' own simulated unit."""
    mixed = (unit * 2654435761 + address * 40503 + len(table) * 977) & 0xFFFFFFFF
    return (mixed >> 7) & 1 if table in ("coils", "discrete") else (mixed >> 9) & 0xFFFF


def unit_context(unit):
    blocks = {
        short: ModbusSequentialDataBlock(0, [value_at(unit, table, a) for a in range(ADDRESSES)])
        for table, short in TABLES.items()
    }
    return ModbusSlaveContext(zero_mode=True, **blocks)


async def end_with_input():
    """Whoever started this went away: so does this."""
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def main(mode, where, units):
    context = ModbusServerContext(slaves={n: unit_context(n) for n in range(1, units + 1)}, single=False)
    if mode == "tcp":
        server = ModbusTcpServer(context, framer=ModbusSocketFramer, address=("127.0.0.1", int(where)))
        serving = asyncio.ensure_future(server.serve_forever())
        await server.serving
    else:
        server = ModbusSerialServer(
            context, framer=ModbusRtuFramer, port=where, baudrate=115200, ignore_missing_slaves=True
        )
        await server.start()
        serving = asyncio.ensure_future(server.serve_forever())
    print("ready", flush=True)
    await asyncio.wait({serving, asyncio.ensure_future(end_with_input())}, return_when=asyncio.FIRST_COMPLETED)


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
