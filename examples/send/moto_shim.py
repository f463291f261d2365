"""Starts moto's server so that App Mesh's timestamps are what the wire has: seconds since 1970.

moto formats them with strftime as text for people ("21/11/2026, 08:02:33"), where the service and its
model have numbers. Reading that is not the library's business, so it is put right here: the module that
takes these times gets a datetime whose strftime gives the number. Nothing else in moto is touched.

The server ends with its standard input, so that it cannot outlive whoever started it.
"""

import datetime
import os
import sys
import threading

from moto.server import main  # all but the services, which it loads when they are first asked for


class Epoch(datetime.datetime):
    def strftime(self, format):
        return self.timestamp()


def end_with_standard_input():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


# What takes `datetime` from its module while this holds is App Mesh alone.
real, datetime.datetime = datetime.datetime, Epoch
import moto.appmesh.dataclasses.shared  # noqa: E402,F401

datetime.datetime = real

threading.Thread(target=end_with_standard_input, daemon=True).start()
main(sys.argv[1:])
