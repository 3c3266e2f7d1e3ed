-- The agent's state. One file, so that a hand-in moves from draft to outbox in one commit.
-- Nothing here tells who somebody is: content is encrypted, a person is found by a 24-bit tag that fits several.

-- Single values: 'sequence' (last station sequence), 'downlink' (last sequence applied), 'time_token_ms',
-- 'time_token' (signature), 'clock_wrong', 'audit_head', 'last_confirmed_ms', 'countersigned' (last audit row that the
-- township countersigned), 'countersignature' (its signature), 'release_keys' and 'configuration' (as the release key
-- last ordered, serialized), 'forgetting' (1 while everything is being forgotten), 'revoked' (1: for good),
-- 'contact_ms', 'silence_latest_ms' (station clock at the last contact, and the latest since), 'silence_ran_ms' (run
-- since), 'locked' (1: lost mode), 'screen_percent', 'speaker_percent' (as a technician set them), 'clock_off_ms' (station's
-- clock beside the township's at the last hello), 'sealing_key_ms' (station clock when the newest came), 'touch_off' (tenths of
-- a millimetre, as last measured), 'update' (version as last ordered, serialized), 'update_outcome' (what became of it:
-- update/updates.hpp).
CREATE TABLE IF NOT EXISTS meta (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL              -- text, number or bytes as the name says
) WITHOUT ROWID;

-- Sealed submissions. The station cannot open them.
CREATE TABLE IF NOT EXISTS items (
  submission      BLOB PRIMARY KEY CHECK (length(submission) = 16),  -- UUIDv7; write-once
  sequence        INTEGER NOT NULL UNIQUE,  -- station sequence, from 1 without gaps; write-once
  kind            INTEGER NOT NULL,         -- wire.SubmissionKind; write-once
  scheme          TEXT NOT NULL,            -- write-once
  case_number     TEXT NOT NULL,            -- 12 digits; write-once
  sealed_ms       INTEGER NOT NULL,         -- station clock at the commit; write-once
  qr_text         TEXT NOT NULL,            -- receipt as printed; write-once
  envelope_digest BLOB NOT NULL,            -- SHA-256 of the envelope: what an acknowledgement names; write-once
  envelope        BLOB,                     -- serialized wire.Envelope; NULL once pruned
  bytes_total     INTEGER NOT NULL,         -- sealed bytes of all parts; write-once
  state           INTEGER NOT NULL CHECK (state IN (1, 3, 4, 5, 6)),
                                            -- wire.Item.State; 2 (sending) lives in RAM: after a restart it is sealed again
  since_ms        INTEGER NOT NULL,         -- of the state
  next_try_ms     INTEGER NOT NULL DEFAULT 0,  -- sealed: not before, 0: its turn has come; else 0
  tries           INTEGER NOT NULL DEFAULT 0,  -- failed attempts; ends on the shelf
  township_ms     INTEGER NOT NULL DEFAULT 0,  -- receipt time of the township
  acknowledgement BLOB,                     -- its signature
  reason          INTEGER NOT NULL DEFAULT 0   -- wire.RefusalCode or wire.FaultCode of the last failure
) WITHOUT ROWID;
DROP INDEX IF EXISTS items_due;  -- of the first version
-- Each question that is asked at every turn has its index, so that a million waiting items cost what ten cost.
-- How many are in each state, how many bytes wait, which is the oldest.
CREATE INDEX IF NOT EXISTS items_by_state ON items (state, sealed_ms, bytes_total);
-- Whose turn it is: light ones (64 KiB and less) and heavy ones, each in the order of their sequence.
CREATE INDEX IF NOT EXISTS items_turn ON items ((bytes_total > 65536), sequence) WHERE state = 1 AND next_try_ms = 0;
-- Whose turn comes later.
CREATE INDEX IF NOT EXISTS items_later ON items (next_try_ms) WHERE state = 1 AND next_try_ms > 0;
-- What has been with the township, refused or on the shelf for how long.
CREATE INDEX IF NOT EXISTS items_held ON items (state, since_ms) WHERE state IN (3, 4, 5);
CREATE TRIGGER IF NOT EXISTS items_write_once BEFORE UPDATE OF submission, sequence, kind, scheme, case_number, sealed_ms,
  qr_text, envelope_digest, bytes_total ON items BEGIN SELECT RAISE(ABORT, 'write-once'); END;

-- Sealed parts of items. Small ones lie here, larger ones in files named by their digest.
CREATE TABLE IF NOT EXISTS item_parts (
  submission BLOB NOT NULL REFERENCES items (submission) ON DELETE CASCADE,
  place      INTEGER NOT NULL,              -- order in the header, from 0
  digest     BLOB NOT NULL,                 -- SHA-256 of the sealed bytes
  size       INTEGER NOT NULL,              -- sealed bytes
  content    BLOB,                          -- NULL: in a file
  PRIMARY KEY (submission, place)
) WITHOUT ROWID;

-- The few whose bytes lie in files, for the sweep at start.
CREATE INDEX IF NOT EXISTS item_parts_in_files ON item_parts (digest) WHERE content IS NULL;

-- What a person has begun. Found by tag, opened by the person's key only.
CREATE TABLE IF NOT EXISTS drafts (
  id             BLOB PRIMARY KEY CHECK (length(id) = 16),  -- becomes the submission id
  tag            INTEGER NOT NULL,          -- 24 bits of the owner
  owner_key      BLOB NOT NULL,             -- row key wrapped by the owner's key
  owner          BLOB NOT NULL,             -- encrypted proof of ownership
  kind           INTEGER NOT NULL,
  scheme         TEXT NOT NULL,
  scheme_version INTEGER NOT NULL,
  case_number    TEXT NOT NULL,             -- of an earlier submission, or empty
  changed_ms     INTEGER NOT NULL,
  page           TEXT NOT NULL              -- id of the page where the person was
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS drafts_tag ON drafts (tag);
CREATE TABLE IF NOT EXISTS draft_parts (
  draft      BLOB NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999),
  kind       INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  plain_size INTEGER NOT NULL,
  row_key    BLOB NOT NULL,                 -- random key wrapped by the owner's key
  content    BLOB,                          -- encrypted; NULL: in a file
  file       BLOB,                          -- digest of the encrypted bytes when in a file
  PRIMARY KEY (draft, number)
) WITHOUT ROWID;

-- Lost mode: drafts that were held when it began; nobody sees them until the township was heard again (SECURITY 16).
CREATE TABLE IF NOT EXISTS locked_drafts (
  draft BLOB PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Rows about a person: found by tag, opened by station key + number (SECURITY 12).
CREATE TABLE IF NOT EXISTS roster (
  row     BLOB PRIMARY KEY,                 -- random id given by the township
  tag     INTEGER NOT NULL,
  row_key BLOB NOT NULL,
  content BLOB NOT NULL                     -- encrypted wire.RosterEntry
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS roster_tag ON roster (tag);
CREATE TABLE IF NOT EXISTS vault (
  row     BLOB PRIMARY KEY,                 -- random id, told to the township: deletes without the card
  tag     INTEGER NOT NULL,
  row_key BLOB NOT NULL,
  content BLOB NOT NULL                     -- encrypted wire.Template
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vault_tag ON vault (tag);
CREATE TABLE IF NOT EXISTS case_people (
  row     BLOB PRIMARY KEY,                 -- random id
  tag     INTEGER NOT NULL,
  row_key BLOB NOT NULL,
  content BLOB NOT NULL                     -- encrypted case number
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS case_people_tag ON case_people (tag);

-- Case states as the township last said.
CREATE TABLE IF NOT EXISTS case_states (
  case_number TEXT PRIMARY KEY,
  scheme      TEXT NOT NULL,
  state       TEXT NOT NULL,                -- id of forms/case_states
  note_key    BLOB NOT NULL,                -- row key wrapped by the station key
  note        BLOB NOT NULL,                -- encrypted words to the person
  township_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- States that a case has been through, in the township's order. Some ten a year; an answer names the newest 64.
CREATE TABLE IF NOT EXISTS case_steps (
  case_number TEXT NOT NULL,
  place       INTEGER NOT NULL,             -- from 0, oldest first
  state       TEXT NOT NULL,                -- id of forms/case_states
  township_ms INTEGER NOT NULL,             -- since when
  PRIMARY KEY (case_number, place)
) WITHOUT ROWID;

-- Clerks, as signed by the township.
CREATE TABLE IF NOT EXISTS accounts (
  account      TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  role         TEXT NOT NULL,
  disabled     INTEGER NOT NULL,
  code_hash    TEXT NOT NULL,               -- Argon2id of the one-time code; empty once used
  code_seen    TEXT NOT NULL,               -- last code hash from the township: the same one again changes nothing
  pin_hash     TEXT NOT NULL,               -- Argon2id of PIN + pepper; empty: not set
  wrong        INTEGER NOT NULL DEFAULT 0,  -- wrong tries in a row
  locked_ms    INTEGER NOT NULL DEFAULT 0,  -- no try is looked at before
  number_key   BLOB,                        -- row key wrapped by the station key
  number       BLOB                         -- encrypted own ID number (nobody confirms the own check-in)
) WITHOUT ROWID;

-- Orders of the release key that were taken (SECURITY 7): the same one again changes nothing, an older one is refused.
CREATE TABLE IF NOT EXISTS release_orders (
  sequence INTEGER PRIMARY KEY,             -- of the order, not of the downlink
  digest   BLOB NOT NULL                    -- SHA-256 of its bytes
);
-- Schemes that came by the downlink, the newest version of each.
CREATE TABLE IF NOT EXISTS schemes (
  id      TEXT PRIMARY KEY,
  version INTEGER NOT NULL,                 -- never goes back
  package BLOB NOT NULL                     -- serialized wire.SchemePackage, as it was signed; it loads
) WITHOUT ROWID;
-- The version before the newest, and those that a draft began with: a form is finished on the version it began with.
CREATE TABLE IF NOT EXISTS schemes_before (
  id      TEXT NOT NULL,
  version INTEGER NOT NULL,
  package BLOB NOT NULL,                    -- as it stood in schemes; write-once
  PRIMARY KEY (id, version)
) WITHOUT ROWID;
-- Keys of the township that hand-ins were sealed to, by order of the release key; before the first row: the enrolment's.
CREATE TABLE IF NOT EXISTS sealing_keys (
  epoch         INTEGER PRIMARY KEY,        -- never goes back
  public_key    BLOB NOT NULL,
  from_sequence INTEGER NOT NULL            -- first station sequence that may be sealed to it
);
-- Items of the downlink that were refused for good, until the township has heard of it.
CREATE TABLE IF NOT EXISTS downlink_refusals (
  sequence INTEGER PRIMARY KEY,
  code     INTEGER NOT NULL,                -- wire.FaultCode
  why      TEXT NOT NULL                    -- for the log
);

-- What self-tests found, the newest 30: numbers and codes.
CREATE TABLE IF NOT EXISTS self_tests (
  number INTEGER PRIMARY KEY,               -- rises
  record BLOB NOT NULL                      -- serialized wire.SelfTestRecord
);

-- What the township says to everybody (1), to the clerks (2), or about a case (3). Nothing of 1 and 2 is personal.
CREATE TABLE IF NOT EXISTS news (
  id          BLOB PRIMARY KEY,             -- given by the township: the same one again replaces
  audience    INTEGER NOT NULL CHECK (audience IN (1, 2, 3)),
  case_number TEXT NOT NULL,                -- 3; else empty
  made_ms     INTEGER NOT NULL,             -- township time
  expires_ms  INTEGER NOT NULL,             -- 0: never
  row_key     BLOB NOT NULL,                -- wrapped by the station key
  content     BLOB NOT NULL                 -- encrypted item of the downlink
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS news_of ON news (audience, case_number, made_ms);
-- Which clerk has read which message. Gone with the message.
CREATE TABLE IF NOT EXISTS news_read (
  account TEXT NOT NULL,
  id      BLOB NOT NULL,                    -- of news
  PRIMARY KEY (account, id)
) WITHOUT ROWID;

-- Hash chain, one row a hand-in (SECURITY 20); the township checks and countersigns it.
CREATE TABLE IF NOT EXISTS audit (
  number   INTEGER PRIMARY KEY,             -- from 1
  at_ms    INTEGER NOT NULL,
  what     TEXT NOT NULL,                   -- 'submission'
  subject  BLOB NOT NULL,                   -- envelope digest
  head     BLOB NOT NULL                    -- SHA-256 of previous head, number, time, what and subject
);
-- The same chain between hand-ins: sign-ins, opened faces, orders. Sent inside the seal of the next hand-in. Write-once.
CREATE TABLE IF NOT EXISTS audit_entries (
  sequence INTEGER NOT NULL,                -- of the hand-in that follows
  place    INTEGER NOT NULL,                -- from 0
  entry    BLOB NOT NULL,                   -- serialized wire.AuditEntry
  head     BLOB NOT NULL,                   -- after it
  PRIMARY KEY (sequence, place)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS audit_entries_fixed BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS audit_entries_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'write-once'); END;
