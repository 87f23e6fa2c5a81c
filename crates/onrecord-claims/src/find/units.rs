//! Sentences cut into units: parts with one voice, and what each tells of.

use std::collections::BTreeSet;

use onrecord::report::{Statement, WireSpan};
use onrecord::statements::Stance as Reported;

use super::figures::{amounts, figures};
use super::{Finder, Unit, best};
use crate::claim::Stance;
use crate::codes::Told;
use crate::days::width;
use crate::deeds::{Kind, NEGATIONS, Trigger, clause_start, open_verb, triggers};
use crate::sentences::Sentence;
use crate::voice::{Manner, Phrase, Voice, describe_body, slice};
use crate::words::{Word, is_stop};

impl Finder<'_> {
    /// The units of the article in text order.
    pub(super) fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (index, sentence) in self.cut.all.iter().enumerate() {
            let mut covered: Vec<(usize, usize)> = Vec::new();
            for (at, statement) in self.article.statements.iter().enumerate() {
                if self.deeds[at] || self.is_unsaid(statement) {
                    continue;
                }
                let pieces = self.pieces(statement, index);
                for &(start, end) in &pieces {
                    let middle = self.aside_of_another(sentence, start, end).unwrap_or(end);
                    units.push(self.unit(index, start, middle, Some(at)));
                    if middle < end {
                        units.push(self.unit(index, middle, end, None));
                    }
                }
                covered.extend(pieces);
                covered.extend(
                    statement
                        .cue
                        .iter()
                        .chain(&statement.source)
                        .map(|s| (s[0] as usize, s[1] as usize))
                        .filter(|s| s.0 >= sentence.start && s.1 <= sentence.end),
                );
            }
            let rest = outside((sentence.start, sentence.end), covered);
            let own: Vec<Unit> = rest
                .into_iter()
                .map(|(start, end)| self.unit(index, start, end, None))
                .filter(|u| {
                    !u.triggers.is_empty()
                        || !u.figures.is_empty()
                        || u.voice.manner == Manner::Witness
                })
                .collect();
            units.extend(own);
        }
        units.sort_by_key(|u| (u.start, u.end));
        units
    }

    /// "The number was given as eleven. This number is wrong": who gave it takes it back.
    pub(super) fn numbers_withdrawn(&self, units: &mut [Unit]) {
        let any = |sentence: &Sentence, wanted: &[&str]| {
            sentence.words.iter().any(|w| wanted.contains(&&*w.low))
        };
        for (at, sentence) in self.cut.all.iter().enumerate() {
            let back = any(
                sentence,
                &["wrong", "withdrawn", "incorrect", "mistaken", "retracted", "erroneous"],
            ) && any(sentence, &["number", "figure", "total", "count", "toll"]);
            if !back {
                continue;
            }
            let own = units.iter().any(|u| u.sentence == at && !u.figures.is_empty());
            let of = if own { at } else { at.saturating_sub(1) };
            for unit in units.iter_mut().filter(|u| u.sentence == of) {
                unit.figures.iter_mut().for_each(|f| f.stance = Stance::Retracts);
            }
        }
    }

    /// A statement within one that asserts nothing ("would not say whether Seoul was inclined to agree").
    fn is_unsaid(&self, statement: &Statement) -> bool {
        let carriers = statement.via.iter().filter_map(|v| v.statement.as_ref());
        let mut around =
            carriers.filter_map(|id| self.article.statements.iter().find(|s| s.id == *id));
        around.any(|s| {
            matches!(
                s.stance,
                Reported::Declines
                    | Reported::Disclaims
                    | Reported::Asks
                    | Reported::Demands
                    | Reported::Refuses
                    | Reported::Doubts
            )
        })
    }

    /// "While the authorities put the number at nine": a clause within somebody's words that gives another's number.
    fn aside_of_another(&self, sentence: &Sentence, start: usize, end: usize) -> Option<usize> {
        let clause = sentence.words.iter().find(|w| {
            w.start > start + 10
                && w.end < end
                && matches!(&*w.low, "while" | "whereas" | "although" | "though")
        })?;
        let gives = !figures(sentence, (clause.start, end), &self.speakers).is_empty()
            && self.figure_giver(sentence, clause.start, end).is_some();
        gives.then_some(clause.start)
    }

    /// What of a statement's content stands in a sentence; where the content is lost, what stands beside
    /// source and cue.
    fn pieces(&self, statement: &Statement, index: usize) -> Vec<(usize, usize)> {
        let sentence = &self.cut.all[index];
        let inside = |s: &WireSpan| {
            let (start, end) =
                ((s[0] as usize).max(sentence.start), (s[1] as usize).min(sentence.end));
            (start < end).then_some((start, end))
        };
        let found: Vec<(usize, usize)> = statement.content.iter().filter_map(inside).collect();
        // "He resigned on Tuesday, and he told us so": what stands in front of it.
        if let &[(start, end)] = &found[..]
            && matches!(&*slice(self.text, [start as u32, end as u32]), "so" | "as much")
        {
            let marks = statement.source.iter().chain(&statement.cue).map(|s| s[0] as usize);
            let before =
                marks.filter(|m| *m > sentence.start).min().map_or(start, |m| m.min(start));
            return vec![(sentence.start, before)];
        }
        if statement.content.iter().any(|s| s[1] > s[0]) {
            // A broken content is one piece within its sentence.
            return match (found.first(), found.last()) {
                (Some(first), Some(last)) => vec![(first.0, last.1)],
                _ => Vec::new(),
            };
        }
        let Some(&[cue, _]) = statement.cue.first() else { return Vec::new() };
        if !(sentence.start..sentence.end).contains(&(cue as usize)) {
            return Vec::new();
        }
        let marks = statement.source.iter().chain(&statement.cue);
        let rest = outside(
            (sentence.start, sentence.end),
            marks.map(|s| (s[0] as usize, s[1] as usize)).collect(),
        );
        // What tells of a deed, before "in reply to a question from the opposition".
        let tells = |&(start, end): &(usize, usize)| {
            let within = |t: &&Trigger| {
                sentence.words[t.words.0].start >= start && sentence.words[t.words.1 - 1].end <= end
            };
            sentence.triggers.iter().filter(within).map(|t| t.kind.weight()).max()
        };
        let longest = rest.into_iter().max_by_key(|piece| (tells(piece), piece.1 - piece.0));
        longest
            .map(|(start, end)| (self.behind_that(sentence, start, end), end))
            .into_iter()
            .collect()
    }

    /// "To the paper late on Sunday that Peru had asked": what is said begins behind "that".
    fn behind_that(&self, sentence: &Sentence, start: usize, end: usize) -> usize {
        let that = sentence
            .words
            .iter()
            .take_while(|w| w.end <= end)
            .find(|w| w.start >= start && w.low == "that");
        that.filter(|w| w.start < start + (end - start) / 2).map_or(start, |w| w.end)
    }

    pub(super) fn unit(
        &self,
        index: usize,
        start: usize,
        end: usize,
        statement: Option<usize>,
    ) -> Unit {
        let sentence = &self.cut.all[index];
        let within = |words: (usize, usize)| {
            sentence.words[words.0].start >= start && sentence.words[words.1 - 1].end <= end
        };
        let mut found: Vec<Trigger> =
            sentence.triggers.iter().copied().filter(|t| within(t.words)).collect();
        let told = found.iter().any(|t| !t.aside && t.kind.weight() > 1);
        let seen = statement.is_none() && self.is_witness(sentence);
        if !told && !seen {
            found.extend(self.open(sentence, start, end));
        }
        let mut windows: Vec<_> = sentence.windows.iter().filter(|w| within(w.words)).collect();
        // "Soldiers fired on the post" was said, "on Wednesday" stands behind: it belongs to it all the same.
        if windows.is_empty() && statement.is_some() {
            let behind = |w: &&crate::days::Window| {
                let first = &sentence.words[w.words.0];
                let next = sentence.words.iter().find(|w| w.start >= end);
                first.start >= end && first.start <= end + 5 && next.is_some_and(|n| !n.after_mark)
            };
            windows.extend(sentence.windows.iter().filter(behind));
        }
        // The day nearest to what is told; a day outside the content is that of the saying.
        let anchor = best(&found, &BTreeSet::new()).map_or(0, |t| t.words.0);
        let prior = |at: usize| at.checked_sub(1).map_or("", |b| &*sentence.words[b].low);
        let of_saying = |w: &&&crate::days::Window| {
            let since = prior(w.words.0) == "since";
            let noun = found.iter().find(|t| t.words.0 == anchor).is_some_and(|t| {
                matches!(prior(t.words.0), "of" | "in" | "an" | "a" | "the" | "people" | "over")
            });
            // "The paper had it last night that": when it was told.
            let told = statement.is_none()
                && w.words.1 < anchor
                && sentence.words.get(w.words.1).is_some_and(|n| n.low == "that");
            since || told || statement.is_none() && w.words.1 <= anchor && w.words.0 > 1 && noun
        };
        let plan = found.iter().any(|t| matches!(t.kind, Kind::Meet | Kind::Cancel | Kind::Trial));
        let of_end = |w: &&&crate::days::Window| !plan && is_deadline(sentence, w.words.0);
        let of_aside = |w: &&&crate::days::Window| {
            let before = found.iter().rfind(|t| t.words.1 <= w.words.0);
            before.is_some_and(|t| t.aside)
        };
        // "Was poisoned, said the clinic, to which she was flown on Sunday": a day of something else.
        let of_clause =
            |w: &&&crate::days::Window| is_of_clause(&sentence.words, anchor, w.words.0);
        let day = windows
            .iter()
            .filter(|w| !of_aside(w) && !of_saying(w) && !of_end(w) && !of_clause(w))
            .min_by_key(|w| (width((w.start, w.end)) > 20, w.words.0.abs_diff(anchor)))
            .map(|w| (w.start, w.end));
        let uttered = sentence
            .windows
            .iter()
            .filter(|w| statement.is_some() && !within(w.words))
            .map(|w| (w.start, w.end))
            .min();
        let inside = |w: &Word| w.start >= start && w.end <= end;
        let future = sentence.words.iter().any(|w| {
            inside(w)
                && matches!(&*w.low, "will" | "due" | "scheduled" | "planned" | "set" | "would")
        }) || sentence
            .words
            .windows(2)
            .any(|w| inside(&w[0]) && matches!(&*w[0].low, "is" | "are") && w[1].low == "to");
        let mut voice = statement.map_or_else(Voice::default, |s| self.voices[s].clone());
        let slice_words: Vec<&str> = sentence.words_in(start, end).map(|w| &*w.low).collect();
        let stance = match statement {
            Some(s) => self.stance(&self.article.statements[s], &slice_words),
            None => Some(Stance::Affirms),
        };
        if seen {
            let outlet = self.article.card.outlet.clone().unwrap_or_default();
            voice = Voice {
                manner: Manner::Witness,
                label: format!("{outlet} reporter"),
                ..Voice::default()
            };
        } else if voice.manner == Manner::Witness && !self.is_witness(sentence) {
            voice = Voice { manner: Manner::Hearsay, ..voice };
        }
        if let Some(house) =
            self.house.as_ref().filter(|_| matches!(voice.manner, Manner::Own | Manner::Person))
        {
            voice = house.clone();
        }
        let figures = figures(sentence, (start, end), &self.speakers);
        let amounts = amounts(sentence, (start, end), &figures);
        if statement.is_none()
            && !figures.is_empty()
            && voice.manner == Manner::Own
            && let Some(body) = self.figure_giver(sentence, start, end)
        {
            voice = body;
        }
        Unit {
            sentence: index,
            start,
            end,
            statement,
            voice,
            stance,
            triggers: found,
            days: day,
            uttered,
            future,
            figures,
            amounts,
            told: Told::of(self.code(start, end)),
        }
    }

    /// What a stretch tells of for which the lexicon has no word, where the report has an event in it and it names somebody.
    pub(super) fn open(&self, sentence: &Sentence, start: usize, end: usize) -> Option<Trigger> {
        let first = sentence.words.iter().position(|w| w.start >= start)?;
        let last = sentence.words.iter().rposition(|w| w.end <= end)? + 1;
        let named = sentence.names.iter().any(|n| n.words.0 >= first && n.words.1 <= last);
        let told = self.events_in(start, end).next().is_some();
        (told && named && first < last).then(|| open_verb(&sentence.words, (first, last)))?
    }

    /// "The government sticks to nine": whose figure it is, where the article says so without a word of saying.
    fn figure_giver(&self, sentence: &Sentence, start: usize, end: usize) -> Option<Voice> {
        const GIVE: &[&str] = &[
            "speak", "stick", "put", "rais", "revis", "lower", "give", "count", "insist",
            "maintain", "stand", "say", "report", "increas", "reduc", "correct", "update", "updat",
        ];
        let verb = sentence
            .words
            .iter()
            .position(|w| w.start >= start && w.end <= end && GIVE.contains(&&*w.stem))?;
        let from = (verb.saturating_sub(7)..verb)
            .rev()
            .find(|&i| {
                sentence.words[i].after_mark
                    || matches!(&*sentence.words[i].low, "while" | "as" | "than")
            })
            .unwrap_or(verb.saturating_sub(7));
        let from = if matches!(&*sentence.words[from].low, "while" | "as" | "than") {
            from + 1
        } else {
            from
        };
        let subject = &sentence.words[from..verb];
        let first = subject.first()?.start;
        let label = slice(self.text, [first as u32, subject.last()?.end as u32]);
        describe_body(&label, self.voices)
    }

    /// What the source does to the content; none where nothing is claimed.
    pub(super) fn stance(&self, statement: &Statement, words: &[&str]) -> Option<Stance> {
        let has = |phrase: &[&str]| words.windows(phrase.len()).any(|w| w == phrase);
        let untold = words.iter().any(|w| matches!(*w, "nobody" | "never")) || has(&["no", "one"]);
        let informed =
            words.iter().any(|w| matches!(*w, "told" | "informed" | "notified" | "briefed"));
        let received = words.windows(2).any(|w| {
            matches!(w[0], "no")
                && matches!(
                    w[1],
                    "note"
                        | "call"
                        | "word"
                        | "letter"
                        | "notification"
                        | "information"
                        | "knowledge"
                        | "notice"
                )
        });
        let unaware = has(&["not", "aware"])
            || has(&["know", "nothing"])
            || has(&["knows", "nothing"])
            || has(&["unaware"]);
        let said = match statement.stance {
            Reported::Asserts | Reported::Confirms => Stance::Affirms,
            // Of a quotation that denies, only those sentences that say so: "That is not true. Three have died."
            Reported::Denies if self.is_neutral(statement) => {
                if is_denial(words) || words.iter().any(|w| NEGATIONS.contains(w)) {
                    Stance::Denies
                } else {
                    Stance::Affirms
                }
            }
            Reported::Denies => Stance::Denies,
            Reported::Disclaims => Stance::Disclaims,
            Reported::Declines => Stance::Declines,
            Reported::Predicts | Reported::Promises | Reported::Doubts | Reported::Warns => {
                let negated = words.first().is_some_and(|w| NEGATIONS.contains(w));
                match statement.stance {
                    Reported::Doubts | Reported::Warns if negated => Stance::Denies,
                    Reported::Predicts | Reported::Promises => Stance::Affirms,
                    _ => return None,
                }
            }
            Reported::Refuses | Reported::Demands | Reported::Asks | Reported::Believes => {
                return None;
            }
        };
        Some(match said {
            Stance::Affirms if untold && informed || received || unaware => Stance::Disclaims,
            Stance::Affirms if is_denial(words) => Stance::Denies,
            other => other,
        })
    }

    /// The cue only says that something was said.
    fn is_neutral(&self, statement: &Statement) -> bool {
        let cue: String =
            statement.cue.iter().map(|s| slice(self.text, *s)).collect::<Vec<_>>().join(" ");
        let words = Phrase::of(&cue).words;
        !words.is_empty()
            && words.iter().all(|w| {
                is_stop(&w.low)
                    || matches!(
                        &*w.low,
                        "said"
                            | "says"
                            | "told"
                            | "tells"
                            | "added"
                            | "adds"
                            | "wrote"
                            | "replied"
                            | "answered"
                            | "stated"
                            | "reporters"
                    )
            })
    }

    /// The outlet saw, counted or tested for itself.
    fn is_witness(&self, sentence: &Sentence) -> bool {
        const SEE: &[&str] = &[
            "saw",
            "watched",
            "watch",
            "witnessed",
            "counted",
            "heard",
            "measured",
            "tested",
            "visited",
            "filmed",
            "photographed",
            "observed",
            "analysed",
            "analyzed",
            "weighed",
            "tests",
            "room",
        ];
        let outlet = self.article.card.outlet.clone().unwrap_or_default();
        let short: String =
            Phrase::of(&outlet).words.iter().filter_map(|w| w.form.chars().next()).collect();
        let own = Phrase::of(&outlet);
        let low = |at: usize| sentence.words.get(at).map_or("", |w| &*w.low);
        (0..sentence.words.len()).any(|at| {
            let word = &sentence.words[at];
            let reporter = matches!(
                &*word.low,
                "reporter"
                    | "reporters"
                    | "correspondent"
                    | "correspondents"
                    | "journalist"
                    | "photographer"
                    | "team"
                    | "laboratory"
            );
            let mine = (at.saturating_sub(3)..at).any(|b| {
                let w = &sentence.words[b];
                matches!(&*w.low, "our" | "this")
                    || w.form == short
                    || own.words.iter().any(|o| o.low == w.low && !is_stop(&w.low))
            });
            let we = word.low == "we" && at + 6 <= sentence.words.len();
            let sees =
                (at + 1..(at + 16).min(sentence.words.len())).find(|&i| SEE.contains(&low(i)));
            let quoted = we
                && self.article.statements.iter().any(|s| {
                    s.content
                        .iter()
                        .any(|c| (c[0] as usize) <= word.start && word.end <= c[1] as usize)
                });
            (reporter && mine || we && !quoted)
                && sees.is_some_and(|i| !(at..i).any(|b| NEGATIONS.contains(&low(b))))
        })
    }
}

/// "Peru has asked South Korea": a deed of words, no attribution of one.
pub(super) fn tells_deed_itself(text: &[char], statement: &Statement) -> bool {
    let cue: String = statement.cue.iter().map(|s| slice(text, *s)).collect::<Vec<_>>().join(" ");
    let found = triggers(&Phrase::of(&cue).words);
    let wills = matches!(
        statement.stance,
        Reported::Asserts
            | Reported::Asks
            | Reported::Demands
            | Reported::Refuses
            | Reported::Promises
    );
    wills && !found.is_empty()
}

/// Does a word stand in a relative clause, and the deed outside of it?
fn is_of_clause(words: &[Word], deed: usize, at: usize) -> bool {
    let opens = |w: &Word| matches!(&*w.low, "which" | "who" | "whom" | "whose" | "where");
    let start = clause_start(words, at);
    let Some(opening) = words[start..at].iter().position(opens) else { return false };
    // "To which", "of whom": at most a small word stands in front of it.
    let end = words[at + 1..].iter().position(|w| w.after_mark).map_or(words.len(), |n| at + 1 + n);
    start > 0 && opening < 2 && !(start..end).contains(&deed)
}

/// "Until midnight on Saturday", "not later than 30 June": the day by which it is to be done.
fn is_deadline(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.words[..at].iter().rev();
    let mut before = before.skip_while(|w| {
        matches!(&*w.low, "the" | "end" | "of" | "midnight" | "noon" | "on" | "late" | "than")
    });
    before.next().is_some_and(|w| matches!(&*w.low, "by" | "until" | "till" | "before" | "later"))
}

pub(super) fn is_denial(words: &[&str]) -> bool {
    const PHRASES: &[&[&str]] = &[
        &["not", "true"],
        &["is", "false"],
        &["are", "false"],
        &["was", "false"],
        &["an", "invention"],
        &["a", "lie"],
        &["no", "truth"],
        &["nothing", "of", "the"],
        &["untrue"],
        &["fabrication"],
        &["a", "fabrication"],
        &["nonsense"],
        &["fake"],
        &["baseless"],
        &["did", "not", "happen"],
        &["never", "happened"],
        &["made", "up"],
        &["a", "fantasy"],
    ];
    PHRASES.iter().any(|p| words.windows(p.len()).any(|w| w == *p))
}

/// What of a stretch lies outside others.
fn outside((start, end): (usize, usize), mut covered: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    covered.sort_unstable();
    let mut found = Vec::new();
    let mut at = start;
    for (from, to) in covered {
        if from > at {
            found.push((at, from.min(end)));
        }
        at = at.max(to);
    }
    if at < end {
        found.push((at, end));
    }
    found.retain(|(s, e)| e > &(s + 3));
    found
}
