//! What is selected and read, and the way back: a stack of places, the last of which the evidence panel shows.

use std::rc::Rc;

use crate::evidence::{ArticleView, Evidence, Fact, Subject};
use crate::ids::EntityKey;
use crate::protocol::Request;

/// Passages asked for at first, and so many more with each *Show more*.
pub const PASSAGES: u32 = 60;

/// Places kept to go back to.
const MOST_PLACES: usize = 50;

/// Something that can be read in the evidence panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The sentences behind a node or an edge.
    Subject(Subject),
    /// A whole article.
    Article {
        /// Its index in the corpus.
        document: u32,
        /// The paragraph to scroll to.
        paragraph: u32,
    },
}

/// What is known of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Not answered yet.
    Awaited,
    /// The passages.
    Evidence(Rc<Evidence>),
    /// The article.
    Article(Rc<ArticleView>),
    /// It is no longer in the graph.
    Gone,
}

/// A place and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where.
    pub place: Place,
    /// The last answer; stays while a newer one is on its way.
    pub content: Content,
    /// At most this many passages.
    pub limit: u32,
    /// Whether the graph has changed since the answer.
    stale: bool,
}

/// The stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    pages: Vec<Page>,
}

impl Trail {
    /// The page to show.
    pub fn current(&self) -> Option<&Page> {
        self.pages.last()
    }

    /// How many places can be stepped back from.
    pub fn depth(&self) -> usize {
        self.pages.len()
    }

    /// The node or edge that is selected: the last one on the way here.
    pub fn subject(&self) -> Option<Subject> {
        self.pages.iter().rev().find_map(|page| match page.place {
            Place::Subject(subject) => Some(subject),
            Place::Article { .. } => None,
        })
    }

    /// The selected entity; none where a tie is selected.
    pub fn entity(&self) -> Option<EntityKey> {
        match self.subject()? {
            Subject::Entity(key) => Some(key),
            Subject::Tie(..) => None,
        }
    }

    /// What is known of an entity, if its passages have come.
    pub fn evidence_of(&self, key: EntityKey) -> Option<&Evidence> {
        self.pages.iter().rev().find_map(|page| match &page.content {
            Content::Evidence(evidence) if evidence.subject == Subject::Entity(key) => Some(&**evidence),
            _ => None,
        })
    }

    /// A field of the article that is read, by its place, and the article's index in the corpus.
    pub fn fact(&self, at: u32) -> Option<(u32, &Fact)> {
        match &self.current()?.content {
            Content::Article(article) => Some((article.document, article.facts.get(at as usize)?)),
            _ => None,
        }
    }

    /// Goes to a place; going where one is changes nothing.
    pub fn go(&mut self, place: Place) {
        if self.current().is_some_and(|page| page.place == place) {
            return;
        }
        if self.pages.len() == MOST_PLACES {
            self.pages.remove(0);
        }
        self.pages.push(Page { place, content: Content::Awaited, limit: PASSAGES, stale: true });
    }

    /// Steps back; `false` if there was nowhere to step back from.
    pub fn back(&mut self) -> bool {
        self.pages.pop().is_some()
    }

    /// Forgets the way.
    pub fn clear(&mut self) {
        self.pages.clear();
    }

    /// The graph has changed: every answer is to be asked again once its page is shown.
    pub fn outdate(&mut self) {
        self.pages.iter_mut().for_each(|page| page.stale = true);
    }

    /// More passages of the page shown.
    pub fn more(&mut self) {
        if let Some(page) = self.pages.last_mut() {
            page.limit += PASSAGES * 4;
            page.stale = true;
        }
    }

    /// What to ask for the page shown; `None` if it is answered or asked for already.
    pub fn ask(&mut self) -> Option<Request> {
        let page = self.pages.last_mut().filter(|page| page.stale)?;
        page.stale = false;
        Some(match page.place {
            Place::Subject(subject) => Request::Evidence { subject, limit: page.limit },
            Place::Article { document, .. } => Request::Article { document },
        })
    }

    /// The passages have come.
    pub fn evidence(&mut self, subject: Subject, evidence: Option<Evidence>) {
        let content = evidence.map_or(Content::Gone, |evidence| Content::Evidence(Rc::new(evidence)));
        self.fill(|page| page.place == Place::Subject(subject), &content);
    }

    /// An article has come.
    pub fn article(&mut self, article: Option<ArticleView>) {
        let wanted = article.as_ref().map(|article| article.document);
        let content = article.map_or(Content::Gone, |article| Content::Article(Rc::new(article)));
        self.fill(
            |page| match page.place {
                Place::Article { document, .. } => {
                    wanted.map_or(matches!(page.content, Content::Awaited), |wanted| wanted == document)
                }
                Place::Subject(_) => false,
            },
            &content,
        );
    }

    fn fill(&mut self, which: impl Fn(&Page) -> bool, content: &Content) {
        for page in self.pages.iter_mut().filter(|page| which(page)) {
            page.content = content.clone();
        }
    }
}
