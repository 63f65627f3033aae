//! The picture: which part of the graph is shown, and where its nodes stand.

use super::arrange::{Arrangement, Base, Places};
use super::{Session, Shown};
use crate::graph::{self, GraphView, ViewSettings};
use crate::ids::EntityKey;
use crate::protocol::Response;

impl Session {
    /// The graph under `settings`.
    pub(super) fn graph_view(&mut self, settings: &ViewSettings) -> GraphView {
        match &mut self.shown {
            Shown::Articles(corpus) => {
                corpus.count(settings);
                let ties = corpus.ties(settings);
                let mut view = ties.map(|ties| graph::view(&ties.graph, settings)).unwrap_or_default();
                if let Some(copies) = corpus.copies() {
                    view.totals.copied_sentences = copies.copied_sentences();
                    view.totals.copied_documents = copies.copied_articles();
                }
                view
            }
            Shown::Finding(finding) => finding.view(settings).0,
        }
    }

    /// Derives the view, begins its layout, and tells both.
    pub(super) fn show(&mut self) -> Vec<Response> {
        let settings = self.settings;
        self.view = self.graph_view(&settings);
        graph::find_communities(&mut self.view);
        if self.provisional {
            let start = self.arrangement.as_ref().map(Arrangement::places).unwrap_or_default();
            self.arrange(&start);
            return self.tell();
        }
        if !self.is_undecided() {
            self.arrange_beside();
            return self.tell();
        }
        if self.base.is_none() && settings != ViewSettings::default() {
            self.lay_out_base();
        }
        match self.base.take() {
            Some(base) => {
                if base.is_of(&settings, &self.pins) {
                    self.arrangement = Some(Arrangement::fixed(&self.view, &base.places));
                    self.told_settled = true;
                } else {
                    self.arrange(&base.places);
                }
                self.base = Some(base);
            }
            None => self.arrange(&Places::new()),
        }
        self.tell()
    }

    /// Whether nothing decided by hand shows.
    pub(super) fn is_undecided(&self) -> bool {
        match &self.shown {
            Shown::Articles(corpus) => corpus.is_undecided(),
            Shown::Finding(_) => true,
        }
    }

    /// Runs the layout under default settings, without decisions, to its end.
    fn lay_out_base(&mut self) {
        let settings = ViewSettings::default();
        let view = self.undecided_view(&settings);
        let mut arrangement = Arrangement::new(&view, &Places::new(), &Places::new());
        arrangement.finish();
        self.base = Some(Base { settings, pins: Places::new(), places: arrangement.places() });
    }

    /// The graph under `settings` as it were without decisions.
    fn undecided_view(&mut self, settings: &ViewSettings) -> GraphView {
        match &mut self.shown {
            Shown::Articles(corpus) if !corpus.is_undecided() => {
                graph::view(&corpus.undecided(settings), settings)
            }
            _ => self.graph_view(settings),
        }
    }

    /// Arranges the decided graph where the undecided one stands.
    fn arrange_beside(&mut self) {
        if self.base.is_none() {
            self.lay_out_base();
        }
        let settings = self.settings;
        let stands = |base: &Option<Base>, pins: &Places| {
            base.as_ref().is_some_and(|base| base.is_of(&settings, pins))
        };
        if !stands(&self.base, &self.pins) && !stands(&self.home, &self.pins) {
            let view = self.undecided_view(&settings);
            let start = self.base.as_ref().map(|base| base.places.clone()).unwrap_or_default();
            let mut arrangement = Arrangement::new(&view, &start, &self.pins);
            arrangement.finish();
            self.home = Some(Base { settings, pins: self.pins.clone(), places: arrangement.places() });
        }
        let home = if stands(&self.base, &self.pins) { &self.base } else { &self.home };
        let places = home.as_ref().map(|home| home.places.clone()).unwrap_or_default();
        let mut arrangement = Arrangement::beside(&self.view, &places, &self.pins);
        arrangement.finish();
        self.arrangement = Some(arrangement);
        self.told_settled = true;
    }

    fn arrange(&mut self, start: &Places) {
        let mut arrangement = Arrangement::new(&self.view, start, &self.pins);
        if arrangement.is_small() {
            arrangement.finish();
        }
        let settled = arrangement.is_settled();
        self.arrangement = Some(arrangement);
        self.told_settled = false;
        if settled {
            self.settle();
        }
    }

    /// The layout has settled: keep it if others start from it.
    pub(super) fn settle(&mut self) {
        self.told_settled = true;
        let settings = ViewSettings::default();
        let plain = self.settings == settings && self.pins.is_empty() && self.is_undecided();
        if self.base.is_none() && !self.provisional && plain {
            let places = self.arrangement.as_ref().map(Arrangement::places).unwrap_or_default();
            self.base = Some(Base { settings, pins: Places::new(), places });
        }
    }

    fn tell(&mut self) -> Vec<Response> {
        self.revision += 1;
        vec![Response::View {
            revision: self.revision,
            settings: self.settings,
            view: self.view.clone(),
            positions: self.arrangement.as_ref().map(Arrangement::flat).unwrap_or_default(),
            settled: self.told_settled,
        }]
    }

    /// Holds a node at a place: nothing else moves. Let go, it finds its place again, and the others theirs.
    pub(super) fn pin(&mut self, key: EntityKey, at: Option<[f32; 2]>) -> Vec<Response> {
        let mut places = self.arrangement.as_ref().map(Arrangement::places).unwrap_or_default();
        match at {
            Some(at) => {
                self.pins.insert(key, at);
                places.insert(key, at);
                self.arrangement = Some(Arrangement::fixed(&self.view, &places));
                self.told_settled = true;
            }
            None => {
                self.pins.remove(&key);
                self.arrange(&places);
            }
        }
        let positions = self.arrangement.as_ref().map(Arrangement::flat).unwrap_or_default();
        vec![Response::Positions { revision: self.revision, positions, settled: self.told_settled }]
    }
}
