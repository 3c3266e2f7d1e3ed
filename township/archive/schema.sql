-- The township's archive, format 2, for SQLite as it stands; township/postgres/sql_text.hpp says what PostgreSQL makes
-- of it, schema_server.sql what it has beside. Statements everywhere are written in what both speak.
-- Times are UTC milliseconds of the township's clock unless a column says otherwise.
-- "sealed" columns are XChaCha20-Poly1305 under the archive key, bound to their column's name; "found by" columns are
-- HMAC-SHA256 under the look-up key. Both keys lie outside the database (SECURITY 31).
-- Tables marked "write-once" are guarded by triggers: a row is never changed or removed.

CREATE TABLE IF NOT EXISTS settings (
    name  TEXT PRIMARY KEY,                 -- "format"; on a server "keys" (whose archive), "schema" (its digest)
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES ('format', '2') ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS stations (
    id               TEXT PRIMARY KEY,      -- a-z 0-9 and -, at most 40
    state            TEXT NOT NULL CHECK (state IN ('invited', 'enrolled', 'revoked')),
    curve_public     BLOB,                  -- who gets in (ZAP); 32 bytes
    sign_public      BLOB,                  -- Ed25519, checks envelopes
    box_public       BLOB,                  -- X25519, roster entries are sealed to it
    token_digest     BLOB,                  -- SHA-256 of the invitation's token; NULL when used up
    token_expires_ms INTEGER NOT NULL DEFAULT 0,
    invited_ms       INTEGER NOT NULL,
    enrolled_ms      INTEGER NOT NULL DEFAULT 0,
    revoked_ms       INTEGER NOT NULL DEFAULT 0,
    seen_ms          INTEGER NOT NULL DEFAULT 0  -- last hello
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS stations_curve ON stations (curve_public) WHERE curve_public IS NOT NULL;

-- Codes typed wrong since the last invitation (SECURITY 9).
CREATE TABLE IF NOT EXISTS enrolment_tries (
    station TEXT PRIMARY KEY,
    wrong   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Write-once. Old keys stay known, so that old signatures can be checked (SECURITY 8).
CREATE TABLE IF NOT EXISTS station_keys (
    station     TEXT NOT NULL,
    sign_public BLOB NOT NULL,
    since_ms    INTEGER NOT NULL,
    PRIMARY KEY (station, sign_public)
) STRICT, WITHOUT ROWID;

-- Write-once. How far each station's audit chain is held without a gap or a fork: what was countersigned (SECURITY 20).
CREATE TABLE IF NOT EXISTS station_heads (
    station     TEXT NOT NULL,
    sign_public BLOB NOT NULL,              -- a station enrolled anew with other keys begins anew
    sequence    INTEGER NOT NULL,           -- from 1 without gaps
    head        BLOB NOT NULL,              -- after that row; 32 bytes
    at_ms       INTEGER NOT NULL,
    PRIMARY KEY (station, sign_public, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS cases (
    number         TEXT PRIMARY KEY,        -- 12 digits, made by the station
    kind           INTEGER NOT NULL,        -- SubmissionKind of the first submission
    scheme         TEXT NOT NULL,
    scheme_version INTEGER NOT NULL,
    station        TEXT NOT NULL,           -- where it began
    state          TEXT NOT NULL,           -- id of forms/case_states
    state_ms       INTEGER NOT NULL,
    note           TEXT NOT NULL DEFAULT '',-- the township's words to the person
    created_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Write-once.
CREATE TABLE IF NOT EXISTS submissions (
    id               BLOB PRIMARY KEY,      -- UUIDv7, 16 bytes
    station          TEXT NOT NULL,         -- '': none, see imports
    sequence         INTEGER NOT NULL,      -- the station's own count
    kind             INTEGER NOT NULL,      -- SubmissionKind
    case_number      TEXT NOT NULL,         -- as the header says; '' when it says none
    attached         INTEGER NOT NULL,      -- 0: a person must say whether it belongs to that case
    scheme           TEXT NOT NULL,
    scheme_version   INTEGER NOT NULL,
    author_as        INTEGER NOT NULL,      -- Author.As
    author_account   TEXT NOT NULL,
    station_ms       INTEGER NOT NULL,      -- station's clock
    last_token_ms    INTEGER NOT NULL,      -- not before, of a token that is ours (SECURITY 19); 0: none
    received_ms      INTEGER NOT NULL,      -- not after; the acknowledgement says the same
    envelope_digest  BLOB NOT NULL,         -- SHA-256 of the envelope as carried
    header           BLOB NOT NULL,         -- as carried: what the signatures cover; empty: see imports
    inner_signature  BLOB NOT NULL,         -- checkable in ten years with sign_public and the parts' digests
    sign_public      BLOB NOT NULL,
    follows          BLOB                   -- the submission that this one corrects or adds to
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS submissions_case ON submissions (case_number);
CREATE INDEX IF NOT EXISTS submissions_station ON submissions (station, sequence);

-- Write-once: what the station's audit chain holds between the submission before and this one, as it came (SECURITY 20).
CREATE TABLE IF NOT EXISTS station_entries (
    submission BLOB PRIMARY KEY REFERENCES submissions (id),
    entries    BLOB NOT NULL                -- serialized AuditEntries
) STRICT, WITHOUT ROWID;

-- Content of small parts (16 KiB and less: answers, cards, consents), sealed: durable with the commit of their submission.
-- Replaced only when it no longer opens.
CREATE TABLE IF NOT EXISTS small_parts (
    digest  BLOB PRIMARY KEY,               -- SHA-256 of the plain content; equal content is one row
    content BLOB NOT NULL                   -- bound to its digest in hex
) STRICT, WITHOUT ROWID;

-- Write-once. The content is a row of small_parts or a file named by its digest; equal pages are one file.
CREATE TABLE IF NOT EXISTS parts (
    submission BLOB NOT NULL REFERENCES submissions (id),
    number     INTEGER NOT NULL,            -- 1 … 999
    place      INTEGER NOT NULL,            -- order in the header: the inner signature needs it
    kind       INTEGER NOT NULL,            -- PartKind
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,            -- bytes
    digest     BLOB NOT NULL,               -- SHA-256 of the plain content
    PRIMARY KEY (submission, number)
) STRICT, WITHOUT ROWID;

-- Write-once. Who a submission is about: the applicant, members, obligors.
CREATE TABLE IF NOT EXISTS people (
    submission   BLOB NOT NULL REFERENCES submissions (id),
    place        INTEGER NOT NULL,          -- from 0 in the order of the form
    role         TEXT NOT NULL CHECK (role IN ('applicant', 'member', 'obligor')),
    relation     TEXT NOT NULL,             -- GB/T 4761; '' for the applicant
    name         BLOB NOT NULL,             -- sealed
    number       BLOB,                      -- sealed ID number; NULL when none was given
    number_found BLOB,                      -- found by
    phone        BLOB,                      -- sealed
    PRIMARY KEY (submission, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS people_number ON people (number_found) WHERE number_found IS NOT NULL;

-- Write-once, the last one of a kind and person counts (DESIGN rule 11).
CREATE TABLE IF NOT EXISTS consents (
    submission   BLOB NOT NULL REFERENCES submissions (id),
    place        INTEGER NOT NULL,          -- order within the submission
    id           BLOB NOT NULL,
    kind         INTEGER NOT NULL,          -- Consent.Kind
    whose        TEXT NOT NULL,             -- "applicant", "member:1", "obligor:1"
    answer       INTEGER NOT NULL,          -- Consent.Answer
    how          INTEGER NOT NULL,          -- Consent.How
    text_id      TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    text_digest  BLOB NOT NULL,             -- SHA-256 of the text as shown
    language     TEXT NOT NULL,
    paper_part   INTEGER NOT NULL,          -- the signed sheet's part; 0 none
    operator     TEXT NOT NULL,
    witness      TEXT NOT NULL,
    recorded_ms  INTEGER NOT NULL,          -- station's clock
    PRIMARY KEY (submission, place)
) STRICT, WITHOUT ROWID;

-- Write-once.
CREATE TABLE IF NOT EXISTS check_ins (
    submission     BLOB PRIMARY KEY REFERENCES submissions (id),
    way            INTEGER NOT NULL,        -- CheckInOutcome.Way
    reason         INTEGER NOT NULL,        -- CheckInOutcome.Reason
    person_present INTEGER NOT NULL,
    distance       INTEGER NOT NULL,        -- millionths; FACE only
    threshold      INTEGER NOT NULL,        -- millionths
    model          TEXT NOT NULL,
    station_ms     INTEGER NOT NULL         -- station's clock
) STRICT, WITHOUT ROWID;

-- Write-once: each move of a case.
CREATE TABLE IF NOT EXISTS moves (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    case_number TEXT NOT NULL REFERENCES cases (number),
    from_state  TEXT NOT NULL,
    to_state    TEXT NOT NULL,
    note        TEXT NOT NULL,              -- to the person
    reason      TEXT NOT NULL,              -- in writing; required for a "no", a decrease and a stop
    who         TEXT NOT NULL,
    at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS moves_case ON moves (case_number);

-- Write-once: a decrease or stop needs one after the last move to "hearing".
CREATE TABLE IF NOT EXISTS hearings (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    case_number TEXT NOT NULL REFERENCES cases (number),
    record      TEXT NOT NULL,              -- what was said, in writing
    who         TEXT NOT NULL,
    at_ms       INTEGER NOT NULL
) STRICT;

-- Numbered per station without gaps; the bytes as signed are never made again.
CREATE TABLE IF NOT EXISTS downlink (
    station    TEXT NOT NULL,
    sequence   INTEGER NOT NULL,            -- from 1
    item       BLOB NOT NULL,               -- serialized DownlinkItem, as signed
    signature  BLOB NOT NULL,
    made_ms    INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,            -- 0: never
    applied_ms INTEGER NOT NULL DEFAULT 0,  -- the station said "durable"
    PRIMARY KEY (station, sequence)
) STRICT, WITHOUT ROWID;
-- What a station has applied is never looked at again, however much there is of it.
CREATE INDEX IF NOT EXISTS downlink_open ON downlink (station, sequence) WHERE applied_ms = 0;

CREATE TABLE IF NOT EXISTS roster (
    row          BLOB PRIMARY KEY,          -- 16 random bytes: how a removal names it
    station      TEXT NOT NULL,
    case_number  TEXT NOT NULL,
    number       BLOB NOT NULL,             -- sealed ID number
    number_found BLOB NOT NULL,             -- found by
    added_ms     INTEGER NOT NULL,
    removed_ms   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS roster_case ON roster (case_number) WHERE removed_ms = 0;
CREATE UNIQUE INDEX IF NOT EXISTS roster_once ON roster (station, case_number, number_found) WHERE removed_ms = 0;

CREATE TABLE IF NOT EXISTS clerks (
    account      TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    role         TEXT NOT NULL,
    disabled     INTEGER NOT NULL,
    code_hash    BLOB NOT NULL,             -- Argon2id of the one-time code
    own_number   BLOB,                      -- sealed; nobody confirms the own check-in
    changed_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Items that a station refused for good: the downlink goes on behind them.
CREATE TABLE IF NOT EXISTS downlink_refused (
    station  TEXT NOT NULL,
    sequence INTEGER NOT NULL,              -- of the downlink
    code     INTEGER NOT NULL,              -- FaultCode
    why      TEXT NOT NULL,                 -- the station's words for the log
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (station, sequence)
) STRICT, WITHOUT ROWID;

-- Who releases (SECURITY 7). Only public halves are here, and on this machine.
CREATE TABLE IF NOT EXISTS release_keys (
    public_key BLOB PRIMARY KEY,            -- Ed25519
    holder     TEXT NOT NULL,               -- who has the other half
    since_ms   INTEGER NOT NULL,
    until_ms   INTEGER NOT NULL DEFAULT 0,  -- an order named others; 0: it counts
    pinned_ms  INTEGER NOT NULL DEFAULT 0   -- first invitation that carried it: from then on only an order changes the set
) STRICT, WITHOUT ROWID;

-- Orders made here, signed elsewhere, handed on from here.
CREATE TABLE IF NOT EXISTS release_orders (
    sequence    INTEGER PRIMARY KEY,         -- of the order, rising
    purpose     INTEGER NOT NULL,           -- ReleasePurpose
    subject     TEXT NOT NULL,              -- scheme, account or station; '' where there is only one
    station     TEXT NOT NULL,              -- '': all
    content     BLOB NOT NULL,              -- serialized ReleaseOrder: what is signed
    signatures  BLOB,                       -- serialized SignedRelease once it came back
    sealed      BLOB,                       -- sealed: what goes to a station's box key only; NULL: nothing
    made_ms     INTEGER NOT NULL,
    made_who    TEXT NOT NULL,
    released_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What the township says to everybody, to clerks, or about a case to whom it belongs.
CREATE TABLE IF NOT EXISTS news (
    id           BLOB PRIMARY KEY,          -- 16 random bytes
    kind         TEXT NOT NULL CHECK (kind IN ('notice', 'message', 'answer')),
    station      TEXT NOT NULL,             -- '': all (answers: those of the case)
    case_number  TEXT NOT NULL,             -- answers; else ''
    title        TEXT NOT NULL,             -- notices; 'hearing': an answer that announces one; else ''
    words        BLOB NOT NULL,             -- sealed
    made_ms      INTEGER NOT NULL,
    expires_ms   INTEGER NOT NULL,          -- 0: never
    withdrawn_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What a notice is about, where it is about something of its own. The words of a publicity list are its text and rows.
CREATE TABLE IF NOT EXISTS notice_kinds (
    id           BLOB PRIMARY KEY,          -- of news
    kind         TEXT NOT NULL CHECK (kind IN ('standards', 'times', 'publicity'))
) STRICT, WITHOUT ROWID;

-- Write-once: stations whose keys count no more, by order of two persons.
CREATE TABLE IF NOT EXISTS revocations (
    station     TEXT NOT NULL,
    sign_public BLOB NOT NULL,
    sequence    INTEGER NOT NULL,           -- of the order
    at_ms       INTEGER NOT NULL,
    PRIMARY KEY (station, sign_public)
) STRICT, WITHOUT ROWID;

-- Which sealing keys a station's queue needs, as its last hello said (SECURITY 8).
CREATE TABLE IF NOT EXISTS station_epochs (
    station       TEXT PRIMARY KEY,
    epochs        TEXT NOT NULL,            -- "2 3"
    sealing_epoch INTEGER NOT NULL,         -- of the next hand-in
    at_ms         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How each station is, as its last heartbeat said.
CREATE TABLE IF NOT EXISTS station_beats (
    station  TEXT PRIMARY KEY,
    heard_ms INTEGER NOT NULL,
    beat     BLOB NOT NULL                  -- serialized Heartbeat, within its bounds
) STRICT, WITHOUT ROWID;

-- Images that were built and may run on kiosks: what an attestation is held against.
CREATE TABLE IF NOT EXISTS known_images (
    root_hash TEXT PRIMARY KEY,             -- 64 hex digits
    version   TEXT NOT NULL,
    added_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person must look at (SECURITY 28): refusals, strangers at the door, submissions that validate badly.
CREATE TABLE IF NOT EXISTS tasks (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('refused', 'stranger', 'needs-person', 'downlink')),
    station     TEXT NOT NULL,              -- '' when not known
    submission  BLOB,
    case_number TEXT NOT NULL,
    what        TEXT NOT NULL,              -- code and place, never an answer
    at_ms       INTEGER NOT NULL,
    times       INTEGER NOT NULL DEFAULT 1, -- the same again counts up here
    done_ms     INTEGER NOT NULL DEFAULT 0,
    done_who    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS tasks_open ON tasks (done_ms);
CREATE UNIQUE INDEX IF NOT EXISTS tasks_once ON tasks (kind, station, ifnull(submission, x''), what) WHERE done_ms = 0;

-- Write-once: envelopes that were refused are kept; their parts lie in refused/<station>/<id>/.
CREATE TABLE IF NOT EXISTS refused (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    station    TEXT NOT NULL,               -- whose connection it came on
    submission BLOB NOT NULL,               -- as offered
    code       INTEGER NOT NULL,            -- RefusalCode
    digest     BLOB NOT NULL,               -- SHA-256 of the envelope
    envelope   BLOB NOT NULL,
    at_ms      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS refused_once ON refused (station, submission, code, digest);

-- Write-once hash chains: who, what, why, when (SECURITY 20, 21). One chain; several when several machines write.
CREATE TABLE IF NOT EXISTS audit (
    chain    TEXT NOT NULL DEFAULT '',      -- whose: the name of the process in township.toml; '' where there is one
    sequence INTEGER NOT NULL,              -- from 1 without gaps
    at_ms    INTEGER NOT NULL,
    who      TEXT NOT NULL,                 -- system account or "gateway"
    action   TEXT NOT NULL,                 -- "look", "export", "set-state", …
    what     TEXT NOT NULL,                 -- case number, submission or station
    why      TEXT NOT NULL,                 -- purpose as given
    previous BLOB NOT NULL,                 -- digest of the row before; 32 zero bytes for the first
    digest   BLOB NOT NULL,                 -- SHA-256 over all of this row's other columns
    PRIMARY KEY (chain, sequence)
) STRICT, WITHOUT ROWID;

-- Write-once. Submissions that no station made, brought over from an old archive: header, inner signature and key of
-- theirs are empty; the audit chain holds their digest ("imported …").
CREATE TABLE IF NOT EXISTS imports (
    submission BLOB PRIMARY KEY REFERENCES submissions (id),
    source     TEXT NOT NULL,               -- the mapping's name of the catalogue
    key        BLOB NOT NULL,               -- sealed: the catalogue's name of the file may be a person's number
    key_found  BLOB NOT NULL,               -- found by
    content    BLOB NOT NULL,               -- HMAC of row and files: the same version is held once
    line       INTEGER NOT NULL,            -- of the catalogue
    received   TEXT NOT NULL                -- the catalogue's day of receipt, "2019-03-05"; '' none
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS imports_once ON imports (source, key_found, content);

-- Exchange upward (docs/county-feed.md): with whom, pinned by a person. A county pins its townships.
CREATE TABLE IF NOT EXISTS feed_partners (
    place       TEXT PRIMARY KEY,           -- the other's township id
    sign_public BLOB NOT NULL,              -- Ed25519
    box_public  BLOB NOT NULL,              -- X25519
    pinned_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What this township made for its county. Numbered when it is made, never when something arrives.
CREATE TABLE IF NOT EXISTS feed_batches (
    purpose    TEXT NOT NULL,
    generation INTEGER NOT NULL,            -- when the feed of that purpose began, or began anew; UTC milliseconds
    number     INTEGER NOT NULL,            -- from 1 without gaps within the generation
    county     TEXT NOT NULL,
    items      INTEGER NOT NULL,
    digest     BLOB NOT NULL,               -- SHA-256 of its header
    batch      BLOB,                        -- as it travels, sealed; NULL once the county has it
    made_ms    INTEGER NOT NULL,
    taken_ms   INTEGER NOT NULL DEFAULT 0,  -- the county's standing came; 0: not yet
    PRIMARY KEY (purpose, generation, number)
) STRICT, WITHOUT ROWID;

-- Write-once. Which batch tells which move or check-in; what has no row here is still to be told.
CREATE TABLE IF NOT EXISTS feed_moves (
    purpose    TEXT NOT NULL,
    generation INTEGER NOT NULL,
    move       INTEGER NOT NULL REFERENCES moves (id),
    number     INTEGER NOT NULL,            -- of feed_batches
    PRIMARY KEY (purpose, generation, move)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feed_check_ins (
    purpose    TEXT NOT NULL,
    generation INTEGER NOT NULL,
    submission BLOB NOT NULL REFERENCES check_ins (submission),
    number     INTEGER NOT NULL,
    PRIMARY KEY (purpose, generation, submission)
) STRICT, WITHOUT ROWID;

-- Write-once. At a county: what it took of its townships. Signature and digests can be checked again at any time.
CREATE TABLE IF NOT EXISTS fed_batches (
    township    TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    generation  INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    header      BLOB NOT NULL,              -- as carried
    signature   BLOB NOT NULL,              -- the township's over it
    sign_public BLOB NOT NULL,              -- the key that checked it
    lead        BLOB NOT NULL,              -- first 32 bytes of the content
    taken_ms    INTEGER NOT NULL,
    PRIMARY KEY (township, purpose, generation, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fed_items (
    township   TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    generation INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    place      INTEGER NOT NULL,            -- from 0 within the batch
    item       BLOB NOT NULL,               -- 16 bytes: the same change in every generation of a purpose
    content    BLOB NOT NULL,               -- its line, sealed
    PRIMARY KEY (township, purpose, generation, number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fed_items_item ON fed_items (township, purpose, item);

CREATE TRIGGER IF NOT EXISTS station_keys_fixed BEFORE UPDATE ON station_keys BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS station_keys_kept BEFORE DELETE ON station_keys BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS station_heads_fixed BEFORE UPDATE ON station_heads BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS station_heads_kept BEFORE DELETE ON station_heads BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS station_entries_fixed BEFORE UPDATE ON station_entries BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS station_entries_kept BEFORE DELETE ON station_entries BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS revocations_fixed BEFORE UPDATE ON revocations BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS revocations_kept BEFORE DELETE ON revocations BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS submissions_fixed BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS submissions_kept BEFORE DELETE ON submissions BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS parts_fixed BEFORE UPDATE ON parts BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS parts_kept BEFORE DELETE ON parts BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS people_fixed BEFORE UPDATE ON people BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS people_kept BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS consents_fixed BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS consents_kept BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS check_ins_fixed BEFORE UPDATE ON check_ins BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS check_ins_kept BEFORE DELETE ON check_ins BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS moves_fixed BEFORE UPDATE ON moves BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS moves_kept BEFORE DELETE ON moves BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS hearings_fixed BEFORE UPDATE ON hearings BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS hearings_kept BEFORE DELETE ON hearings BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS refused_fixed BEFORE UPDATE ON refused BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS refused_kept BEFORE DELETE ON refused BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS downlink_fixed BEFORE UPDATE OF station, sequence, item, signature ON downlink
    BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS case_number_fixed BEFORE UPDATE OF number, kind, station, created_ms ON cases
    BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS cases_kept BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS imports_fixed BEFORE UPDATE ON imports BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS imports_kept BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_moves_fixed BEFORE UPDATE ON feed_moves BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_moves_kept BEFORE DELETE ON feed_moves BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_check_ins_fixed BEFORE UPDATE ON feed_check_ins BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_check_ins_kept BEFORE DELETE ON feed_check_ins BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS fed_batches_fixed BEFORE UPDATE ON fed_batches BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS fed_batches_kept BEFORE DELETE ON fed_batches BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS fed_items_fixed BEFORE UPDATE ON fed_items BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS fed_items_kept BEFORE DELETE ON fed_items BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_batches_fixed BEFORE UPDATE OF purpose, generation, number, digest, made_ms ON feed_batches
    BEGIN SELECT RAISE(ABORT, 'write-once'); END;
CREATE TRIGGER IF NOT EXISTS feed_batches_kept BEFORE DELETE ON feed_batches BEGIN SELECT RAISE(ABORT, 'write-once'); END;
