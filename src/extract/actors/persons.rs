//! Persons.
//!
//! - Mentions of two or more words with the same name, hyphens and case apart, are one person
//!   ("Cho Tae-yul", "Cho Tae Yul"); so are those with the surname in front once and once behind, if
//!   it is one of a language that puts surnames first ("Hwang Joon-kook", "Joon-kook Hwang"). Other
//!   spellings ("Joonkook Huang") are not.
//! - "Jr.", "Sr.", "II" and the like tell persons of one name apart: "Robert Halloran Jr." is neither
//!   "Robert Halloran" nor "Robert Halloran Sr.". A king's number may be left out ("Charles III",
//!   "Charles").
//! - A name of two words is the longer one with the same first and last word, if there is only one
//!   ("John F. Kelly", "John Kelly").
//! - Another name that the article gives ([`aliases`](super::aliases)) is the same person; behind a
//!   surname alone it is that of the person whose surname it is.
//! - The last word or words of a name ("Putin", "Jong Un") join it if they end exactly one name of
//!   the article; so does its first word, if that is a surname of a language that puts surnames
//!   first and the full name stands before ("Hwang" of "Hwang Joon-kook"). Of a name of four words or
//!   more it may be the second, behind a name of another language ("Yeo" and "Alan Yeo" of "Alan Yeo
//!   Sin Huat"). So does the second half of a double surname ("Marlaska" of "Fernando Grande-Marlaska"),
//!   and what a name of two words goes on from ("Ovidio Garza" of "Ovidio Garza Lara").
//! - "Biden" before "First lady Jill Biden" is somebody else: who is named as kin has that surname
//!   from, or with, another.
//! - "Halloran" alone is "Robert Halloran Jr." only where that stands before, and not where the
//!   article calls him "Halloran Jr.", too. Of the two Robert Hallorans it is the one without
//!   "Jr." if he was named first.
//! - What fits several persons belongs to none of them and is no actor. What fits none is a person of
//!   its own, but for the first word of one full name that stands before ("Somsak" of "Somsak
//!   Rattanaporn", "Abiy" of "Abiy Ahmed"), or one within it ("Chaves" of "Rodrigo Chaves Robles"), where the
//!   article does not call that person by another.

use super::aliases::Stated;
use super::person_names::{
    Generation, ends_with_half, is_first_surname, is_kin, is_number, is_same, parsed,
    parsed_mention, same_name, without_honours,
};
use super::{Actor, Named, longest};
use crate::knowledge::leading_surnames;
use crate::taxonomy::{ActorType, EntityLabel, Refers};

/// One name of the article and the mentions that write it.
struct Person<'a> {
    /// Each way of writing the name as folded words; hyphens part none. The first is the fullest.
    names: Vec<Vec<String>>,
    generation: Generation,
    /// Whether the article also calls the person by the surname and the generation: "Trump Jr.".
    by_both: bool,
    /// Whether the person is named as kin of somebody: "First lady Jill Biden".
    kin: bool,
    mentions: Vec<(Named<'a>, Refers)>,
}

/// The persons among the mentions, and the other names that the article gives for them.
pub(super) fn persons(text: &str, named: &[Named], stated: &[Stated]) -> Vec<Actor> {
    let mut full: Vec<Person> = Vec::new();
    let mut single: Vec<Person> = Vec::new();
    for mention in named.iter().filter(|mention| mention.label == EntityLabel::Per) {
        let (words, generation) = parsed_mention(text, mention);
        let list = match words.len() {
            0 => continue,
            1 => &mut single,
            _ => &mut full,
        };
        let known = list.iter_mut().find(|person| {
            person.generation == generation && person.names.iter().any(|name| is_same(name, &words))
        });
        if let Some(person) = known {
            person.mentions.push((*mention, Refers::Name));
            if !person.names.contains(&words) {
                person.names.push(words);
            }
        } else {
            let mentions = vec![(*mention, Refers::Name)];
            let kin = is_kin(text, mention);
            list.push(Person { names: vec![words], generation, by_both: false, kin, mentions });
        }
    }
    join_middle_names(&mut full);
    join_numbers(&mut single, &full);
    let of_surnames = join_stated(&mut full, &mut single, named, stated);
    // A longer name takes in the shorter ones that it ends with, and those are no names then. Who is
    // "Trump Jr." must be known before "Trump" is.
    full.sort_by_key(|person| {
        (std::cmp::Reverse(person.names[0].len()), person.generation.is_none())
    });
    single.sort_by_key(|person| person.generation.is_none());
    let mut all: Vec<Person> = Vec::new();
    for person in full {
        let own = settle(&mut all, person);
        all.extend(own);
    }
    let alone: Vec<Person> =
        single.into_iter().filter_map(|person| settle(&mut all, person)).collect();
    let alone: Vec<Person> =
        alone.into_iter().filter_map(|person| settle_first_name(&mut all, person)).collect();
    all.extend(alone);
    join_stated_of_surnames(&mut all, named, &of_surnames);
    all.into_iter().map(Person::into_actor).collect()
}

/// Gives each mention of `part` to the one of `people` that it fits; what fits none is returned.
fn settle<'a>(people: &mut [Person<'a>], part: Person<'a>) -> Option<Person<'a>> {
    let all = |fits: &dyn Fn(&[String]) -> bool| part.names.iter().all(|name| fits(name));
    let may_be: Vec<usize> = (0..people.len())
        .filter(|at| people[*at].may_be(&part) && !people[*at].is_kin_of(&part))
        .collect();
    let ends: Vec<usize> =
        may_be.iter().copied().filter(|at| all(&|name| people[*at].ends_with(name))).collect();
    let ends = without_juniors(people, &part, ends);
    let begins: Vec<usize> = may_be
        .into_iter()
        .filter(|at| all(&|name| people[*at].begins_with(name)) && !ends.contains(at))
        .collect();
    let mut alone = Vec::new();
    for (mention, refers) in part.mentions {
        let before =
            |at: &&usize| people[**at].mentions.iter().any(|(full, _)| full.index < mention.index);
        let named: Vec<usize> = ends.iter().filter(before).copied().collect();
        let fit = match named[..] {
            // "President Joe Biden ... Biden said Hunter Biden": the second had not been named yet.
            [_] if ends.len() > 1 => named,
            _ => ends.iter().chain(begins.iter().filter(before)).copied().collect(),
        };
        match fit[..] {
            [] => alone.push((mention, refers)),
            [one] => {
                people[one].mentions.push((mention, Refers::Part));
                people[one].by_both |= part.generation.is_some();
            }
            _ => {}
        }
    }
    (!alone.is_empty()).then_some(Person { mentions: alone, ..part })
}

/// Gives one word to the one person who was named before with it in front or within, and is called by no other part of the name.
/// Languages without family names call people so, and those with two.
fn settle_first_name<'a>(people: &mut [Person<'a>], part: Person<'a>) -> Option<Person<'a>> {
    let [word] = &part.names[0][..] else { return Some(part) };
    let fits: Vec<usize> =
        (0..people.len()).filter(|at| people[*at].is_called_first(word)).collect();
    match fits[..] {
        [one] if people[one].first() < part.first() && part.generation.is_none() => {
            people[one].take(part, Some(Refers::Part));
            None
        }
        _ => Some(part),
    }
}

/// `ends` without the younger of two of one name, where the elder was named first: who is then
/// called by the surname alone is the elder.
fn without_juniors(people: &[Person], part: &Person, ends: Vec<usize>) -> Vec<usize> {
    if part.generation.is_some() {
        return ends;
    }
    let is_elder = |elder: &Person, other: &Person| {
        elder.generation.is_none()
            && other.generation.is_some()
            && elder.is_namesake(other)
            && elder.first() < other.first()
    };
    let elders = ends.clone();
    let kept = |at: &usize| !elders.iter().any(|elder| is_elder(&people[*elder], &people[*at]));
    ends.into_iter().filter(kept).collect()
}

/// "John F. Kelly" and "John Kelly", if there is only one of the longer kind.
fn join_middle_names(full: &mut Vec<Person>) {
    let mut at = 0;
    while at < full.len() {
        let fit: Vec<usize> = (0..full.len())
            .filter(|other| {
                let (short, long) = (&full[at].names[0], &full[*other].names[0]);
                short.len() == 2
                    && long.len() > 2
                    && full[at].is_namesake(&full[*other])
                    && full[at].generation == full[*other].generation
            })
            .collect();
        let [one] = fit[..] else {
            at += 1;
            continue;
        };
        let short = full.remove(at);
        full[if one > at { one - 1 } else { one }].take(short, None);
    }
}

/// "Charles III" and "Charles", if there is only one such and no full name ends like it.
fn join_numbers(single: &mut Vec<Person>, full: &[Person]) {
    let mut at = 0;
    while at < single.len() {
        let own = &single[at];
        let fit: Vec<usize> = (0..single.len())
            .filter(|other| {
                let king = &single[*other];
                own.generation.is_none()
                    && is_number(king.generation)
                    && own.names[0] == king.names[0]
            })
            .collect();
        let [one] = fit[..] else {
            at += 1;
            continue;
        };
        if full.iter().any(|person| person.ends_with(&own.names[0])) {
            at += 1;
            continue;
        }
        let bare = single.remove(at);
        single[if one > at { one - 1 } else { one }].take(bare, Some(Refers::Part));
    }
}

/// Puts the mentions of other names to the person that the article says they name. What it says of
/// one word is returned: whose surname that is must be known first.
fn join_stated<'s, 'a>(
    full: &mut Vec<Person<'a>>,
    single: &mut Vec<Person<'a>>,
    named: &[Named],
    stated: &'s [Stated<'s>],
) -> Vec<&'s Stated<'s>> {
    let mut left = Vec::new();
    for stated in stated.iter().filter(|stated| named[stated.of].label == EntityLabel::Per) {
        let mention = named[stated.of].index;
        let home = full.iter().position(|person| person.has(mention));
        // "López Obrador, known as AMLO," is part of a name, too.
        let is_part = |home: &usize| {
            let own = &full[*home].names[0];
            own.len() > 1 && full.iter().any(|person| person.ends_with(own))
        };
        let Some(home) = home.filter(|home| !is_part(home)) else {
            left.push(stated);
            continue;
        };
        let name = parsed(stated.alias);
        let called = |list: &[Person]| list.iter().position(|person| person.is_called(&name));
        match (called(full), called(single)) {
            (Some(at), _) if at != home => {
                let guest = full.remove(at);
                full[if home > at { home - 1 } else { home }].take(guest, Some(Refers::Alias));
            }
            (None, Some(at)) => full[home].take(single.remove(at), Some(Refers::Alias)),
            _ => {}
        }
    }
    left
}

/// "Khoroshev, who used the moniker `LockBitSupp`": the other name is that of whoever the surname
/// there was given to; of a surname that may be two persons' it is no one's.
fn join_stated_of_surnames(all: &mut Vec<Person>, named: &[Named], stated: &[&Stated]) {
    for stated in stated {
        let (mention, name) = (named[stated.of].index, parsed(stated.alias));
        let home = all.iter().position(|person| person.has(mention));
        let guest = all.iter().position(|person| person.is_called(&name));
        if let (Some(home), Some(guest)) = (home, guest)
            && home != guest
        {
            let gone = all.remove(guest);
            all[if home > guest { home - 1 } else { home }].take(gone, Some(Refers::Alias));
        }
    }
}

impl<'a> Person<'a> {
    fn take(&mut self, guest: Person<'a>, refers: Option<Refers>) {
        self.names.extend(guest.names);
        let again = |(mention, said)| match refers {
            Some(refers) if said == Refers::Name => (mention, refers),
            _ => (mention, said),
        };
        self.mentions.extend(guest.mentions.into_iter().map(again));
    }

    fn has(&self, mention: usize) -> bool {
        self.mentions.iter().any(|(own, _)| own.index == mention)
    }

    fn is_called(&self, (name, generation): &(Vec<String>, Generation)) -> bool {
        self.generation == *generation && self.names.iter().any(|own| same_name(own, name))
    }

    fn first(&self) -> Option<usize> {
        self.mentions.iter().map(|(mention, _)| mention.index).min()
    }

    /// The same given name and surname, whatever stands between.
    fn is_namesake(&self, other: &Person) -> bool {
        let (own, other) = (&self.names[0], &other.names[0]);
        own.first() == other.first() && own.last() == other.last()
    }

    /// Whether the generations let `part` be a shorter way to call the person.
    fn may_be(&self, part: &Person) -> bool {
        match (self.generation, part.generation) {
            (Some(_), None) => !self.by_both && self.first() < part.first(),
            (own, other) => own == other,
        }
    }

    /// Whether somebody of the surname `part` was spoken of before the person, who is his kin.
    fn is_kin_of(&self, part: &Person) -> bool {
        self.kin && part.first() < self.first()
    }

    /// Whether the name ends with a part, or goes on behind one of two words and more: "Ovidio Garza" of "Ovidio
    /// Garza Lara".
    fn ends_with(&self, part: &[String]) -> bool {
        self.names.iter().any(|name| {
            name.len() > part.len()
                && (name.ends_with(part)
                    || part.len() > 1 && name.starts_with(part)
                    || ends_with_half(name, part))
        })
    }

    fn begins_with(&self, part: &[String]) -> bool {
        let leads = |word: &String| leading_surnames().contains(word.as_str());
        self.names.iter().any(|name| match (part, &name[..]) {
            // "Yeo" and "Alan Yeo" of "Alan Yeo Sin Huat".
            (_, [first, surname, _, _, ..]) if leads(surname) && !leads(first) => {
                part == [surname.clone()] || part == &name[..2]
            }
            ([word], [first, _, ..]) => leads(word) && word == first,
            _ => false,
        })
    }

    /// Whether a word is the first of the name or stands within it, and no part of the name without it stands for the
    /// person.
    fn is_called_first(&self, word: &String) -> bool {
        let has = |name: &Vec<String>| {
            name.len() > 1 && (name.first() == Some(word) || is_first_surname(name, word))
        };
        let part = |(mention, refers): &(Named, Refers)| {
            *refers == Refers::Part && !parsed(mention.name).0.contains(word)
        };
        self.names.iter().any(has) && !self.mentions.iter().any(part)
    }

    /// The canonical name is the longest one written, with the generation.
    fn into_actor(self) -> Actor {
        let named = self.mentions.iter().filter(|(_, refers)| *refers == Refers::Name);
        let mut name = longest(named.map(|(mention, _)| without_honours(mention.name)));
        if let (Some(generation), None) = (self.generation, parsed(&name).1) {
            name = format!("{name} {generation}");
        }
        let members = self.mentions.iter().map(|(mention, refers)| (mention.index, *refers));
        Actor::new(name, ActorType::Person, members.collect(), Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_first_of_two_surnames() {
        check(&[
            (
                "[PER:Rodrigo Solano Robles] spoke. [PER:Solano] left; [PER:Solano Robles] paid",
                "person Rodrigo Solano Robles: Rodrigo Solano Robles | Solano | Solano Robles",
            ),
            (
                "[PER:Carlos Loret de Molina] spoke. [PER:Loret] left",
                "person Carlos Loret de Molina: Carlos Loret de Molina | Loret",
            ),
            (
                "[PER:Sara Harlow Sanders] spoke; [PER:Sanders] left. [PER:Harlow] paid",
                "person Sara Harlow Sanders: Sara Harlow Sanders | Sanders; person Harlow: Harlow",
            ),
            (
                "[PER:Sara Harlow Sanders] met [PER:Mike Harlow]. [PER:Harlow] paid, and [PER:Lee] of [PER:Ann Lee Rhodes]",
                "person Sara Harlow Sanders: Sara Harlow Sanders; person Mike Harlow: Mike Harlow | Harlow; person Lee: Lee; person Ann Lee Rhodes: Ann Lee Rhodes",
            ),
            (
                "[PER:Ovidio Garza] fell. [PER:Ovidio Garza Lara] is 30; [PER:Garza] fled",
                "person Ovidio Garza Lara: Ovidio Garza | Ovidio Garza Lara | Garza",
            ),
            (
                "[PER:Ovidio Garza Lara] and [PER:Ovidio Garza Mena] fell; [PER:Ovidio Garza] fled",
                "person Ovidio Garza Lara: Ovidio Garza Lara; person Ovidio Garza Mena: Ovidio Garza Mena",
            ),
            (
                "[PER:Andrés Manuel Lovera Ortega] spoke. [PER:Lovera Ortega], known as [ORG:AMLO], left; [ORG:AMLO] paid",
                "person Andrés Manuel Lovera Ortega: Andrés Manuel Lovera Ortega | Lovera Ortega | AMLO | AMLO",
            ),
        ]);
    }

    #[test]
    fn half_of_a_double_surname() {
        check(&[
            (
                "[PER:Fernando Grande-Marlosa] spoke. [PER:Marlosa] left",
                "person Fernando Grande-Marlosa: Fernando Grande-Marlosa | Marlosa",
            ),
            (
                "[PER:Cho Tae-yul] spoke. [PER:Yul] left, and [PER:Marlosa-Grande] did",
                "person Cho Tae-yul: Cho Tae-yul; person Yul: Yul; person Marlosa-Grande: Marlosa-Grande",
            ),
        ]);
    }

    #[test]
    fn kin_are_named_after_whom_they_belong_to() {
        check(&[
            (
                "[PER:Biden] spoke. [PER:Biden] called. First lady [PER:Jill Biden] was away; [PER:Biden] slept",
                "person Biden: Biden | Biden | Biden; person Jill Biden: Jill Biden",
            ),
            (
                "[PER:Marlow] was named. His brother, [PER:Ed Marlow], paid. [PER:Tom Marlow] and [PER:Marlow] fled",
                "person Tom Marlow: Marlow | Tom Marlow | Marlow; person Ed Marlow: Ed Marlow",
            ),
            (
                "[PER:Halvo] was hit. A lawyer of [PER:Ann Halvo] said that her son, [PER:Ann Halvo], knew",
                "person Ann Halvo: Halvo | Ann Halvo | Ann Halvo",
            ),
            (
                "Her son [PER:Tom Marlow] was charged. [PER:Marlow] fled",
                "person Tom Marlow: Tom Marlow | Marlow",
            ),
        ]);
    }

    #[test]
    fn a_surname_may_stand_between_two_given_names() {
        check(&[
            (
                "[PER:Alan Yeo Sin Huat] fled. [PER:Yeo] was caught; [PER:Alan Yeo] paid",
                "person Alan Yeo Sin Huat: Alan Yeo Sin Huat | Yeo | Alan Yeo",
            ),
            (
                "[PER:Alan Yeo Sin Huat] and [PER:Mary Yeo Mei Ling] fled. [PER:Yeo] paid",
                "person Alan Yeo Sin Huat: Alan Yeo Sin Huat; person Mary Yeo Mei Ling: Mary Yeo Mei Ling",
            ),
            (
                "[PER:Alan Yeo] fled. [PER:Mark Yeo Sin Huat] stayed",
                "person Alan Yeo: Alan Yeo; person Mark Yeo Sin Huat: Mark Yeo Sin Huat",
            ),
            (
                "[PER:José Muñoz] fled. [PER:Jose Munoz] was caught; [PER:Munoz] paid, [PER:José Molina] did not",
                "person José Muñoz: José Muñoz | Jose Munoz | Munoz; person José Molina: José Molina",
            ),
            (
                "[PER:Maria Ruiz Ortega Leal] fled. [PER:Ruiz] paid",
                "person Maria Ruiz Ortega Leal: Maria Ruiz Ortega Leal; person Ruiz: Ruiz",
            ),
        ]);
    }

    #[test]
    fn honours_make_nobody_another() {
        check(&[(
            "[PER:Emeka Obi SAN] wrote; [PER:Obi] said so",
            "person Emeka Obi: Emeka Obi SAN | Obi",
        )]);
    }

    #[test]
    fn generations_tell_persons_apart() {
        check(&[
            (
                "[PER:Donald Trump] spoke; [PER:Trump] left. [PER:Donald Trump Jr.] stayed; [PER:Trump Jr.] wrote; [PER:Trump] read",
                "person Donald Trump: Donald Trump | Trump | Trump; person Donald Trump Jr.: Donald Trump Jr. | Trump Jr.",
            ),
            (
                "[PER:Trump] spoke; [PER:Donald Trump Jr.] met them; [PER:Trump] denied it",
                "person Trump: Trump | Trump; person Donald Trump Jr.: Donald Trump Jr.",
            ),
            (
                "[PER:Trump Jr.] met them; [PER:Trump] denied it",
                "person Trump Jr.: Trump Jr.; person Trump: Trump",
            ),
            (
                "[PER:Donald Trump Jr.] met them. [PER:Trump Jr.] wrote; [PER:Trump] denied it",
                "person Donald Trump Jr.: Donald Trump Jr. | Trump Jr.; person Trump: Trump",
            ),
            (
                "[PER:Donald J. Trump] spoke; [PER:Donald Trump Jr.] left; [PER:Donald Trump] sat; [PER:Trump] ate",
                "person Donald J. Trump: Donald J. Trump | Donald Trump | Trump; person Donald Trump Jr.: Donald Trump Jr.",
            ),
            (
                "[PER:Donald Trump Jr.] met [PER:Donald Trump]; [PER:Trump] left",
                "person Donald Trump Jr.: Donald Trump Jr.; person Donald Trump: Donald Trump",
            ),
            (
                "[PER:John Smith Jr.], [PER:John Smith III]; [PER:Smith]",
                "person John Smith Jr.: John Smith Jr.; person John Smith III: John Smith III",
            ),
        ]);
    }

    #[test]
    fn a_surname_is_the_sons_where_nobody_else_is_named() {
        check(&[
            (
                "[PER:Robert Halloran], Jr., 34, fled; [PER:Halloran] was found. [PER:Robert Halloran], Sr., paid",
                "person Robert Halloran Jr.: Robert Halloran | Halloran; person Robert Halloran Sr.: Robert Halloran",
            ),
            (
                "[PER:Charles III] spoke; [PER:Charles] left",
                "person Charles III: Charles III | Charles",
            ),
        ]);
    }

    #[test]
    fn another_name_behind_a_surname_is_that_of_the_full_name() {
        check(&[
            (
                "[PER:Dmitry Yuryevich Khoroshev], 31, fled. [PER:Khoroshev], who used the moniker [GROUP:LockBitSupp], did not respond. [GROUP:LockBitSupp] denied it; [PER:Dmitry Khoroshev] hid",
                "person Dmitry Yuryevich Khoroshev: Dmitry Yuryevich Khoroshev | Khoroshev | LockBitSupp | LockBitSupp | Dmitry Khoroshev",
            ),
            (
                "[PER:LockBitSupp] denied it. [PER:Khoroshev], who used the moniker [PER:LockBitSupp], is [PER:Dmitry Khoroshev]",
                "person Dmitry Khoroshev: LockBitSupp | Khoroshev | LockBitSupp | Dmitry Khoroshev",
            ),
            (
                "[PER:Ann Smith] and [PER:Bob Smith]; [PER:Smith], known as [PER:Aqua], left; [PER:Aqua] fled",
                "person Ann Smith: Ann Smith; person Bob Smith: Bob Smith; person Aqua: Aqua | Aqua",
            ),
            (
                "[PER:Su], also known as [PER:Su Bin] and [PER:Stephen Subin], left; [PER:Subin] fled",
                "person Su: Su | Su Bin | Stephen Subin | Subin",
            ),
        ]);
    }

    #[test]
    fn a_first_name_alone_is_the_one_person_called_so() {
        check(&[
            (
                "[PER:Somsak Rattanaporn] spoke; [PER:Somsak] left; [PER:Somsak] slept",
                "person Somsak Rattanaporn: Somsak Rattanaporn | Somsak | Somsak",
            ),
            // The article calls her Ortiz: Linda is somebody else.
            (
                "[PER:Linda Ortiz] spoke; [PER:Ortiz] left; [PER:Linda] paid",
                "person Linda Ortiz: Linda Ortiz | Ortiz; person Linda: Linda",
            ),
            // Two of them, and one who is named only later.
            (
                "[PER:Anna Berg] met [PER:Anna Holm]; [PER:Anna] left",
                "person Anna Berg: Anna Berg; person Anna Holm: Anna Holm; person Anna: Anna",
            ),
            (
                "[PER:Anna] paid; [PER:Anna Berg] spoke",
                "person Anna: Anna; person Anna Berg: Anna Berg",
            ),
        ]);
    }

    #[test]
    fn other_names_of_persons() {
        check(&[
            (
                "[PER:Sam Bankman-Fried], known as [ORG:SBF], fell; [ORG:SBF] fled",
                "person Sam Bankman-Fried: Sam Bankman-Fried | SBF | SBF",
            ),
            (
                "[PER:Sam Bankman-Fried] ([ORG:SBF]) and [PER:Changpeng Zhao] ([ORG:CZ]); [ORG:CZ] paid",
                "person Sam Bankman-Fried: Sam Bankman-Fried | SBF; person Changpeng Zhao: Changpeng Zhao | CZ | CZ",
            ),
            (
                "[PER:Maksim Yakubets], who goes by [PER:Aqua], and [PER:Igor Turashev] left; [PER:Aqua] fled",
                "person Maksim Yakubets: Maksim Yakubets | Aqua | Aqua; person Igor Turashev: Igor Turashev",
            ),
            (
                "[PER:Matveev], who went by the online alias \"[PER:Wazawaka],\" fled; [PER:Wazawaka] left",
                "person Matveev: Matveev | Wazawaka | Wazawaka",
            ),
            (
                "[PER:Ana Ruiz], known as [ORG:Acme]'s founder, left; [ORG:Acme] fell",
                "person Ana Ruiz: Ana Ruiz; organization Acme: Acme | Acme",
            ),
            (
                "[PER:Ana Ruiz], aka [ORG:FBI], left",
                "person Ana Ruiz: Ana Ruiz; organization Federal Bureau of Investigation: FBI",
            ),
            (
                "[PER:Kim Chol], using the name [PER:John Roe], worked",
                "person Kim Chol: Kim Chol; person John Roe: John Roe",
            ),
        ]);
    }
}
