"""From documents to claims."""

from __future__ import annotations
