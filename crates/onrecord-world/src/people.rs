//! First names and the gender they make likely; titles, kin and roles that tell it.
//!
//! `first_names.tsv` has some 30,000 names: US births since 1930 (Social Security Administration),
//! and the lists of Faker for 45 other languages and countries, Cyrillic romanised. A name is given
//! to one gender where nine in ten of those who bear it are of it. `titles.tsv` is ours.

use std::sync::LazyLock;

use crate::fold::Folded;
use crate::table::{Entry, Table, body, rows, sorted_cell};

/// The gender a name or a title makes likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Likely a man.
    Male,
    /// Likely a woman.
    Female,
    /// Known, and borne by both.
    Either,
}

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleClass {
    /// "Mr", "Dr".
    Honorific,
    /// "King", "Baroness".
    Noble,
    /// "President", "Senator", "spokesman".
    Office,
    /// "Gen", "Sergeant", "Inspector".
    Rank,
    /// "Pope", "Ayatollah".
    Religious,
    /// "mother", "ex-husband".
    Kin,
    /// "woman", "actress", "gunman".
    Role,
}

/// A title, a word of kinship, or another word for a person that tells of gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The word, as the table writes it.
    pub word: &'static str,
    /// The gender it tells; `Either` where it tells none.
    pub gender: Gender,
    /// What it is.
    pub class: TitleClass,
    /// Whether it stands before a name: "Mr Smith", "Senator Smith".
    pub before_name: bool,
}

fn gender(cell: &str) -> Gender {
    match cell {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Either,
    }
}

/// Sorted by name, and searched as it is.
const FIRST_NAMES: &str = include_str!("../tables/first_names.tsv");

static TITLES: LazyLock<Table<Title>> = LazyLock::new(|| {
    let entries = rows(include_str!("../tables/titles.tsv"))
        .map(|[key, word, sex, class, before]| Entry {
            key,
            word,
            exact: false,
            value: Title {
                word,
                gender: gender(sex),
                class: match class {
                    "noble" => TitleClass::Noble,
                    "office" => TitleClass::Office,
                    "rank" => TitleClass::Rank,
                    "religious" => TitleClass::Religious,
                    "kin" => TitleClass::Kin,
                    "role" => TitleClass::Role,
                    _ => TitleClass::Honorific,
                },
                before_name: before == "name",
            },
        })
        .collect();
    Table::new(entries)
});

/// The gender that a first name makes likely; `None` where the name is not known. The name must
/// begin with a capital; of a double name ("Jean-Pierre") that is not known whole the first part
/// decides, or the second where the first does not.
///
/// ```
/// use onrecord_world::{Gender, first_name};
/// assert_eq!(first_name("Olga"), Some(Gender::Female));
/// assert_eq!(first_name("Mohammed"), Some(Gender::Male));
/// assert_eq!(first_name("Taylor"), Some(Gender::Either));
/// assert_eq!(first_name("will"), None);
/// ```
pub fn first_name(name: &str) -> Option<Gender> {
    let look_up = |name: &str| {
        let folded = Folded::new(name).filter(|f| f.may_be("X", false))?;
        sorted_cell(body(FIRST_NAMES), folded.key()?).map(gender)
    };
    look_up(name).or_else(|| {
        let (first, second) = name.split_once('-')?;
        match look_up(first) {
            Some(Gender::Either) | None => look_up(second),
            known => known,
        }
    })
}

/// The title or word for a person that a phrase is.
///
/// ```
/// use onrecord_world::{Gender, title};
/// assert_eq!(title("Mrs.").unwrap().gender, Gender::Female);
/// assert!(title("Sen.").unwrap().before_name);
/// assert_eq!(title("widow").unwrap().gender, Gender::Female);
/// ```
pub fn title(phrase: &str) -> Option<&'static Title> {
    TITLES.get(phrase).map(|e| &e.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::check;

    #[test]
    fn titles_are_folded() {
        check(&TITLES);
        assert_eq!(title("Baroness").unwrap().class, TitleClass::Noble);
        assert_eq!(title("queen").unwrap().gender, Gender::Female);
        assert_eq!(title("spokesman").unwrap().gender, Gender::Male);
        assert_eq!(title("Lt. Col.").unwrap().class, TitleClass::Rank);
        assert_eq!(title("Dr").unwrap().gender, Gender::Either);
        assert!(title("bridge").is_none());
    }

    #[test]
    fn names_of_many_countries() {
        for (name, gender) in [
            ("James", Gender::Male),
            ("Mary", Gender::Female),
            ("Vladimir", Gender::Male),
            ("Natalya", Gender::Female),
            ("Volodymyr", Gender::Male),
            ("Ahmed", Gender::Male),
            ("Fatima", Gender::Female),
            ("José", Gender::Male),
            ("Małgorzata", Gender::Female),
            ("Recep", Gender::Male),
            ("Jean-Pierre", Gender::Male),
            ("Mahmoud", Gender::Male),
            ("Ursula", Gender::Female),
        ] {
            assert_eq!(first_name(name), Some(gender), "{name}");
        }
        let names: Vec<[&str; 2]> = rows(FIRST_NAMES).collect();
        assert!(names.len() > 25_000);
        assert!(names.is_sorted_by(|a, b| a[0] < b[0]));
        assert!(
            names.iter().all(|[name, _]| sorted_cell(body(FIRST_NAMES), name.as_bytes()).is_some())
        );
        assert_eq!(first_name("Xqzt"), None);
        assert_eq!(first_name(""), None);
    }
}
