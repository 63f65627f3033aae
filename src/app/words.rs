//! Every sentence a person sees, by key. A second language is a second table; tests read the same keys.
//!
//! A phrase may hold `{n}` (a number, with thousands set apart) and other `{places}` in braces; where it has two
//! forms the first stands for one and the second for any other number.

/// A sentence of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its name in this table.
    pub key: &'static str,
    /// For one, or for no number at all.
    pub one: &'static str,
    /// For any other number.
    pub other: &'static str,
}

impl Phrase {
    /// A phrase without places.
    pub const fn text(self) -> &'static str {
        self.one
    }

    /// A phrase with its places filled.
    pub fn with(self, places: &[(&str, &str)]) -> String {
        fill(self.one, places)
    }

    /// The form for `n`, with `{n}` and the other places filled.
    pub fn count(self, n: u32, places: &[(&str, &str)]) -> String {
        let form = if n == 1 { self.one } else { self.other };
        fill(&form.replace("{n}", &number(n)), places)
    }
}

fn fill(form: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(form.len() + 16);
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((place, end)) = after.split_once('}') else { break };
        out.push_str(places.iter().find(|(name, _)| *name == place).map_or("", |(_, value)| value));
        rest = end;
    }
    out.push_str(rest);
    out
}

/// A number with its thousands set apart: `12,381`.
pub fn number(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A size in the unit that suits it: `512 bytes`, `41.3 kB`.
pub fn size(bytes: usize) -> String {
    if bytes < 1000 {
        return BYTES.count(bytes as u32, &[]);
    }
    KILOBYTES.with(&[("n", &tenths(bytes.div_ceil(100) as u32))])
}

/// Tenths with their point: `953` as `95.3`.
pub fn tenths(n: u32) -> String {
    [number(n / 10).as_str(), ".", &(n % 10).to_string()].concat()
}

macro_rules! phrases {
    ($($(#[$section:meta])* $key:ident = $one:literal $(| $other:literal)?;)*) => {
        $($(#[$section])* #[doc = concat!("“", $one, "”")]
        pub const $key: Phrase =
            Phrase { key: stringify!($key), one: $one, other: phrases!(@last $one $(, $other)?) };)*

        /// The whole table.
        pub const ALL: &[Phrase] = &[$($key),*];
    };
    (@last $one:literal) => { $one };
    (@last $one:literal, $other:literal) => { $other };
}

pub mod pictures;

phrases! {
    // The bar at the top.
    APP = "Coterie";
    ARTICLES_COUNT = "{n} article" | "{n} articles";
    ENTITIES_COUNT = "{n} entity" | "{n} entities";
    TIES_COUNT = "{n} tie" | "{n} ties";
    MENTIONS_COUNT = "named {n} time" | "named {n} times";
    SEARCH = "Search names";
    SEARCH_NONE = "No name matches “{query}”.";
    SEARCH_FOUND = "{n} name found" | "{n} names found";
    SEARCH_MORE = "{n} more" | "{n} more";
    ADD = "Add articles";
    ADD_FILES = "Choose files";
    ADD_FOLDER = "Choose a folder";
    ADD_TEXT = "Paste text";
    SHARE = "Share";
    MORE = "More";
    CLEAR = "Clear";
    LOAD_SAMPLES = "Load the sample articles";
    ALL_KEYS = "All keys";
    THEME = "Appearance";
    THEME_SYSTEM = "As the system";
    THEME_LIGHT = "Light";
    THEME_DARK = "Dark";
    SKIP = "Skip to the names";

    // The columns.
    ARTICLES = "Articles";
    NAMES = "Names";
    FILTERS = "Filters";
    EVIDENCE = "Evidence";
    GRAPH = "Graph";
    GRAPH_HELP = "Arrow keys walk from neighbour to neighbour, Enter opens, Escape steps back. \
                  The list of names holds the same graph as text.";
    GRAPH_LABEL = "Graph of {entities} and {ties}";
    PANELS = "Panels";
    OPEN_PANELS = "Names and filters";
    SMALLER = "Smaller";
    LARGER = "Larger";

    // Articles and trouble.
    ARTICLE_NAMES = "{n} name" | "{n} names";
    WAITING = "waiting";
    BEING_READ = "being read";
    NO_ARTICLES = "No articles yet.";
    SHARED_ARTICLES = "This graph was shared. Its articles stayed where they are.";
    TROUBLE = "Trouble";
    TO_CHECK = "To check";
    DISMISS = "Dismiss";
    ASK_PASSWORD = "Password of {file}";
    ASK_PASSWORD_AGAIN = "Another password of {file}";
    ASK_OPEN = "Open";
    ASK_WHOLE = "It is one article";
    ASK_RIGHT = "Right";
    ASK_AGAIN = "Read again";
    COLUMN_TEXT = "Text";
    COLUMN_TITLE = "Headline";
    COLUMN_BYLINE = "Byline";
    COLUMN_DATE = "Date";
    COLUMN_SITE = "Source";
    COLUMN_NONE = "none";
    SHOW_ALL = "Show {n} more" | "Show {n} more";
    UNDATED = "no date";

    // Names.
    SORT_BY = "Sort by";
    SORT_MENTIONS = "times named";
    SORT_TIES = "ties";
    SORT_NAME = "name";
    NO_NAMES = "No names to show.";
    NAME_ROW = "{name} — {kind} — {mentions} — {ties}";

    // Kinds.
    PERSON = "person";
    ORGANISATION = "organisation";
    PLACE = "place";
    GROUP = "group";
    EVENT = "event";
    OTHER = "other";
    PERSONS = "People";
    ORGANISATIONS = "Organisations";
    PLACES = "Places";
    GROUPS = "Groups";
    EVENTS = "Events";
    OTHERS = "Other";

    // Filters.
    KINDS = "Kinds";
    WINDOW = "Tied when in one";
    SENTENCE = "sentence";
    PARAGRAPH = "paragraph";
    ARTICLE = "article";
    LEAST_WEIGHT = "Least weight";
    HISTOGRAM = "Ties by weight";
    SENTENCES_COUNT = "{n} sentence" | "{n} sentences";
    PARAGRAPHS_COUNT = "{n} paragraph" | "{n} paragraphs";

    // By what the picture is arranged.
    ARRANGED = "Arranged by";
    MODE_BALANCED = "Balanced";
    MODE_COMMUNITIES = "Communities";
    MODE_KIND = "By kind";
    MODE_TIME = "By time";
    MODE_BALANCED_MEANS = "Names stand near when they are tied, and far when only a long way of ties joins them.";
    MODE_COMMUNITIES_MEANS = "Groups of names that are tied among themselves draw together and keep apart from others.";
    MODE_KIND_MEANS = "People, organisations and places each keep to their own part.";
    MODE_TIME_MEANS = "From left to right by the dates of the articles that name them.";
    HOW_TRUE = "How true: {quality}";
    HOW_TRUE_MEANS = "No flat picture shows all ties as they are. Distances: how much of how far apart two names are by \
                      their ties is seen as distance; 100 % is all. Neighbours: of the names tied to a name and the names \
                      drawn nearest to it, so many are both.";
    QUALITY = "distances {distances} %, neighbours {neighbours} %";
    TINT = "Communities";
    TINT_MEANS = "Names of one tint are tied more among themselves than to others.";

    // Over the graph.
    FIRST_VISIT = "These are five articles from November 2016. Click a name or a line to read why it is there. \
                   Drop your own articles anywhere.";
    CLOSE = "Close";
    ZOOM_IN = "Zoom in";
    ZOOM_OUT = "Zoom out";
    FIT = "Fit to the screen";
    FIT_CHOSEN = "Fit what is chosen";
    OVERVIEW = "Overview of the whole graph, while a part is seen";
    LASSO = "Draw around names to choose them";
    SHOWING = "Showing the {shown} strongest of {all}";
    SHOW_MORE = "Show more";
    SHOW_EVERY = "Draw all";
    ONLY = "Only {name} and its ties";
    END_ONLY = "Show all";
    NOTHING_PASSES = "No name passes these filters.";
    RESET_FILTERS = "Reset the filters";
    NO_NAMES_FOUND = "No names were found in what was read.";
    OPENING = "Opening {source}";
    NO_WEBGL = "This browser draws no WebGL, so there is no picture. The list of names holds the same graph.";

    // Empty.
    EMPTY_HEAD = "Drop articles here";
    EMPTY_FORMATS = "PDF, Word, Excel, web pages, mail, text, archives and more; single files or whole folders.";
    EMPTY_PRIVACY = "Nothing is uploaded. The page is not allowed to send anything: its Content-Security-Policy \
                     shuts every door but its own.";
    VEIL = "Drop to read {n} file. It stays on this computer." | "Drop to read {n} files. They stay on this computer.";
    VEIL_UNCOUNTED = "Drop to read. The files stay on this computer.";

    // Reading.
    READING = "Reading {done} of {total}";
    READING_NOW = "now {file}";
    READING_FAILED = "{n} could not be read" | "{n} could not be read";
    CANCEL = "Cancel";
    CANCELLED = "Cancelled. What was read stays.";
    READ = "{n} article in the graph." | "{n} articles in the graph.";
    READ_FAILED = "{n} file could not be read: see Articles." | "{n} files could not be read: see Articles.";
    READ_CANCELLED = "{n} file was left unread." | "{n} files were left unread.";
    READ_ASKING = "There is a question about {n} file: see Articles." | "There are questions about {n} files: see Articles.";
    CLEARED = "Cleared.";
    SAMPLES_LEFT = "The sample articles made way for yours.";
    FINDING_LEFT = "The shared graph made way for your articles.";
    FINDING_OPENED = "Opened the shared graph.";
    DUPLICATE = "The same text is in the graph already, as {file}.";
    DUPLICATE_HINT = "It is counted once.";
    DUPLICATES_MORE = "{n} more file was in the graph already." | "{n} more files were in the graph already.";
    STOPPED = "The reader stopped and was restarted.";
    STOPPED_HINT = "What was read stays. Drop the file again, or leave it out.";
    ENGINE_WAITS = "The reader is starting. The answer comes as soon as it is ready.";
    ENGINE_UNUSABLE = "The reader could not start: {message}";
    ENGINE_UNUSABLE_HINT = "Reload the page. The graph you see stays usable without it.";
    FETCH_FAILED = "Could not be fetched: {message}";
    FETCH_FAILED_HINT = "Check that the address is of this site and that the file is there.";
    BAD_DEMO = "The sample graph could not be drawn.";
    BAD_LINK_HINT = "Ask for the link again, or for the file.";

    // Evidence.
    EVIDENCE_HINT = "Click a name or a line to read why it is there.";
    LOADING = "Looking it up.";
    GONE = "It is not in the graph now.";
    BACK = "Back";
    ALSO_CALLED = "Also called";
    TIES = "Ties";
    PASSAGES = "Passages";
    MORE_TIES = "{n} weaker tie more" | "{n} weaker ties more";
    MORE_PASSAGES = "Show {n} more" | "Show {n} more";
    OPEN_ARTICLE = "Open article";
    AND = "{a} and {b}";
    COMPANY = "in one community with {names}";
    IN_ARTICLES = "{count} in {articles}";
    IN_ONE_ARTICLE = "{count}";
    PARAGRAPH_AT = "paragraph {n}" | "paragraph {n}";
    HOLD_NOTE = "Held where you put it.";
    LET_GO = "Let go";
    ONLY_THIS = "Only this and its ties";
    LEFT_OUT = "left out of the count";
    NO_PASSAGES = "The articles' words did not travel with this graph.";
    REASON_FULL_NAME = "the full name";
    REASON_SPELLING = "the same words, spelt otherwise";
    REASON_TITLE = "the name with a title";
    REASON_LEGAL_FORM = "the name with a company's legal form";
    REASON_MIDDLE_NAME = "the name without a middle name";
    REASON_INITIALS = "the first name as an initial";
    REASON_NICKNAME = "a short form of the first name";
    REASON_DEFINITION = "an article gives it as the short form";
    REASON_PART_IN_ARTICLE = "part of the full name, the only one like it in the article";
    REASON_PART_IN_CORPUS = "part of the full name, the only one like it in all articles";
    REASON_MOST_NAMED = "part of the full name; of those like it, the one named most";
    REASON_ACRONYM = "the initials of the full name";
    REASON_TABLE = "listed in the table of other names";
    REASON_SHORT_FORM = "a short or long form of the name";
    REASON_VARIANT = "spelt alike";
    REASON_NAME_ORDER = "the same words in another order";
    REASON_OTHER_KIND = "the same words for another kind";
    ALSO_IN = "Also in {file}";
    ALSO_IN_MORE = "Also in {file} and {n} other article" | "Also in {file} and {n} other articles";
    ALSO_HERE = "Said again in this article";
    COPY_OF = "The same words as {file}";
    NEAR_COPY_OF = "Nearly a copy of {file}: {n} % of it stands there";
    COPY_DIFFERS = "{line}. What stands here alone is underlined, what stands there alone is struck out.";
    COPY_AGREES = "{line}.";
    WORDS_BETWEEN = "({n} more word)" | "({n} more words)";
    SHOW_LEFT_OUT = "Show what was left out ({n} paragraph)" | "Show what was left out ({n} paragraphs)";


    // Deciding by hand.
    MERGE_WITH = "Merge with…";
    RENAME_TO = "Rename…";
    RETYPE_TO = "Change the kind…";
    SPLIT_INTO = "Split…";
    HIDE = "Hide";
    READ_IT = "Read why it is there";
    CHOOSE_TOO = "Choose beside others";
    UNCHOOSE = "Choose no longer";
    QUOTED = "“{words}”";
    NOT_THIS = "This is not {name}: split it off";
    STANDS_FOR = "taken for {name}";
    SHOW_NAMED = "Show {name}";
    NOT_HERE = "Not {name} here: split off this one";
    NOT_IN_ARTICLE = "Not {name} in this article: split it off";
    NOT_SO_CALLED = "“{words}” is never {name}: split it off";
    MARK_IT = "Mark as a name…";
    ALIAS_OF = "Another name of {name}";
    MORE_DECISIONS = "More to decide";
    MERGE_HEAD = "Merge {name} into which name?";
    MERGE = "Merge";
    RENAME_HEAD = "Rename {name}";
    RENAME = "Rename";
    NAME_FIELD = "Name";
    RETYPE_HEAD = "What is {name}?";
    RETYPE = "Change";
    AMEND = "Change what is known of the article";
    AMEND_TO = "What it should say";
    SPLIT_HEAD = "What of {name} is somebody or something else?";
    SPLIT_NOTE = "Nothing is lost: what is split off becomes a name of its own.";
    NOTHING_TO_SPLIT = "It has one name, in one article. To split off a single place, click the name there.";
    SPLIT = "Split off";
    CUT_NAME = "“{words}”, once" | "“{words}”, {n} times";
    CUT_WHOLE = "Each of these names for itself";
    CUT_ARTICLE = "In “{title}”";
    MARK_HEAD = "Mark a missed name";
    MARK_NOTE = "It is marked in every article, wherever it stands so.";
    MARK = "Mark";
    WHY = "Why (if you like)";
    MERGE_DROPPED = "Merge {name} into {onto}?";
    NEVER_MERGE = "Never merge";
    CHOSEN = "{n} chosen" | "{n} chosen";
    CHOOSE_FIRST = "Choose a name first.";
    UNDO = "Undo";
    REDO = "Redo";
    DECISIONS = "Decisions";
    DECISIONS_NONE = "Nothing has been decided by hand. What you merge, split, rename or hide is listed here, and can be \
                      taken back.";
    DECISIONS_NOTE = "Each can be dropped at any time. The file holds decisions and no article.";
    DECISIONS_LIST = "All decisions, latest first";
    AUTHOR = "Your name beside your decisions";
    DECISIONS_SAVE = "Save as file";
    DECISIONS_OPEN = "Open a file of decisions";
    DROP_ENTRY = "Drop";
    APPLIED = "applied";
    WAITS = "waits";
    DISPUTED = "disputed";
    OVERRULED = "overruled";
    DISPUTES = "These contradict each other";
    KEEP_THIS = "Keep this";
    HIDDEN = "Hidden names";
    RESTORE = "Restore";
    QUESTIONS_COUNT = "{n} open question" | "{n} open questions";
    QUESTIONS_HEAD = "Is it the same?";
    QUESTIONS_NONE = "No question is open.";
    SAME = "Same";
    DIFFERENT = "Different";
    LATER = "Later";
    PUT_OFF = "Put off.";
    COPIES = "Count near-copies once";
    COPIES_FOUND = "Found: {sentences}, {articles}";
    REFERENCES = "Count “he”, “she”, “the president” too";
    REFERENCES_NOTE = "Drawn dotted and counted apart.";
    REFERRED_TO = "Only referred to: {count}";
    AND_REFERRED = "{count} + {more}";
    DASHED = "rests on a doubtful link";
    DOTTED = "only referred to";

    // Dialogs.
    PASTE_HEAD = "Paste text";
    PASTE_LABEL = "The words of one article";
    PASTE_NAME = "Pasted text {n}" | "Pasted text {n}";
    PASTE_READ = "Read it";
    SHARE_HEAD = "Share this graph";
    SHARE_WHAT = "The link holds the graph itself: the names shown, the counts and the layout. Names that are hidden now stay behind. It is not stored anywhere.";
    SHARE_SENTENCES = "Include the sentences";
    SHARE_SENTENCES_OFF = "No sentence of an article goes along.";
    SHARE_SENTENCES_ON = "The sentences behind the ties go along, with the titles of their articles. \
                          Whoever has the link can read them.";
    SHARE_PREPARING = "Preparing the link.";
    SHARE_SIZE = "The link is {size} long.";
    SHARE_TOO_LONG = "The link would be {size} long; many programs cut links over 32.8 kB. Send a file instead: \
                      dropped on this page it opens the same graph.";
    SHARE_NOTHING = "There is no graph to share yet.";
    COPY_LINK = "Copy link";
    COPIED = "The link is on the clipboard.";
    COPY_FAILED = "The browser did not allow copying. Select the link and copy it yourself.";
    LINK_LABEL = "Link";
    SAVE_FILE = "Save as file";
    SAVED = "Saved as {file}.";
    SAVE_PICTURE = "Save picture…";
    SAVE = "Save";
    TOO_LARGE = "This browser cannot draw so large an image. Choose a smaller one, or a PDF.";
    KEYS_HEAD = "Keys";
    KEY_SEARCH = "Search";
    KEY_WALK = "Walk from neighbour to neighbour";
    KEY_OPEN = "Read why it is there";
    KEY_BACK = "Step back";
    KEY_ZOOM = "Zoom in, zoom out, fit";
    KEY_FIT_CHOSEN = "Fit what is chosen";
    KEY_BOX = "Choose all in a box";
    KEY_LASSO = "Choose all inside a line";
    SHIFT_DRAG = "Shift drag";
    ALT_DRAG = "Alt drag";
    KEY_HELP = "This list";
    KEY_CHOOSE = "Choose beside others";
    KEY_DECIDE = "Merge, hide, rename";
    KEY_MENU = "What can be decided";
    KEY_UNDO = "Undo; with Shift, redo";

    // Decisions: said by the engine, so that the page carries none of it.
    DID_MERGE = "Merged {names} into {name}";
    DID_SPLIT_WHOLE = "Parted all names of {name}";
    DID_SPLIT_NAME = "Parted “{part}” from {name}";
    DID_SPLIT_DOUBTFUL = "Parted the doubtful “{part}” from {name}";
    DID_SPLIT_ARTICLE = "Parted {name} in {file} from {name} elsewhere";
    DID_SPLIT_MENTION = "Parted one “{part}” in {file} from {name}";
    DID_SPLIT_AS = "{did}, as {to}";
    DID_RENAME = "Renamed {name} to {to}";
    DID_RETYPE = "Changed the kind of {name} to {kind}";
    DID_HIDE = "Hid {name}";
    DID_HIDE_ALL = "Hid {n} name" | "Hid {n} names";
    DID_RESTORE = "Restored {name}";
    DID_APART = "Kept {a} and {b} apart";
    DID_ADD = "Added the name {name} ({kind})";
    DID_ALIAS = "Took “{alias}” for {name}";
    DID_CONFIRM = "Confirmed that “{alias}” is {name}";
    DID_AMEND = "Changed the {field} of {file} to {to}";
    DID_AMEND_UNKNOWN = "Took the {field} of {file} for unknown";
    DID_DROP = "Dropped “{did}”";
    DID_COMBINE = "Took in {n} decision" | "Took in {n} decisions";
    DID_NOTHING = "All of these decisions were here already";
    DONE = "{did}.";
    UNDONE = "Taken back: {did}.";
    REDONE = "Done again: {did}.";
    DECIDED_ON = "{day}";
    DECIDED_BY = "{author}, {day}";
    DECIDED_WHY = "{by}: {reason}";
    WAITS_NOTE = "Nothing in these articles is named so.";
    WAITS_ARTICLE = "It is of an article that is not here.";
    DISPUTED_NOTE = "Contradicts “{did}” ({by}). Neither is applied until one is dropped.";
    OVERRULED_NOTE = "Decided otherwise later: “{did}”.";
    REASON_DECISION = "decided by hand";
    REASON_MERGED = "merged by hand on {day}";
    REASON_MERGED_BY = "merged by {author} on {day}";
    REASON_GIVEN = "decided by hand on {day}";
    REASON_GIVEN_BY = "decided by {author} on {day}";
    SURE_OF = "{why}; {n} in 100 sure";
    RESTS_SENTENCES = "{n} of {all} sentences rests on “{name}” being {full}, {sure} in 100 sure" | "{n} of {all} sentences rest on “{name}” being {full}, {sure} in 100 sure";
    RESTS_PARAGRAPHS = "{n} of {all} paragraphs rests on “{name}” being {full}, {sure} in 100 sure" | "{n} of {all} paragraphs rest on “{name}” being {full}, {sure} in 100 sure";
    RESTS_ARTICLES = "{n} of {all} articles rests on “{name}” being {full}, {sure} in 100 sure" | "{n} of {all} articles rest on “{name}” being {full}, {sure} in 100 sure";
    ASK_LINK = "Is “{name}” {full}?";
    ASK_SEPARATION = "Are {a} and {b} the same?";
    ASK_SEPARATION_KINDS = "Are {a} ({kind}) and {b} ({other}) the same?";
    ASK_WHY = "{why}: of 100 such, {n} are the same";
    CHANGE_IF_DIFFERENT = "{n} tie changes if not" | "{n} ties change if not";
    CHANGE_IF_SAME = "{n} tie changes if so" | "{n} ties change if so";
    REFUSED_SHARED = "This graph was shared, and its articles are not here: nothing can be decided on it.";
    REFUSED_SHARED_HINT = "Add the articles to decide on them.";
    REFUSED_GONE = "It is not in the graph now.";
    REFUSED_IDLE = "This would change nothing.";
    REFUSED_IDLE_HINT = "Nothing in these articles is written so, or nothing would be left of it.";
    REFUSED_EMPTY = "This decides nothing.";
    REFUSED_EMPTY_HINT = "Choose two different names, or write a name of at most 200 letters.";
    REFUSED_SO = "It says so already.";
    REFUSED_DATE = "This is no date.";
    REFUSED_LANGUAGE = "This is no language that Coterie knows.";
    REFUSED_LONG = "This is too long.";
    REFUSED_LONG_HINT = "Write at most 500 letters.";

    // What articles say of themselves: said by the engine too.
    FIELD_TITLE = "Title";
    FIELD_BYLINE = "Byline";
    FIELD_DATE = "Date";
    FIELD_SOURCE = "Source";
    FIELD_LANGUAGE = "Language";
    STATED = "{what}";
    GUESSED = "{what} (guessed)";
    FACT = "{field}: {value}";
    FACT_UNKNOWN = "{field}: unknown";
    AMEND_HEAD = "{field} of this article";
    AMEND_WORDS = "Leave it empty if it is not known.";
    AMEND_DATE = "Write it as 2016-11-09 or 9 November 2016, or leave it empty if it is not known.";
    AMEND_LANGUAGE = "Write its English name or its code (German, de), or leave it empty if it is not known.";
    NAMES_FOUND_LESS = "{language}: names are found less well";
    NOT_ENGLISH = "{n} article is not in English: Coterie finds names less well there." | "{n} articles are not in English: Coterie finds names less well there.";

    // How names are found.
    NAMING_HEAD = "How names are found";
    NAMING_WHAT = "A small program marks, in this browser, the words that name someone or something. It looks at each \
                   word, at the words around it, and then at the whole article: a name written out in full helps \
                   with its short forms. It learned from English texts in which the names were marked.";
    PERSON_MEANS = "People, real or invented, and families, without their titles: Angela Merkel, the Kennedys.";
    ORGANISATION_MEANS = "Companies, agencies, parties, courts, armed groups, teams, media, and institutions called \
                          by their seat: United Nations, White House, Hamas.";
    PLACE_MEANS = "Countries, cities, regions, waters, mountains, named buildings and roads: Iran, West Bank, South \
                   China Sea. A country that acts is a place all the same.";
    GROUP_MEANS = "Nationalities, peoples, religions and political leanings: Russian, Kurds, Muslim, Republicans.";
    EVENT_MEANS = "Wars, elections, storms, games and holidays with a name: World War II, Hurricane Katrina, Ramadan.";
    OTHER_MEANS = "Works, laws, treaties, prizes, products, languages: Kyoto Protocol, Nobel Peace Prize, Boeing 747.";
    NAMING_ACCURACY_HEAD = "How often it is right";
    NAMING_ACCURACY = "Counted on texts whose names are known and from which it did not learn. Right: of 100 names \
                       it finds, so many are right, every word and the kind. Found: of 100 names there are, so many \
                       are found. F1 is the mean of the two by which such programs are compared; spaCy small is one \
                       that many people use, on the same texts.";
    NAMING_TEXTS = "People, organisations and places, by kind of text";
    NAMING_BY_KIND = "News, by kind of name";
    NAMING_RIGHT = "Right";
    NAMING_FOUND = "Found";
    NAMING_F1 = "F1";
    NAMING_SPACY = "spaCy small, F1";
    TEXT_NEWS = "News (Voice of America)";
    TEXT_POLITICS = "Encyclopedia on politics (CrossNER)";
    TEXT_WEB = "Web pages, mail, reviews (EWT)";
    TEXT_POSTS = "Posts and comments (WNUT 2017)";
    TEXT_TWEETS = "Tweets (Broad Twitter Corpus)";
    NAMING_HANDLES = "The tweets are marked by another rule: there a handle such as @name is a person, here it is no \
                      name.";
    NAMING_SURE_HEAD = "How sure it is";
    NAMING_SURE = "Each name carries a score: the chance that it is right, by the program's own reckoning. Whether that \
                   can be believed was counted on all these texts.";
    NAMING_SCORES = "People, organisations and places, by score";
    NAMING_SCORE = "Score";
    NAMING_RIGHT_OF = "Right of 100";
    NAMING_NAMES = "Names";
    RANGE = "{low} to {high}";
    NAMING_WEAK_HEAD = "Where it fails";
    WEAK_ENGLISH = "It knows English only.";
    WEAK_OTHER = "Works, laws, prizes and products are often missed or taken for something else.";
    WEAK_CAPITALS = "In headlines all in capitals, and in text without any, it guesses.";
    WEAK_WORDS = "It misses companies named by a common word, and takes some abbreviations for organisations.";
    WEAK_TIES = "A wrong name brings wrong ties. Read the sentences behind a tie before you rely on it.";
    NAMING_LICENCE_HEAD = "Licence";
    NAMING_LICENCE = "The model is free to use like the program, under the MIT or the Apache-2.0 licence. It learned \
                      from news of the Voice of America, in the public domain, with marks made for Coterie, and from \
                      sets under CC BY 4.0, MIT and open government licences. It also knows word vectors under CC0, \
                      and lists of surnames, towns, schools and parties.";
    NAMING_CREDITS = "Credits: authors and licences of all of them";

    // What a screen reader is told.
    SAY_SELECTED = "{name}, {kind}, {mentions}, {ties}.";
    SAY_TIE = "{a} and {b}, {count}.";
    SAY_VIEW = "{entities}, {ties}.";

    BYTES = "{n} byte" | "{n} bytes";
    KILOBYTES = "{n} kB";
}
