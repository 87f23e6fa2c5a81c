//! From the vectors of a window's words to tags, trees, names and attributions.

use onrecord_encoder::{Activation, Arithmetic, Isa, Linear, Scratch, Weights};

use super::factuality::{Factuality, SCALES};
use super::labels::{Labels, Role};
use super::passages::{PassageWords, pooled};
use super::viterbi::{Tags, Trellis};
use super::windows::Window;
use super::{Argument, Error, PAIR, Reading, Trigger, tree};
use crate::plover::EventType;
use crate::statements::Attribution;
use crate::status::Shares;
use crate::syntax::{Name, Relation, Syntax, Upos};
use crate::text::{Text, TokenId, TokenRange};

/// Widths of the parser's vectors and of the attribution's, as the recipe sets them.
const ARC: usize = 160;
const LABEL: usize = 96;
const ROLE: usize = 64;
const EVENT: usize = 128;
/// The layers of the encoder after which factuality is read: the last one knows the sentences of its training by heart.
const REAL: std::ops::RangeInclusive<usize> = 3..=5;
const ARGUMENTS: usize = Argument::COUNT;
/// Source, cue, content; and of each: inside, first word, last word.
const ROLES: usize = 3;
const PARTS: usize = 3;
const SCORES: usize = ROLES * PARTS;
/// How much less likely than the best a lemma rule may be that makes a word of the vocabulary.
const NEXT_LEMMA: f32 = 5.0;
/// Buckets of the distance between a word and an anchor.
const DISTANCES: usize = 24;
/// A word whose score as the anchor of a cue lies above is one.
const ANCHOR: f32 = 0.0;
/// What is added to the score of being in no name: on web text the head sees too many.
const NO_NAME: f32 = 1.5;
/// A word whose score as the trigger of an event lies below is none.
const TRIGGER: f32 = -1.0;

/// The layers over a word's vector, some of them fused into one.
#[derive(Debug)]
pub(super) struct Heads {
    isa: Isa,
    labels: Labels,
    /// Without activation: sentence start, tags, lemma, names, anchor, role scores, role keys.
    words: Linear,
    /// With GELU: arc dependent, arc head, label dependent, label head, event.
    project: Linear,
    arc: Linear,
    label: Linear,
    label_dependent: Linear,
    role_query: Linear,
    /// With GELU, over the vectors after [`REAL`], one behind the other.
    fact_hidden: Linear,
    /// Over these vectors and what is behind that: a number a corpus of factuality, and how like its texts the words are.
    fact: Linear,
    /// With GELU, over the vectors after [`REAL`] and the last layer, one behind the other.
    passage_hidden: Linear,
    /// What draws attention, of what is behind that.
    passage_attention: Vec<f32>,
    /// From what a passage's words are together to its code.
    passage_code: Linear,
    /// A score for each type, one for the word's weight among others, one for being a trigger.
    event: Linear,
    /// From the vectors of a source and a target to what to look for between them.
    event_pair: Linear,
    /// A score for each status of the event that a word tells of.
    status: Linear,
    /// A vector by which words that tell of one event are alike.
    same: Linear,
    /// The weights of what a pair of such words is judged by, and a constant.
    same_pair: Vec<f32>,
    argument_key: Linear,
    argument_query: Linear,
    /// `[bucket][argument]`.
    argument_distance: Vec<f32>,
    /// `[bucket][role][part]`.
    distance: Vec<f32>,
    role_tags: Tags,
    name_tags: Tags,
}

/// Room for the heads, kept from window to window.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// The first piece of each word of the window.
    pub first: Vec<usize>,
    vectors: Vec<f32>,
    /// Of each word, its vectors after [`REAL`].
    below: Vec<f32>,
    words: Vec<f32>,
    project: Vec<f32>,
    left: Vec<f32>,
    right: Vec<f32>,
    scores: Vec<f32>,
    query: Vec<f32>,
    trellis: Trellis,
}

impl Room {
    /// Keeps what the encoder has made of the words after a layer, in vectors of `size`.
    pub(super) fn see(&mut self, layer: usize, rows: &[f32], size: usize) {
        let width = REAL.count() * size;
        if !REAL.contains(&layer) {
            return;
        }
        self.below.resize(self.first.len() * width, 0.0);
        for (word, &piece) in self.below.chunks_exact_mut(width).zip(&self.first) {
            let at = (layer - REAL.start()) * size;
            word[at..][..size].copy_from_slice(&rows[piece * size..][..size]);
        }
    }
}

/// Where each output of the fused layer begins.
struct Columns {
    upos: usize,
    lemma: usize,
    names: usize,
    anchor: usize,
    role: usize,
    key: usize,
    width: usize,
}

impl Heads {
    pub(super) fn new(weights: &Weights, arithmetic: Arithmetic, isa: Isa) -> Result<Self, Error> {
        let text = weights.metadata("labels").ok_or(Error::Lacks("labels"))?;
        let labels: Labels = serde_json::from_str(text)?;
        let linear = |name: &str| weights.linear(name, arithmetic, isa);
        let (_, transition) = weights.tensor_f32("head.role_transition")?;
        let heads = Self {
            isa,
            words: linear("head.words")?,
            project: linear("head.project")?,
            arc: linear("head.arc")?,
            label: linear("head.label")?,
            label_dependent: linear("head.label_dependent")?,
            role_query: linear("head.role_query")?,
            fact_hidden: linear("head.fact_hidden")?,
            fact: linear("head.fact")?,
            passage_hidden: linear("head.passage_hidden")?,
            passage_attention: weights.tensor_f32("head.passage_attention")?.1,
            passage_code: linear("head.passage_code")?,
            event: linear("head.event")?,
            event_pair: linear("head.event_pair")?,
            status: linear("head.status")?,
            same: linear("head.same")?,
            same_pair: weights.tensor_f32("head.same_pair")?.1,
            argument_key: linear("head.argument_key")?,
            argument_query: linear("head.argument_query")?,
            argument_distance: weights.tensor_f32("head.argument_distance")?.1,
            distance: weights.tensor_f32("head.role_distance")?.1,
            role_tags: Tags::new(ROLES, &transition),
            name_tags: Tags::new(labels.name_kinds.len(), &[]),
            labels,
        };
        let sizes = [
            ("head.words", heads.words.outputs() == heads.columns().width),
            ("head.role_distance", heads.distance.len() == DISTANCES * SCORES),
            ("head.argument_distance", heads.argument_distance.len() == DISTANCES * ARGUMENTS),
            ("head.event", heads.event.outputs() == heads.labels.events.len() + 2),
            ("head.fact", heads.fact.outputs() == 2 * SCALES),
            ("head.fact_hidden", heads.fact_hidden.inputs() == REAL.count() * heads.words.inputs()),
            (
                "head.fact",
                heads.fact.inputs() == heads.fact_hidden.inputs() + heads.fact_hidden.outputs(),
            ),
            (
                "head.passage_hidden",
                heads.passage_hidden.inputs() == heads.fact_hidden.inputs() + heads.words.inputs(),
            ),
            (
                "head.passage_attention",
                heads.passage_attention.len() == heads.passage_hidden.outputs(),
            ),
            (
                "head.passage_code",
                heads.passage_code.inputs() == 3 * heads.passage_hidden.outputs(),
            ),
            ("head.status", heads.status.outputs() == heads.labels.statuses.len()),
            ("head.same_pair", heads.same_pair.len() == PAIR + 1),
            ("head.label", heads.label.outputs() == heads.labels.relations.len() * LABEL),
        ];
        match sizes.into_iter().find(|(_, fits)| !fits) {
            Some((layer, _)) => Err(Error::Size(layer)),
            None => Ok(heads),
        }
    }

    pub(super) fn pair_weights(&self) -> &[f32] {
        &self.same_pair
    }

    fn columns(&self) -> Columns {
        let upos = 1;
        let lemma = upos + self.labels.upos.len();
        let names = lemma + self.labels.lemma.len();
        let anchor = names + self.name_tags.len();
        let role = anchor + 1;
        let key = role + SCORES;
        Columns { upos, lemma, names, anchor, role, key, width: key + PARTS * ROLE }
    }

    /// Reads one window: what is found of its core words goes to `reading`. `is_word` tells the
    /// model's vocabulary.
    #[expect(clippy::too_many_arguments, reason = "what it reads, where it works, where it writes")]
    pub(super) fn read(
        &self,
        text: &Text<'_>,
        window: Window,
        is_word: &dyn Fn(&str) -> bool,
        hidden: &[f32],
        room: &mut Room,
        scratch: &mut Scratch,
        reading: &mut Reading,
    ) {
        self.project(hidden, room, scratch);
        room.words.resize(room.first.len() * self.words.outputs(), 0.0);
        self.words.forward(&room.vectors, &mut room.words, Activation::Identity, scratch);
        self.tag(text, window, is_word, room, &mut reading.syntax);
        self.fact(window, room, scratch, &mut reading.factuality);
        self.passage_words(window, room, scratch, &mut reading.passages);
        self.names(window, room, &mut reading.syntax);
        self.parse(window, room, scratch, &mut reading.syntax);
        self.attribute(window, room, scratch, &mut reading.attributions);
        self.triggers(window, room, scratch, &mut reading.triggers);
    }

    /// The words' vectors, and what the layer with GELU makes of them.
    fn project(&self, hidden: &[f32], room: &mut Room, scratch: &mut Scratch) {
        let size = self.project.inputs();
        room.vectors.clear();
        for &piece in &room.first {
            room.vectors.extend_from_slice(&hidden[piece * size..][..size]);
        }
        room.project.resize(room.first.len() * self.project.outputs(), 0.0);
        self.project.forward(&room.vectors, &mut room.project, Activation::Gelu, scratch);
    }

    /// The event layer over the words from `first` on: its inputs in `room.left`, its scores in
    /// `room.right`.
    fn score_events(&self, first: usize, room: &mut Room, scratch: &mut Scratch) {
        room.left.clear();
        for row in room.project.chunks_exact(self.project.outputs()).skip(first) {
            room.left.extend_from_slice(&row[2 * ARC + 2 * LABEL..][..EVENT]);
        }
        room.right.resize((room.first.len() - first) * self.event.outputs(), 0.0);
        self.event.forward(&room.left, &mut room.right, Activation::Identity, scratch);
    }

    /// Sentences, tags and lemmas.
    fn tag(
        &self,
        text: &Text<'_>,
        window: Window,
        is_word: &dyn Fn(&str) -> bool,
        room: &Room,
        syntax: &mut Syntax,
    ) {
        let columns = self.columns();
        for token in window.core() {
            let at = (token - window.first) as usize;
            let row = &room.words[at * columns.width..][..columns.width];
            let paragraph = text.tokens[token as usize].paragraph;
            let starts = text.paragraphs[paragraph as usize].start == token;
            match syntax.sentences.last_mut() {
                Some(sentence) if !starts && row[0] <= 0.0 => sentence.end = token + 1,
                _ => syntax.sentences.push(token..token + 1),
            }
            let upos = self.labels.upos[best(&row[columns.upos..columns.lemma])];
            syntax.upos.push(upos);
            let scores = &row[columns.lemma..columns.names];
            syntax.lemma.push(self.lemma(text.word(token), upos, scores, is_word));
        }
    }

    /// The lemma: that of the treebanks for a common word, else the one that the best rule makes, or,
    /// where that is no word ("vowe") or an inflected verb
    /// ("denied"), that of the next rule or of a regular ending that is neither.
    fn lemma(
        &self,
        word: &str,
        upos: Upos,
        scores: &[f32],
        is_word: &dyn Fn(&str) -> bool,
    ) -> String {
        if let Some(known) = self.labels.known_lemma(word, upos) {
            return known.to_owned();
        }
        let first = best(scores);
        let lemma = self.labels.lemma[first].apply(word);
        let inflects = matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Aux);
        let is_base = |lemma: &str| {
            let unchanged = lemma.eq_ignore_ascii_case(word);
            let wrong = || {
                unchanged && looks_inflected(lemma)
                    || is_cut_short(lemma, word)
                    || !begin_alike(lemma, word)
            };
            is_word(lemma) && !(upos == Upos::Verb && wrong())
        };
        if !inflects || is_base(&lemma) {
            return lemma;
        }
        let near = |rule: &usize| scores[*rule] > scores[first] - NEXT_LEMMA;
        let mut others: Vec<usize> = (0..scores.len()).filter(near).collect();
        others.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        others
            .into_iter()
            .map(|rule| self.labels.lemma[rule].apply(word))
            .chain(regular_bases(word))
            .find(|other| is_base(other))
            .unwrap_or_else(|| match upos {
                Upos::Verb if looks_inflected(&lemma) || !begin_alike(&lemma, word) => {
                    unknown_base(word)
                }
                _ => with_mute_e(lemma),
            })
    }

    fn names(&self, window: Window, room: &mut Room, syntax: &mut Syntax) {
        let columns = self.columns();
        let context = (window.core - window.first) as usize;
        room.scores.clear();
        for row in room.words.chunks_exact(columns.width).skip(context) {
            let tags = &row[columns.names..columns.anchor];
            room.scores.push(tags[0] + NO_NAME);
            room.scores.extend_from_slice(&tags[1..]);
        }
        for (kind, first, end) in self.name_tags.spans(&room.scores, &mut room.trellis) {
            syntax.names.push(Name {
                tokens: window.core + first as TokenId..window.core + end as TokenId,
                kind: self.labels.name_kinds[kind],
            });
        }
    }

    fn fact(&self, window: Window, room: &mut Room, scratch: &mut Scratch, out: &mut Factuality) {
        let (context, words) = ((window.core - window.first) as usize, window.core().len());
        let (width, more) = (self.fact_hidden.inputs(), self.fact_hidden.outputs());
        let below = &room.below[context * width..];
        room.left.resize(words * more, 0.0);
        self.fact_hidden.forward(below, &mut room.left, Activation::Gelu, scratch);
        room.query.clear();
        for (below, hidden) in below.chunks_exact(width).zip(room.left.chunks_exact(more)) {
            room.query.extend_from_slice(below);
            room.query.extend_from_slice(hidden);
        }
        room.right.resize(words * self.fact.outputs(), 0.0);
        self.fact.forward(&room.query, &mut room.right, Activation::Identity, scratch);
        room.right.chunks_exact(self.fact.outputs()).for_each(|row| out.push(row));
    }

    fn passage_words(
        &self,
        window: Window,
        room: &mut Room,
        scratch: &mut Scratch,
        out: &mut PassageWords,
    ) {
        let (context, words) = ((window.core - window.first) as usize, window.core().len());
        let (below, above) = (self.fact_hidden.inputs(), self.words.inputs());
        room.query.clear();
        let rows = room.below.chunks_exact(below).zip(room.vectors.chunks_exact(above));
        for (below, above) in rows.skip(context) {
            room.query.extend_from_slice(below);
            room.query.extend_from_slice(above);
        }
        let size = self.passage_hidden.outputs();
        room.left.resize(words * size, 0.0);
        self.passage_hidden.forward(&room.query, &mut room.left, Activation::Gelu, scratch);
        let drawn = |row: &[f32]| self.isa.dot(row, &self.passage_attention);
        out.attention.extend(room.left.chunks_exact(size).map(drawn));
        out.rows.extend_from_slice(&room.left);
    }

    /// The codes of passages, of which the words are given.
    pub(super) fn codes(
        &self,
        words: &PassageWords,
        passages: &[TokenRange],
        scratch: &mut Scratch,
    ) -> Vec<Vec<i8>> {
        let (size, width) = (self.passage_hidden.outputs(), self.passage_code.outputs());
        let of = |range: &TokenRange| {
            let (start, end) = (range.start as usize, range.end as usize);
            let rows = &words.rows[start * size..end * size];
            pooled(self.isa, rows, &words.attention[start..end], size)
        };
        let together: Vec<f32> = passages.iter().flat_map(of).collect();
        let mut codes = vec![0.0; passages.len() * width];
        self.passage_code.forward(&together, &mut codes, Activation::Identity, scratch);
        // The hyperbolic tangent, between -127 and 127.
        let small = |x: &f32| ((2.0 * sigmoid(2.0 * x) - 1.0) * 127.0).round() as i8;
        codes.chunks_exact(width).map(|code| code.iter().map(small).collect()).collect()
    }

    /// A tree over each sentence, or over as much of it as stands in the window.
    fn parse(&self, window: Window, room: &mut Room, scratch: &mut Scratch, syntax: &mut Syntax) {
        let from = syntax.sentence_number(window.core);
        for index in from..syntax.sentences.len() {
            let sentence = syntax.sentences[index].clone();
            let part = sentence.start.max(window.core)..sentence.end;
            self.parse_part(&part, window, room, scratch, syntax);
            if part.start > sentence.start {
                // The window before has read the beginning: hang the rest from its root.
                let roots = |range: TokenRange, syntax: &Syntax| {
                    range.into_iter().find(|&t| syntax.is_root(t))
                };
                let first = roots(sentence.start..part.start, syntax);
                let second = roots(part, syntax);
                if let (Some(first), Some(second)) = (first, second) {
                    syntax.head[second as usize] = first;
                    syntax.relation[second as usize] = Relation::Parataxis;
                }
            }
        }
    }

    fn parse_part(
        &self,
        part: &TokenRange,
        window: Window,
        room: &mut Room,
        scratch: &mut Scratch,
        syntax: &mut Syntax,
    ) {
        let width = self.project.outputs();
        let n = part.len();
        let rows = || {
            let first = (part.start - window.first) as usize;
            room.project.chunks_exact(width).skip(first).take(n)
        };
        room.left.clear();
        room.right.clear();
        for row in rows() {
            room.left.extend_from_slice(&row[..ARC]);
            room.right.extend_from_slice(&row[ARC..2 * ARC]);
        }
        room.query.resize(n * ARC, 0.0);
        self.arc.forward(&room.left, &mut room.query, Activation::Identity, scratch);
        room.scores.resize(n * n, 0.0);
        self.isa.products(&room.query, &room.right, ARC, &mut room.scores, scratch);
        let heads = tree::heads(&room.scores, n);

        room.left.clear();
        for row in rows() {
            room.left.extend_from_slice(&row[2 * ARC..2 * ARC + LABEL]);
        }
        let relations = self.labels.relations.len();
        room.query.resize(n * relations * LABEL, 0.0);
        self.label.forward(&room.left, &mut room.query, Activation::Identity, scratch);
        room.right.resize(n * relations, 0.0);
        self.label_dependent.forward(&room.left, &mut room.right, Activation::Identity, scratch);
        let first = (part.start - window.first) as usize;
        for (at, &head) in heads.iter().enumerate() {
            let head_row = &room.project[(first + head) * width + 2 * ARC + LABEL..][..LABEL];
            let scores = &mut room.right[at * relations..][..relations];
            let query = &room.query[at * relations * LABEL..][..relations * LABEL];
            for (score, row) in scores.iter_mut().zip(query.chunks_exact(LABEL)) {
                *score += self.isa.dot(row, head_row);
            }
            syntax.head.push(part.start + head as TokenId);
            syntax.relation.push(relation(&self.labels.relations, scores, head == at));
        }
        one_subject(part, syntax);
    }

    /// Attributions whose anchor is a core word: the surest first, and none inside another's cue.
    fn attribute(
        &self,
        window: Window,
        room: &mut Room,
        scratch: &mut Scratch,
        found: &mut Vec<Attribution>,
    ) {
        let columns = self.columns();
        let context = (window.core - window.first) as usize;
        let count = room.first.len();
        let mut anchors: Vec<(f32, usize)> = (context..count)
            .map(|at| (room.words[at * columns.width + columns.anchor], at))
            .filter(|a| a.0 > ANCHOR)
            .collect();
        anchors.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken = vec![false; count];
        let from = found.len();
        for (score, anchor) in anchors {
            if taken[anchor] {
                continue;
            }
            let confidence = sigmoid(score);
            let mut attribution = Attribution { confidence, ..Attribution::default() };
            for (label, first, end) in self.roles(anchor, room, scratch) {
                let range = window.first + first as TokenId..window.first + end as TokenId;
                match self.labels.roles[label] {
                    Role::Source => attribution.source.push(range),
                    Role::Cue => {
                        taken[first..end].fill(true);
                        attribution.cue.push(range);
                    }
                    Role::Content => attribution.content.push(range),
                }
            }
            let anchor = window.first + anchor as TokenId;
            keep_nearest(&mut attribution.cue, anchor);
            keep_nearest(&mut attribution.source, anchor);
            if !attribution.cue.is_empty() {
                found.push(attribution);
            }
        }
        found[from..].sort_by_key(|a| a.cue[0].start);
    }

    /// Words that may tell of an event, with its likeliest type and who may take part.
    fn triggers(
        &self,
        window: Window,
        room: &mut Room,
        scratch: &mut Scratch,
        found: &mut Vec<Trigger>,
    ) {
        let context = (window.core - window.first) as usize;
        self.score_events(context, room, scratch);
        let types = self.labels.events.len();
        let is_trigger = |row: &&[f32]| row[types + 1] > TRIGGER;
        if !room.right.chunks_exact(types + 2).any(|row| is_trigger(&row)) {
            return;
        }
        let size = ARGUMENTS * ROLE;
        room.scores.resize(room.first.len() * size, 0.0);
        let Room { vectors, scores, query, right, .. } = room;
        self.argument_key.forward(vectors, scores, Activation::Identity, scratch);
        for (at, row) in right.chunks_exact_mut(types + 2).enumerate() {
            if row[types + 1] <= TRIGGER {
                continue;
            }
            let place = context + at;
            let kind = best(&row[..types]);
            let certainty = sigmoid(row[types + 1]);
            self.isa.softmax(&mut row[..types]);
            query.resize(size, 0.0);
            let vector = &vectors[place * self.argument_query.inputs()..];
            let vector = &vector[..self.argument_query.inputs()];
            self.argument_query.forward(vector, query, Activation::Identity, scratch);
            let arguments = scores.chunks_exact(size).enumerate().map(|(word, keys)| {
                let near = distance_bucket(word as i64 - place as i64) * ARGUMENTS;
                std::array::from_fn(|i| {
                    let part = i * ROLE..(i + 1) * ROLE;
                    self.isa.dot(&keys[part.clone()], &query[part])
                        + self.argument_distance[near + i]
                })
            });
            let arguments = arguments.collect();
            let mut statuses = vec![0.0; self.labels.statuses.len()];
            self.status.forward(vector, &mut statuses, Activation::Identity, scratch);
            self.isa.softmax(&mut statuses);
            let mut same = vec![0.0; self.same.outputs()];
            self.same.forward(vector, &mut same, Activation::Identity, scratch);
            let mut status = Shares::default();
            for (&name, &share) in self.labels.statuses.iter().zip(&statuses) {
                status[name as usize] = share;
            }
            found.push(Trigger {
                token: window.first + place as TokenId,
                certainty,
                kind: self.labels.events[kind],
                share: row[kind],
                first: window.first,
                arguments,
                status,
                vector: same,
            });
        }
    }

    /// The share of each event type in what a window tells, or tells between a source and a target:
    /// the words' types, weighed by how much they have to do with it.
    pub(super) fn event_types(
        &self,
        hidden: &[f32],
        pair: Option<[&[usize]; 2]>,
        room: &mut Room,
        scratch: &mut Scratch,
    ) -> Vec<(EventType, f32)> {
        self.project(hidden, room, scratch);
        self.score_events(0, room, scratch);
        let types = self.labels.events.len();
        let mut share: Vec<f32> =
            room.right.chunks_exact(types + 2).map(|row| row[types]).collect();
        if let Some(pair) = pair {
            let ends: Vec<f32> = pair.iter().flat_map(|words| self.mean(words, room)).collect();
            room.query.resize(EVENT, 0.0);
            self.event_pair.forward(&ends, &mut room.query, Activation::Identity, scratch);
            for (weight, row) in share.iter_mut().zip(room.left.chunks_exact(EVENT)) {
                *weight += self.isa.dot(row, &room.query) / (EVENT as f32).sqrt();
            }
        }
        self.isa.softmax(&mut share);
        let mut scores = vec![0.0; types];
        for (weight, row) in share.iter().zip(room.right.chunks_exact(types + 2)) {
            for (score, value) in scores.iter_mut().zip(row) {
                *score += weight * value;
            }
        }
        self.isa.softmax(&mut scores);
        let mut out: Vec<(EventType, f32)> =
            self.labels.events.iter().copied().zip(scores).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out
    }

    /// The mean of some words' vectors.
    fn mean(&self, words: &[usize], room: &Room) -> Vec<f32> {
        let size = self.words.inputs();
        let mut mean = vec![0.0; size];
        for &word in words {
            for (sum, value) in mean.iter_mut().zip(&room.vectors[word * size..][..size]) {
                *sum += value / words.len() as f32;
            }
        }
        mean
    }

    /// The spans of the roles around one anchor.
    fn roles(
        &self,
        anchor: usize,
        room: &mut Room,
        scratch: &mut Scratch,
    ) -> Vec<(usize, usize, usize)> {
        let columns = self.columns();
        let size = self.role_query.inputs();
        room.query.resize(SCORES * ROLE, 0.0);
        let vector = &room.vectors[anchor * size..][..size];
        self.role_query.forward(vector, &mut room.query, Activation::Identity, scratch);
        room.scores.clear();
        for (at, row) in room.words.chunks_exact(columns.width).enumerate() {
            let keys = &row[columns.key..];
            let near = distance_bucket(at as i64 - anchor as i64) * SCORES;
            let mut score = [0.0; SCORES];
            for (i, score) in score.iter_mut().enumerate() {
                let key = &keys[i % PARTS * ROLE..][..ROLE];
                let query = &room.query[i * ROLE..][..ROLE];
                *score = self.isa.dot(key, query) + row[columns.role + i] + self.distance[near + i];
            }
            room.scores.push(0.0);
            for role in score.chunks_exact(PARTS) {
                let (inside, first, last) = (role[0], role[1], role[2]);
                room.scores.extend([inside + first, inside, inside + last, inside + first + last]);
            }
        }
        self.role_tags.spans(&room.scores, &mut room.trellis)
    }
}

/// What a regular form may be made of, the likeliest first: "verified", "hoped", "planned".
fn regular_bases(word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let mut out = Vec::new();
    if let Some(stem) = word.strip_suffix("ied").or_else(|| word.strip_suffix("ies")) {
        out.push(format!("{stem}y"));
    }
    let stem = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing"));
    if let Some(stem) = stem.filter(|stem| stem.len() > 2) {
        out.push(format!("{stem}e"));
        out.push(stem.to_owned());
        let mut letters = stem.chars().rev();
        if letters.next() == letters.next() {
            out.push(
                stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)].into(),
            );
        }
    }
    out.extend(word.strip_suffix('s').map(str::to_owned));
    out
}

/// A verb's form and its base have the first letter in common, but for those that the treebanks know.
fn begin_alike(lemma: &str, word: &str) -> bool {
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    first(lemma) == first(word)
}

/// The base of a regular verb that is no word of the vocabulary: "avert", "feign", "evacuate".
fn unknown_base(word: &str) -> String {
    let word = word.to_lowercase();
    let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) else {
        if let Some(start) = word.strip_suffix("ies") {
            return format!("{start}y");
        }
        let hissing = ["ches", "shes", "xes", "sses"].iter().any(|end| word.ends_with(end));
        let end = if hissing { 2 } else { usize::from(word.ends_with('s')) };
        return word[..word.len() - end].to_owned();
    };
    if let Some(start) = stem.strip_suffix('i') {
        return format!("{start}y");
    }
    let mut letters = stem.chars().rev();
    let (last, before, third) = (letters.next(), letters.next(), letters.next());
    match (last, before) {
        (Some(last), Some(before)) if last == before && !matches!(last, 'l' | 's' | 'f' | 'z') => {
            stem[..stem.len() - last.len_utf8()].to_owned()
        }
        (Some('z' | 'u'), _) => format!("{stem}e"),
        (Some('t'), Some('a')) if third.is_some_and(|c| !"aeiou".contains(c) || c == 'u') => {
            format!("{stem}e")
        }
        _ => with_mute_e(stem.to_owned()),
    }
}

/// Does a lemma leave more of a verb's form over than an ending: "den" of "denies", "cha" of "chased"?
fn is_cut_short(lemma: &str, word: &str) -> bool {
    let (lemma, word) = (lemma.to_lowercase(), word.to_lowercase());
    let Some(rest) = word.strip_prefix(&*lemma) else { return false };
    let ending = |rest: &str| matches!(rest, "ed" | "ing" | "es");
    let doubled = lemma.chars().next_back().and_then(|last| rest.strip_prefix(last));
    let regular = matches!(rest, "" | "d" | "s" | "n" | "en" | "ne" | "t") || ending(rest);
    !regular && !doubled.or_else(|| rest.strip_prefix('k')).is_some_and(ending)
}

/// "Encircl", "besieg": what no English verb ends in has lost its last letter.
fn with_mute_e(lemma: String) -> String {
    let mut letters = lemma.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let lost = match (before, last) {
        (Some(b), Some('l')) => "bcdfgkptz".contains(b),
        (Some(b), Some('g')) => "edr".contains(b),
        (Some(_), Some('v' | 'c')) => true,
        _ => false,
    };
    if lost { lemma + "e" } else { lemma }
}

/// Does a verb end as its inflected forms do?
fn looks_inflected(verb: &str) -> bool {
    let base_in_s = ["ss", "us", "as", "is"].iter().any(|end| verb.ends_with(end));
    verb.ends_with("ed") || verb.ends_with("ing") || verb.ends_with('s') && !base_in_s
}

/// Sources and cues are of one piece: the one nearest to the anchor stays.
fn keep_nearest(ranges: &mut Vec<TokenRange>, anchor: TokenId) {
    let away =
        |r: &TokenRange| r.start.saturating_sub(anchor).max(anchor.saturating_sub(r.end - 1));
    if let Some(nearest) = ranges.iter().min_by_key(|r| away(r)).cloned() {
        *ranges = vec![nearest];
    }
}

/// The bucket of a signed distance in words, as in the recipe's `distance_bucket`.
fn distance_bucket(distance: i64) -> usize {
    const STEPS: [u64; 11] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89];
    let steps = STEPS.iter().filter(|&&s| distance.unsigned_abs() > s).count();
    if distance < 0 { DISTANCES / 2 - steps } else { DISTANCES / 2 + steps }
}

fn best(row: &[f32]) -> usize {
    let mut at = 0;
    for (i, score) in row.iter().enumerate() {
        if *score > row[at] {
            at = i;
        }
    }
    at
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-f64::from(x)).exp()) as f32
}

/// A verb has one subject: "*officials* told the Post that it sank, the paper reported". Of two, the one in front of a
/// clause that has none belongs to that clause.
fn one_subject(part: &TokenRange, syntax: &mut Syntax) {
    for verb in part.clone() {
        if let Some((first, clause)) = subject_of_clause(syntax, verb) {
            syntax.head[first as usize] = clause;
        }
    }
}

fn subject_of_clause(syntax: &Syntax, verb: TokenId) -> Option<(TokenId, TokenId)> {
    let of = |relation: Relation| {
        syntax.children(verb).filter(move |&t| syntax.relation[t as usize] == relation)
    };
    let mut subjects = of(Relation::Nsubj);
    let (first, second) = (subjects.next()?, subjects.next()?);
    let clause = of(Relation::Ccomp).find(|&t| first < t && t < second)?;
    syntax.child(clause, Relation::Nsubj).is_none().then_some((first, clause))
}

/// The best relation; `root` for roots and for them alone.
fn relation(relations: &[Relation], scores: &[f32], is_root: bool) -> Relation {
    if is_root {
        return Relation::Root;
    }
    let (mut best, mut most) = (Relation::Dep, f32::NEG_INFINITY);
    for (&relation, &score) in relations.iter().zip(scores) {
        if score > most && relation != Relation::Root {
            (best, most) = (relation, score);
        }
    }
    best
}
