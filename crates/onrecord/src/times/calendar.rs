//! Arithmetic on the calendar. Whatever leaves the years that [`Date`] can write is `None`.

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Span};

use super::lexicon::Unit;
use super::value::{Days, Point};

/// The day `days` after a date, or before it.
pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    let hours = days.checked_mul(24)?;
    date.checked_add(SignedDuration::try_from_hours(hours)?).ok()
}

/// The day `months` after a date; the last of the month where that has no such day.
fn add_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The year of a date as historians count: 1 BCE is -1.
pub(super) fn year_of(date: Date) -> i32 {
    let year = i32::from(date.year());
    if year > 0 { year } else { year - 1 }
}

/// A date from its parts; none where the calendar has no such day.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let year = match year {
        0 => return None,
        1.. => year,
        _ => year + 1,
    };
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The year `count` after another, counted without a year 0.
pub(super) fn add_years(year: i32, count: i64) -> Option<i32> {
    let astronomical = i64::from(year) + i64::from(year < 0);
    let sum = astronomical.checked_add(count)?;
    (if sum > 0 { sum } else { sum - 1 }).try_into().ok()
}

/// The first and the last day of a point.
pub(super) fn days(point: Point) -> Option<Days> {
    let years = |first, last| Some(Days { start: date(first, 1, 1)?, end: date(last, 12, 31)? });
    let months = |year, first, count| {
        let start = date(year, first, 1)?;
        Some(Days { start, end: add_days(add_months(start, count)?, -1)? })
    };
    match point {
        Point::Century(y) => years(y, add_years(y, 99)?),
        Point::Decade(y) => years(y, add_years(y, 9)?),
        Point::Year(y) => years(y, y),
        Point::Half(y, half) => months(y, half * 6 - 5, 6),
        Point::Quarter(y, quarter) => months(y, quarter * 3 - 2, 3),
        Point::Season(y, season) => months(y, season.first_month(), 3),
        Point::Month(y, month) => months(y, month, 1),
        Point::Week(monday) => Some(Days { start: monday, end: add_days(monday, 6)? }),
        Point::Weekend(saturday) => Some(Days { start: saturday, end: add_days(saturday, 1)? }),
        Point::Day(day) => Some(Days { start: day, end: day }),
        Point::AnySeason(_) | Point::AnyMonth(_) | Point::AnyDay(..) => None,
    }
}

/// The Monday of a date's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    add_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// The latest day of that name, up to and including the date.
pub(super) fn weekday_until(date: Date, weekday: Weekday) -> Option<Date> {
    add_days(date, -i64::from(weekday.until(date.weekday())))
}

/// The first day of that name, from the date on.
pub(super) fn weekday_from(date: Date, weekday: Weekday) -> Option<Date> {
    add_days(date, i64::from(date.weekday().until(weekday)))
}

/// The point of a kind that a day lies in.
pub(super) fn containing(day: Date, unit: Unit) -> Option<Point> {
    let (year, month) = (year_of(day), day.month() as u8);
    Some(match unit {
        Unit::Day => Point::Day(day),
        Unit::Week => Point::Week(monday(day)?),
        Unit::Weekend => Point::Weekend(add_days(monday(day)?, 5)?),
        Unit::Month => Point::Month(year, month),
        Unit::Quarter => Point::Quarter(year, month.div_ceil(3)),
        Unit::Half => Point::Half(year, month.div_ceil(6)),
        Unit::Year => Point::Year(year),
        Unit::Decade => Point::Decade(year.div_euclid(10) * 10),
        Unit::Century => Point::Century(year.div_euclid(100) * 100),
    })
}

/// A point moved by so many of its own kind, or of a unit that its kind divides: a month by years,
/// a day by weeks. None where that makes no sense, as a year moved by days.
pub(super) fn shift(point: Point, count: i64, unit: Unit) -> Option<Point> {
    let years = |year| add_years(year, count.checked_mul(unit.years()?)?);
    Some(match point {
        Point::Century(y) if unit == Unit::Century => Point::Century(years(y)?),
        Point::Century(_) => return None,
        Point::Decade(y) if unit.years()? >= 10 => Point::Decade(years(y)?),
        Point::Decade(_) => return None,
        Point::Year(y) => Point::Year(years(y)?),
        Point::Half(y, half) => Point::Half(years(y)?, half),
        Point::Season(y, season) => Point::Season(years(y)?, season),
        Point::Quarter(..) | Point::Month(..) => {
            let start = days(point)?.start;
            let moved = add_months(start, count.checked_mul(unit.months()?)?)?;
            let kind = if matches!(point, Point::Month(..)) { Unit::Month } else { Unit::Quarter };
            containing(moved, kind)?
        }
        Point::Week(day) => Point::Week(add_units(day, count, unit).and_then(monday)?),
        Point::Weekend(day) => Point::Weekend(add_units(day, count, unit)?),
        Point::Day(day) => Point::Day(add_units(day, count, unit)?),
        Point::AnySeason(_) | Point::AnyMonth(_) | Point::AnyDay(..) => return None,
    })
}

/// The day so many units after another, or before it.
pub(super) fn add_units(day: Date, count: i64, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => add_days(day, count),
        Unit::Week | Unit::Weekend => add_days(day, count.checked_mul(7)?),
        _ => add_months(day, count.checked_mul(unit.months()?)?),
    }
}

/// The Sunday of Easter in the Gregorian calendar, by the rule of Meeus, Jones and Butcher
/// (Nature, 1876).
pub(super) fn easter(year: i32) -> Option<Date> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * late + 114;
    date(year, u8::try_from(sum / 31).ok()?, u8::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn easter_sundays() {
        for (year, month, sunday) in [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2022, 4, 17)] {
            assert_eq!(easter(year), Some(day(year as i16, month, sunday)));
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        let tuesday = day(2022, 3, 15);
        assert_eq!(monday(tuesday), Some(day(2022, 3, 14)));
        assert_eq!(weekday_until(tuesday, Weekday::Sunday), Some(day(2022, 3, 13)));
        assert_eq!(weekday_until(tuesday, Weekday::Tuesday), Some(tuesday));
        assert_eq!(weekday_from(tuesday, Weekday::Sunday), Some(day(2022, 3, 20)));
    }

    #[test]
    fn the_year_before_the_first_is_one_bce() {
        assert_eq!(add_years(1, -1), Some(-1));
        assert_eq!(add_years(-1, 1), Some(1));
        assert_eq!(add_years(2000, -2400), Some(-401));
        assert_eq!(date(0, 1, 1), None);
        assert_eq!(date(-1, 1, 1).map(year_of), Some(-1));
    }

    #[test]
    fn sums_beyond_the_calendar_are_none() {
        let today = day(2022, 3, 14);
        assert_eq!(add_days(today, i64::MAX), None);
        assert_eq!(add_units(today, i64::MAX, Unit::Century), None);
        assert_eq!(shift(Point::Month(9999, 12), 1, Unit::Month), None);
    }
}
