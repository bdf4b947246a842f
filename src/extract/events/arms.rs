//! Who sent weapons, where only their name tells it: "750 tonnes of Iranian weapons on their way to the Houthis".

use super::nouns;
use super::scene::Scene;
use crate::extract::story::Party;
use crate::taxonomy::ActorType;

/// Puts the one state whose weapons a sentence tells of in the place of those whom only other sentences name.
pub(super) fn from_their_maker(scene: &Scene, by: &mut Vec<Party>, to: &[Party]) {
    let reading = scene.reading;
    let sentence = reading.story.sentences[scene.sentence].span;
    let here = |party: &Party| {
        sentence.contains(party.span)
            || party.actor.is_some_and(|actor| reading.is_named_in(scene.sentence, actor))
    };
    if by.iter().any(here) {
        return;
    }
    let clauses = scene.clauses;
    let weapons = |phrase: &usize| nouns::is("weapons", clauses.head(*phrase));
    let names = (0..clauses.phrases.len())
        .filter(weapons)
        .flat_map(|phrase| clauses.words(phrase).iter().filter_map(|word| word.mention));
    let state = |mention: &usize| {
        let actor = reading.actor_of(*mention);
        actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::State)
            && to.iter().all(|party| party.actor != actor)
    };
    let mut makers: Vec<Party> = names.filter(state).map(|name| reading.named(name)).collect();
    makers.dedup();
    if let [maker] = makers[..] {
        *by = vec![maker];
    }
}
