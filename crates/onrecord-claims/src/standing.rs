//! How a voice stands to the sides of a deed.

use crate::deeds::Kind;
use crate::origins::is_of_state;
use crate::proposition::{Side, Signature};
use crate::voice::{Manner, Phrase, SPOKEN_FOR, Voice, is_place};
use crate::words::{Word, is_stop};

/// One voice within an article.
pub(crate) fn same_voice(a: &Voice, b: &Voice) -> bool {
    a.manner == b.manner
        && a.office == b.office
        && a.country == b.country
        && (a.office.is_some() || a.person == b.person && a.traits == b.traits)
}

/// A state's own bodies where the state has part in the deed, and people and bodies named in it.
pub(crate) fn takes_part(voice: &Voice, signature: &Signature) -> bool {
    let named =
        voice.person.as_ref().is_some_and(|p| signature.names.contains_key(&surname_key(p)));
    named
        || is_among(voice, &signature.actors, signature)
        || is_among(voice, &signature.recipients, signature)
}

/// The key of a person's last name.
fn surname_key(person: &str) -> String {
    crate::words::name_key(person.rsplit(' ').next().unwrap_or(person))
}

/// The same of one side of a proposition.
pub(crate) fn is_among(voice: &Voice, sides: &[Side], signature: &Signature) -> bool {
    let of_state = is_of_state(voice);
    let sides = || sides.iter();
    let law = signature.chief().is_some_and(Kind::is_law) && is_authority(voice);
    let country = (of_state && voice.manner == Manner::Body || law)
        && voice.country.as_ref().is_some_and(|c| sides().any(|s| s.keys.contains(c)));
    let person = voice.person.as_ref().is_some_and(|p| {
        let last = p.rsplit(' ').next().unwrap_or(p);
        let key = surname_key(p);
        // A wife is no husband: of several of one surname the first name tells.
        let kin = signature.people.iter().any(|q| q != p && q.rsplit(' ').next() == Some(last));
        let first = p.split(' ').next().unwrap_or(p);
        sides()
            .any(|s| s.keys.contains(&key) && (!kin || crate::words::fold(&s.name).contains(first)))
    });
    let org = voice.office.as_deref().and_then(|o| o.strip_prefix("org:")).is_some_and(|o| {
        let key = |w: &str| crate::words::name_key(w);
        sides().any(|s| o.split(' ').any(|w| w.len() > 3 && s.keys.contains(&key(w))))
    });
    let named = of_state && voice.manner == Manner::Body && {
        let words = of_office(voice.office.as_deref().unwrap_or_default());
        let apart =
            |s: &Side| s.country.is_some() && voice.country.is_some() && s.country != voice.country;
        sides().any(|s| !apart(s) && words.iter().any(|w| crate::words::fold(&s.name).contains(w)))
    };
    country || person || org || named || sides().any(|s| is_of(voice, s))
}

/// A body of a state, or somebody who is of one, by the words that say which.
pub(crate) fn is_authority(voice: &Voice) -> bool {
    const AUTHORITIES: &[&str] = &[
        "directorate",
        "ministry",
        "customs",
        "authority",
        "commission",
        "inspectorate",
        "prosecutor",
        "prosecution",
        "administration",
        "bureau",
        "presidency",
        "police",
        "department",
    ];
    matches!(voice.manner, Manner::Body | Manner::Person)
        && AUTHORITIES.iter().any(|w| voice.of.contains(*w))
}

/// Who speaks is of the body that a side names: "the regional delegate of the High Authority", "the High Authority".
pub(crate) fn is_of(voice: &Voice, side: &Side) -> bool {
    let apart = side.country.is_some() && voice.country.is_some() && side.country != voice.country;
    let words = Phrase::of(&side.name).words;
    let tells = |w: &&Word| {
        let title = SPOKEN_FOR.contains(&&*w.low);
        w.low.chars().count() > 3 && !is_stop(&w.low) && !title && !is_place(w)
    };
    let told = words.iter().filter(tells);
    let (shared, other): (Vec<&Word>, Vec<&Word>) = told.partition(|w| voice.of.contains(&w.low));
    !apart && !shared.is_empty() && other.len() <= shared.len()
}

/// Words by which a side is that office.
fn of_office(office: &str) -> &[&str] {
    match office {
        "police" => &["police"],
        "forces" => &["army", "soldiers", "troops", "armed forces", "navy"],
        "service:coast guard" => &["coast guard"],
        "government" => &["government"],
        "ministry:defens" => &["defence ministry", "defense ministry", "ministry of defence"],
        "ministry:foreign" => &["foreign ministry", "ministry of foreign"],
        "ministry:interior" => &["interior ministry", "ministry of the interior"],
        _ => &[],
    }
}
