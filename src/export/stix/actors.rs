//! What an actor becomes.
//!
//! An object says only what its key says, name, kind and best link, so that it is the same in every
//! article and every drop.

use serde_json::{Value, json};

use super::EPOCH;
use super::objects::{Object, relationship};
use crate::extract::actors::Link;
use crate::page::readable;
use crate::record::{ActorRecord, PartyRecord, Record};
use crate::taxonomy::{ActorType, EntityLabel};

/// What came of an actor.
pub(super) enum Made {
    /// An object.
    Object(Object),
    /// Nothing that STIX has a type for.
    Nothing,
    /// A place that STIX cannot hold, since its country is not known.
    Unplaced,
}

/// The object of an actor that has no part in an event.
pub(super) fn object(record: &Record, actor: &ActorRecord) -> Made {
    match (actor.kind, label(record, actor)) {
        (ActorType::Person, _) => Made::Object(identity(actor, "individual")),
        (ActorType::Organization, _) => Made::Object(identity(actor, "organization")),
        (ActorType::Group, _) => Made::Object(intrusion_set(actor)),
        (ActorType::State, _) => Made::Object(location(actor).unwrap_or_else(|| government(actor))),
        (ActorType::Other, Some(EntityLabel::Malware)) => Made::Object(malware(actor)),
        (ActorType::Other, Some(EntityLabel::Loc)) => {
            location(actor).map_or(Made::Unplaced, Made::Object)
        }
        (ActorType::Other, _) => Made::Nothing,
    }
}

/// What does something to somebody: an intrusion set, malware, or a threat actor, which is
/// attributed to the identity that has the name. The first object is the one that acts.
pub(super) fn perpetrator(record: &Record, party: &PartyRecord) -> Option<Vec<Object>> {
    let actor = record.actors.get(party.actor?)?;
    let (identity, sort) = match (actor.kind, label(record, actor)) {
        (ActorType::Group, _) => return Some(vec![intrusion_set(actor)]),
        (ActorType::Other, Some(EntityLabel::Malware)) => return Some(vec![malware(actor)]),
        (ActorType::State, _) => (government(actor), "nation-state"),
        (ActorType::Person, _) => (identity(actor, "individual"), "unknown"),
        (ActorType::Organization, _) => (identity(actor, "organization"), "unknown"),
        (ActorType::Other, _) => (identity(actor, "unknown"), "unknown"),
    };
    let threat = named("threat-actor", actor, sort).with("threat_actor_types", json!([sort]));
    let mut objects = vec![threat];
    objects.push(relationship("attributed-to", &objects[0], &identity, "", EPOCH));
    if let Some(place) = location(actor) {
        objects.push(relationship("located-at", &identity, &place, "", EPOCH));
        objects.push(place);
    }
    objects.push(identity);
    Some(objects)
}

/// To whom something is done: a location for a state, else an identity.
pub(super) fn target(record: &Record, party: &PartyRecord) -> Object {
    let Some(actor) = party.actor.and_then(|actor| record.actors.get(actor)) else {
        let words = readable(record, &party.text);
        let key = format!("class\0{words}");
        let class = Object::new("identity", &key, EPOCH).with("name", words);
        return class.with("identity_class", "class");
    };
    match actor.kind {
        ActorType::State => location(actor).unwrap_or_else(|| government(actor)),
        ActorType::Person => identity(actor, "individual"),
        ActorType::Organization => identity(actor, "organization"),
        ActorType::Group => identity(actor, "group"),
        ActorType::Other => location(actor).unwrap_or_else(|| identity(actor, "unknown")),
    }
}

/// The label of its first mention.
fn label(record: &Record, actor: &ActorRecord) -> Option<EntityLabel> {
    let mention = record.mentions.get(*actor.mentions.first()?)?;
    Some(mention.label)
}

fn identity(actor: &ActorRecord, class: &str) -> Object {
    named("identity", actor, class).with("identity_class", class)
}

fn government(actor: &ActorRecord) -> Object {
    named("identity", actor, "government")
        .with("identity_class", "organization")
        .with("sectors", json!(["government"]))
}

fn intrusion_set(actor: &ActorRecord) -> Object {
    named("intrusion-set", actor, "")
}

fn malware(actor: &ActorRecord) -> Object {
    named("malware", actor, "").with("is_family", true)
}

/// A country; `None` for a place whose country is not known.
fn location(actor: &ActorRecord) -> Option<Object> {
    let link = actor.links.iter().find(|link| link.source == "iso3166")?;
    let place = Object::new("location", &link.id, EPOCH);
    Some(place.with("name", link.name.as_str()).with("country", link.id.as_str()))
}

fn named(kind: &str, actor: &ActorRecord, sort: &str) -> Object {
    // A country's code stands in its location.
    let link = actor.links.first().filter(|link| link.source != "iso3166");
    let known = link.map_or(String::new(), |link| format!("{}\0{}", link.source, link.id));
    let key = format!("{sort}\0{}\0{known}", actor.name);
    let references: Vec<Value> = link.map(reference).into_iter().collect();
    // It was read from the text without markup.
    let name = super::one_line(&actor.name);
    Object::new(kind, &key, EPOCH).with("name", name).with_list("external_references", references)
}

fn reference(link: &Link) -> Value {
    let mut reference = json!({ "source_name": link.source, "external_id": link.id });
    if link.source == "mitre-attack" {
        let part = if link.id.starts_with('S') { "software" } else { "groups" };
        reference["url"] = format!("https://attack.mitre.org/{part}/{}/", link.id).into();
    }
    reference
}
