//! The picture: which part of the graph is shown, and where its nodes stand.

use super::arrange::{Arrangement, Base, Places, Plan, shape, times};
use super::timing::{Times, ticks};
use super::{Session, Shown};
use crate::app::words;
use crate::graph::{self, GraphView, ViewSettings};
use crate::ids::{EntityKey, Fingerprint};
use crate::layout::{Mode, quality};
use crate::protocol::{Response, Told};

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
                view.totals.days = corpus.calendar().len() as u32;
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
        self.beneath = None;
        if self.provisional {
            let start = self.places();
            self.arrange(&start);
            return self.tell();
        }
        if !self.is_undecided() {
            self.arrange_beside();
            return self.tell();
        }
        let is_plain = settings == plain(settings.mode);
        if self.base(settings.mode).is_none() {
            if !is_plain {
                self.lay_out_base();
            } else if let Some(base) = self.unchanged(&self.view) {
                self.bases.push(base);
            }
        }
        match self.base(settings.mode) {
            Some(base) if base.is_of(&settings, &self.pins) => {
                self.arrangement = Some(Arrangement::fixed(&self.view, &base.places));
                self.told_settled = true;
            }
            Some(base) => {
                let start = base.places.clone();
                self.arrange(&start);
            }
            None => {
                let start = self.former_places();
                self.arrange(&start);
            }
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

    /// Where the shown nodes stand now.
    pub(super) fn places(&self) -> Places {
        self.arrangement.as_ref().map(Arrangement::places).unwrap_or_default()
    }

    /// The layout that others of this mode start from.
    fn base(&self, mode: Mode) -> Option<&Base> {
        let dates = self.dates(mode);
        self.bases.iter().find(|base| base.settings.mode == mode && base.dates == dates)
    }

    /// The dates that were amended by hand, where nodes are arranged by these: other dates make another picture of the
    /// same graph.
    fn dates(&self, mode: Mode) -> Option<Fingerprint> {
        match &self.shown {
            Shown::Articles(corpus) if mode == Mode::ByTime => corpus.amended_dates(),
            _ => None,
        }
    }

    /// There are other articles: what was laid out is where the next layouts start from.
    pub(super) fn leave_bases(&mut self) {
        self.home = None;
        if !self.bases.is_empty() {
            self.former = std::mem::take(&mut self.bases);
        }
    }

    /// The layout of this mode before the last articles came.
    fn former(&self) -> Option<&Base> {
        self.former.iter().find(|base| base.settings == plain(self.settings.mode))
    }

    /// The same, if the graph under default settings is what it was then.
    fn unchanged(&self, view: &GraphView) -> Option<Base> {
        let dates = self.dates(self.settings.mode);
        self.former().filter(|base| base.shape == shape(view) && base.dates == dates).cloned()
    }

    fn former_places(&self) -> Places {
        self.former().map(|base| base.places.clone()).unwrap_or_default()
    }

    /// By what the nodes of a graph with or without decisions are arranged.
    fn plan(&self, undecided: bool) -> Plan {
        let mode = self.settings.mode;
        let times = match &self.shown {
            Shown::Articles(corpus) if mode == Mode::ByTime => corpus.times(undecided),
            _ => Times::new(),
        };
        Plan { mode, times }
    }

    /// Runs the layout under default settings, without decisions, to its end.
    fn lay_out_base(&mut self) {
        let settings = plain(self.settings.mode);
        let view = self.undecided_view(&settings);
        if let Some(base) = self.unchanged(&view) {
            return self.bases.push(base);
        }
        let start = self.former_places();
        let mut arrangement = Arrangement::new(&view, &self.plan(true), &start, &Places::new());
        arrangement.finish();
        let places = arrangement.places();
        let dates = self.dates(settings.mode);
        self.bases.push(Base { settings, pins: Places::new(), places, shape: shape(&view), dates });
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
        let settings = self.settings;
        if self.base(settings.mode).is_none() {
            self.lay_out_base();
        }
        if self.undecided_places().is_none() {
            let view = self.undecided_view(&settings);
            let start = self.base(settings.mode).map(|base| base.places.clone()).unwrap_or_default();
            let mut beneath = Arrangement::new(&view, &self.plan(true), &start, &self.pins);
            if beneath.is_small() {
                beneath.finish();
            }
            self.told_settled = false;
            self.beneath = Some(beneath);
        }
        self.follow_beneath();
    }

    /// Where the undecided graph stands under these settings and pins, once that is known.
    fn undecided_places(&self) -> Option<&Places> {
        let dates = self.dates(self.settings.mode);
        let stands = |base: &&Base| base.is_of(&self.settings, &self.pins) && base.dates == dates;
        self.bases.iter().chain(&self.home).find(stands).map(|base| &base.places)
    }

    /// Puts the decided graph where the undecided one stands, which may still be on its way.
    pub(super) fn follow_beneath(&mut self) {
        if let Some(beneath) = self.beneath.take_if(|beneath| beneath.is_settled()) {
            let (settings, pins) = (self.settings, self.pins.clone());
            let (shape, dates) = (shape(&self.view), self.dates(settings.mode));
            self.home = Some(Base { settings, pins, places: beneath.places(), shape, dates });
        }
        let Some(places) = self.undecided_places() else {
            let mut places = self.places();
            places.extend(self.beneath.iter().flat_map(Arrangement::places));
            self.arrangement = Some(Arrangement::fixed(&self.view, &places));
            return;
        };
        let mut arrangement = Arrangement::beside(&self.view, &self.plan(false), places, &self.pins);
        if arrangement.is_small() {
            arrangement.finish();
        }
        self.told_settled = arrangement.is_settled();
        self.arrangement = Some(arrangement);
    }

    fn arrange(&mut self, start: &Places) {
        let mut arrangement = Arrangement::new(&self.view, &self.plan(false), start, &self.pins);
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
        let settings = plain(self.settings.mode);
        let is_plain = self.settings == settings && self.pins.is_empty() && self.is_undecided();
        if self.base(settings.mode).is_none() && !self.provisional && is_plain {
            let (places, shape) = (self.places(), shape(&self.view));
            let dates = self.dates(settings.mode);
            self.bases.push(Base { settings, pins: Places::new(), places, shape, dates });
        }
    }

    fn tell(&mut self) -> Vec<Response> {
        self.revision += 1;
        vec![Response::View {
            revision: self.revision,
            settings: self.settings,
            view: self.view.clone(),
            positions: self.arrangement.as_ref().map(Arrangement::flat).unwrap_or_default(),
            settled: self.settled(),
        }]
    }

    /// The positions as they are now.
    pub(super) fn positions(&self) -> Response {
        let positions = self.arrangement.as_ref().map(Arrangement::flat).unwrap_or_default();
        Response::Positions { revision: self.revision, positions, settled: self.settled() }
    }

    /// What is said of the picture; nothing while it moves.
    fn settled(&self) -> Option<Told> {
        let arrangement = self.arrangement.as_ref().filter(|_| self.told_settled)?;
        let places = arrangement.positions();
        let mut settled = Told { quality: quality(&self.view, places), ticks: Vec::new() };
        if let (Shown::Articles(corpus), Mode::ByTime) = (&self.shown, self.settings.mode) {
            let times = times(&self.view, &self.plan(false));
            let named = times.iter().zip(places).map(|(time, place)| (*time, place[0]));
            let named: Vec<(f32, f32)> = named.filter(|(time, _)| time.is_finite()).collect();
            settled.ticks = ticks(&named, &corpus.calendar());
        }
        Some(settled)
    }

    /// Holds a node at a place: nothing else moves. Let go, it finds its place again, and the others theirs.
    pub(super) fn pin(&mut self, key: EntityKey, at: Option<[f32; 2]>) -> Vec<Response> {
        let mut places = self.places();
        self.beneath = None;
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
        vec![self.positions()]
    }
}

/// The settings under which the layout that others of a mode start from is made.
fn plain(mode: Mode) -> ViewSettings {
    ViewSettings { mode, ..ViewSettings::default() }
}

/// How true a picture is to the ties, in words; empty where nothing is tied.
///
/// *Distances*: 100 % less the stress, the mean squared relative error of distances over pairs of names: as much of
/// what the ties say about how far apart two names are is seen. *Neighbours*: of the names tied to a name and the
/// names nearest to it, so many are both.
fn quality(view: &GraphView, places: &[[f32; 2]]) -> String {
    if view.edges.is_empty() {
        return String::new();
    }
    let edges: Vec<(u32, u32)> = view.edges.iter().map(|edge| (edge.a, edge.b)).collect();
    let quality::Quality { stress, neighbours, .. } = quality::measure(&edges, places);
    let percent = |share: f32| ((share.clamp(0.0, 1.0) * 100.0).round() as u32).to_string();
    words::QUALITY.with(&[("distances", &percent(1.0 - stress)), ("neighbours", &percent(neighbours))])
}
