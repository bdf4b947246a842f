//! Who is said to have done something to whom, and who is named together, as a drawing and as
//! tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Survey;
use super::cast::{Cast, Deed};
use super::layout::{self, HEIGHT, WIDTH};
use super::tables::{actor_link, scrolling};
use crate::page::escape::escaped;
use crate::page::words;
use crate::taxonomy::ActorType;

/// More nodes would be a tangle.
const NODES: usize = 26;
/// Pairs that are only named together: so many of the strongest.
const PAIRS: usize = 36;

struct Network<'s> {
    cast: &'s Cast,
    /// Members, by rank.
    nodes: Vec<usize>,
    /// Places among the nodes.
    deeds: Vec<(usize, usize, &'s Deed)>,
    /// Places among the nodes, and articles that name both.
    pairs: Vec<(usize, usize, usize)>,
}

impl<'s> Network<'s> {
    fn new(cast: &'s Cast) -> Self {
        // Those with a part in an event first, the most active ones; then the most named.
        let mut ranked = cast.ranked();
        let active: BTreeSet<usize> = cast.deeds.keys().flat_map(|(a, b)| [*a, *b]).collect();
        ranked.sort_by_key(|at| !active.contains(at));
        ranked.truncate(NODES);
        let place: BTreeMap<usize, usize> =
            ranked.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        let deeds: Vec<(usize, usize, &Deed)> = cast
            .deeds
            .iter()
            .filter_map(|((one, other), deed)| Some((*place.get(one)?, *place.get(other)?, deed)))
            .collect();
        let mut together: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for members in &cast.together {
            let here: Vec<usize> = members.iter().filter_map(|at| place.get(at).copied()).collect();
            for (at, one) in here.iter().enumerate() {
                for other in &here[at + 1..] {
                    *together.entry((*one.min(other), *one.max(other))).or_default() += 1;
                }
            }
        }
        let joined = |a, b| deeds.iter().any(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
        let mut pairs: Vec<(usize, usize, usize)> = together
            .into_iter()
            .filter(|((a, b), _)| !joined(*a, *b))
            .map(|((a, b), articles)| (a, b, articles))
            .collect();
        pairs.sort_by(|x, y| y.2.cmp(&x.2).then_with(|| (x.0, x.1).cmp(&(y.0, y.1))));
        pairs.truncate(PAIRS);
        Self { cast, nodes: ranked, deeds, pairs }.joined()
    }

    /// Only the nodes that a line leads to: the others stand in the table of actors.
    fn joined(mut self) -> Self {
        let deeds = self.deeds.iter().flat_map(|(one, other, _)| [*one, *other]);
        let pairs = self.pairs.iter().flat_map(|(one, other, _)| [*one, *other]);
        let kept: BTreeSet<usize> = deeds.chain(pairs).collect();
        let place: BTreeMap<usize, usize> =
            kept.iter().enumerate().map(|(to, from)| (*from, to)).collect();
        for (one, other, _) in &mut self.deeds {
            (*one, *other) = (place[one], place[other]);
        }
        for (one, other, _) in &mut self.pairs {
            (*one, *other) = (place[one], place[other]);
        }
        self.nodes = kept.into_iter().map(|from| self.nodes[from]).collect();
        self
    }

    fn name(&self, place: usize) -> &'s str {
        &self.cast.members[self.nodes[place]].name
    }
}

pub(super) fn write(out: &mut String, survey: &Survey) {
    let network = Network::new(&survey.cast);
    if network.nodes.is_empty() {
        out.push_str("<p>No two actors are named together.</p>\n");
        return;
    }
    drawing(out, &network);
    tables(out, &network);
}

/// As much of a name as a label has room for.
fn label(name: &str) -> String {
    const ROOM: usize = 26;
    if name.chars().count() <= ROOM {
        return name.to_owned();
    }
    name.chars().take(ROOM - 1).collect::<String>().trim_end().to_owned() + "\u{2026}"
}

fn drawing(out: &mut String, network: &Network) {
    let labels: Vec<String> =
        (0..network.nodes.len()).map(|place| label(network.name(place))).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most ROOM")]
    let widths: Vec<f64> = labels.iter().map(|l| l.chars().count() as f64 * 7.2 + 8.0).collect();
    #[expect(clippy::cast_precision_loss, reason = "a strength")]
    let weight = |count: usize, most: usize| count as f64 / most.max(1) as f64;
    let most_deeds = network.deeds.iter().map(|(_, _, deed)| deed.events()).max().unwrap_or(1);
    let most_pairs = network.pairs.iter().map(|(_, _, count)| *count).max().unwrap_or(1);
    let deeds = network.deeds.iter().map(|(a, b, d)| (*a, *b, weight(d.events(), most_deeds)));
    let pairs = network.pairs.iter().map(|(a, b, n)| (*a, *b, 0.4 * weight(*n, most_pairs)));
    let edges: Vec<(usize, usize, f64)> = deeds.chain(pairs).collect();
    let points = layout::place(&widths, &edges);
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Network of actors, \
         drawing\">\n\
         <svg class=\"network\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" \
         aria-labelledby=\"net-title net-desc\">\n<title id=\"net-title\">Network of \
         actors</title>\n\
         <desc id=\"net-desc\">{}; the tables below say the same.</desc>\n\
         <defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" \
         markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
         <path d=\"M0 0L10 5L0 10z\"/></marker></defs>\n",
        escaped(&format!(
            "{} joined by {} from a perpetrator to a target, and {} that are named together",
            words::count(network.nodes.len(), "actor"),
            words::count(network.deeds.len(), "arrow"),
            words::count(network.pairs.len(), "pair"),
        ))
    );
    for (one, other, articles) in &network.pairs {
        let ((x1, y1), (x2, y2)) = (points[*one], points[*other]);
        let strong = if *articles * 2 > most_pairs && *articles > 1 { " strong" } else { "" };
        let _ = writeln!(
            out,
            "<path class=\"pair{strong}\" data-e=\"{one} {other}\" d=\"M{x1} {y1}L{x2} {y2}\"/>"
        );
    }
    for (one, other, deed) in &network.deeds {
        arrow(out, (points[*one], points[*other]), (*one, *other), deed.is_doubtful());
    }
    for (place, label) in labels.iter().enumerate() {
        node(out, network, place, points[place], label);
    }
    out.push_str("</svg></div>\n");
}

/// From the edge of one node to that of the other.
fn arrow(
    out: &mut String,
    (from, to): (layout::Point, layout::Point),
    at: (usize, usize),
    doubtful: bool,
) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let far = (dx * dx + dy * dy).sqrt().max(1.0);
    let (ux, uy) = (dx / far, dy / far);
    // Labels stand below their nodes: a line from there stops short of them.
    let (start, end) = (11.0 + 20.0 * uy.max(0.0), 13.0 + 20.0 * (-uy).max(0.0));
    let class = if doubtful { "deed alleged" } else { "deed" };
    let _ = writeln!(
        out,
        "<path class=\"{class}\" data-e=\"{} {}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\" \
         marker-end=\"url(#arrow)\"/>",
        at.0,
        at.1,
        from.0 + ux * start,
        from.1 + uy * start,
        to.0 - ux * end,
        to.1 - uy * end,
    );
}

fn node(out: &mut String, network: &Network, place: usize, (x, y): layout::Point, label: &str) {
    let at = network.nodes[place];
    let member = &network.cast.members[at];
    let said = format!(
        "{}, {}, {}, perpetrator in {}, target in {}",
        member.name,
        member.kind,
        words::count(member.articles, "article"),
        words::count(member.did, "event"),
        words::count(member.suffered, "event"),
    );
    // What is seen must be part of what is read out.
    let said = if label == member.name { said } else { format!("{label} {said}") };
    // Forms tell the types apart without colour.
    let shape = match member.kind {
        ActorType::State => "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\"/>",
        ActorType::Group => "<path d=\"M0 -10L10 0L0 10L-10 0z\"/>",
        ActorType::Organization => "<rect x=\"-8\" y=\"-8\" width=\"16\" height=\"16\" rx=\"5\"/>",
        ActorType::Person => "<circle r=\"8\"/>",
        ActorType::Other => "<path d=\"M0 -9L9 7H-9z\"/>",
    };
    let _ = writeln!(
        out,
        "<a href=\"#articles\" data-actor=\"{at}\" data-node=\"{place}\" class=\"node {}\" \
         transform=\"translate({x} {y})\" aria-label=\"{1}\"><title>{1}</title>{shape}\
         <text y=\"23\">{2}</text></a>",
        member.kind,
        escaped(&said),
        escaped(label)
    );
}

fn tables(out: &mut String, network: &Network) {
    out.push_str(
        "<p class=\"key\">Squares are states, rounded squares organisations, diamonds threat \
         groups, \
         circles persons, triangles anything else. Red arrows lead from perpetrator to target; \
         dashed where every event is only alleged or denied. Grey lines join actors that the same \
         articles name, thicker where many do.</p>\n\
         <details>\n<summary>The network as tables</summary>\n",
    );
    let head = ["Perpetrator", "Target", ">Events", "What", "How sure"];
    scrolling(out, "Who is said to have done what to whom", &head, |out| {
        for (one, other, deed) in &network.deeds {
            let types: Vec<String> = deed.types.iter().map(|t| words::plain(t.name())).collect();
            let kinds: Vec<String> = deed
                .kinds
                .iter()
                .map(|(kind, n)| format!("{} {n}", kind.map_or("by no statement", |k| k.name())))
                .collect();
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td \
                 class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
                actor_link(network.cast, network.nodes[*one]),
                actor_link(network.cast, network.nodes[*other]),
                deed.events(),
                types.join(", "),
                kinds.join(", ")
            );
        }
    });
    let head = ["Actor", "Named together with", ">Articles"];
    scrolling(out, "Who is named together", &head, |out| {
        for (one, other, articles) in &network.pairs {
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{articles}</td></tr>",
                actor_link(network.cast, network.nodes[*one]),
                actor_link(network.cast, network.nodes[*other]),
            );
        }
    });
    out.push_str("</details>\n");
}
