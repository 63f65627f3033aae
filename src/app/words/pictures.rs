//! What the engine says of pictures: as what they can be saved, in their legends and captions.

use super::Phrase;

phrases! {
    // The question.
    WHAT = "What the graph shows now. No sentence of an article is in it. Its caption: {caption}";
    SVG = "SVG: a drawing to edit";
    SVG_CLEAR = "SVG without background";
    PDF = "PDF: a page to print";
    PDF_A4 = "PDF on A4";
    PDF_A3 = "PDF on A3";
    PNG = "PNG: an image";
    PNG_2 = "PNG, 2 times as large";
    PNG_3 = "PNG, 3 times as large";
    PNG_4 = "PNG, 4 times as large";
    PNG_CLEAR = "PNG without background, 2 times as large";
    PNG_A4 = "PNG for A4 at 300 dpi";
    PNG_A3 = "PNG for A3 at 300 dpi";
    LIGHT = "in light colours";

    // Layers.
    COMMUNITIES = "Communities";
    LABELS = "Labels";
    LEGEND = "Legend";
    CAPTION = "Caption";
    OF_KIND = "{kind} ({n})" | "{kind} ({n})";

    // Captions.
    TITLE = "Who appears with whom in {articles}";
    TITLE_BARE = "Who appears with whom";
    COUNTS = "{names} and {ties} from {articles}";
    COUNTS_BARE = "{names} and {ties}";
    NAMES_COUNT = "{n} name" | "{n} names";
    OF_NAMES = "{n} of {all} name" | "{n} of {all} names";
    TIE_SENTENCE = "A line ties two names that stand in one sentence; the more sentences, the wider.";
    TIE_PARAGRAPH = "A line ties two names that stand in one paragraph; the more paragraphs, the wider.";
    TIE_DOCUMENT = "A line ties two names that stand in one article; the more articles, the wider.";
    LEAST_SENTENCES = "Shown from {n} sentence" | "Shown from {n} sentences";
    LEAST_PARAGRAPHS = "Shown from {n} paragraph" | "Shown from {n} paragraphs";
    LEAST_DOCUMENTS = "Shown from {n} article" | "Shown from {n} articles";
    SIZE = "A mark is the larger the more often the articles name it.";
    KINDS = "Kinds: {kinds}.";
    NO_KINDS = "Kinds: none.";
    LIMIT = "At most {n} name, those named most." | "At most {n} names, those named most.";
    FOCUS = "Only one name and what is tied to it.";
    COPIES = "Near-copies count once.";
    REFERENCES = "Words that stand for a name tie too, dotted.";
    PART = "A part of the graph.";
    UNWRITTEN = "{n} name is not written: its letters are not in the file's font." | "{n} names are not written: their letters are not in the file's font.";
    DAY = "{day}.";
    FINGERPRINT = "Data and settings {fingerprint}.";
    MADE_WITH = "Made with Coterie.";

    // What a picture cannot be made of.
    CHANGED = "The graph has changed meanwhile.";
    CHANGED_HINT = "Save the picture again.";
    UNSOUND = "There is nothing to save.";
    UNSOUND_HINT = "Wait until the graph is drawn.";
}
