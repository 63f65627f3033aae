//! Which field of a table or of data holds what, by its name.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The article.
    Text,
    /// What stands before the article.
    Lead,
    /// What the article says in short: stands in its place where there is none.
    Summary,
    /// Headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// The publication or site.
    Site,
    /// Where it stands on the web.
    Url,
    /// Its language.
    Language,
}

/// Field names by what they hold, likeliest first, in small letters without marks. They are the names that news
/// interfaces (NewsAPI, Guardian, New York Times, GDELT, Media Cloud, WordPress), scrapers (newspaper, trafilatura,
/// news-please), agencies (ninjs), bibliographies (CSL) and schema.org use, and the plain words for them in some languages.
const NAMES: [(Part, &[&str]); 9] = [
    (
        Part::Text,
        &[
            "fulltext",
            "articlebody",
            "articletext",
            "maintext",
            "bodytext",
            "plaintext",
            "body",
            "text",
            "content",
            "articlecontent",
            "bodyhtml",
            "contenthtml",
            "html",
            "article",
            "story",
            "storytext",
            "contents",
            "paragraphs",
            "newstext",
            "rawtext",
            "cleantext",
            "transcript",
            "volltext",
            "artikeltext",
            "inhalt",
            "texte",
            "contenu",
            "texto",
            "contenido",
            "cuerpo",
            "testo",
            "tekst",
            "conteudo",
        ],
    ),
    (
        Part::Lead,
        &[
            "lead",
            "leadparagraph",
            "standfirst",
            "teaser",
            "deck",
            "dek",
            "trailtext",
            "subtitle",
            "subheadline",
            "subhead",
            "chapo",
            "vorspann",
        ],
    ),
    (Part::Summary, &["abstract", "summary", "description", "snippet", "excerpt", "zusammenfassung"]),
    (
        Part::Title,
        &[
            "title",
            "headline",
            "articletitle",
            "heading",
            "webtitle",
            "header",
            "head",
            "newstitle",
            "titel",
            "überschrift",
            "schlagzeile",
            "titre",
            "titulo",
            "título",
            "titular",
            "titolo",
            "tytuł",
            "kop",
        ],
    ),
    (
        Part::Byline,
        &[
            "byline",
            "author",
            "authors",
            "authorname",
            "creator",
            "writer",
            "journalist",
            "reporter",
            "writtenby",
            "contributor",
            "autor",
            "autoren",
            "verfasser",
            "auteur",
            "auteurs",
            "autore",
        ],
    ),
    (
        Part::Date,
        &[
            "datepublished",
            "publicationdate",
            "publisheddate",
            "publishdate",
            "published",
            "publishedat",
            "publishedon",
            "pubdate",
            "datepublish",
            "webpublicationdate",
            "publishtime",
            "publicationdatetime",
            "publicationtime",
            "articledate",
            "date",
            "dategmt",
            "datetime",
            "newsdate",
            "issued",
            "created",
            "createdat",
            "datecreated",
            "timestamp",
            "time",
            "datum",
            "erscheinungsdatum",
            "veröffentlicht",
            "fecha",
            "data",
            "dateparution",
            "seendate",
            "firstcreated",
            "versioncreated",
        ],
    ),
    (
        Part::Site,
        &[
            "publication",
            "publicationname",
            "publicationtitle",
            "newspaper",
            "sitename",
            "publisher",
            "outlet",
            "medium",
            "medianame",
            "source",
            "sourcename",
            "newssource",
            "site",
            "journal",
            "media",
            "newsdesk",
            "sourcedomain",
            "domain",
            "host",
            "quelle",
            "zeitung",
            "fuente",
            "medio",
            "journaltitle",
            "containertitle",
            "copyrightholder",
            "provider",
        ],
    ),
    (
        Part::Url,
        &[
            "url",
            "link",
            "weburl",
            "articleurl",
            "canonicalurl",
            "sourceurl",
            "permalink",
            "documenturl",
            "uri",
        ],
    ),
    (Part::Language, &["language", "lang", "languagecode", "inlanguage", "sprache", "langue", "idioma"]),
];

/// A field's name as [`NAMES`] has it: small letters alone.
pub(crate) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a field holds, by its name, and how likely: 0 is likeliest.
pub(crate) fn part(name: &str) -> Option<(Part, usize)> {
    // Names of namespaces stand before a colon: "dc:title".
    let name = bare(name.rsplit_once(':').map_or(name, |(_, local)| local));
    NAMES.iter().find_map(|(part, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        Some((*part, rank))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_name() {
        let known = |name: &str| part(name).map(|(part, _)| part);
        assert_eq!(known("Full Text"), Some(Part::Text));
        assert_eq!(known("article_body"), Some(Part::Text));
        assert_eq!(known("publishedAt"), Some(Part::Date));
        assert_eq!(known("dc:title"), Some(Part::Title));
        assert_eq!(known("Überschrift"), Some(Part::Title));
        assert_eq!(known("price"), None);
        assert_eq!(known(""), None);
    }
}
