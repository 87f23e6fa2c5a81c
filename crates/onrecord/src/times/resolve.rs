//! From what an expression says on its face to the calendar.
//!
//! Three things place an expression that is not complete: the day of publication, the expression
//! before it, and the tense of its clause. News counts from its own day ("on Friday" is the Friday
//! before, or the next under "will"); histories and lives count from the year that they have got
//! to ("in October" is October of that year).

use jiff::civil::{Date, Weekday};

use super::calendar::{
    add_days, add_units, containing, date, days, monday, shift, weekday_from, weekday_until,
    year_of,
};
use super::grammar::{Count, Holiday, Meaning, MonthDay, Proviso, Reading};
use super::lexicon::{Part, Unit, Which};
use super::tense::Tense;
use super::value::{Point, Precision, Season, Value};

/// What the value of an expression rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It says all itself: `14 March 2022`. A month of no year too.
    Stated,
    /// The day of publication: `yesterday`, `on Friday`.
    Publication,
    /// An expression before it, an index into the list of them: `the next day`.
    Earlier(usize),
}

/// The expression that later ones may count from.
#[derive(Clone, Copy, Debug)]
struct Focus {
    point: Point,
    index: usize,
    sentence: usize,
    /// It says its year itself.
    stated: bool,
}

/// What the article is resolved against.
#[derive(Debug)]
pub(super) struct Resolver {
    published: Option<Date>,
    manner: Manner,
    focus: Option<Focus>,
    /// The text has moved on from the day of publication.
    diary: bool,
}

/// How the article speaks of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// From its own day.
    News,
    /// From year to year of the past.
    History,
    /// Of no particular time.
    Timeless,
}

/// The most days that a date without a year lies behind, said of the past.
const BEHIND: i64 = 270;

/// How many deictic expressions make news, however many years it looks back on.
const ENOUGH: u32 = 3;

/// How many months a story may go back without changing the year.
const BACK: u8 = 4;

impl Resolver {
    /// Weighs the readings of an article: deictic expressions against years far from publication.
    pub(super) fn new(
        published: Option<Date>,
        readings: impl Iterator<Item = (Reading, Tense)>,
    ) -> Self {
        let (mut deictic, mut distant) = (0, 0);
        for (reading, tense) in readings {
            match reading.meaning {
                // "today" and "on Fridays" may be nowadays and a habit; "said on Friday" is not.
                Meaning::Day(0) | Meaning::Weekday(_, None) => {
                    deictic += u32::from(matches!(tense, Tense::Past | Tense::Future));
                }
                Meaning::Day(_)
                | Meaning::Ago(..)
                | Meaning::Weekday(..)
                | Meaning::Unit(_, Which::Last | Which::This | Which::Next | Which::Coming) => {
                    deictic += 1;
                }
                Meaning::Stated(point) => distant += u32::from(is_distant(point, published)),
                Meaning::Calendar { year: Some(year), first, .. } => {
                    let point = calendar_point(year, first);
                    match point.and_then(days).map(|d| d.start).zip(published) {
                        Some((day, published)) if (day - published).get_days().abs() < 31 => {
                            deictic += 1;
                        }
                        _ => distant += u32::from(point.is_some_and(|p| is_distant(p, published))),
                    }
                }
                _ => {}
            }
        }
        let manner = match (deictic, distant) {
            (0, 0 | 1) => Manner::Timeless,
            (deictic, distant) if deictic >= ENOUGH || deictic * 3 >= distant => Manner::News,
            _ => Manner::History,
        };
        Self { published, manner, focus: None, diary: false }
    }

    /// Does the article fulfil what a reading demands?
    pub(super) fn admits(&self, reading: &Reading, tense: impl Fn() -> Tense) -> bool {
        match (reading.proviso, reading.meaning) {
            (Proviso::None, _) => true,
            (Proviso::History, _) => self.manner == Manner::History,
            (Proviso::OwnDay, Meaning::Weekday(..) | Meaning::Span(..)) => {
                self.manner != Manner::History || matches!(tense(), Tense::Past | Tense::Future)
            }
            (Proviso::OwnDay, _) => self.manner == Manner::News,
        }
    }

    /// Goes on to another day of a diary.
    pub(super) fn move_to(&mut self, day: Date) {
        self.diary |= self.published != Some(day);
        self.published = Some(day);
    }

    /// Takes the day that stands over the text for the day of publication, where that is unknown.
    pub(super) fn begin_on(&mut self, day: Date) {
        self.published.get_or_insert(day);
    }

    /// Makes an expression one that later ones may count from.
    pub(super) fn remember(&mut self, value: Value, anchor: Anchor, index: usize, sentence: usize) {
        if let Value::Point(point) = value
            && point.year().is_some()
        {
            let stated = anchor == Anchor::Stated;
            self.focus = Some(Focus { point, index, sentence, stated });
        }
    }

    /// The value of a reading, and what it rests on; none where it counts from an expression that
    /// is not there.
    pub(super) fn resolve(
        &self,
        reading: &Reading,
        sentence: usize,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let (value, anchor) = self.whole(reading.meaning, sentence, tense)?;
        Some((narrowed(value, reading.part), anchor))
    }

    fn whole(
        &self,
        meaning: Meaning,
        sentence: usize,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let stated = |value: Value| Some((value, Anchor::Stated));
        let deictic = |point: Option<Point>| {
            Some((point.map_or(Value::Unknown, Value::Point), Anchor::Publication))
        };
        match meaning {
            Meaning::Stated(point) => stated(point.into()),
            Meaning::StatedRange(start, end) => stated(range(Some(start), Some(end))),
            Meaning::Clock(clock) => stated(Value::Clock(clock)),
            Meaning::Seasons(season) => stated(Point::AnySeason(season).into()),
            Meaning::Calendar { year: Some(year), first, last, .. } => {
                stated(calendar_value(year, first, last)?)
            }
            Meaning::Calendar { first, last, weekday, which, .. } => {
                self.calendar(first, last, weekday, which, sentence, tense)
            }
            Meaning::DayOfMonth(day, which) => self.day_of_month(day, which, sentence, tense),
            Meaning::Weekday(weekday, which) => self.weekday(weekday, which, tense),
            Meaning::Season(season, which) => self.season(season, which, tense),
            Meaning::Fraction(unit, count, which) => self.fraction(unit, count, which, tense),
            Meaning::Unit(unit, which) => self.unit(unit, which, tense),
            Meaning::Running(unit) => {
                let story = self.focus.filter(|_| self.manner == Manner::History);
                let which = if story.is_some() { Which::That } else { Which::This };
                self.unit(unit, which, tense)
            }
            Meaning::Day(count) => {
                deictic(self.published.and_then(|day| add_days(day, count)).map(Point::Day))
            }
            Meaning::Ago(count, unit) => {
                let value = self.published.and_then(|day| ago(day, count, unit));
                Some((value.unwrap_or(Value::Unknown), Anchor::Publication))
            }
            Meaning::Shift(count, unit) => self.shift(count, unit),
            Meaning::Span(Count::Halves(halves), unit, Which::Next)
                if self.manner == Manner::History && self.focus.is_some() =>
            {
                let focus = self.focus?;
                let (count, unit) = whole_units(halves, unit)?;
                let end = shift(focus.point, count, unit)?;
                Some((range(Some(focus.point), Some(end)), Anchor::Earlier(focus.index)))
            }
            Meaning::Span(count, unit, which) => {
                let value = self.published.and_then(|day| span(day, count, unit, which));
                Some((value.unwrap_or(Value::Unknown), Anchor::Publication))
            }
            Meaning::Holiday(holiday, Some(year), _) => {
                stated(Point::Day(holiday.in_year(year)?).into())
            }
            Meaning::Holiday(holiday, None, which) => self.holiday(holiday, which, tense),
        }
    }

    /// The expression that a date of no year takes its year from: the one that the story has got
    /// to, or one of another year in the same sentence.
    fn story(&self, sentence: usize) -> Option<Focus> {
        let focus = self.focus.filter(|f| f.point.precision() <= Precision::Year)?;
        let year = focus.point.year()?;
        let elsewhere = self.published.is_none_or(|day| year_of(day) != year);
        let beside = focus.sentence == sentence && focus.stated && elsewhere;
        let told = self.manner == Manner::History || self.published.is_none();
        (beside || told).then_some(focus)
    }

    /// Does a month and day of no year lie within a month of publication?
    fn is_near(&self, wanted: MonthDay) -> bool {
        let near = self.published.and_then(|today| {
            let year = pick_year(today, wanted, None, Tense::Unknown)?;
            let day = days(calendar_point(year, wanted)?)?.start;
            Some((day - today).get_days().abs() < 31)
        });
        near.unwrap_or(false)
    }

    fn calendar(
        &self,
        first: MonthDay,
        last: Option<MonthDay>,
        weekday: Option<Weekday>,
        which: Option<Which>,
        sentence: usize,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let within = |year| calendar_value(year, first, last);
        let tense = tense();
        if which.is_none() {
            // What happens in October happens every year; what happened in October happened once.
            let habit = match first.1 {
                None => !matches!(tense, Tense::Past | Tense::Future),
                Some(_) => tense == Tense::Present && !self.is_near(first),
            };
            let story = self.story(sentence);
            let beside = story.is_some_and(|f| f.sentence == sentence);
            if habit && self.manner != Manner::News && !beside {
                return Some((any(first, last), Anchor::Stated));
            }
            if let Some(focus) = story {
                let year = story_year(focus.point, first.0, focus.sentence == sentence)?;
                return Some((within(year)?, Anchor::Earlier(focus.index)));
            }
        }
        let Some(today) = self.published else { return Some((any(first, last), Anchor::Stated)) };
        let year = year_of(today);
        if let (Some(weekday), Some(day)) = (weekday, first.1) {
            let fits = |year: &i32| date(*year, first.0, day).map(Date::weekday) == Some(weekday);
            let near = pick_year(today, first, None, Tense::Unknown)?;
            let close = date(near, first.0, day).is_some_and(|d| (d - today).get_days().abs() < 60);
            let years = [near, year, year - 1, year + 1];
            if let Some(year) = years.iter().find(|y| fits(y) || close) {
                return Some((within(*year)?, Anchor::Publication));
            }
        }
        // A list of months goes on from the one before it.
        let from = self
            .focus
            .filter(|f| f.sentence == sentence && !f.stated && first.1.is_none())
            .filter(|f| f.point.precision() == Precision::Month)
            .filter(|_| tense != Tense::Past)
            .and_then(|f| days(f.point))
            .map(|d| d.start);
        let year = match from {
            Some(from) => pick_year(from, first, Some(Which::Coming), Tense::Future)?,
            None => pick_year(today, first, which, tense)?,
        };
        Some((within(year)?, Anchor::Publication))
    }

    fn day_of_month(
        &self,
        day: u8,
        which: Option<Which>,
        sentence: usize,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let month_of = |point: Point| match point.precision() {
            Precision::Day | Precision::Week | Precision::Weekend | Precision::Month => {
                days(point).map(|d| d.start)
            }
            _ => None,
        };
        let told = matches!(which, Some(Which::That | Which::Same));
        let beside = self.focus.filter(|f| {
            which.is_none() && f.sentence == sentence || self.published.is_none() || told
        });
        if let Some(focus) = beside.or(self.story(sentence))
            && let Some(base) = month_of(focus.point)
        {
            let point = Point::Day(date(year_of(base), base.month() as u8, day)?);
            return Some((point.into(), Anchor::Earlier(focus.index)));
        }
        let today = self.published?;
        let in_month = |count| {
            let month = days(shift(containing(today, Unit::Month)?, count, Unit::Month)?)?.start;
            date(year_of(month), month.month() as u8, day)
        };
        let picked = match which {
            Some(Which::Last | Which::Past | Which::Previous) => Some(in_month(-1)?),
            Some(Which::Next | Which::Coming | Which::Following) => Some(in_month(1)?),
            Some(_) => Some(in_month(0)?),
            None => None,
        };
        let found = if picked.is_some() {
            picked
        } else if tense() == Tense::Future {
            (0..3).filter_map(in_month).find(|d| *d >= today)
        } else {
            (0..3).filter_map(|n| in_month(-n)).find(|d| *d <= today)
        };
        Some((Point::Day(found?).into(), Anchor::Publication))
    }

    fn weekday(
        &self,
        weekday: Weekday,
        which: Option<Which>,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let day = |day: Option<Date>| day.map_or(Value::Unknown, |d| Point::Day(d).into());
        let focus_day = self.focus.and_then(|f| match f.point {
            Point::Day(day) => Some((day, Anchor::Earlier(f.index))),
            _ => None,
        });
        let counts_on = matches!(which, Some(Which::Following | Which::That | Which::Same));
        if let Some((base, anchor)) = focus_day {
            let near = self.published.is_some_and(|day| (day - base).get_days().abs() < 8);
            let told = self.manner == Manner::History && !near || self.published.is_none();
            if counts_on || told && which.is_none() {
                let from = if which == Some(Which::Following) { add_days(base, 1)? } else { base };
                return Some((day(weekday_from(from, weekday)), anchor));
            }
        }
        let Some(today) = self.published else {
            return Some((Value::Unknown, Anchor::Publication));
        };
        let in_week = |weeks: i64| {
            let day = weeks * 7 + i64::from(weekday.to_monday_zero_offset());
            monday(today).and_then(|monday| add_days(monday, day))
        };
        let found = match which {
            Some(Which::Last | Which::Past | Which::Previous) => {
                add_days(today, -1).and_then(|d| weekday_until(d, weekday))
            }
            Some(Which::Next) => in_week(1),
            Some(Which::Coming | Which::Following) => {
                add_days(today, 1).and_then(|d| weekday_from(d, weekday))
            }
            Some(Which::This | Which::Current) => match tense() {
                Tense::Past => weekday_until(today, weekday),
                _ => weekday_from(today, weekday),
            },
            _ => match tense() {
                // "The council meets on Wednesday."
                Tense::Future | Tense::Present => weekday_from(today, weekday),
                Tense::Unknown if self.diary => weekday_from(today, weekday),
                _ => weekday_until(today, weekday),
            },
        };
        Some((day(found), Anchor::Publication))
    }

    fn season(
        &self,
        season: Season,
        which: Option<Which>,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let any = Some((Point::AnySeason(season).into(), Anchor::Stated));
        let of_focus = |focus: Focus| {
            let year = focus.point.year()?;
            Some((Point::Season(year, season).into(), Anchor::Earlier(focus.index)))
        };
        match which {
            None if self.manner == Manner::Timeless || tense() == Tense::Present => return any,
            None if self.manner == Manner::History => {
                return self.focus.filter(|_| tense() == Tense::Past).and_then(of_focus).or(any);
            }
            Some(Which::That | Which::Same | Which::Following) => {
                return self.focus.and_then(of_focus);
            }
            _ => {}
        }
        let Some(today) = self.published else { return any };
        let year = year_of(today);
        let years = [year - 2, year - 1, year, year + 1];
        let when = |year: i32| days(Point::Season(year, season));
        let found = match (which, tense()) {
            (Some(Which::Last | Which::Past | Which::Previous), _) => {
                years.into_iter().rev().find(|y| when(*y).is_some_and(|d| d.end < today))
            }
            (Some(Which::Next), _) => {
                years.into_iter().find(|y| when(*y).is_some_and(|d| d.start > today))
            }
            (Some(Which::Coming), _) | (_, Tense::Future) => {
                years.into_iter().find(|y| when(*y).is_some_and(|d| d.end >= today))
            }
            (_, Tense::Past) => {
                years.into_iter().rev().find(|y| when(*y).is_some_and(|d| d.start <= today))
            }
            _ => Some(year),
        };
        Some((Point::Season(found?, season).into(), Anchor::Publication))
    }

    fn fraction(
        &self,
        unit: Unit,
        count: u8,
        which: Option<Which>,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let point = |year| match unit {
            Unit::Half => Point::Half(year, count),
            _ => Point::Quarter(year, count),
        };
        if matches!(which, Some(Which::That | Which::Same | Which::Following)) {
            let focus = self.focus?;
            return Some((point(focus.point.year()?).into(), Anchor::Earlier(focus.index)));
        }
        let Some(today) = self.published else {
            return Some((Value::Unknown, Anchor::Publication));
        };
        let year = year_of(today);
        let begun = days(point(year)).is_some_and(|d| d.start <= today);
        let year = match which {
            Some(Which::Last | Which::Past | Which::Previous) => year - 1,
            Some(Which::Next | Which::Coming) => year + 1,
            None if !begun && tense() != Tense::Future => year - 1,
            _ => year,
        };
        Some((point(year).into(), Anchor::Publication))
    }

    fn unit(&self, unit: Unit, which: Which, tense: impl Fn() -> Tense) -> Option<(Value, Anchor)> {
        if matches!(which, Which::That | Which::Same | Which::Following) {
            let focus = self.focus.filter(|f| f.point.precision() <= precision(unit))?;
            let point = containing(days(focus.point)?.start, unit)?;
            return Some((point.into(), Anchor::Earlier(focus.index)));
        }
        let Some(today) = self.published else {
            return Some((Value::Unknown, Anchor::Publication));
        };
        let current = containing(today, unit)?;
        let value = match which {
            _ if unit == Unit::Weekend => weekend(today, which, tense()).map(Value::from),
            Which::Last | Which::Past | Which::Previous => {
                shift(current, -1, unit).map(Value::from)
            }
            Which::Next | Which::Coming => shift(current, 1, unit).map(Value::from),
            // What has happened this week has happened by today.
            _ if unit == Unit::Week && tense() == Tense::Past => {
                monday(today).map(|m| range(Some(Point::Day(m)), Some(Point::Day(today))))
            }
            _ => Some(current.into()),
        };
        Some((value.unwrap_or(Value::Unknown), Anchor::Publication))
    }

    fn shift(&self, count: i64, unit: Unit) -> Option<(Value, Anchor)> {
        let of_focus = self
            .focus
            .filter(|f| f.point.precision() <= precision(unit))
            .and_then(|f| Some((days(f.point)?.start, Anchor::Earlier(f.index))));
        // "up from a year earlier" counts from the article where it has named no time.
        let of_today = self.published.filter(|_| count < 0 && unit != Unit::Day);
        let (base, anchor) = of_focus.or(of_today.map(|d| (d, Anchor::Publication)))?;
        let unit_of = if unit.years().is_some() { Unit::Year } else { unit };
        let point = shift(containing(base, unit_of)?, count, unit)?;
        Some((point.into(), anchor))
    }

    fn holiday(
        &self,
        holiday: Holiday,
        which: Option<Which>,
        tense: impl Fn() -> Tense,
    ) -> Option<(Value, Anchor)> {
        let any = match holiday {
            Holiday::Fixed(month, day) => Value::Point(Point::AnyDay(month, day)),
            _ => Value::Unknown,
        };
        let day = |day: Option<Date>| day.map_or(any, |d| Point::Day(d).into());
        if which.is_none()
            && self.manner == Manner::History
            && let Some(focus) = self.focus
        {
            let year = focus.point.year()?;
            return Some((day(holiday.in_year(year)), Anchor::Earlier(focus.index)));
        }
        let Some(today) = self.published else { return Some((any, Anchor::Stated)) };
        let year = year_of(today);
        if which.is_none() && self.manner == Manner::Timeless {
            return match holiday {
                Holiday::Fixed(..) => Some((any, Anchor::Stated)),
                _ => Some((day(holiday.in_year(year)), Anchor::Publication)),
            };
        }
        let years = [year - 1, year, year + 1].map(|y| holiday.in_year(y));
        let before = |d: &Date| *d <= today;
        let found = match (which, tense()) {
            (Some(Which::Last | Which::Past | Which::Previous), _) | (_, Tense::Past) => {
                years.into_iter().rev().flatten().find(before)
            }
            (Some(Which::This), _) => holiday.in_year(year),
            _ => years.into_iter().flatten().find(|d| !before(d) || *d == today),
        };
        Some((day(found), Anchor::Publication))
    }
}

/// Puts the ends of "from X to Y" in order where each was placed by itself: a month-day goes back
/// a year, a weekday on a week.
pub(super) fn put_in_order(first: &mut Value, second: &mut Value) {
    let (Value::Point(start), Value::Point(end)) = (*first, *second) else { return };
    let (Some(from), Some(to)) = (days(start), days(end)) else { return };
    if from.start <= to.end {
        return;
    }
    let (behind, ahead) = (shift(start, -1, Unit::Year), shift(end, 1, Unit::Week));
    match (start, end, behind, ahead) {
        (Point::Day(a), Point::Day(b), _, Some(ahead)) if (a - b).get_days() < 7 => {
            *second = ahead.into();
        }
        (Point::Day(_) | Point::Month(..), Point::Day(_) | Point::Month(..), Some(behind), _) => {
            *first = behind.into();
        }
        _ => {}
    }
}

fn range(start: Option<Point>, end: Option<Point>) -> Value {
    Value::Range { start, end }
}

/// Two years and more away from publication.
fn is_distant(point: Point, published: Option<Date>) -> bool {
    point.year().is_some_and(|year| {
        published.is_none_or(|day| (i64::from(year) - i64::from(year_of(day))).abs() >= 2)
    })
}

/// A month or a day of a year.
fn calendar_point(year: i32, (month, day): MonthDay) -> Option<Point> {
    match day {
        None => Some(Point::Month(year, month)),
        Some(day) => date(year, month, day).map(Point::Day),
    }
}

fn calendar_value(year: i32, first: MonthDay, last: Option<MonthDay>) -> Option<Value> {
    let start = calendar_point(year, first)?;
    let Some(last) = last else { return Some(start.into()) };
    Some(range(Some(start), Some(calendar_point(year, last)?)))
}

/// A month, a day, or a range of them, of no year.
fn any(first: MonthDay, last: Option<MonthDay>) -> Value {
    let point = |(month, day): MonthDay| match day {
        None => Point::AnyMonth(month),
        Some(day) => Point::AnyDay(month, day),
    };
    match last {
        None => point(first).into(),
        Some(last) => range(Some(point(first)), Some(point(last))),
    }
}

/// The year of a month in a story that has got to a point: the point's own, or the next where the
/// month lies far behind.
fn story_year(point: Point, month: u8, beside: bool) -> Option<i32> {
    let year = point.year()?;
    let reached = match point {
        Point::Month(_, month) => month,
        Point::Day(day) => day.month() as u8,
        _ => return Some(year),
    };
    if !beside && month + BACK < reached { super::calendar::add_years(year, 1) } else { Some(year) }
}

/// The year of a month or a day that stands without one.
fn pick_year(today: Date, wanted: MonthDay, which: Option<Which>, tense: Tense) -> Option<i32> {
    let year = year_of(today);
    let spans = [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| Some((year, days(calendar_point(year, wanted)?)?)));
    let begun = || spans.clone().rfind(|(_, d)| d.start <= today);
    let ahead = || spans.clone().find(|(_, d)| d.end >= today);
    let distance = |d: &super::value::Days| {
        let to = |day: Date| i64::from((day - today).get_days());
        if d.start > today { to(d.start) } else { (-to(d.end)).max(0) }
    };
    let nearest = || spans.clone().min_by_key(|(_, d)| distance(d));
    let found = match (which, tense) {
        (Some(Which::Last | Which::Past | Which::Previous), _) => {
            spans.clone().rfind(|(_, d)| d.end < today)
        }
        (Some(Which::Next | Which::Coming | Which::Following), _) | (None, Tense::Future) => {
            ahead()
        }
        (None, Tense::Past) => match begun() {
            Some((_, d)) if wanted.1.is_some() && distance(&d) > BEHIND => nearest(),
            found => found,
        },
        (None, _) => nearest(),
        _ => Some((year, days(calendar_point(year, wanted)?)?)),
    };
    found.map(|(year, _)| year)
}

fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Day => Precision::Day,
        Unit::Week => Precision::Week,
        Unit::Weekend => Precision::Weekend,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Half => Precision::Half,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Decade,
        Unit::Century => Precision::Century,
    }
}

/// The weekend that is running, behind or ahead.
fn weekend(today: Date, which: Which, tense: Tense) -> Option<Point> {
    let behind = weekday_until(today, Weekday::Saturday)?;
    let ahead = match today.weekday() {
        Weekday::Sunday => behind,
        _ => weekday_from(today, Weekday::Saturday)?,
    };
    let past = match which {
        Which::Last | Which::Past | Which::Previous => tense != Tense::Future,
        Which::This | Which::Current => tense == Tense::Past,
        _ => false,
    };
    Some(Point::Weekend(if past { behind } else { ahead }))
}

/// So many units before a day, as closely as the unit says.
fn ago(today: Date, count: Count, unit: Unit) -> Option<Value> {
    let Count::Halves(halves) = count else { return Some(range(None, Some(Point::Day(today)))) };
    let (count, unit) = whole_units(halves, unit)?;
    // "ten thousand years ago" is no closer than a thousand years.
    if let Some(years) = unit.years().and_then(|years| years.checked_mul(count))
        && years >= 10_000
    {
        let year = super::calendar::add_years(year_of(today) / 1000 * 1000, -years)?;
        return Some(Point::Year(if year < 0 { year + 1 } else { year }).into());
    }
    let kind = match unit {
        Unit::Day | Unit::Week | Unit::Weekend => Unit::Day,
        Unit::Month | Unit::Quarter | Unit::Half => Unit::Month,
        Unit::Year | Unit::Decade | Unit::Century => Unit::Year,
    };
    shift(containing(today, kind)?, -count, unit).map(Value::from)
}

/// From so many units before a day up to it, or from it on.
fn span(today: Date, count: Count, unit: Unit, which: Which) -> Option<Value> {
    let back = matches!(which, Which::Last | Which::Past | Which::Previous);
    let today_point = Some(Point::Day(today));
    let Count::Halves(halves) = count else {
        let (start, end) = if back { (None, today_point) } else { (today_point, None) };
        return Some(range(start, end));
    };
    let (count, unit) = whole_units(halves, unit)?;
    let other = add_units(today, if back { -count } else { count }, unit).map(Point::Day);
    other?;
    Some(if back { range(other, today_point) } else { range(today_point, other) })
}

/// Half units as whole ones of a smaller unit.
fn whole_units(halves: i64, unit: Unit) -> Option<(i64, Unit)> {
    if halves % 2 == 0 {
        return Some((halves / 2, unit));
    }
    match unit {
        Unit::Month => Some((halves / 2, Unit::Month)),
        Unit::Day | Unit::Week | Unit::Weekend => None,
        _ => Some((halves.checked_mul(unit.months()?)? / 2, Unit::Month)),
    }
}

/// The early, middle or late part of a value.
fn narrowed(value: Value, part: Option<Part>) -> Value {
    match (value, part) {
        (Value::Point(point), Some(part)) => part_of(point, part).unwrap_or(value),
        _ => value,
    }
}

/// Early is the first third of a year, the first half of a month or a decade, the first quarter
/// of a century; late is the last.
fn part_of(point: Point, part: Part) -> Option<Value> {
    let between = |start, end| Some(range(Some(start), Some(end)));
    let years = |first: i32, cuts: [i32; 6]| {
        let at = part as usize * 2;
        between(Point::Year(first + cuts[at]), Point::Year(first + cuts[at + 1]))
    };
    let in_month = |last: u8| match part {
        Part::Early => (1, 15),
        Part::Middle => (10, 20),
        Part::Late => (15, last),
    };
    match point {
        Point::Century(first) => years(first, [0, 25, 33, 66, 75, 99]),
        Point::Decade(first) => years(first, [0, 4, 3, 6, 5, 9]),
        Point::Year(year) => {
            let first = part as u8 * 4 + 1;
            between(Point::Month(year, first), Point::Month(year, first + 3))
        }
        Point::Season(year, season) => {
            let month = |n: u8| {
                let whole = season.first_month() + n;
                Point::Month(year + i32::from(whole > 12), (whole - 1) % 12 + 1)
            };
            Some(month(part as u8).into())
        }
        Point::Month(year, month) => {
            let (first, last) = in_month(days(point)?.end.day() as u8);
            between(Point::Day(date(year, month, first)?), Point::Day(date(year, month, last)?))
        }
        Point::AnyMonth(month) => {
            let (first, last) = in_month(days(Point::Month(2001, month))?.end.day() as u8);
            between(Point::AnyDay(month, first), Point::AnyDay(month, last))
        }
        _ => None,
    }
}
