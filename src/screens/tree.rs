//! What a threat rests on, drawn as a tree; without one that has a tree, the threats at the roots of all trees. The figures
//! are those of today: [`stand`] is the one place where they come from.

use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row, as_threat};
use crate::domain::{ItemId, Session, Threat, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::risk::{Branch, LIKELIHOOD_ALONE, Model, Stand, root_of, roots, stand, tree};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Tree,
    title: "Tree.",
    asks: || "What does it take for this to happen?".into(),
    rows: |_, rooms| (0..rooms.tree.nodes.len()).map(Row::Branch).collect(),
    selected: |_, rooms| rooms.tree.node().map(|_| Row::Branch(rooms.tree.at)),
    item: |_, rooms| rooms.tree.threat().map(ItemId::from),
    threat: |_, rooms| rooms.tree.threat(),
    holds: |_, rooms| rooms.tree.threat().map(ItemId::from).into_iter().collect(),
    put: |_, rooms, row| {
        if let Row::Branch(place) = row {
            rooms.tree.at = place;
        }
    },
    left_for: Some(Screen::DoAbout),
    shown_by: Some(Verb::GoTree),
    means,
    travel: |look, rooms, _, by| travel(look, rooms, by),
    select: |look, rooms, id| {
        if let ItemId::Threat(id) = id {
            rooms.tree.show(look, id);
        }
    },
    // What is added to a tree is added to the selected threat, which stays selected.
    show_new: |_, _, _| {},
    enter: |look, rooms, from| {
        let threat = match from {
            Screen::DoAbout => rooms.do_about.threat,
            Screen::GoWrong => rooms.go_wrong.selected.and_then(as_threat),
            _ => None,
        };
        // A threat that hangs on nothing says little alone, where there are trees to look at.
        let is_in_one = |id: ThreatId| is_in_a_tree(look.session, id);
        let shown = threat.filter(|id| is_in_one(*id) || roots(look.session).is_empty());
        match shown {
            Some(id) => {
                rooms.tree.listed = false;
                rooms.tree.show(look, id);
            }
            None if from == Screen::Tree => rooms.tree.look_again(look),
            None => rooms.tree.list(look),
        }
    },
    mend: |look, rooms| {
        if look.screen == Screen::Tree {
            rooms.tree.look_again(look);
        }
    },
    ..Room::BARE
};

/// Whether a threat rests on others, or others on it.
fn is_in_a_tree(session: &Session, id: ThreatId) -> bool {
    let threat = session.threat(id);
    let rests = threat.is_some_and(|threat| session.rests(threat).is_some());
    rests || threat.is_some_and(|threat| session.wholes_of(threat.id).next().is_some())
}

/// What a verb means on the tree.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.tree;
    match verb {
        Verb::Open => match (state.threat(), state.root) {
            (None, _) => Deed::NothingSelected,
            (Some(id), None) => {
                state.listed = true;
                state.show(look, id);
                Deed::Quiet
            }
            (Some(id), Some(_)) => Deed::Show(Some(Screen::DoAbout), Some(id.into()), None),
        },
        Verb::ScrollLeft | Verb::ScrollRight => {
            state.go(verb == Verb::ScrollRight);
            Deed::Quiet
        }
        Verb::Back if state.listed && state.root.is_some() => {
            let at = state.root;
            state.list(look);
            state.select(at);
            Deed::Quiet
        }
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The threat at the root of the tree; `None` where the roots are listed.
    root: Option<ThreatId>,
    /// What is drawn, as of the last change.
    nodes: Vec<Node>,
    /// The place of the selected one.
    at: usize,
    /// The tree was opened from the list of roots.
    listed: bool,
}

/// A threat of the tree, and how much is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub branch: Branch,
    /// What is left.
    pub stand: Stand,
}

impl State {
    /// What is drawn, from top to bottom.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The place of the selected one.
    pub fn at(&self) -> Option<usize> {
        self.node().map(|_| self.at)
    }

    /// The selected one.
    pub fn node(&self) -> Option<&Node> {
        self.nodes.get(self.at)
    }

    /// The threat at the root; `None` where the roots are listed.
    pub fn root(&self) -> Option<ThreatId> {
        self.root
    }

    /// How many threats are drawn, each once.
    pub fn count(&self) -> usize {
        self.nodes.iter().filter(|node| !node.branch.above).count()
    }

    fn threat(&self) -> Option<ThreatId> {
        self.node().map(|node| node.branch.threat)
    }

    /// Draws the tree in which a threat stands, and selects it.
    fn show(&mut self, look: &Look, threat: ThreatId) {
        let Some(threat) = look.session.threat(threat).map(|threat| threat.id) else {
            return;
        };
        let is_there = |node: &Node| node.branch.threat == threat;
        if self.root.is_none() || !self.nodes.iter().any(is_there) {
            self.root = Some(root_of(look.session, threat));
        }
        self.look_again(look);
        self.select(Some(threat));
    }

    /// Lists the roots of all trees.
    fn list(&mut self, look: &Look) {
        (self.root, self.listed, self.at) = (None, false, 0);
        self.look_again(look);
    }

    fn select(&mut self, threat: Option<ThreatId>) {
        let is_it = |node: &Node| Some(node.branch.threat) == threat;
        self.at = self.nodes.iter().position(is_it).unwrap_or(self.at);
    }

    /// Makes the nodes anew; the selected threat stays selected, where it stood if it still does.
    fn look_again(&mut self, look: &Look) {
        let session = look.session;
        let before = self.threat();
        self.root = self
            .root
            .and_then(|id| session.threat(id))
            .map(|threat| threat.id);
        let branches = match self.root {
            Some(root) => tree(session, root),
            None => top(session),
        };
        let model = Model::of(session, &look.scales.conventions);
        let node = |branch: Branch| Node {
            stand: stand(&model, model.now(), branch.threat),
            branch,
        };
        self.nodes = branches.into_iter().map(node).collect();
        if self.threat() != before {
            self.select(before);
        }
        self.at = self.at.min(self.nodes.len().saturating_sub(1));
    }

    /// To the first part of the selected threat, or to what rests on it.
    fn go(&mut self, down: bool) {
        let depth = self.node().map_or(0, |node| node.branch.depth());
        let deeper = |place: usize| Some(self.nodes.get(place)?.branch.depth());
        if down && deeper(self.at + 1).is_some_and(|there| there > depth) {
            self.at += 1;
        } else if !down {
            let mut up = (0..self.at).rev();
            let whole = up.find(|place| deeper(*place).is_some_and(|there| there < depth));
            self.at = whole.unwrap_or(self.at);
        }
    }
}

/// The roots without their parts.
fn top(session: &Session) -> Vec<Branch> {
    let roots = roots(session)
        .into_iter()
        .filter_map(|id| session.threat(id));
    let root = |threat: &Threat| Branch {
        threat: threat.id,
        rails: Vec::new(),
        rests: session.rests(threat),
        above: false,
    };
    roots.map(root).collect()
}

/// A node in words: `T1 Refunds paid twice. Critical, medium left. Rests on one of T2, T4. Cut by M3 Sign refunds.`
pub fn words(session: &Session, node: &Node) -> String {
    let id = node.branch.threat;
    let threat = session.threat(id);
    let text = threat
        .map(|threat| threat.text.to_string())
        .unwrap_or_default();
    let mut says = vec![
        format!("{id} {}", text.trim_end_matches('.')),
        capital(&node.stand.words()),
        capital(&node.branch.spoken()),
    ];
    let cut = node
        .stand
        .cut_by
        .iter()
        .filter_map(|id| session.mitigation(*id));
    let cut: Vec<String> = cut.map(|m| format!("{} {}", m.id, m.text)).collect();
    if !cut.is_empty() {
        says.push(format!("Cut by {}", cut.join("; ")));
    }
    let wholes: Vec<String> = session.wholes_of(id).map(|t| t.id.to_string()).collect();
    if wholes.len() > 1 {
        says.push(format!("Part of {}", wholes.join(", ")));
    }
    if node.stand.impact_falls && !wholes.is_empty() {
        says.push(LIKELIHOOD_ALONE.to_owned());
    }
    says.retain(|says| !says.is_empty());
    says.join(". ") + "."
}

/// The first letter as a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
