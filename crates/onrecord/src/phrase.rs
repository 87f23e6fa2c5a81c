//! Noun phrases over the dependency tree: what stages after the syntax ask of a head word.

use onrecord_world as world;

use crate::syntax::{Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// The words of a phrase around its head, without what is only said about it: relative clauses,
/// appositions, coordinated phrases, and marks at its edges.
pub(crate) fn core(syntax: &Syntax, head: TokenId) -> TokenRange {
    extent(syntax, head, |relation| {
        !matches!(
            relation,
            Relation::Acl
                | Relation::Appos
                | Relation::Conj
                | Relation::Cc
                | Relation::Parataxis
                | Relation::Punct
                | Relation::Case
                | Relation::Cop
                | Relation::Nsubj
                | Relation::Csubj
                | Relation::Advcl
                | Relation::Ccomp
                | Relation::Aux
                | Relation::Mark
                | Relation::Orphan
                | Relation::Obl
                | Relation::Dep
                | Relation::List
        )
    })
}

/// The head, and what hangs from it over relations that `keeps`, as far as it stands together.
pub(crate) fn extent(
    syntax: &Syntax,
    head: TokenId,
    keeps: impl Fn(Relation) -> bool,
) -> TokenRange {
    let sentence = syntax.sentence_of(head);
    let mut inside: Vec<bool> = vec![false; sentence.len()];
    inside[(head - sentence.start) as usize] = true;
    // Heads may stand on either side: go round until nothing changes. Trees are shallow.
    loop {
        let mut changed = false;
        for token in sentence.clone() {
            let at = (token - sentence.start) as usize;
            let parent = syntax.head[token as usize];
            if inside[at] || !sentence.contains(&parent) || parent == token {
                continue;
            }
            let direct = parent == head;
            let relation = syntax.relation[token as usize];
            if inside[(parent - sentence.start) as usize] && (!direct || keeps(relation)) {
                inside[at] = true;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let has =
        |token: TokenId| sentence.contains(&token) && inside[(token - sentence.start) as usize];
    // A mark between two words of the phrase is a part of it: "US-led coalition".
    let mark = |token: TokenId| {
        token > sentence.start
            && sentence.contains(&token)
            && syntax.upos[token as usize] == Upos::Punct
            && has(token - 1)
            && has(token + 1)
    };
    let mut start = head;
    while start > sentence.start && (has(start - 1) || mark(start - 1)) {
        start -= 1;
    }
    let mut end = head + 1;
    while has(end) || mark(end) {
        end += 1;
    }
    start..end
}

/// Everything that hangs from a word, as far as it stands together around it.
pub(crate) fn subtree(syntax: &Syntax, head: TokenId) -> TokenRange {
    extent(syntax, head, |_| true)
}

/// Takes marks and articles off the edges of a range.
pub(crate) fn trimmed(text: &Text<'_>, syntax: &Syntax, range: &TokenRange) -> TokenRange {
    let mut range = range.clone();
    while !range.is_empty() && is_edge(text, syntax, range.start, true) {
        range.start += 1;
    }
    while !range.is_empty() && is_edge(text, syntax, range.end - 1, false) {
        range.end -= 1;
    }
    range
}

fn is_edge(text: &Text<'_>, syntax: &Syntax, token: TokenId, opening: bool) -> bool {
    let word = text.word(token);
    match syntax.upos[token as usize] {
        Upos::Punct => true,
        Upos::Det => opening && ["the", "a", "an"].iter().any(|a| a.eq_ignore_ascii_case(word)),
        Upos::Part | Upos::Adp => !opening && matches!(word, "'s" | "’s" | "'" | "’"),
        _ => false,
    }
}

/// The words of a range as they are written.
pub(crate) fn words<'d>(text: &Text<'d>, range: &TokenRange) -> Vec<&'d str> {
    range.clone().map(|t| text.word(t)).collect()
}

/// A range as one line of text: white space folded, marks left where they stand.
pub(crate) fn line(text: &Text<'_>, range: &TokenRange) -> String {
    text.slice(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The noun for who acts that ends at `head`: "foreign minister" of "the Turkish foreign minister".
pub(crate) fn agent_at(
    text: &Text<'_>,
    syntax: &Syntax,
    head: TokenId,
) -> Option<(TokenRange, &'static world::Agent)> {
    let first = head.saturating_sub(5).max(syntax.sentence_of(head).start);
    let range = first..head + 1;
    let hit = world::agent_at_end(&words(text, &range))?;
    Some((first + hit.words.start as TokenId..head + 1, hit.value))
}

/// What others do for a force that fights for itself: "US-*backed* rebels".
pub(crate) fn is_backing(word: &str) -> bool {
    matches!(word, "backed" | "supported" | "sponsored" | "funded" | "armed" | "trained")
}

/// The noun of an office before a name that a comma sets off: "president" of "the Turkish president,
/// *Recep Tayyip Erdoğan*,". A mark or the verb ends the name.
pub(crate) fn office_before(
    text: &Text<'_>,
    syntax: &Syntax,
    name: &TokenRange,
) -> Option<TokenId> {
    let sentence = syntax.sentence_of(name.start);
    if name.start < sentence.start + 2 || text.word(name.start - 1) != "," {
        return None;
    }
    let noun = name.start - 2;
    let office = agent_at(text, syntax, noun)
        .is_some_and(|(_, agent)| agent.kind != world::AgentKind::Group);
    let ends = name.end >= sentence.end
        || matches!(text.word(name.end), "," | "." | ")" | "’s" | "'s" | ";" | ":" | "”" | "\"")
        || matches!(syntax.upos[name.end as usize], Upos::Verb | Upos::Aux);
    (office && ends && !is_plural(text, syntax, noun)).then_some(noun)
}

/// "Were arrested", "killed by": what the subject suffers.
pub(crate) fn is_passive(text: &Text<'_>, syntax: &Syntax, verb: TokenId) -> bool {
    let word = text.word(verb).to_lowercase();
    if word.ends_with("ing") {
        return false;
    }
    // "Are to surrender" is none.
    let to = syntax
        .children(verb)
        .find(|&t| text.word(t).eq_ignore_ascii_case("to"))
        .unwrap_or(syntax.sentence_of(verb).start);
    let helper = syntax.children(verb).any(|t| {
        syntax.relation[t as usize] == Relation::Aux
            && matches!(&*syntax.lemma[t as usize], "be" | "get")
            && t >= to
    });
    let bare_participle = syntax.relation[verb as usize] == Relation::Acl
        && word != syntax.lemma[verb as usize].to_lowercase()
        && syntax.children(verb).all(|t| syntax.relation[t as usize] != Relation::Nsubj);
    helper || bare_participle
}

/// A range without the words at its edges that are marks.
pub(crate) fn stripped(range: TokenRange, is_mark: impl Fn(TokenId) -> bool) -> TokenRange {
    let mut range = range;
    while !range.is_empty() && is_mark(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && is_mark(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// Does the phrase stand for several: "officials", "three men", "he and she"?
pub(crate) fn is_plural(text: &Text<'_>, syntax: &Syntax, head: TokenId) -> bool {
    let word = text.word(head).to_lowercase();
    let lemma = syntax.lemma[head as usize].to_lowercase();
    let noun = matches!(syntax.upos[head as usize], Upos::Noun);
    noun && word != lemma && word.ends_with(['s', 'n', 'e'])
        || noun
            && matches!(
                &*word,
                "people"
                    | "police"
                    | "staff"
                    | "media"
                    | "troops"
                    | "others"
                    | "many"
                    | "children"
                    | "men"
                    | "women"
                    | "wives"
            )
        || syntax.children(head).any(|t| syntax.relation[t as usize] == Relation::Conj && t > head)
}

/// What a relative pronoun stands for: "the bank, *which* said".
pub(crate) fn relative_antecedent(
    text: &Text<'_>,
    syntax: &Syntax,
    head: TokenId,
) -> Option<TokenId> {
    if !matches!(&*text.word(head).to_lowercase(), "who" | "which" | "that" | "whom") {
        return None;
    }
    let mut at = head;
    for _ in 0..6 {
        let parent = syntax.head[at as usize];
        if parent == at {
            return None;
        }
        if syntax.relation[at as usize] == Relation::Acl {
            return Some(parent);
        }
        at = parent;
    }
    None
}
