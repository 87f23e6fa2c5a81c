//! Of which type an event is where PLOVER's table "which of two" decides against the model.

use crate::model::Trigger;
use crate::plover::EventType;
use crate::statements::Article;
use crate::syntax::Relation;
use crate::text::TokenId;

pub(super) fn of(article: &Article<'_, '_>, trigger: &Trigger) -> EventType {
    match trigger.kind {
        EventType::Coerce if is_warrant(article, trigger.token) => EventType::Threaten,
        EventType::Agree if gives_way(article, trigger.token) => EventType::Concede,
        kind => kind,
    }
}

/// "Issued an *arrest* warrant": nobody is arrested yet.
fn is_warrant(article: &Article<'_, '_>, token: TokenId) -> bool {
    let syntax = article.syntax;
    [syntax.head[token as usize], token]
        .iter()
        .any(|&t| syntax.lemma[t as usize].eq_ignore_ascii_case("warrant"))
}

/// "*Agreed* to release the men", "*agreed* on a ceasefire": a concession is promised.
fn gives_way(article: &Article<'_, '_>, token: TokenId) -> bool {
    let syntax = article.syntax;
    syntax.children(token).any(|t| {
        let lemma = syntax.lemma[t as usize].to_lowercase();
        match syntax.relation[t as usize] {
            Relation::Xcomp | Relation::Acl => matches!(
                &*lemma,
                "release"
                    | "free"
                    | "withdraw"
                    | "lift"
                    | "ease"
                    | "relax"
                    | "drop"
                    | "suspend"
                    | "halt"
                    | "cease"
                    | "abandon"
                    | "surrender"
                    | "disarm"
                    | "resign"
                    | "pardon"
                    | "repeal"
                    | "scrap"
            ),
            Relation::Obj | Relation::Obl | Relation::Nmod => matches!(
                &*lemma,
                "truce" | "ceasefire" | "cease-fire" | "withdrawal" | "pullout" | "amnesty"
            ),
            _ => false,
        }
    })
}
