"""The tables of schema 1. Released: never edited; what changes comes in a later schema's module."""

from __future__ import annotations

FEEDS = (
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,              -- "file:" + path of local files, "local:articles/OUTLET" of articles
        title TEXT NOT NULL DEFAULT '',
        outlet TEXT NOT NULL DEFAULT '',
        folder TEXT NOT NULL DEFAULT '',
        tags TEXT NOT NULL DEFAULT '[]',
        site_url TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'gone', 'local', 'removed')),
        etag TEXT NOT NULL DEFAULT '',         -- from here on: the last fetch
        last_modified TEXT NOT NULL DEFAULT '',
        validators_url TEXT NOT NULL DEFAULT '',                      -- whose validators those are, after redirects
        body_hash TEXT NOT NULL DEFAULT '',
        ttl_minutes INTEGER,                   -- NULL: the publisher states none
        next_due TEXT NOT NULL DEFAULT '',     -- "": at once
        not_before TEXT NOT NULL DEFAULT '',   -- Retry-After: not even a forced refresh asks earlier
        last_success TEXT NOT NULL DEFAULT '',
        last_status INTEGER,                   -- HTTP status; NULL: never fetched, or no answer
        last_ms INTEGER,                       -- how long that took, and what came over the wire; NULL: not known
        last_bytes INTEGER,
        errors INTEGER NOT NULL DEFAULT 0,     -- in a row
        error TEXT NOT NULL DEFAULT '',
        moved_to TEXT NOT NULL DEFAULT '',     -- permanent redirect, and how many fetches in a row have met it
        moved_times INTEGER NOT NULL DEFAULT 0,
        added TEXT NOT NULL
    )
    """,
)

ITEMS = (
    """
    CREATE TABLE items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the undo log names items
        feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
        guid TEXT NOT NULL,
        seq INTEGER NOT NULL,                  -- place in time order, see times.seq_of; the row number in items_fts
        story INTEGER REFERENCES stories(id) ON DELETE SET NULL,      -- NULL: not grouped yet
        copy_of INTEGER REFERENCES items(id) ON DELETE SET NULL,      -- NULL: an original
        twin INTEGER NOT NULL DEFAULT 0,       -- 1: copy_of has its URL and outlet too; shown once, see items.SHOWN
        p REAL,                                -- the grouping's probability, shared words and distance in hours
        why TEXT NOT NULL DEFAULT '[]',
        hours REAL,
        published TEXT NOT NULL,               -- the feed's date, or `fetched` where it has none
        fetched TEXT NOT NULL,
        outlet TEXT NOT NULL,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        language TEXT NOT NULL,
        url TEXT NOT NULL,
        canonical_url TEXT NOT NULL,
        hash TEXT NOT NULL,                    -- of what the feed said; another hash is an edit
        edited TEXT NOT NULL DEFAULT '',       -- day of the last edit, and how many there were on it
        edits INTEGER NOT NULL DEFAULT 0,
        unspaced TEXT NOT NULL DEFAULT '',     -- search words of scripts without spaces, see query.unspaced
        links TEXT NOT NULL DEFAULT '[]',
        teaser TEXT,                           -- what the feed says, when `text` is the page's; NULL: it is the feed's
        text TEXT NOT NULL                     -- last: long texts lie on pages of their own, which lists never read
    )
    """,
    "CREATE INDEX items_feed ON items(feed, seq)",
    "CREATE UNIQUE INDEX items_guid ON items(feed, guid)",
    "CREATE UNIQUE INDEX items_seq ON items(seq)",
    "CREATE INDEX items_story ON items(story, seq)",
    "CREATE INDEX items_url ON items(canonical_url) WHERE canonical_url <> ''",
    "CREATE INDEX items_copies ON items(copy_of) WHERE copy_of IS NOT NULL",
    # A deleted item never comes back, although its feed still carries it.
    """
    CREATE TABLE tombstones (
        feed INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
        guid TEXT NOT NULL,
        canonical_url TEXT NOT NULL DEFAULT '',                       -- by which it is known under another guid
        title TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (feed, guid)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tombstones_url ON tombstones(canonical_url) WHERE canonical_url <> ''",
    # What an item was called before its publisher changed the title.
    """
    CREATE TABLE earlier_titles (
        id INTEGER PRIMARY KEY,
        item INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        until TEXT NOT NULL                    -- when we saw the next one
    )
    """,
    "CREATE INDEX earlier_titles_item ON earlier_titles(item)",
    # What is still to be done with an item ("index", "group", "read"): few rows, so that no wide row is rewritten.
    """
    CREATE TABLE pending (
        step TEXT NOT NULL,
        item INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        PRIMARY KEY (step, item)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX pending_item ON pending(item)",
)

SEARCH = (
    # Two- and three-letter prefixes are indexed for search as one types; longer ones match few words anyway.
    """
    CREATE VIRTUAL TABLE items_fts USING fts5(
        title, text, unspaced, content = 'items', content_rowid = 'seq',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )
    """,
    # 16 MB of words are gathered before a segment is written: half the CPU of the default of 1 MB on 10,000 items.
    "INSERT INTO items_fts(items_fts, rank) VALUES ('hashsize', 16777216)",
)

STORIES = (
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        united_with INTEGER REFERENCES stories(id) ON DELETE CASCADE,  -- NULL, or the older story that took this one in
        stale INTEGER NOT NULL DEFAULT 1,      -- 1: its items changed, and what follows is to be made again
        headline TEXT NOT NULL DEFAULT '',
        lead_item INTEGER,                     -- NULL: not named yet
        note TEXT NOT NULL DEFAULT '',
        first TEXT NOT NULL DEFAULT '',
        last TEXT NOT NULL DEFAULT '',
        items INTEGER NOT NULL DEFAULT 0,
        outlets INTEGER NOT NULL DEFAULT 0,
        score REAL NOT NULL DEFAULT 0,         -- log form: its order does not change as time passes
        parts TEXT NOT NULL DEFAULT '[]',      -- the terms of the score
        spark TEXT NOT NULL DEFAULT '[]',
        entities TEXT NOT NULL DEFAULT '[]',
        section TEXT NOT NULL DEFAULT '',      -- the folder of most of its items' feeds
        followed INTEGER NOT NULL DEFAULT 0,   -- 1: names a followed entity
        unread INTEGER NOT NULL DEFAULT 0,     -- items without a read mark
        news INTEGER,                          -- sentences and numbers not in what was read; NULL: to be counted
        seen TEXT NOT NULL DEFAULT '',         -- from here on the reader's: when it was last marked as read
        saved INTEGER NOT NULL DEFAULT 0,
        dismissed INTEGER NOT NULL DEFAULT 0,
        read INTEGER GENERATED ALWAYS AS (seen <> '' AND COALESCE(news, unread) = 0) VIRTUAL
    )
    """,
    "CREATE INDEX stories_order ON stories(read, score DESC, id) WHERE united_with IS NULL AND dismissed = 0",
    "CREATE INDEX stories_last ON stories(last DESC, id) WHERE united_with IS NULL",
    "CREATE INDEX stories_uncounted ON stories(id) WHERE seen <> '' AND news IS NULL",
    "CREATE INDEX stories_saved ON stories(score DESC, id) WHERE saved = 1",
    "CREATE INDEX stories_stale ON stories(id) WHERE stale = 1",
    "CREATE INDEX stories_united ON stories(united_with) WHERE united_with IS NOT NULL",
    # The grouping's memory: live stories only. One JSON map a story is read ten times faster than a row a term.
    """
    CREATE TABLE story_terms (
        story INTEGER PRIMARY KEY REFERENCES stories(id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        terms TEXT NOT NULL,
        due INTEGER NOT NULL DEFAULT 0         -- 1: the reader moved items; to be made again before the next round
    )
    """,
    "CREATE TABLE term_counts (term TEXT PRIMARY KEY, count REAL NOT NULL) WITHOUT ROWID",
    # Keys of the last days' items, by which copies are known.
    """
    CREATE TABLE recent (
        key TEXT PRIMARY KEY,
        item INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        story INTEGER NOT NULL,
        published TEXT NOT NULL,
        outlet TEXT NOT NULL,
        title TEXT NOT NULL,
        opening TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX recent_item ON recent(item)",
    # The reader's corrections; they win over the grouping for ever.
    """
    CREATE TABLE links (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('together', 'apart', 'none')),   -- none: taken back, or to be made
        a INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        made TEXT NOT NULL,
        UNIQUE (a, b)
    )
    """,
    "CREATE INDEX links_b ON links(b)",
)

READINGS = (
    """
    CREATE TABLE readings (
        item INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        data TEXT NOT NULL                     -- sentences, mentions, quotes, figures, dates with their spans
    )
    """,
    """
    CREATE TABLE entities (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        items INTEGER NOT NULL DEFAULT 0,      -- kept by the triggers below
        followed INTEGER NOT NULL DEFAULT 0,
        muted INTEGER NOT NULL DEFAULT 0,
        own_name TEXT NOT NULL DEFAULT '',     -- from here on the reader's corrections, '' and 0: none
        own_kind TEXT NOT NULL DEFAULT '',
        merged_into INTEGER NOT NULL DEFAULT 0,                       -- the entity that this one is another name of
        hidden INTEGER NOT NULL DEFAULT 0,
        corrected INTEGER GENERATED ALWAYS AS (own_name <> '' OR own_kind <> '' OR merged_into <> 0 OR hidden) VIRTUAL,
        stands_for INTEGER GENERATED ALWAYS AS (CASE merged_into WHEN 0 THEN id ELSE merged_into END) VIRTUAL,
        shown_name TEXT GENERATED ALWAYS AS (CASE own_name WHEN '' THEN name ELSE own_name END) VIRTUAL,
        shown_kind TEXT GENERATED ALWAYS AS (CASE own_kind WHEN '' THEN kind ELSE own_kind END) VIRTUAL,
        UNIQUE (name, kind)
    )
    """,
    "CREATE INDEX entities_corrected ON entities(name) WHERE corrected = 1",
    "CREATE INDEX entities_merged ON entities(merged_into) WHERE merged_into <> 0",
    # What items call an entity: its names and, for a person, the roles; found again by `key` (reading.names.name_key).
    """
    CREATE TABLE aliases (
        entity INTEGER NOT NULL REFERENCES entities(id),
        sort TEXT NOT NULL CHECK (sort IN ('name', 'role')),
        key TEXT NOT NULL,
        words TEXT NOT NULL,
        first TEXT NOT NULL,                   -- published times of the oldest and newest item that says so
        last TEXT NOT NULL,
        version INTEGER NOT NULL,              -- of the reading that said so last
        PRIMARY KEY (entity, sort, key)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX aliases_key ON aliases(key, entity) WHERE sort = 'name'",
    # The reader's word that a name is not this entity's; it wins over the linking for ever.
    """
    CREATE TABLE splits (
        id INTEGER PRIMARY KEY,
        entity INTEGER NOT NULL REFERENCES entities(id),
        key TEXT NOT NULL,
        words TEXT NOT NULL,                   -- the entity that the name is from then on
        active INTEGER NOT NULL DEFAULT 0,
        UNIQUE (entity, key)
    )
    """,
    # In key order of time within an entity: the first page of the commonest one needs no sorting.
    """
    CREATE TABLE mentions (
        entity INTEGER NOT NULL REFERENCES entities(id),
        seq INTEGER NOT NULL,                  -- items.seq
        item INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
        n INTEGER NOT NULL,                    -- how often; the spans are in readings
        in_title INTEGER NOT NULL,
        PRIMARY KEY (entity, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mentions_item ON mentions(item)",
    """
    CREATE TRIGGER mentions_added AFTER INSERT ON mentions
    BEGIN UPDATE entities SET items = items + 1 WHERE id = new.entity; END
    """,
    """
    CREATE TRIGGER mentions_removed AFTER DELETE ON mentions
    BEGIN UPDATE entities SET items = items - 1 WHERE id = old.entity; END
    """,
    # What items taught about names (reading.memory.Row): full names by surname, persons by role, aliases.
    """
    CREATE TABLE names (
        sort TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        extra TEXT NOT NULL,
        items INTEGER NOT NULL,
        last TEXT NOT NULL,
        PRIMARY KEY (sort, key, value, extra)
    ) WITHOUT ROWID
    """,
)

READER = (
    # Apart from items, so that reading never touches the index or a wide row.
    """
    CREATE TABLE marks (
        item INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
        read INTEGER NOT NULL DEFAULT 0,
        saved INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE actions (
        id INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        label TEXT NOT NULL,
        changes TEXT NOT NULL,                 -- see actions.Change
        undone INTEGER NOT NULL DEFAULT 0
    )
    """,
    # Raw answers of the reader's language model; checked again at each showing. See llm.py.
    "CREATE TABLE llm_answers (key TEXT PRIMARY KEY, made TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID",
    # What a story said when it was marked as read; stories.seen names the row that counts. See seen.py.
    """
    CREATE TABLE seen (
        story INTEGER NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
        made TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (story, made)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE outlets (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        stance INTEGER NOT NULL DEFAULT 0      -- 1: preferred, -1: muted
    )
    """,
    """
    CREATE TABLE editions (
        id INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        stories TEXT NOT NULL,                 -- ids in the order shown
        stopped_at INTEGER                     -- the story on which the reader stopped; NULL: none
    )
    """,
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

STATEMENTS = FEEDS + ITEMS + SEARCH + STORIES + READINGS + READER
"""In the order in which they run."""
