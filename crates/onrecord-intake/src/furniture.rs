//! What a page puts around and between the paragraphs of an article: general phrases, one table.
//!
//! Lines are judged whole. A line that merely contains a phrase is article; to lose a sentence is
//! worse than to keep a button.

use crate::{byline, credit, date, text};

/// What a line is, if it is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// "Advertisement", "Story continues below".
    Advert,
    /// "Read more: ...", "Related articles", "Most read".
    Link,
    /// "Share on Facebook", "Follow us on Twitter".
    Share,
    /// "Leave a Reply", "12 comments", "Your email address will not be published."
    Comments,
    /// "Sign up for our newsletter", "Already a subscriber?"
    Subscribe,
    /// Cookies, copyright, a missing script.
    Notice,
    /// A picture's credit, or a caption that ends in one.
    Caption,
    /// A headline that stands at the top twice.
    Headline,
    /// "Skip to content", "Back to top".
    Navigation,
    /// "By Jane Doe", "Published 14 March 2022".
    Stamp,
    /// "(Reporting by Jane Doe; Editing by John Roe)".
    SignOff,
}

/// How a phrase of the table must stand in its line.
#[derive(Clone, Copy)]
enum Shape {
    /// It is the line.
    Whole,
    /// A colon or an arrow follows, then a link's text.
    Label,
    /// As `Label`, but the phrase is common in prose too: what follows must not end a sentence.
    Tag,
    /// It opens a line of at most so many words.
    Opens(usize),
    /// It opens a line of at most [`LONG`] words that holds one of these further on.
    With(&'static [&'static str]),
    /// It ends a line of at most [`LONG`] words.
    Ends,
    /// It stands anywhere in a line of at most [`LONG`] words.
    Within,
}

use Furniture::{Advert, Caption, Comments, Link, Navigation, Notice, Share, SignOff, Subscribe};
use Shape::{Ends, Label, Opens, Tag, Whole, With, Within};

const LETTERS: &[&str] = &["newsletter", "newsletters", "inbox", "briefing", "alerts", "emails"];
const NETWORKS: &[&str] = &[
    "twitter",
    "facebook",
    "instagram",
    "telegram",
    "whatsapp",
    "youtube",
    "linkedin",
    "tiktok",
    "threads",
    "bluesky",
    "mastodon",
    "coverage",
];
const CONSENT: &[&str] = &["agree", "consent", "cookies", "terms"];
const READERS: &[&str] = &["subscribers", "members", "subscriber", "registered"];

/// Phrases in lower case and without punctuation; `:` stands for a colon or arrow.
#[rustfmt::skip]
const PHRASES: &[(Furniture, Shape, &[&str])] = &[
    (Advert, Whole, &[
        "ad", "advert", "advertisement", "advertising", "advertisement continue reading the main story",
        "article continues after ad", "article continues after advertisement", "article continues below",
        "article continues below advertisement", "continue reading below", "paid content", "paid post",
        "partner content", "promoted content", "scroll to continue", "skip advertisement", "sponsored",
        "sponsored content", "story continues", "story continues below", "story continues below advertisement",
        "story continues after advertisement", "after newsletter promotion", "skip past newsletter promotion",
    ]),
    (Link, Whole, &[
        "continue reading", "continue reading the main story", "don t miss", "editor s picks", "editors picks",
        "explore further", "explore more", "find out more", "in this article", "keep reading", "latest headlines", "latest news",
        "latest stories", "learn more", "more", "more like this", "more news", "more on this", "more on this story",
        "more on this topic", "more stories", "most popular", "most read", "most viewed", "must read", "read more",
        "also", "read next", "read full article", "read full story", "read the full article", "read the full story",
        "read the original article", "recommended", "recommended for you", "recommended reading",
        "recommended stories", "related", "related articles", "related content", "related coverage",
        "related links", "related news", "related posts", "related stories", "related topics", "related videos",
        "see also", "see more", "show more", "top stories", "trending", "trending now", "trending stories",
        "up next", "view more", "what to read next", "you may also like", "you might also like",
        "you may like", "you might like", "you may be interested in", "click here", "click here for more",
        "click here for more information", "watch now", "play video", "now playing", "view gallery",
    ]),
    (Link, Label, &[
        "also read", "also see", "read also", "read more", "read next", "related", "related article",
        "related articles", "related content", "related coverage", "related link", "related links",
        "related news", "related post", "related posts", "related reading", "related story", "related stories",
        "related video", "recommended", "recommended reading", "see also", "see more", "you may also like",
        "you might also like", "explore further", "baca juga", "leggi anche", "leia mais", "leia também", "lee también",
        "lesen sie auch", "lire aussi", "veja também", "читайте также",
    ]),
    (Link, Whole, &[
        "baca juga", "leggi anche", "leia mais", "leia também", "lee también", "lesen sie auch", "lire aussi",
        "mehr zum thema", "veja também", "читайте также",
    ]),
    (Link, Tag, &[
        "don t miss", "gallery", "in photos", "in pictures", "listen", "listen to", "more", "must read", "next",
        "photos", "previous", "trending", "up next", "video", "watch", "watch live", "watch now", "tags",
        "topics", "filed under", "filed in", "categories", "category", "posted in", "keywords",
    ]),
    (Link, Opens(12), &[
        "more from", "read more about", "read more at", "read more from", "read more on", "read the full story",
        "read the full article", "read the original", "read the rest of", "filed under", "posted in",
        "click here for", "click here to", "to read the full",
    ]),
    (Share, Whole, &[
        "share", "share article", "share this", "share this article", "share this page", "share this post",
        "share this story", "share with friends", "share options", "tweet", "tweet this", "click to tweet", "pin it",
        "email", "e mail", "email this", "email this article", "print", "print article", "print page", "print this",
        "print this article", "save", "save article", "save this article", "save for later", "bookmark",
        "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "instagram",
        "youtube", "flipboard", "copy link", "link copied", "copy url", "follow us", "gift this article",
    ]),
    (Share, Opens(8), &[
        "share on", "share via", "share to", "click to share", "click to email", "click to print", "share this article",
        "share this story", "share this :", "like us on", "follow us on", "find us on",
    ]),
    (Share, Opens(14), &["like this story", "enjoyed this article", "enjoy this article", "liked this article"]),
    (Share, With(NETWORKS), &["follow", "join us on", "connect with us"]),
    (Comments, Whole, &[
        "add a comment", "add comment", "be the first to comment", "cancel reply", "comment", "comments",
        "comments are closed", "hide comments", "join the conversation", "join the discussion", "leave a comment",
        "leave a replay", "leave a reply", "leave comment", "leave reply", "no comments", "no comments yet",
        "post a comment", "post comment", "read comments", "reply", "show comments", "submit comment",
        "view all comments", "view comments", "what do you think", "write a comment", "your comment",
        "name", "your name", "your email", "website", "name email website", "submit",
    ]),
    (Comments, Opens(40), &[
        "leave a reply", "leave a replay", "your email address will not be published", "required fields are marked",
        "save my name email", "notify me of", "this site uses akismet", "you must be logged in to",
        "comments are moderated", "please log in to comment", "sign in to comment", "log in to comment",
    ]),
    (Comments, Opens(12), &["leave a comment", "join the conversation", "comments for this", "comments on this"]),
    (Subscribe, Whole, &[
        "already a subscriber", "create account", "log in", "login", "newsletter", "newsletters",
        "newsletter sign up", "register", "register now", "sign in", "sign up", "sign up now", "subscribe",
        "subscribe now", "subscribe today", "start your free trial", "subscribe to continue reading",
    ]),
    (Subscribe, Opens(24), &[
        "already a subscriber", "already have an account", "create a free account", "not a subscriber",
        "subscribe to our", "subscribe to the newsletter", "subscribe now", "sign up for our", "sign up to our",
        "sign up here", "sign up to receive", "to continue reading", "subscribe to continue", "register to continue", "thank you for reading",
        "thanks for reading", "support our journalism", "support independent journalism", "become a member",
        "become a subscriber", "you have reached your limit", "you have reached your article limit",
        "this article is exclusive to", "to read this article",
    ]),
    (Subscribe, With(LETTERS), &[
        "sign up", "subscribe", "get", "join", "receive", "want", "start your day", "by signing up", "the best of",
    ]),
    (Subscribe, Within, &["to your inbox", "in your inbox", "into your inbox"]),
    (Subscribe, Opens(90), &["if you enjoyed this article", "if you liked this article", "if you enjoyed this story"]),
    (Subscribe, With(READERS), &[
        "this content is", "this article is", "this story is available", "this article is only available",
    ]),
    (Notice, Opens(60), &[
        "we use cookies", "this website uses cookies", "this site uses cookies", "our website uses cookies",
        "by signing up you", "by subscribing you", "by submitting your email",
        "please enable javascript", "javascript is disabled", "javascript is required",
        "your browser does not support", "to view this content", "this video can not be played",
        "this material may not be published", "media playback is",
    ]),
    (Notice, With(CONSENT), &["by continuing", "by clicking", "by using this site", "by using this website"]),
    (Notice, Opens(40), &["all rights reserved"]),
    (Notice, Ends, &["all rights reserved"]),
    (Link, Ends, &["click here for more information", "click here for details"]),
    (Notice, Whole, &[
        "cookie policy", "cookie settings", "privacy policy", "terms of use", "terms of service",
        "terms and conditions", "accept cookies", "accept all cookies", "report an error", "report a typo",
    ]),
    (Caption, Whole, &[
        "caption", "file photo", "getty images", "image", "image caption", "image copyright", "image source",
        "media caption", "photo", "photos", "picture", "video", "image credit", "photo credit", "close",
    ]),
    (Caption, Label, &[
        "image credit", "image credits", "image source", "image via", "photo credit", "photo credits",
        "photo courtesy", "picture credit", "photo by", "photograph", "photograph by",
    ]),
    (Caption, Tag, &["photo", "image", "picture", "photography", "credit", "illustration"]),
    (Caption, Opens(14), &[
        "photo by", "photos by", "photograph by", "photo courtesy of", "image courtesy of", "picture by",
        "image by", "image copyright", "image source", "image credit", "photo credit", "file photo",
    ]),
    (Navigation, Whole, &[
        "about us", "back", "back to top", "contact us", "go back", "home", "menu", "next", "next article",
        "next post", "next story", "previous", "previous article", "previous post", "previous story", "search",
        "skip to content", "skip to main content", "toggle navigation", "top", "loading", "show all", "view all",
    ]),
    (SignOff, Ends, &[
        "contributed to this report", "contributed to this article", "contributed to this story",
        "contributed to this piece", "contributed reporting", "contributed to the report",
    ]),
];

/// What a whole line is, if it is no article.
pub(crate) fn judge(line: &str) -> Option<Furniture> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let tokens = Tokens::new(line);
    if tokens.count == 0 {
        // Rules, bullets and arrows; a line of only dashes parts nothing that is said.
        return Some(Furniture::Navigation);
    }
    // "Thank you for reading it," he told her.
    let quoted = line.starts_with(['"', '\'', '“', '‘', '«', '„']);
    let phrase = if quoted { None } else { by_phrase(&tokens) };
    phrase.or_else(|| by_form(line, &tokens)).or_else(|| is_sign_off(line).then_some(SignOff))
}

/// Where in a paragraph a comment form or share bar begins that was stuck to its last sentence.
pub(crate) fn glued(paragraph: &str) -> Option<usize> {
    const OPENERS: &[&str] = &[
        "Leave a Reply",
        "Leave a reply",
        "Leave a Replay",
        "Leave a Comment",
        "Leave a comment",
        "Post a Comment",
        "Your email address will not be published",
        "Share this:",
        "Share this article",
        "Share on Facebook",
        "Cancel reply",
    ];
    let begins = |opener: &&str| {
        let at = paragraph.rfind(*opener)?;
        let before = paragraph[..at].trim_end().chars().next_back()?;
        let ended =
            matches!(before, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | '»' | ']');
        // "Leave a comment and tell us" is somebody speaking; a form goes on with its own labels.
        let goes_on = paragraph[at + opener.len()..].trim_start().starts_with(char::is_lowercase);
        (ended && !goes_on && paragraph.len() - at <= TAIL).then_some(at)
    };
    let at = OPENERS.iter().filter_map(begins).min()?;
    Some(paragraph[..at].trim_end().len())
}

/// The words of a line as the table writes them, with `:` where a colon or an arrow stood.
struct Tokens {
    text: String,
    count: usize,
    /// Does the line end as a sentence does?
    sentence: bool,
}

impl Tokens {
    fn new(line: &str) -> Self {
        let mut text = String::with_capacity(line.len());
        let mut count = 0;
        let mut inside = false;
        for c in line.chars() {
            if c.is_alphanumeric() {
                if !inside {
                    count += 1;
                    if !text.is_empty() {
                        text.push(' ');
                    }
                }
                text.extend(c.to_lowercase());
                inside = true;
            } else {
                inside = false;
                let arrow = matches!(c, ':' | '»' | '›' | '→' | '>' | '|');
                if arrow && !text.ends_with(':') {
                    text.push_str(" :");
                }
            }
        }
        Self { text, count, sentence: line.ends_with(['.', '!', '?']) }
    }

    /// What follows the phrase where the line opens with it.
    fn after(&self, phrase: &str) -> Option<&str> {
        let rest = self.text.strip_prefix(phrase)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
    }

    /// Does the phrase stand anywhere?
    fn has(&self, phrase: &str) -> bool {
        self.text.match_indices(phrase).any(|(at, _)| {
            let parted = |c: Option<char>| c.is_none_or(|c| c == ' ');
            parted(self.text[..at].chars().next_back())
                && parted(self.text[at + phrase.len()..].chars().next())
        })
    }
}

fn by_phrase(tokens: &Tokens) -> Option<Furniture> {
    let meets = |shape: Shape, phrase: &str| match shape {
        Whole => tokens.after(phrase).is_some_and(|rest| rest.trim_end_matches(" :").is_empty()),
        Label => tokens.count <= LONG && tokens.after(phrase).is_some_and(|r| r.starts_with(" :")),
        Tag => {
            tokens.count <= 30
                && !tokens.sentence
                && tokens.after(phrase).is_some_and(|r| r.starts_with(" :"))
        }
        Opens(most) => tokens.count <= most && tokens.after(phrase).is_some(),
        With(further) => {
            tokens.count <= LONG
                && tokens
                    .after(phrase)
                    .is_some_and(|rest| rest.split(' ').any(|word| further.contains(&word)))
        }
        Within => tokens.count <= LONG && tokens.has(phrase),
        Ends => tokens.count <= LONG && tokens.text.ends_with(phrase),
    };
    PHRASES
        .iter()
        .find(|(_, shape, phrases)| phrases.iter().any(|phrase| meets(*shape, phrase)))
        .map(|(furniture, ..)| *furniture)
}

/// What is seen by its form: counts, addresses, stamps, copyright marks, captions.
fn by_form(line: &str, tokens: &Tokens) -> Option<Furniture> {
    const COUNTED: &[&str] = &[
        "comment",
        "comments",
        "share",
        "shares",
        "like",
        "likes",
        "view",
        "views",
        "reply",
        "replies",
        "response",
        "responses",
        "reaction",
        "reactions",
    ];
    let words: Vec<&str> = tokens.text.split(' ').collect();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'k');
    match words.as_slice() {
        [number, counted] if is_number(number) && COUNTED.contains(counted) => {
            return Some(Comments);
        }
        [number, "thoughts" | "thought" | "responses" | "comments", "on" | "to", ..]
            if is_number(number) =>
        {
            return Some(Comments);
        }
        [
            number,
            "min" | "mins" | "minute" | "minutes" | "hour" | "hours" | "day" | "days",
            "read" | "ago",
        ] if is_number(number) => {
            return Some(Furniture::Stamp);
        }
        // "More Great Courier Stories", above links to them.
        ["more", .., "stories" | "coverage" | "articles" | "news" | "headlines" | "videos"]
            if words.len() <= 6 && !tokens.sentence =>
        {
            return Some(Link);
        }
        // The number of a picture or a clip that the page would have put here.
        [number] if number.len() > 5 && is_number(number) => return Some(Navigation),
        ["reading", "time", ..] | ["estimated", "reading", "time", ..] if words.len() <= 7 => {
            return Some(Furniture::Stamp);
        }
        _ => {}
    }
    if line.split_whitespace().all(is_address) {
        return Some(Share);
    }
    if is_shortcode(line) {
        return Some(Navigation);
    }
    if is_copyright(line, tokens) {
        return Some(Notice);
    }
    if tokens.count <= LONG && is_caption(line) {
        return Some(Caption);
    }
    (tokens.count <= 16 && (is_date_stamp(line) || byline::is_line(line)))
        .then_some(Furniture::Stamp)
}

/// An address of a page or a person, or a name on a network, standing by itself.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '.' | ':' | '|'));
    let named = |sign| word.split_once(sign).is_some_and(|(_, host): (_, &str)| host.contains('.'));
    word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("www.")
        || (word.starts_with('@') && word.len() > 1)
        || named('@')
        || ["twitter.com/", "facebook.com/", "instagram.com/"].iter().any(|s| word.starts_with(s))
}

/// `[button link="..."]`: an instruction to the software of a page that it did not carry out.
fn is_shortcode(line: &str) -> bool {
    let Some(inside) = line.strip_prefix('[') else { return false };
    let name = inside.trim_start_matches('/').split([' ', ']']).next().unwrap_or_default();
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    named && line.contains('=') && line.contains(']') || line == format!("[/{name}]")
}

fn is_copyright(line: &str, tokens: &Tokens) -> bool {
    let marked =
        line.starts_with(['©', 'ⓒ']) || line.starts_with("(c) ") || line.starts_with("(C) ");
    let worded = tokens.after("copyright").is_some();
    let year = tokens
        .text
        .split(' ')
        .any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")));
    tokens.count <= 45
        && (marked || worded && (year || line.contains(['©', 'ⓒ']) || tokens.count <= 5))
}

/// A short text that ends in the credit of its picture: "... in Kyiv. (AP Photo/Jane Doe)".
fn is_caption(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ' ']);
    // "Jane Doe/Reuters", "HANDOUT / AP"
    if let Some((photographer, agency)) = line.rsplit_once('/')
        && photographer.split_whitespace().count() <= 4
        && photographer.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && credit::agency(photographer).is_none()
        && (credit::agency(agency).is_some() || agency.trim().eq_ignore_ascii_case("getty images"))
    {
        return true;
    }
    let bracketed =
        line.strip_suffix([')', ']']).and_then(|l| Some(&l[l.rfind(['(', '['])? + 1..]));
    if let Some(inside) = bracketed {
        let lower = inside.to_lowercase();
        let credits = [
            "photo",
            "photo by",
            "photo:",
            "image:",
            "image by",
            "picture:",
            "photograph",
            "file photo",
        ];
        return credits.iter().any(|credit| lower.starts_with(credit))
            || lower.contains(" photo/")
            || lower.ends_with(" photo")
            || lower.contains("getty images")
            || lower.contains("/afp")
            || lower.contains("/reuters");
    }
    let Some(at) = line.rfind("Photograph: ").or_else(|| line.rfind("Photo: ")) else {
        return false;
    };
    line.len() - at <= 80 && !line[at..].contains(". ")
}

/// "Published: 14 March 2022 10:32 GMT", "Friday, July 21, 2017".
fn is_date_stamp(line: &str) -> bool {
    date_stamped(line).is_some()
}

/// The date that a stamp states, and whether it is that of the first publication.
pub(crate) fn date_stamped(line: &str) -> Option<(String, bool)> {
    const FIRST: &[&str] = &["first published", "published", "posted", "date", "publication date"];
    const LATER: &[&str] = &["last updated", "last modified", "updated", "modified"];
    let trimmed = line.trim().trim_matches(|c: char| matches!(c, '|' | '-' | '–' | '•' | ' '));
    let lower = trimmed.to_lowercase();
    if lower.len() != trimmed.len() {
        return None; // a script in which none of these words occurs
    }
    let label =
        |labels: &[&'static str]| labels.iter().find(|l| lower.starts_with(**l)).map(|l| l.len());
    let (skip, first) = match (label(FIRST), label(LATER)) {
        (Some(skip), _) => (skip, true),
        (None, Some(skip)) => (skip, false),
        (None, None) => (0, true),
    };
    let rest = trimmed[skip..].trim_start_matches([':', ' ', '-', '–']);
    let rest = rest.strip_prefix("on ").or_else(|| rest.strip_prefix("at ")).unwrap_or(rest);
    // "By Jane Doe on 14 March 2022"
    let after_name = || {
        let (name, date) =
            [" on ", " | ", " • ", ", "].iter().find_map(|joint| trimmed.split_once(joint))?;
        byline::is_line(name).then(|| date::iso(date)).flatten()
    };
    date::iso(rest).or_else(after_name).map(|iso| (iso, first))
}

/// Names of those who reported and edited, and nothing else.
fn is_sign_off(line: &str) -> bool {
    const OPENERS: &[&str] = &[
        "reporting by",
        "additional reporting by",
        "further reporting by",
        "additional reporting from",
        "reporting from",
        "with reporting by",
        "with reporting from",
        "with additional reporting by",
        "with additional reporting from",
        "editing by",
        "writing by",
        "compiled by",
        "with files from",
        "with inputs from",
        "with input from",
        "with agency inputs",
        "with agencies",
        "translated by",
    ];
    const SMALL: &[&str] = &[
        "and",
        "by",
        "in",
        "from",
        "at",
        "with",
        "for",
        "the",
        "of",
        "editing",
        "writing",
        "reporting",
        "additional",
        "compiled",
        "graphics",
        "translation",
        "inputs",
        "input",
        "agencies",
        "agency",
        "de",
        "van",
        "von",
        "bin",
        "al",
        "el",
        "la",
        "der",
        "da",
        "di",
        "du",
        "y",
        "le",
        "bureau",
        "bureaus",
        "bureaux",
        "newsroom",
    ];
    let line = line.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | '.' | '—' | '–' | '-' | ' ' | '*')
    });
    let lower = line.to_lowercase();
    OPENERS.iter().any(|opener| lower.starts_with(opener))
        && line
            .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
            .skip(1)
            .all(|word| !word.starts_with(char::is_lowercase) || SMALL.contains(&word))
}

/// Does what follows end the article, so far as a line can tell? Comments come after it.
pub(crate) fn opens_comments(line: &str) -> bool {
    const OPENERS: &[&str] = &[
        "leave a reply",
        "leave a replay",
        "leave a comment",
        "post a comment",
        "add a comment",
        "join the conversation",
        "comments",
        "cancel reply",
    ];
    let tokens = Tokens::new(text::prefix(line.trim(), LONGEST));
    judge(line) == Some(Comments) && OPENERS.iter().any(|opener| tokens.after(opener).is_some())
        || by_form(line, &tokens) == Some(Comments)
}

/// Bytes beyond which no line is furniture.
const LONGEST: usize = 600;
/// Words beyond which a phrase at either end does not make a line furniture.
const LONG: usize = 50;
/// Bytes that a glued form may have.
const TAIL: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_page() {
        for (line, expected) in [
            ("Advertisement", Advert),
            ("Read more: Harbour inquiry to open in May", Link),
            ("RELATED » Mayor denies it", Link),
            ("More Great Courier Stories", Link),
            ("Leggi anche", Link),
            ("310506252250266", Navigation),
            ("You may also like", Link),
            ("Share on Facebook", Share),
            ("Follow Ana Ruiz on Twitter @anaruiz.", Share),
            ("Like this story? Share it with a friend!", Share),
            ("ana.ruiz@example.org twitter.com/anaruiz", Share),
            ("Leave a Replay", Comments),
            ("Leave a Reply Cancel reply Your email address will not be published.", Comments),
            ("12 Comments", Comments),
            ("3 thoughts on “Harbour inquiry”", Comments),
            ("Get the day’s top headlines delivered to your inbox every morning.", Subscribe),
            ("Sign up for our weekly briefing", Subscribe),
            ("We use cookies to improve your experience. By using this site you agree.", Notice),
            ("© 2022 The Example Daily. All rights reserved.", Notice),
            ("Copyright 2022 Example News Agency", Notice),
            ("The bridge in May. (AP Photo/Jane Doe)", Caption),
            ("Photo by Jane Doe/Getty Images", Caption),
            ("Jane Doe / Reuters.", Caption),
            ("The mayor speaks. Photograph: Jane Doe/Example", Caption),
            ("By Jane Doe and John Roe", Furniture::Stamp),
            ("Published: 14 March 2022 10:32 GMT", Furniture::Stamp),
            ("By Jane Doe on March 14, 2022", Furniture::Stamp),
            ("4 min read", Furniture::Stamp),
            ("(Reporting by Jane Doe in Kyiv; Editing by John Roe)", SignOff),
            ("Ana Ruiz and John Roe contributed to this report.", SignOff),
            ("[button link=\"https://example.org\" type=\"big\"] Send it[/button]", Navigation),
            ("* * *", Navigation),
        ] {
            assert_eq!(judge(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn sentences_are_kept() {
        for line in [
            "Read more widely, the minister advised.",
            "Follow the money, she said, and you will find the ministry.",
            "Reporting by the newspaper found that the bridge had not been inspected.",
            "By Friday the talks had failed.",
            "By March 2022 the ministry had spent it all.",
            "Share prices fell on Monday after the bank said that it would not pay.",
            "Get out, he told the delegates.",
            "More ministers read the stories.",
            "Copyright law is what the dispute is about, both sides say in their letters to the court.",
            "Comments by the president were not helpful, the embassy said.",
            "More: that is what the union wants.",
            "Leave a reply on the desk, he told her, and went out to speak to the ministers who had been waiting \
             for three hours in the corridor of the palace while the delegations of the other countries left \
             by a side door, avoiding the press.",
            "Also on Monday, the embassy denied it.",
            "“No comments,” the spokesman said.",
            "Sources: two officials told us.",
            "The men (seen here with their lawyer) denied it.",
            "Join the army, the poster said.",
            "He said: “Read more.”",
            "“Thank you for reading it,” he told her.",
            "By signing up to the treaty, the ministry gave up the port.",
        ] {
            assert_eq!(judge(line), None, "{line}");
        }
    }

    #[test]
    fn a_form_stuck_to_the_last_sentence() {
        let text = "The minister was confident.Leave a Reply Cancel reply";
        assert_eq!(glued(text).map(|at| &text[..at]), Some("The minister was confident."));
        let text = "“We will go on,” he said. Leave a Replay";
        assert_eq!(glued(text).map(|at| &text[..at]), Some("“We will go on,” he said."));
        assert_eq!(glued("It is over. Leave a comment and tell us what you think."), None);
        assert_eq!(glued("She told them to Leave a Reply"), None);
        assert_eq!(glued("Leave a Reply"), None);
    }
}
