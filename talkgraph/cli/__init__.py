"""The command line: options, one public call, print."""

from __future__ import annotations
