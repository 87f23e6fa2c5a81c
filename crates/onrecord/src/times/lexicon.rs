//! What each word can be to an expression of time.
//!
//! Closed classes only: months, weekdays, units, numerals, and the function words that stand
//! beside them, as grammars of English list them (Quirk et al. 1985, 6.60–6.67 and 8.51–8.76).

use jiff::civil::Weekday;

use super::numeral;
use super::value::{Clock, Season};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// How many months it has, where it is made of whole ones.
    pub(super) fn months(self) -> Option<i64> {
        match self {
            Self::Day | Self::Week | Self::Weekend => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
        }
    }

    /// How many years it has, where it is made of whole ones.
    pub(super) fn years(self) -> Option<i64> {
        self.months().filter(|m| m % 12 == 0).map(|m| m / 12)
    }
}

/// A part of a day, or of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
}

/// Which of a kind: `last` week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    Past,
    Previous,
    This,
    Current,
    Next,
    Coming,
    Following,
    That,
    Same,
}

/// The place of an expression against the thing that it dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    /// On, in, at, during: no more than the time itself.
    At,
    Since,
    From,
    To,
    Until,
    Through,
    By,
    Before,
    After,
    Between,
}

/// A date in figures, as one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// `2022-03-14`.
    YearFirst { year: u16, month: u8, day: u8 },
    /// `3/14/22`, `14.3.2022`: month and day in either order.
    YearLast { first: u8, second: u8, year: u16, year_digits: u8, mark: u8 },
    /// `2004/05`.
    Years { first: u16, second: u8 },
    /// `9/11`.
    Pair { first: u8, second: u8 },
    /// `08/2018`.
    MonthYear { month: u8, year: u16 },
    /// `2,1940`: a day and a year that lost the space between them.
    DayYear { day: u8, year: u16 },
}

/// What a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Other,
    /// A word of a closed class: no noun or verb that an expression could modify.
    Closed,
    /// `I`, `we`, `our`: somebody speaks on a day of their own.
    Speaker,
    /// A form of "be", "have", "do" or a modal verb.
    Auxiliary,
    Comma,
    Dash,
    Open,
    Close,
    /// Any other mark.
    Mark,
    /// `'s`
    Possessive,
    The,
    Article,
    And,
    Of,
    Preposition(Preposition),
    /// `about`, `nearly`, `more than`.
    Hedge,
    Which(Which),
    Part(Part),
    /// `the end of`, `the start of`.
    Edge,
    /// `every`, `each`, `most`: what follows is a habit.
    Every,
    Digits {
        value: u32,
        length: u8,
    },
    /// `10,000`
    Grouped(u32),
    Ordinal(u16),
    Cardinal(u32),
    Few,
    Couple,
    /// `half`
    Half,
    Figures(Figures),
    Clock(Clock),
    /// `1990s`, `'90s`, `nineties`: the first year, and how many digits were written.
    Decade {
        first: u16,
        digits: u8,
    },
    /// `'71`
    ShortYear(u8),
    /// `FY2021`
    FiscalYear(u16),
    /// `Q3`, `Q3/2020` is two words.
    Quarter(u8),
    /// `H1`
    HalfYear(u8),
    Fiscal,
    Month(u8),
    /// `Jan`, `Sun`: the short form of a name.
    ShortMonth(u8),
    Weekday(Weekday),
    ShortWeekday(Weekday),
    /// `Mondays`
    Weekdays,
    Season(Season),
    /// `summers`
    Seasons(Season),
    Unit(Unit),
    /// `weeks`
    Units(Unit),
    /// `hour`, `minutes`: too short to be dated.
    Moment,
    /// `morning`, `night`
    DayPart,
    Night,
    /// `mornings`
    DayParts,
    Yesterday,
    Today,
    Tonight,
    /// `overnight`
    Overnight,
    /// `fortnight`
    Fortnight,
    Tomorrow,
    /// `noon`, `midnight`
    Midday,
    Midnight,
    OClock,
    Am,
    Pm,
    /// `GMT`, `EST`
    Zone,
    Ago,
    Back,
    Later,
    Earlier,
    /// `AD`, `CE`
    Ad,
    /// `BC`, `BCE`
    Bc,
    /// `c.`, `circa`
    Circa,
    /// What stands before a number that is no year: `Rule`, `No.`, `$`.
    Label,
    /// What is counted in hundreds and thousands: `people`, `miles`.
    Counted,
    /// `hundred`, `thousand`, `million`.
    Magnitude(u32),
    /// `Avenue`, `Street`: the number before is a house's.
    Street,
    /// `mid-March`
    MidMonth(u8),
    /// `present`, where a range ends: `2013 – present`.
    Present,
    /// `mid-nineties`
    MidDecade(u16),
    /// `onwards`
    Onward,
    /// `AD842`, `c.1850`
    OneYear(u16),
    /// `8.30`, a clock time where `a.m.` or `p.m.` follows.
    Dotted(Clock),
    /// The first word of a holiday or of a named time.
    Name,
}

/// Words and what they are, in the order of their bytes.
const WORDS: &[(&str, Word)] = {
    use Part::*;
    use Preposition::*;
    use Season::*;
    use Unit as U;
    use Weekday::*;
    use Which::*;
    use Word as W;
    &[
        ("a", W::Article),
        ("a.d.", W::Ad),
        ("a.m", W::Am),
        ("a.m.", W::Am),
        ("about", W::Hedge),
        ("acres", W::Counted),
        ("across", W::Closed),
        ("ad", W::Ad),
        ("after", W::Preposition(After)),
        ("afternoon", W::DayPart),
        ("afternoons", W::DayParts),
        ("again", W::Closed),
        ("against", W::Closed),
        ("ago", W::Ago),
        ("all", W::Closed),
        ("almost", W::Hedge),
        ("along", W::Closed),
        ("also", W::Closed),
        ("although", W::Closed),
        ("am", W::Am),
        ("american", W::Name),
        ("among", W::Closed),
        ("an", W::Article),
        ("and", W::And),
        ("another", W::Closed),
        ("any", W::Closed),
        ("anzac", W::Name),
        ("apr", W::ShortMonth(4)),
        ("apr.", W::ShortMonth(4)),
        ("april", W::Month(4)),
        ("are", W::Auxiliary),
        ("armistice", W::Name),
        ("around", W::Hedge),
        ("as", W::Closed),
        ("ash", W::Name),
        ("at", W::Preposition(At)),
        ("aug", W::ShortMonth(8)),
        ("aug.", W::ShortMonth(8)),
        ("august", W::Month(8)),
        ("australia", W::Name),
        ("autumn", W::Season(Autumn)),
        ("autumns", W::Seasons(Autumn)),
        ("ave", W::Street),
        ("ave.", W::Street),
        ("avenue", W::Street),
        ("b.c", W::Bc),
        ("b.c.", W::Bc),
        ("b.c.e.", W::Bc),
        ("back", W::Back),
        ("bastille", W::Name),
        ("bc", W::Bc),
        ("bce", W::Bc),
        ("be", W::Auxiliary),
        ("because", W::Closed),
        ("been", W::Auxiliary),
        ("before", W::Preposition(Before)),
        ("beginning", W::Edge),
        ("being", W::Auxiliary),
        ("between", W::Preposition(Between)),
        ("billion", W::Magnitude(1_000_000_000)),
        ("blvd", W::Street),
        ("blvd.", W::Street),
        ("both", W::Closed),
        ("boulevard", W::Street),
        ("boxing", W::Name),
        ("bst", W::Zone),
        ("but", W::Closed),
        ("by", W::Preposition(By)),
        ("bytes", W::Counted),
        ("c", W::Circa),
        ("c.", W::Circa),
        ("c.e.", W::Ad),
        ("ca", W::Circa),
        ("ca.", W::Circa),
        ("can", W::Auxiliary),
        ("canada", W::Name),
        ("ce", W::Ad),
        ("centuries", W::Units(U::Century)),
        ("century", W::Unit(U::Century)),
        ("cest", W::Zone),
        ("cet", W::Zone),
        ("children", W::Counted),
        ("christmas", W::Name),
        ("circa", W::Circa),
        ("close", W::Edge),
        ("cold", W::Name),
        ("columbus", W::Name),
        ("coming", W::Which(Coming)),
        ("could", W::Auxiliary),
        ("couple", W::Couple),
        ("cst", W::Zone),
        ("current", W::Which(Current)),
        ("day", W::Unit(U::Day)),
        ("days", W::Units(U::Day)),
        ("dec", W::ShortMonth(12)),
        ("dec.", W::ShortMonth(12)),
        ("decade", W::Unit(U::Decade)),
        ("decades", W::Units(U::Decade)),
        ("december", W::Month(12)),
        ("degrees", W::Counted),
        ("did", W::Auxiliary),
        ("do", W::Auxiliary),
        ("does", W::Auxiliary),
        ("dollars", W::Counted),
        ("down", W::Closed),
        ("dozen", W::Magnitude(12)),
        ("drive", W::Street),
        ("during", W::Preposition(At)),
        ("each", W::Every),
        ("earlier", W::Earlier),
        ("early", W::Part(Early)),
        ("easter", W::Name),
        ("edt", W::Zone),
        ("either", W::Closed),
        ("employees", W::Counted),
        ("end", W::Edge),
        ("epiphany", W::Name),
        ("est", W::Zone),
        ("et", W::Zone),
        ("euros", W::Counted),
        ("eve", W::Night),
        ("even", W::Closed),
        ("evening", W::DayPart),
        ("evenings", W::DayParts),
        ("every", W::Every),
        ("fall", W::Season(Autumn)),
        ("feb", W::ShortMonth(2)),
        ("feb.", W::ShortMonth(2)),
        ("february", W::Month(2)),
        ("feet", W::Counted),
        ("few", W::Few),
        ("financial", W::Fiscal),
        ("fiscal", W::Fiscal),
        ("flight", W::Label),
        ("following", W::Which(Following)),
        ("for", W::Closed),
        ("fortnight", W::Fortnight),
        ("fortnights", W::Fortnight),
        ("fri", W::ShortWeekday(Friday)),
        ("fri.", W::ShortWeekday(Friday)),
        ("friday", W::Weekday(Friday)),
        ("fridays", W::Weekdays),
        ("from", W::Preposition(From)),
        ("gmt", W::Zone),
        ("good", W::Name),
        ("great", W::Name),
        ("had", W::Auxiliary),
        ("half", W::Half),
        ("halloween", W::Name),
        ("has", W::Auxiliary),
        ("have", W::Auxiliary),
        ("he", W::Closed),
        ("hectares", W::Counted),
        ("her", W::Closed),
        ("here", W::Closed),
        ("highway", W::Label),
        ("him", W::Closed),
        ("his", W::Closed),
        ("homes", W::Counted),
        ("hour", W::Moment),
        ("hours", W::Moment),
        ("how", W::Closed),
        ("however", W::Closed),
        ("hrs", W::Moment),
        ("hundred", W::Magnitude(100)),
        ("i", W::Speaker),
        ("if", W::Closed),
        ("in", W::Preposition(At)),
        ("independence", W::Name),
        ("instead", W::Closed),
        ("into", W::Closed),
        ("is", W::Auxiliary),
        ("ist", W::Zone),
        ("it", W::Closed),
        ("its", W::Closed),
        ("jan", W::ShortMonth(1)),
        ("jan.", W::ShortMonth(1)),
        ("january", W::Month(1)),
        ("jobs", W::Counted),
        ("jul", W::ShortMonth(7)),
        ("jul.", W::ShortMonth(7)),
        ("july", W::Month(7)),
        ("jun", W::ShortMonth(6)),
        ("jun.", W::ShortMonth(6)),
        ("june", W::Month(6)),
        ("just", W::Hedge),
        ("kilometers", W::Counted),
        ("kilometres", W::Counted),
        ("km", W::Counted),
        ("labor", W::Name),
        ("labour", W::Name),
        ("lane", W::Street),
        ("last", W::Which(Last)),
        ("late", W::Part(Late)),
        ("later", W::Later),
        ("less", W::Hedge),
        ("like", W::Closed),
        ("local", W::Closed),
        ("many", W::Few),
        ("mar", W::ShortMonth(3)),
        ("mar.", W::ShortMonth(3)),
        ("march", W::Month(3)),
        ("martin", W::Name),
        ("maundy", W::Name),
        ("may", W::Month(5)),
        ("maybe", W::Closed),
        ("me", W::Speaker),
        ("members", W::Counted),
        ("memorial", W::Name),
        ("men", W::Counted),
        ("meters", W::Counted),
        ("metres", W::Counted),
        ("mid", W::Part(Middle)),
        ("midday", W::Midday),
        ("middle", W::Edge),
        ("midnight", W::Midnight),
        ("might", W::Auxiliary),
        ("miles", W::Counted),
        ("million", W::Magnitude(1_000_000)),
        ("minute", W::Moment),
        ("minutes", W::Moment),
        ("mon", W::ShortWeekday(Monday)),
        ("mon.", W::ShortWeekday(Monday)),
        ("monday", W::Weekday(Monday)),
        ("mondays", W::Weekdays),
        ("month", W::Unit(U::Month)),
        ("months", W::Units(U::Month)),
        ("more", W::Hedge),
        ("morning", W::DayPart),
        ("mornings", W::DayParts),
        ("most", W::Every),
        ("mst", W::Zone),
        ("my", W::Speaker),
        ("n't", W::Closed),
        ("nearly", W::Hedge),
        ("neither", W::Closed),
        ("new", W::Name),
        ("next", W::Which(Next)),
        ("night", W::Night),
        ("nights", W::DayParts),
        ("nite", W::Night),
        ("no", W::Closed),
        ("no.", W::Label),
        ("noon", W::Midday),
        ("nor", W::Closed),
        ("not", W::Closed),
        ("nov", W::ShortMonth(11)),
        ("nov.", W::ShortMonth(11)),
        ("november", W::Month(11)),
        ("now", W::Closed),
        ("number", W::Label),
        ("o'clock", W::OClock),
        ("oclock", W::OClock),
        ("oct", W::ShortMonth(10)),
        ("oct.", W::ShortMonth(10)),
        ("october", W::Month(10)),
        ("of", W::Of),
        ("off", W::Closed),
        ("on", W::Preposition(At)),
        ("only", W::Hedge),
        ("onto", W::Closed),
        ("onward", W::Onward),
        ("onwards", W::Onward),
        ("or", W::And),
        ("other", W::Closed),
        ("our", W::Speaker),
        ("out", W::Closed),
        ("over", W::Hedge),
        ("overnight", W::Overnight),
        ("p.m", W::Pm),
        ("p.m.", W::Pm),
        ("page", W::Label),
        ("palm", W::Name),
        ("past", W::Which(Past)),
        ("pdt", W::Zone),
        ("pentecost", W::Name),
        ("people", W::Counted),
        ("per", W::Closed),
        ("percent", W::Counted),
        ("perhaps", W::Closed),
        ("persons", W::Counted),
        ("plaza", W::Street),
        ("pm", W::Pm),
        ("points", W::Counted),
        ("pounds", W::Counted),
        ("present", W::Present),
        ("previous", W::Which(Previous)),
        ("prior", W::Earlier),
        ("pst", W::Zone),
        ("quarter", W::Unit(U::Quarter)),
        ("quarters", W::Units(U::Quarter)),
        ("rd", W::Street),
        ("rd.", W::Street),
        ("road", W::Street),
        ("roughly", W::Hedge),
        ("route", W::Label),
        ("rule", W::Label),
        ("said", W::Closed),
        ("same", W::Which(Same)),
        ("sat", W::ShortWeekday(Saturday)),
        ("sat.", W::ShortWeekday(Saturday)),
        ("saturday", W::Weekday(Saturday)),
        ("saturdays", W::Weekdays),
        ("says", W::Closed),
        ("section", W::Label),
        ("sep", W::ShortMonth(9)),
        ("sep.", W::ShortMonth(9)),
        ("sept", W::ShortMonth(9)),
        ("sept.", W::ShortMonth(9)),
        ("september", W::Month(9)),
        ("several", W::Few),
        ("shall", W::Auxiliary),
        ("she", W::Closed),
        ("should", W::Auxiliary),
        ("since", W::Preposition(Since)),
        ("so", W::Closed),
        ("soldiers", W::Counted),
        ("some", W::Hedge),
        ("spring", W::Season(Spring)),
        ("springs", W::Seasons(Spring)),
        ("st", W::Street),
        ("st.", W::Street),
        ("start", W::Edge),
        ("still", W::Closed),
        ("street", W::Street),
        ("students", W::Counted),
        ("such", W::Closed),
        ("summer", W::Season(Summer)),
        ("summers", W::Seasons(Summer)),
        ("summertime", W::Season(Summer)),
        ("sun", W::ShortWeekday(Sunday)),
        ("sun.", W::ShortWeekday(Sunday)),
        ("sunday", W::Weekday(Sunday)),
        ("sundays", W::Weekdays),
        ("tel", W::Label),
        ("terrace", W::Street),
        ("than", W::Closed),
        ("thanksgiving", W::Name),
        ("that", W::Which(That)),
        ("the", W::The),
        ("their", W::Closed),
        ("them", W::Closed),
        ("then", W::Closed),
        ("there", W::Closed),
        ("these", W::Closed),
        ("they", W::Closed),
        ("this", W::Which(This)),
        ("those", W::Closed),
        ("though", W::Closed),
        ("thousand", W::Magnitude(1_000)),
        ("through", W::Preposition(Through)),
        ("throughout", W::Preposition(At)),
        ("thru", W::Preposition(Through)),
        ("thu", W::ShortWeekday(Thursday)),
        ("thu.", W::ShortWeekday(Thursday)),
        ("thur", W::Weekday(Thursday)),
        ("thur.", W::Weekday(Thursday)),
        ("thurs", W::Weekday(Thursday)),
        ("thurs.", W::Weekday(Thursday)),
        ("thursday", W::Weekday(Thursday)),
        ("thursdays", W::Weekdays),
        ("till", W::Preposition(Until)),
        ("times", W::Counted),
        ("to", W::Preposition(To)),
        ("today", W::Today),
        ("tomorrow", W::Tomorrow),
        ("tonight", W::Tonight),
        ("tonnes", W::Counted),
        ("tons", W::Counted),
        ("too", W::Closed),
        ("toward", W::Closed),
        ("towards", W::Closed),
        ("troops", W::Counted),
        ("tue", W::ShortWeekday(Tuesday)),
        ("tue.", W::ShortWeekday(Tuesday)),
        ("tues", W::Weekday(Tuesday)),
        ("tues.", W::Weekday(Tuesday)),
        ("tuesday", W::Weekday(Tuesday)),
        ("tuesdays", W::Weekdays),
        ("under", W::Closed),
        ("until", W::Preposition(Until)),
        ("up", W::Closed),
        ("upcoming", W::Which(Coming)),
        ("upon", W::Closed),
        ("us", W::Speaker),
        ("utc", W::Zone),
        ("valentine", W::Name),
        ("very", W::Closed),
        ("veterans", W::Name),
        ("via", W::Closed),
        ("votes", W::Counted),
        ("was", W::Auxiliary),
        ("we", W::Speaker),
        ("wed", W::ShortWeekday(Wednesday)),
        ("wed.", W::ShortWeekday(Wednesday)),
        ("wednesday", W::Weekday(Wednesday)),
        ("wednesdays", W::Weekdays),
        ("weds", W::Weekday(Wednesday)),
        ("weds.", W::Weekday(Wednesday)),
        ("week", W::Unit(U::Week)),
        ("weekend", W::Unit(U::Weekend)),
        ("weekends", W::Units(U::Weekend)),
        ("weeks", W::Units(U::Week)),
        ("were", W::Auxiliary),
        ("what", W::Closed),
        ("when", W::Closed),
        ("where", W::Closed),
        ("whether", W::Closed),
        ("which", W::Closed),
        ("while", W::Closed),
        ("whit", W::Name),
        ("who", W::Closed),
        ("whose", W::Closed),
        ("why", W::Closed),
        ("will", W::Auxiliary),
        ("winter", W::Season(Winter)),
        ("winters", W::Seasons(Winter)),
        ("wintertime", W::Season(Winter)),
        ("with", W::Closed),
        ("within", W::Closed),
        ("without", W::Closed),
        ("women", W::Counted),
        ("words", W::Counted),
        ("workers", W::Counted),
        ("world", W::Name),
        ("would", W::Auxiliary),
        ("ww1", W::Name),
        ("ww2", W::Name),
        ("wwi", W::Name),
        ("wwii", W::Name),
        ("yards", W::Counted),
        ("year", W::Unit(U::Year)),
        ("years", W::Units(U::Year)),
        ("yesterday", W::Yesterday),
    ]
};

/// The longest word of the table and of the numerals.
const LONGEST: usize = 16;

/// A word in small letters, on the stack.
pub(super) struct Lower {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Lower {
    /// None for a word that no table has: one too long, or of other letters. A curly apostrophe
    /// becomes a straight one.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut lower = Self { bytes: [0; LONGEST], length: 0 };
        for c in word.chars() {
            let byte = match c {
                '’' | '‘' | '`' => b'\'',
                _ if c.is_ascii() => (c as u8).to_ascii_lowercase(),
                _ => return None,
            };
            *lower.bytes.get_mut(lower.length)? = byte;
            lower.length += 1;
        }
        Some(lower)
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// What a word can be.
pub(super) fn classify(word: &str) -> Word {
    match word {
        "-" | "–" | "—" | "‑" | "--" => return Word::Dash,
        "," => return Word::Comma,
        "&" => return Word::And,
        "(" | "[" => return Word::Open,
        ")" | "]" => return Word::Close,
        "$" | "£" | "€" | "¥" | "#" | "US$" => return Word::Label,
        "%" | "+" | "°" => return Word::Counted,
        _ => {}
    }
    let Some(first) = word.chars().next() else { return Word::Other };
    if !first.is_alphanumeric() && !matches!(first, '\'' | '’' | '‘') {
        return if word.chars().any(char::is_alphanumeric) { Word::Other } else { Word::Mark };
    }
    let Some(lower) = Lower::of(word) else { return Word::Other };
    let lower = lower.as_str();
    match lower {
        "'s" => return Word::Possessive,
        "'" | "''" => return Word::Mark,
        "'m" => return Word::Speaker,
        "'ll" | "'d" | "'ve" | "'re" => return Word::Auxiliary,
        _ => {}
    }
    if let Ok(at) = WORDS.binary_search_by(|(w, _)| (*w).cmp(lower)) {
        return WORDS[at].1;
    }
    numeral::classify(lower).unwrap_or(Word::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} stands after {}", pair[1].0, pair[0].0);
        }
        assert!(WORDS.iter().all(|(w, _)| w.len() <= LONGEST));
    }

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(classify("MARCH"), Word::Month(3));
        assert_eq!(classify("o’clock"), Word::OClock);
        assert_eq!(classify("’s"), Word::Possessive);
        assert_eq!(classify("Łódź"), Word::Other);
    }
}
