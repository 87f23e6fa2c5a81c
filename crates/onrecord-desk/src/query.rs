//! Which claims a reader wishes for, as it stands in the address.

use onrecord_ledger::{Filter, Order};

use crate::fault::Fault;
use crate::words::part;

/// Pairs of an address, in their order.
pub(crate) type Pairs = Vec<(String, String)>;

/// A wish for claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Words and `key:value`, as one types them.
    pub(crate) q: String,
    pub(crate) actor: String,
    pub(crate) recipient: String,
    pub(crate) kind: String,
    pub(crate) status: Vec<String>,
    pub(crate) outlet: String,
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) sort: Sort,
    /// From 0.
    pub(crate) page: u32,
}

/// What claims are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    #[default]
    Moved,
    Origins,
    Reports,
    First,
}

impl Sort {
    pub(crate) const ALL: [Sort; 4] = [Self::Moved, Self::Origins, Self::Reports, Self::First];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Origins => "origins",
            Self::Reports => "reports",
            Self::First => "first",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Moved => "last moved",
            Self::Origins => "most origins",
            Self::Reports => "most reports",
            Self::First => "first seen",
        }
    }
}

/// Claims of one page.
pub(crate) const PAGE: u32 = 25;
/// How far one can leaf.
const FARTHEST: u32 = 4_000;

impl Wish {
    /// Reads what it knows of an address, and leaves the rest.
    pub(crate) fn of(pairs: &Pairs) -> Result<Self, Fault> {
        let mut wish = Self::default();
        for (key, value) in pairs {
            let value = value.trim();
            let text = value.to_owned();
            match key.as_str() {
                "q" => wish.q = text,
                "actor" => wish.actor = text,
                "recipient" => wish.recipient = text,
                "type" => wish.kind = text,
                "status" => wish.status.extend(
                    value.split(',').filter(|s| !s.is_empty()).map(|s| s.trim().to_owned()),
                ),
                "outlet" => wish.outlet = text,
                "since" => wish.since = text,
                "until" => wish.until = text,
                "sort" if !value.is_empty() => {
                    let found = Sort::ALL.into_iter().find(|sort| sort.name() == value);
                    wish.sort = found.ok_or_else(|| {
                        Fault::Bad(format!(
                            "sort: expected moved, origins, reports or first, found {value}"
                        ))
                    })?;
                }
                "page" if !value.is_empty() => {
                    let page: Option<u32> =
                        value.parse().ok().filter(|n| (1..FARTHEST).contains(n));
                    wish.page = page.ok_or_else(|| {
                        Fault::Bad(format!("page: expected a number from 1, found {value}"))
                    })? - 1;
                }
                _ => {}
            }
        }
        Ok(wish)
    }

    /// What the ledger is asked.
    pub(crate) fn filter(&self) -> Result<Filter, Fault> {
        let mut filter = Filter::parse(&self.q)?;
        let list = |text: &str| -> Vec<String> {
            text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
        };
        filter.actors.extend(list(&self.actor));
        filter.recipients.extend(list(&self.recipient));
        filter.types.extend(list(&self.kind));
        filter.statuses.extend(self.status.iter().cloned());
        filter.outlets.extend(list(&self.outlet));
        for (own, given) in [(&mut filter.since, &self.since), (&mut filter.until, &self.until)] {
            if !given.is_empty() {
                // Read here, so that what is no day is told as a fault of the address.
                onrecord_ledger::since(given)?;
                *own = Some(given.clone());
            }
        }
        filter.order = match self.sort {
            Sort::Moved => Order::Moved,
            Sort::Origins => Order::Origins,
            Sort::Reports => Order::Articles,
            Sort::First => Order::FirstSeen,
        };
        filter.limit = Some(PAGE);
        filter.offset = self.page * PAGE;
        Ok(filter)
    }

    /// Is there any wish but for an order and a page?
    pub(crate) fn is_narrow(&self) -> bool {
        *self != Self { sort: self.sort, page: self.page, ..Self::default() }
    }

    /// Is there a wish in the fields below the search?
    pub(crate) fn has_fields(&self) -> bool {
        let Self { actor, recipient, kind, outlet, since, until, .. } = self;
        ![actor, recipient, kind, outlet, since, until].into_iter().all(String::is_empty)
    }

    /// The query of an address that gives the same, without its `?`; empty for everything.
    pub(crate) fn address(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for (key, value) in [
            ("q", &self.q),
            ("actor", &self.actor),
            ("recipient", &self.recipient),
            ("type", &self.kind),
            ("outlet", &self.outlet),
            ("since", &self.since),
            ("until", &self.until),
        ] {
            if !value.is_empty() {
                pairs.push((key, value.clone()));
            }
        }
        if !self.status.is_empty() {
            pairs.push(("status", self.status.join(",")));
        }
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.name().to_owned()));
        }
        if self.page > 0 {
            pairs.push(("page", (self.page + 1).to_string()));
        }
        let pairs: Vec<String> =
            pairs.iter().map(|(key, value)| format!("{key}={}", part(value))).collect();
        pairs.join("&")
    }

    /// The address of claims under another path: `/claims.json`.
    pub(crate) fn at(&self, path: &str) -> String {
        match self.address() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_gives_the_same_wish() {
        let wish = Wish {
            q: "patrol ships".into(),
            actor: "ISL".into(),
            status: vec!["alleged".into(), "contested".into()],
            sort: Sort::Origins,
            page: 2,
            ..Wish::default()
        };
        let address = wish.address();
        assert_eq!(
            address,
            "q=patrol%20ships&actor=ISL&status=alleged%2Ccontested&sort=origins&page=3"
        );
        let pairs: Pairs = address
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(k, v)| (k.into(), v.replace("%20", " ").replace("%2C", ",")))
            .collect();
        assert_eq!(Wish::of(&pairs).expect("a wish"), wish);
        assert_eq!(Wish::default().at("/claims"), "/claims");
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        for (key, value) in [("sort", "colour"), ("page", "0"), ("page", "-1"), ("page", "x")] {
            assert!(Wish::of(&vec![(key.into(), value.into())]).is_err());
        }
        let wish = Wish { since: "soon".into(), ..Wish::default() };
        assert!(wish.filter().is_err());
    }
}
