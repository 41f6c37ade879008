"""Session folders in the formats that other programs read.

Every exporter takes sessions as `session_data` reads them and writes files; nothing here changes a
session. `bids`, `edf`, `fhir`, `tables` (CSV and Parquet) write; `xdf` reads.
"""
