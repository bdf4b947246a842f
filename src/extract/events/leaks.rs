//! Sites on which gangs list their victims: "Zentra Air was listed on the leak site of the Everest gang". Whose site it is did the
//! deed, and who stands there suffered it.

use super::scene::Scene;
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Puts the sides the right way round where a gang with a site of leaks is taken for the victim of those it lists.
pub(super) fn turn(scene: &Scene, by: &mut Vec<Party>, to: &mut Vec<Party>) {
    let is = |party: &Party, kind: ActorType| {
        party.actor.is_some_and(|actor| scene.reading.actor_type(actor) == kind)
    };
    let group = |party: &Party| is(party, ActorType::Group);
    let body = |party: &Party| is(party, ActorType::Organization);
    if !names_site(scene) || !by.iter().any(body) || !by.iter().all(body) || !to.iter().any(group) {
        return;
    }
    let (gangs, mut others): (Vec<Party>, Vec<Party>) = to.iter().partition(|party| group(party));
    others.append(by);
    others.sort_by_key(|party| party.span.start());
    (*by, *to) = (gangs, others);
}

fn names_site(scene: &Scene) -> bool {
    scene.clauses.tokens.windows(2).any(|pair| {
        matches!(&*pair[0].lower, "leak" | "leaks" | "extortion" | "shaming" | "darknet")
            && matches!(&*pair[1].lower, "site" | "sites" | "page" | "pages" | "blog" | "portal")
    })
}
