//! Sentences of an article of Monday 14 March 2022, and what is found in them.

use jiff::civil::{Date, date};
use onrecord_intake::Document;

use super::*;
use crate::syntax::Syntax;

const PUBLISHED: Date = date(2022, 3, 14);

fn document(paragraphs: &[&str]) -> Document {
    let mut document = Document::default();
    for paragraph in paragraphs {
        let start = document.text.len();
        document.text.push_str(paragraph);
        document.paragraphs.push(Span::new(start, document.text.len()));
        document.text.push('\n');
    }
    document
}

fn find_in(document: &Document, published: Option<Date>) -> Vec<Time> {
    find(&Text::new(document), &Syntax::default(), published)
}

/// Checks paragraphs with their times in square brackets, and the values of these.
#[track_caller]
fn check_at(published: Option<Date>, paragraphs: &[&str], values: &[&str]) {
    let plain: Vec<String> = paragraphs.iter().map(|p| p.replace(['[', ']'], "")).collect();
    let document = document(&plain.iter().map(String::as_str).collect::<Vec<_>>());
    let times = find_in(&document, published);
    let mut marked = document.text.clone();
    for time in times.iter().rev() {
        marked.insert(time.span.end as usize, ']');
        marked.insert(time.span.start as usize, '[');
    }
    assert_eq!(marked.trim_end(), paragraphs.join("\n"));
    let found: Vec<String> = times.iter().map(|t| t.value.to_string()).collect();
    assert_eq!(found, values, "{marked}");
}

#[track_caller]
fn check(sentence: &str, values: &[&str]) {
    check_at(Some(PUBLISHED), &[sentence], values);
}

#[test]
fn dates_in_every_order() {
    check("It opened on [March 14, 2022].", &["2022-03-14"]);
    check("It opened on [14 March 2022].", &["2022-03-14"]);
    check("It opened on the [14th of March] last.", &["2022-03-14"]);
    check("It opened on [Monday, March 14, 2022].", &["2022-03-14"]);
    check("It opened on [Monday the 14th of March].", &["2022-03-14"]);
    check("Filed [2022-03-14], [3/14/22] and [14.3.2022].", &["2022-03-14"; 3]);
    check("Filed [13/2/22] and [5/2/22].", &["2022-02-13", "2022-02-05"]);
    check("It opened in [March 2022].", &["2022-03"]);
    check("It opened in [Sept. 2021] and shut on [Oct. 3].", &["2021-09", "2021-10-03"]);
    check("It opened in [mid-March 2021].", &["2021-03-10/2021-03-20"]);
    check("It opened in [early 2021].", &["2021-01/2021-04"]);
    check("She was born on the [3d of May, 1850].", &["1850-05-03"]);
}

#[test]
fn years_decades_and_centuries() {
    check("It was built in [1848] and burnt in the year [866].", &["1848", "0866"]);
}

#[test]
fn a_list_and_a_range_share_month_and_year() {
    check("From [March] to [August 2011] it rained.", &["2011-03", "2011-08"]);
    check("From [December] to [March 2011] it rained.", &["2010-12", "2011-03"]);
    check("The fair of [5–6 September 2019] was full.", &["2019-09-05/2019-09-06"]);
    check("It met on [June 5], [8] and [14].", &["2022-06-05", "2022-06-08", "2022-06-14"]);
    check("It met on [5], [8] and [14 June 1850].", &["1850-06-05", "1850-06-08", "1850-06-14"]);
    check("From [300] to [250 BC] it was ruled by kings.", &["-0300", "-0250"]);
    check("In the [summer] and [fall of 2014] it rained.", &["2014-06/2014-09", "2014-09/2014-12"]);
}

#[test]
fn longer_stretches() {
    check("In the [1990s] and ['80s] it grew.", &["1990/1999", "1980/1989"]);
    check("In the [nineties] it grew.", &["1990/1999"]);
    check("In the [late 1950s] it grew.", &["1955/1959"]);
    check("The [1930's] were hard.", &["1930/1939"]);
    check("The [1600s] were hard.", &["1600/1699"]);
    check("A [19th-century] house.", &["1800/1899"]);
    check("From the [15th] to the [19th century].", &["1400/1499", "1800/1899"]);
    check("In the [third century BC] it fell.", &["-0300/-0201"]);
    check("The [2004-05] and [2010/11] seasons.", &["2004/2005", "2010/2011"]);
    check("Sales in [Q3 2020] and [FY2021].", &["2020-07/2020-09", "2021"]);
    check("In the [first half of 2020] it grew.", &["2020-01/2020-06"]);
    check("It opened in [spring 2019].", &["2019-03/2019-06"]);
    check("After [World War II] it grew.", &["1939-09-01/1945-09-02"]);
    check("Before [9/11] it grew.", &["2001-09-11"]);
}

#[test]
fn eras() {
    check("Built in [400 BCE], burnt in [AD 842] or [70 AD].", &["-0400", "0842", "0070"]);
    check("Hume (c. [1711]) wrote it.", &["1711"]);
}

#[test]
fn weekdays_lie_behind_and_ahead_with_the_tense() {
    check("He said on [Sunday] that it had.", &["2022-03-13"]);
    check("He said on [Monday] that it had.", &["2022-03-14"]);
    check("They will meet on [Friday].", &["2022-03-18"]);
    check("They are scheduled to meet on [Monday].", &["2022-03-14"]);
    check("The vote is to be held on [Tuesday].", &["2022-03-15"]);
    check("[Tuesday]'s vote was close.", &["2022-03-08"]);
    check("They met [last Monday] and meet [next Monday].", &["2022-03-07", "2022-03-21"]);
    check("The vote [this coming Wednesday] will tell.", &["2022-03-16"]);
    check("They met on [Saturday night].", &["2022-03-12"]);
    check("On [Tuesday] President Obama said so.", &["2022-03-08"]);
}

#[test]
fn days_and_weeks_around_publication() {
    check("She came [yesterday] and leaves [tomorrow].", &["2022-03-13", "2022-03-15"]);
    check("She came [last night].", &["2022-03-13"]);
    check("She came [the day before yesterday].", &["2022-03-12"]);
    check("She came [last week].", &["2022-03-07/2022-03-13"]);
    check("She comes [next week].", &["2022-03-21/2022-03-27"]);
    check("She will come [this week].", &["2022-03-14/2022-03-20"]);
    check("She had come [last month] or [last year].", &["2022-02", "2021"]);
    check("She came over the [weekend].", &["2022-03-12/2022-03-13"]);
    check("Prices rose earlier [this year].", &["2022"]);
    check("She came [last summer].", &["2021-06/2021-09"]);
    check("She came [three years ago] and left [two weeks ago].", &["2019", "2022-02-28"]);
    check("She came [a year and a half ago].", &["2020-09"]);
    check("She came [a few days ago].", &["../2022-03-14"]);
    check("In [the past three years] it grew.", &["2019-03-14/2022-03-14"]);
    check("She came [a fortnight ago].", &["2022-02-28"]);
    check("In [the past fortnight] it grew.", &["2022-02-28/2022-03-14"]);
    check("It rained in [the past 48 hours].", &["2022-03-12/2022-03-14"]);
    check(
        "She said [yesterday] that the camp was shelled [overnight].",
        &["2022-03-13", "2022-03-13/2022-03-14"],
    );
    check("It will end by the [15th].", &["2022-03-15"]);
    check("It ended on the [15th].", &["2022-02-15"]);
}

#[test]
fn months_and_days_of_no_year() {
    check("It was signed in [November].", &["2021-11"]);
    check("It will be signed in [November].", &["2022-11"]);
    check("It was signed on [February 6].", &["2022-02-06"]);
    check("It will be signed on [May 16].", &["2022-05-16"]);
    check("In [January] it is warm.", &["--01"]);
    check("The [summers] are hot.", &["--06/--09"]);
    check_at(None, &["It was signed on [February 6]."], &["--02-06"]);
}

#[test]
fn a_year_stands_beside_its_month() {
    check("He left on [18 August] [last year].", &["2021-08-18", "2021"]);
    check(
        "It opened on [June 1], [Wednesday], at [ten].",
        &["2022-06-01", "2022-06-01", "10:00:00"],
    );
    check("It has been shut since [mid-February].", &["2022-02-10/2022-02-20"]);
    check("Dear Ann, it is [July 2,1940].", &["1940-07-02"]);
}

#[test]
fn a_history_counts_from_where_it_has_got_to() {
    check_at(
        Some(PUBLISHED),
        &[
            "He was born in [1850] and left home in [1866].",
            "In [January 1868] he sailed.",
            "In [October] he arrived, and [two years later] he wrote home.",
            "[That year] his father died.",
        ],
        &["1850", "1866", "1868-01", "1868-10", "1870", "1870"],
    );
}

#[test]
fn one_expression_counts_from_another() {
    check_at(
        Some(PUBLISHED),
        &["They met on [March 3].", "[The next day] they left; [the day before], they had rested."],
        &["2022-03-03", "2022-03-04", "2022-03-03"],
    );
    check("Sales rose from [a year earlier].", &["2021"]);
}

#[test]
fn a_diary_moves_on() {
    check_at(
        Some(PUBLISHED),
        &["It's [Wednesday, March 2].", "I saw her [yesterday]."],
        &["2022-03-02", "2022-03-01"],
    );
}

#[test]
fn a_dateline_stands_in_for_the_day_of_publication() {
    let paragraphs = &["[Monday, March 14, 2022]", "She came [yesterday]."];
    check_at(None, paragraphs, &["2022-03-14", "2022-03-13"]);
}

#[test]
fn spoken_years() {
    check("He came in [nineteen seventy-two] and left in [twenty sixteen].", &["1972", "2016"]);
    check("He came in [two thousand and eight].", &["2008"]);
    check("In the [nineteen sixties] he came.", &["1960/1969"]);
}

#[test]
fn clock_times() {
    check("It opened at [3 p.m.] and shut at [15:30].", &["15:00:00", "15:30:00"]);
    check("From [9am]-[5pm].", &["09:00:00", "17:00:00"]);
    check("From [10] to [11.30 p.m.]", &["22:00:00", "23:30:00"]);
    check("By [noon] or [midnight].", &["12:00:00", "00:00:00"]);
    check("At [half past seven] or [eight o'clock].", &["07:30:00", "08:00:00"]);
    check("At [1830 GMT].", &["18:30:00"]);
}

#[test]
fn named_days() {
    check("It closed on [Christmas Day 2020].", &["2020-12-25"]);
    check("It closed on [Good Friday 2019].", &["2019-04-19"]);
    check("It closed [last Easter].", &["2021-04-04"]);
}

#[test]
fn years_of_references() {
    check("Smith ([2005]; see Jones, [1999]) found it.", &["2005", "1999"]);
}

#[test]
fn what_is_no_time() {
    for sentence in [
        "Some 2000 people and 1,500 dogs came.",
        "He may go; they march on.",
        "He is 45 years old and earns $2000.",
        "Call 1 201 944-3737 or see Rule 2016.",
        "They stayed for three days, on Mondays, every Friday, on Saturday mornings.",
        "He is in his sixties.",
        "April Jones and the Sunday Times agree on Friday the 13th.",
        "The March on Washington fell flat in the second half.",
        "They won 3-2 at odds of 24/7 on Flight 1549.",
        "Pages 92 (6): 1087–1101 of the law.",
        "Colorado Springs will fall.",
        "He flew to Mar-a-Lago for the last days of summit talks.",
        "She told BBC Radio 4's Today programme.",
    ] {
        check(sentence, &[]);
    }
}

#[test]
fn bounds_and_reach() {
    let reach_of = |sentence: &str| {
        let document = document(&[sentence]);
        let times = find_in(&document, Some(PUBLISHED));
        let reach = reach(&times, 0);
        (reach.start, reach.end)
    };
    let day = |month, day| Some(date(2022, month, day));
    assert_eq!(reach_of("He has been ill since Tuesday."), (day(3, 8), None));
    assert_eq!(reach_of("It will last until April 3."), (None, day(4, 3)));
    assert_eq!(reach_of("It was so before 2014."), (None, Some(date(2013, 12, 31))));
    assert_eq!(reach_of("It was so after 2014."), (Some(date(2015, 1, 1)), None));
    assert_eq!(reach_of("From March 3 to March 5 it rained."), (day(3, 3), day(3, 5)));
    assert_eq!(reach_of("It rained between March 3 and March 5."), (day(3, 3), day(3, 5)));
    assert_eq!(reach_of("It rained on Sunday."), (day(3, 13), day(3, 13)));
    assert_eq!(reach_of("He was shaken by Saturday's vote."), (day(3, 12), day(3, 12)));
}

#[test]
fn anchors_tell_what_a_value_rests_on() {
    let document =
        document(&["On March 3, 2022 he came; the next day he left, and yesterday he died."]);
    let anchors: Vec<Anchor> =
        find_in(&document, Some(PUBLISHED)).iter().map(|t| t.anchor).collect();
    assert_eq!(anchors, [Anchor::Stated, Anchor::Earlier(0), Anchor::Publication]);
}

#[test]
fn without_a_day_of_publication_yesterday_is_unknown() {
    check_at(None, &["She came [yesterday]."], &["XXXX"]);
}

#[test]
fn odd_dates_are_none() {
    for sentence in ["On 31 February 0000.", "At 99:99 on 45/45/4545.", "0000-00-00 0/0/00", ""] {
        let document = document(&[sentence]);
        for time in find_in(&document, Some(date(-9999, 1, 1))) {
            assert_eq!(time.reach(), Reach::default(), "{sentence}");
        }
    }
}

/// Words that expressions are made of, put together without sense.
const PIECES: &[&str] = &[
    "March",
    "may",
    "Monday",
    "Sun.",
    "14",
    "2022",
    "31",
    "0",
    "000",
    "9999",
    "99999999",
    "15th",
    "twenty-first",
    "two",
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "to",
    "and",
    "-",
    "–",
    ",",
    ".",
    "(",
    ")",
    "last",
    "next",
    "this",
    "that",
    "past",
    "years",
    "week",
    "day",
    "century",
    "ago",
    "later",
    "before",
    "after",
    "early",
    "mid-",
    "late",
    "half",
    "quarter",
    "BC",
    "AD",
    "c.",
    "'90s",
    "'s",
    "1990s",
    "15:30",
    "3/14/22",
    "2022-03-14",
    "31/31/31",
    "p.m.",
    "o'clock",
    "noon",
    "yesterday",
    "Christmas",
    "World",
    "War",
    "II",
    "billion",
    "couple",
    "summer",
    "Q3",
    "FY21",
    "year",
    "é",
    "will",
    "said",
    "every",
    "since",
    "until",
    "from",
    "between",
    "9/11",
    "x",
];

/// A generator of its own, so that the same texts come every time (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

#[test]
fn times_lie_on_words_in_order_without_overlap() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..3000 {
        let mut text = String::new();
        for _ in 0..random.below(40) {
            text.push_str(PIECES[random.below(PIECES.len())]);
            if random.below(5) > 0 {
                text.push(' ');
            }
        }
        let text = text.trim().to_owned();
        let document = document(&[&text]);
        let cut = Text::new(&document);
        let published = [None, Some(PUBLISHED), Some(Date::MIN), Some(Date::MAX)][round % 4];
        let times = find(&cut, &Syntax::default(), published);
        let mut end = 0;
        for (index, time) in times.iter().enumerate() {
            assert!(time.tokens.start >= end && !time.tokens.is_empty(), "{text}");
            assert_eq!(time.span, cut.span(&time.tokens), "{text}");
            end = time.tokens.end;
            let _ = (reach(&times, index), time.value.to_string());
            if let Some(partner) = time.partner {
                assert_eq!(times[partner].partner, Some(index), "{text}");
            }
            if let Anchor::Earlier(earlier) = time.anchor {
                assert!(earlier < index, "{text}");
            }
        }
        assert!(end as usize <= cut.tokens.len());
    }
}

#[test]
fn long_runs_of_one_word_do_no_harm() {
    for piece in PIECES {
        let text = format!("{piece} ").repeat(2000);
        find_in(&document(&[text.trim()]), Some(PUBLISHED));
    }
}
