"""Bytes to records, one file a protocol: pure, without a port, and never raising on any bytes."""
