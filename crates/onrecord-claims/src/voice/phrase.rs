//! What the words for somebody say: his office, his firm, his country, how he is described.

use std::collections::BTreeSet;

use super::SPOKEN_FOR;
use crate::words::{Word, fold, is_stop, names, words};

/// "Borvik Shipping": a firm or party, whatever it was taken for.
pub(super) fn firm(name: &str) -> Option<String> {
    const FIRMS: &[&str] = &[
        "shipping",
        "lines",
        "company",
        "group",
        "bank",
        "holding",
        "holdings",
        "terminal",
        "terminals",
        "airlines",
        "airways",
        "party",
        "movement",
        "front",
        "union",
        "alliance",
        "association",
        "foundation",
        "mission",
        "energy",
        "oil",
        "steel",
        "mines",
        "mining",
        "railways",
        "logistics",
        "industries",
        "partners",
    ];
    let name = trimmed(name.split(',').next().unwrap_or(name));
    let words = Phrase::of(&name).words;
    let fits = words.len() > 1
        && words[0].upper
        && words.last().is_some_and(|w| w.upper && FIRMS.contains(&&*w.low));
    fits.then(|| format!("org:{}", fold(&name)))
}

/// The words of a description.
pub(crate) struct Phrase {
    pub words: Vec<Word>,
    pub(super) low: String,
}

impl Phrase {
    pub(crate) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        Self { words: words(&chars, 0, chars.len()), low: fold(text) }
    }

    /// Without to whom they spoke and when: "officials who spoke to the Ledger".
    pub(super) fn described(&self) -> Self {
        let spoke = |w: &Word| {
            matches!(
                &*w.low,
                "have" | "has" | "had" | "told" | "spoke" | "spoken" | "speaking" | "talked"
            )
        };
        let end = self.words.iter().skip(1).position(spoke).map_or(self.words.len(), |at| at + 1);
        Self { words: self.words[..end].to_vec(), low: self.low.clone() }
    }

    pub(super) fn any(&self, wanted: &[&str]) -> bool {
        self.words.iter().any(|w| wanted.contains(&&*w.low))
    }

    /// "A group that calls itself the Sons of the Valley": the name that it goes by.
    pub(super) fn own_name(&self) -> Option<String> {
        let at = self.words.windows(2).position(|w| {
            matches!(
                (&*w[0].low, &*w[1].low),
                ("calls" | "calling" | "call", "itself" | "themselves")
            )
        })?;
        let behind = self.words[at + 2..].iter().skip_while(|w| !w.upper);
        let mut name: Vec<&str> = behind
            .take_while(|w| w.upper || matches!(&*w.low, "of" | "the" | "for"))
            .map(|w| &*w.low)
            .collect();
        while name.last().is_some_and(|w| matches!(*w, "of" | "the" | "for")) {
            name.pop();
        }
        (!name.is_empty()).then(|| name.join(" "))
    }

    /// The firm of which a name is the first word.
    pub(super) fn firm_of(&self, name: &str) -> Option<String> {
        let runs = self.words.chunk_by(|a, b| a.upper && b.upper && !b.after_mark);
        let mut runs = runs.filter(|run| run.len() > 1 && run[0].form == name);
        runs.find_map(|run| firm(&run.iter().map(|w| &*w.form).collect::<Vec<_>>().join(" ")))
    }

    /// "The shipping company Adria Bulk": what the word in front of a name calls a company.
    pub(super) fn called_firm(&self, name: &str) -> Option<String> {
        const FIRMS: &[&str] = &[
            "company",
            "firm",
            "airline",
            "bank",
            "carrier",
            "producer",
            "supplier",
            "operator",
            "manufacturer",
            "contractor",
            "shipowner",
            "utility",
        ];
        let first = name.split(' ').next()?;
        let at = self.words.iter().position(|w| w.form == first)?;
        let before = self.words[..at].last()?;
        let called = FIRMS.contains(&&*before.low) && !before.upper && !self.words[at].after_mark;
        (called && onrecord_world::first_name(first).is_none())
            .then(|| format!("org:{}", fold(&trimmed(name))))
    }

    /// "The director of Borvik Terminal": the house that somebody speaks for.
    pub(super) fn headed(&self) -> Option<String> {
        let at = self.words.iter().position(|w| SPOKEN_FOR.contains(&&*w.low))?;
        let of = self
            .words
            .get(at + 1)
            .filter(|w| matches!(&*w.low, "of" | "at" | "for") && !w.after_mark)?;
        let behind =
            self.words.iter().skip_while(|w| w.start <= of.start).skip_while(|w| w.low == "the");
        let name: Vec<&Word> = behind.take_while(|w| w.upper && !w.after_mark).collect();
        let alone = name.len() == 1 && onrecord_world::country_word(&name[0].form).is_some();
        let place = name.len() == 1 && onrecord_world::city(&name[0].form).is_some();
        let known = name.first().is_some_and(|w| SPOKEN_FOR.contains(&&*w.low));
        (name.len() > 1 && !alone && !place && !known)
            .then(|| format!("org:{}", name.iter().map(|w| &*w.low).collect::<Vec<_>>().join(" ")))
    }

    pub(super) fn has(&self, first: &str, second: &str) -> bool {
        self.words.windows(2).any(|w| w[0].low == first && w[1].low == second)
    }

    pub(super) fn starts(&self, start: &str) -> bool {
        self.low.starts_with(start)
    }

    pub(super) fn plural(&self) -> bool {
        let name = |h: &str| self.words.iter().any(|w| w.upper && w.low == h && w.start > 0);
        self.head()
            .is_some_and(|h| h.ends_with('s') && !h.ends_with("ss") && !name(h) || h == "people")
    }

    /// The noun that the rest describes: the last word before a preposition or a mark.
    pub(super) fn head(&self) -> Option<&str> {
        let end = self
            .words
            .iter()
            .enumerate()
            .position(|(at, w)| {
                at > 0
                    && (w.after_mark
                        || matches!(
                            &*w.low,
                            "of" | "in"
                                | "at"
                                | "from"
                                | "for"
                                | "by"
                                | "with"
                                | "who"
                                | "that"
                                | "which"
                                | "on"
                                | "near"
                                | "to"
                                | "close"
                                | "familiar"
                                | "obtained"
                                | "seen"
                                | "whose"
                                | "working"
                                | "briefed"
                                | "among"
                                | "dated"
                                | "leaked"
                        ) && !(w.low == "leaked" && at < 2))
            })
            .unwrap_or(self.words.len());
        self.words.get(end.checked_sub(1)?).map(|w| &*w.low)
    }

    pub(super) fn country(&self) -> Option<String> {
        let found = names(&self.words, &|_| true);
        let country = found.iter().find(|n| n.country);
        // A state that no table knows: the name before or behind its body.
        let beside = |n: &&crate::words::Name| {
            self.beside_body(n.words) && !TOPICS.contains(&&*self.words[n.words.0].stem)
        };
        country.or_else(|| found.iter().find(beside)).map(|n| n.key.clone())
    }

    pub(super) fn beside_body(&self, (start, end): (usize, usize)) -> bool {
        let body = |w: &Word| {
            matches!(
                &*w.low,
                "ministry"
                    | "minister"
                    | "government"
                    | "army"
                    | "defence"
                    | "defense"
                    | "foreign"
                    | "interior"
                    | "officials"
                    | "authorities"
                    | "troops"
                    | "police"
                    | "military"
                    | "counterpart"
                    | "president"
                    | "forces"
                    | "navy"
                    | "embassy"
            )
        };
        let behind =
            start > 1 && self.words[start - 1].low == "of" && self.words[..start].iter().any(body);
        self.words.get(end).is_some_and(body) || behind
    }

    /// "Dated 12 April and numbered 44/B": the date, and numbers of two digits or more.
    pub(super) fn marks(&self) -> BTreeSet<String> {
        let month = |w: &Word| {
            matches!(
                onrecord_world::calendar_word(&w.form),
                Some(onrecord_world::CalendarWord::Month(_))
            )
        };
        let dates = self
            .words
            .windows(2)
            .filter(|w| month(&w[0]) != month(&w[1]))
            .filter(|w| w.iter().any(|w| w.low.starts_with(|c: char| c.is_ascii_digit())));
        let date = |w: &[Word]| {
            let mut parts = [w[0].low.clone(), w[1].low.clone()];
            parts.sort();
            parts.join(" ")
        };
        dates.map(date).collect()
    }

    /// A noun of a body: "the rescue service".
    pub(super) fn is_body(&self) -> bool {
        let Some(head) = self.head() else { return false };
        let kind = onrecord_world::agent(head).map(|a| a.kind);
        let of_body = matches!(
            head,
            "service"
                | "department"
                | "authority"
                | "union"
                | "agency"
                | "committee"
                | "company"
                | "office"
        );
        (of_body || kind == Some(onrecord_world::AgentKind::Body))
            && !self.starts("a ")
            && !self.starts("an ")
    }

    pub(super) fn keys(&self) -> Vec<String> {
        names(&self.words, &|_| true).into_iter().map(|n| n.key).collect()
    }

    pub(super) fn traits(&self) -> BTreeSet<String> {
        const EMPTY: &[&str] = &[
            "anonym",
            "condition",
            "nam",
            "speak",
            "spok",
            "identif",
            "authoriz",
            "familiar",
            "matter",
        ];
        self.words
            .iter()
            .take_while(|w| !matches!(&*w.low, "who" | "which" | "that" | "whose"))
            .skip_while(|w| w.low == "what")
            .filter(|w| !is_stop(&w.low) && crate::words::number(w).is_none())
            .map(|w| w.stem.clone())
            .filter(|s| !EMPTY.contains(&&**s))
            .collect()
    }
}

/// What body a description names, so that its people and papers are one.
pub(super) fn office(words: &[Word]) -> Option<String> {
    // "French President", "the president of Mali", and no president of a company.
    fn is_of_state(words: &[Word]) -> bool {
        const OTHERS: &[&str] = &[
            "company",
            "club",
            "federation",
            "association",
            "union",
            "bank",
            "party",
            "council",
            "court",
            "assembly",
            "parliament",
            "chamber",
            "former",
            "vice",
            "university",
            "board",
            "firm",
            "group",
            "society",
            "committee",
        ];
        names(words, &|_| true).iter().any(|n| n.country)
            && !words.iter().any(|w| OTHERS.contains(&&*w.low))
    }

    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| &words[b]);
        match &*word.low {
            "pentagon" => return Some("ministry:defens".into()),
            "kremlin" | "presidency" | "cabinet" => return Some("government".into()),
            "premier" => return Some("government".into()),
            "minister" | "minister's" if before.is_some_and(|b| b.low == "prime") => {
                return Some("government".into());
            }
            "ministry" | "minister" | "ministers" => {
                // "The Defence Ministry of Toskar": whose it is, and no topic.
                let told = before.is_some_and(|b| TOPICS.contains(&&*b.stem));
                let of = words.get(at + 1).filter(|w| w.low == "of" && !told);
                let topic = match of {
                    Some(_) => {
                        // "Of National Defence", "of Public Health": the same as without.
                        let bare = |w: &&Word| !matches!(&*w.low, "the" | "national" | "public");
                        words[at + 2..].iter().find(bare).map(|w| w.stem.clone())
                    }
                    None => before
                        .filter(|b| b.low != "affairs")
                        .or_else(|| at.checked_sub(2).map(|b| &words[b]))
                        .filter(|b| {
                            !word.after_mark
                                && !is_stop(&b.low)
                                && !matches!(&*b.low, "deputy" | "vice" | "former" | "the")
                                && !names(std::slice::from_ref(b), &|_| true)
                                    .iter()
                                    .any(|n| n.country)
                                && (b.low.ends_with(|c: char| c.is_alphabetic()))
                        })
                        .filter(|b| TOPICS.contains(&&*b.stem))
                        .map(|b| b.stem.clone()),
                };
                let topic = topic.map(|t| if t == "home" { "interior".to_owned() } else { t });
                return Some(format!("ministry:{}", topic.unwrap_or_default()));
            }
            "department" | "office"
                if before.is_some_and(|b| matches!(&*b.low, "state" | "foreign")) =>
            {
                return Some("ministry:foreign".into());
            }
            "embassy" | "ambassador" | "consulate" => return Some("embassy".into()),
            "guard" if before.is_some_and(|b| b.low == "coast") => {
                return Some("service:coast guard".into());
            }
            "coastguard" => return Some("service:coast guard".into()),
            "guard" | "guards" if before.is_some_and(|b| b.low == "border") => {
                return Some("service:border guard".into());
            }
            "forces"
                if before.is_some_and(|b| {
                    matches!(&*b.low, "armed" | "defence" | "defense" | "security" | "ground")
                }) =>
            {
                return Some("forces".into());
            }
            "staff" if before.is_some_and(|b| b.low == "general") => return Some("forces".into()),
            "president" if is_of_state(words) => return Some("government".into()),
            "army" | "military" | "navy" | "troops" | "airforce" => return Some("forces".into()),
            "police" | "gendarmerie" => return Some("police".into()),
            "governor" | "mayor" | "municipality" | "prefect" | "governorate" => {
                return Some("local".into());
            }
            "prosecutor" | "prosecutors" | "court" | "judge" | "registrar" => {
                return Some("judiciary".into());
            }
            _ => {}
        }
    }
    let any = |wanted: &[&str]| words.iter().any(|w| wanted.contains(&&*w.low));
    // A commissioner with nothing said of what for is one of the police.
    let of_union = any(&["for", "european", "eu", "high", "trade", "rights"]);
    if any(&["government", "authorities"]) || any(&["commissioner"]) && of_union {
        return Some("government".into());
    }
    any(&["inspector", "superintendent", "constable", "detective", "sheriff", "commissioner"])
        .then(|| "police".into())
}

const TOPICS: &[&str] = &[
    "foreign",
    "defens",
    "interior",
    "home",
    "finans",
    "health",
    "justis",
    "energy",
    "trad",
    "transport",
    "education",
    "environment",
    "agricultur",
    "shipp",
    "economy",
    "labor",
    "cultur",
    "oil",
    "water",
    "emergency",
    "security",
    "information",
    "tourism",
    "fishery",
    "min",
    "industry",
];

pub(super) fn trimmed(name: &str) -> String {
    let name = name.trim().trim_matches([',', '.', ' ']);
    ["the ", "The ", "what "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name).to_owned()
}

/// A person's name without titles: the capitalised words at the end of the first part.
pub(super) fn person_name(name: &str) -> String {
    let first = name.split([',', '(']).next().unwrap_or(name);
    let words: Vec<&str> = first.split_whitespace().collect();
    let keep = |w: &&&str| {
        w.starts_with(char::is_uppercase)
            && onrecord_world::title(w).is_none()
            && onrecord_world::agent(w).is_none()
    };
    let kept: Vec<&str> = words.iter().rev().take_while(keep).copied().collect();
    if kept.is_empty() {
        first.to_owned()
    } else {
        kept.into_iter().rev().collect::<Vec<_>>().join(" ")
    }
}
