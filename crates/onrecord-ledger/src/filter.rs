//! Which claims are wished for.

use std::fmt;

use onrecord::plover::EventType;
use onrecord_claims::Status;
use rusqlite::types::Value;

use crate::{Error, Result, moment};

/// Which claims are wished for: those that fit every field which is not empty. Within a field one
/// of its values is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who does it: country codes, or words of names.
    pub actors: Vec<String>,
    /// To whom it is done: country codes, or words of names.
    pub recipients: Vec<String>,
    /// PLOVER types.
    pub types: Vec<String>,
    /// How they stand.
    pub statuses: Vec<String>,
    /// Outlets that carry them: words of their names, or domains.
    pub outlets: Vec<String>,
    /// Carried by an article of this day or moment, or a later one.
    pub since: Option<String>,
    /// Carried by an article of this day or moment, or an earlier one.
    pub until: Option<String>,
    /// Words that all stand in the proposition or in what is quoted for it; the last may be cut.
    pub search: Option<String>,
    /// What they are sorted by.
    pub order: Order,
    /// So many at most.
    pub limit: Option<u32>,
    /// So many are passed over.
    pub offset: u32,
}

/// What claims are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest movement first.
    #[default]
    Moved,
    /// Most independent origins first.
    Origins,
    /// Most articles first.
    Articles,
    /// The first known first.
    FirstSeen,
}

impl Filter {
    /// Reads `actor:RUS type:REQUEST,AID words`, as watches are saved and searches are typed. Keys are
    /// `actor`, `recipient`, `type`, `status`, `outlet`, `since`, `until`; what has no key is
    /// searched for. A value with spaces stands in quotation marks.
    ///
    /// # Errors
    /// Where a key is none of these, or a time none.
    pub fn parse(query: &str) -> Result<Self> {
        let mut filter = Self::default();
        let mut words: Vec<String> = Vec::new();
        for word in split(query) {
            let (key, value) = match word.split_once(':') {
                Some((key, value)) if !key.is_empty() && key.chars().all(char::is_alphabetic) => {
                    (key.to_ascii_lowercase(), value)
                }
                _ => {
                    words.push(word);
                    continue;
                }
            };
            let values = || value.split(',').map(str::trim).filter(|v| !v.is_empty());
            let list = match key.as_str() {
                "actor" => &mut filter.actors,
                "recipient" => &mut filter.recipients,
                "type" => &mut filter.types,
                "status" => &mut filter.statuses,
                "outlet" => &mut filter.outlets,
                "since" => {
                    filter.since = Some(moment::since(value)?);
                    continue;
                }
                "until" => {
                    moment::until(value)?;
                    filter.until = Some(value.to_owned());
                    continue;
                }
                _ => {
                    return Err(Error::Wish {
                        what: "a query",
                        expected: "actor:, recipient:, type:, status:, outlet:, since:, until: or plain words".into(),
                        found: word,
                    });
                }
            };
            list.extend(values().map(str::to_owned));
        }
        filter.search = (!words.is_empty()).then(|| words.join(" "));
        Ok(filter)
    }

    /// Are its types PLOVER's, and its statuses those of claims? Others find nothing.
    ///
    /// # Errors
    /// Where one is not.
    pub fn check(&self) -> Result<()> {
        let is_type = |t: &String| EventType::named(&t.to_ascii_uppercase()).is_some();
        let is_status =
            |s: &String| Status::ALL.iter().any(|known| s.eq_ignore_ascii_case(known.as_str()));
        let wish = |what, expected, found: &String| {
            Err(Error::Wish { what, expected, found: found.clone() })
        };
        if let Some(found) = self.types.iter().find(|t| !is_type(t)) {
            return wish("a type", "one of PLOVER's sixteen, such as REQUEST or AID".into(), found);
        }
        if let Some(found) = self.statuses.iter().find(|s| !is_status(s)) {
            let known = Status::ALL.map(Status::as_str).join(", ");
            return wish("a status", format!("one of {known}").into(), found);
        }
        Ok(())
    }

    /// The conditions on a table of claims named `c`, true for all where there are none, and the
    /// values in them.
    pub(crate) fn conditions(&self) -> Result<(String, Vec<Value>)> {
        let mut all = Conditions { text: "TRUE".to_owned(), values: Vec::new() };
        for (role, parties) in [("actor", &self.actors), ("recipient", &self.recipients)] {
            all.any(parties, |party, values| {
                values.extend([party.to_uppercase().into(), like(party).into()]);
                format!(
                    "EXISTS (SELECT 1 FROM claim_parties p WHERE p.claim = c.key AND p.role = '{role}'
                     AND (p.country = ? OR p.name LIKE ? ESCAPE '\\'))"
                )
            });
        }
        all.any(&self.types, |kind, values| {
            values.push(kind.to_uppercase().into());
            "c.type = ?".to_owned()
        });
        all.any(&self.statuses, |status, values| {
            values.push(status.to_lowercase().into());
            "c.status = ?".to_owned()
        });
        all.any(&self.outlets, |outlet, values| {
            // By name an index answers alone; for a domain every article is looked at.
            let mut articles =
                "SELECT key FROM articles WHERE outlet LIKE ? ESCAPE '\\'".to_owned();
            values.push(like(outlet).into());
            if outlet.contains('.') {
                articles.push_str(" UNION ALL SELECT key FROM articles WHERE domain = ?");
                values.push(outlet.to_lowercase().into());
            }
            format!("c.key IN (SELECT claim FROM claim_articles WHERE article IN ({articles}))")
        });
        if let Some(since) = &self.since {
            all.one("c.last_seen >= ?", moment::since(since)?);
        }
        if let Some(until) = &self.until {
            all.one("c.first_seen <= ?", moment::until(until)?);
        }
        if let Some(words) = self.search.as_deref().and_then(words) {
            all.one("c.key IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)", words);
        }
        Ok((all.text, all.values))
    }

    pub(crate) fn order(&self) -> &'static str {
        match self.order {
            Order::Moved => "c.moved DESC, c.last_seen DESC, c.id",
            Order::Origins => "c.at_least DESC, c.at_most DESC, c.moved DESC, c.id",
            Order::Articles => "c.articles DESC, c.moved DESC, c.id",
            Order::FirstSeen => "c.first_seen IS NULL, c.first_seen, c.id",
        }
    }
}

/// As [`Filter::parse`] reads it; order, limit and offset are not part of it.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [
            ("actor", &self.actors),
            ("recipient", &self.recipients),
            ("type", &self.types),
            ("status", &self.statuses),
            ("outlet", &self.outlets),
        ];
        let mut parts: Vec<String> = lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(key, list)| quoted(&format!("{key}:{}", list.join(","))))
            .collect();
        parts.extend(self.since.iter().map(|since| format!("since:{since}")));
        parts.extend(self.until.iter().map(|until| format!("until:{until}")));
        parts.extend(self.search.clone());
        f.write_str(&parts.join(" "))
    }
}

fn quoted(part: &str) -> String {
    if part.contains(char::is_whitespace) { format!("\"{part}\"") } else { part.to_owned() }
}

/// Words at white space that stands outside quotation marks; the marks go.
fn split(query: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut inside = false;
    for c in query.chars() {
        match c {
            '"' => inside = !inside,
            c if c.is_whitespace() && !inside => words.push(String::new()),
            c => words.last_mut().expect("there is one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

struct Conditions {
    text: String,
    values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, condition: &str) {
        self.text.push_str(" AND ");
        self.text.push_str(condition);
    }

    fn one(&mut self, condition: &str, value: String) {
        self.and(condition);
        self.values.push(value.into());
    }

    fn any(&mut self, wishes: &[String], one: impl Fn(&str, &mut Vec<Value>) -> String) {
        if wishes.is_empty() {
            return;
        }
        let either: Vec<String> = wishes.iter().map(|wish| one(wish, &mut self.values)).collect();
        self.and(&format!("({})", either.join(" OR ")));
    }
}

/// A pattern for what contains these words, in any case.
pub(crate) fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A question to the index of words: all of them, the last one as a beginning. None where there are
/// no words.
pub(crate) fn words(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    (!words.is_empty()).then(|| words.join(" ") + "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_and_written() {
        let query = "actor:RUS,\"North Korea\" type:REQUEST,AID since:2022-03-01 military aid";
        let filter = Filter::parse(query).expect("a query");
        assert_eq!(filter.actors, ["RUS", "North Korea"]);
        assert_eq!(filter.types, ["REQUEST", "AID"]);
        assert_eq!(filter.since.as_deref(), Some("2022-03-01"));
        assert_eq!(filter.search.as_deref(), Some("military aid"));
        assert_eq!(Filter::parse(&filter.to_string()).expect("a query"), filter);
    }

    #[test]
    fn what_is_no_query_is_told() {
        for bad in ["colour:red", "since:soon"] {
            assert!(Filter::parse(bad).is_err(), "{bad}");
        }
        for bad in ["type:REQUST", "status:sure"] {
            assert!(Filter::parse(bad).expect("a query").check().is_err(), "{bad}");
        }
        assert!(Filter::parse("type:aid status:Denied").expect("a query").check().is_ok());
        assert_eq!(Filter::parse("12:30 \"").expect("words").search.as_deref(), Some("12:30"));
    }

    #[test]
    fn words_cannot_break_out() {
        assert_eq!(words("a\" OR b*").as_deref(), Some("\"a\" \"OR\" \"b\"*"));
        assert_eq!(words("\"*()-^"), None);
        assert_eq!(like("50%_\\"), "%50\\%\\_\\\\%");
    }
}
