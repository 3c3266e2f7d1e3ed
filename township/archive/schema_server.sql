-- What the archive has beside schema.sql on a database server (PostgreSQL), where several gateways work on it at once.
-- Run after schema.sql, as that is translated (township/postgres/sql_text.hpp); may be run again.

-- The transaction that made an item: with it a gateway finds what others made since it looked last, without one number
-- that all of them would have to fight for. See downlink_watch.cpp.
ALTER TABLE downlink ADD COLUMN IF NOT EXISTS made_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX IF NOT EXISTS downlink_made ON downlink (made_xid);
