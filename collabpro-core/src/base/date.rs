//! Days of the calendar.

/// Whether a text is a day of the calendar as ISO 8601 writes it: `2025-02-28`.
pub(crate) fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A moment as programs write it for people: numbers in an order that the first of them or the points between them may tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    numbers: [u16; 6],
    /// Where day, month and year stand: whatever may be meant.
    orders: &'static [[usize; 3]],
}

impl Moment {
    pub(crate) fn of(cell: &str) -> Option<Self> {
        let mut numbers = [0; 6];
        let parts = cell.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut n = 0;
        for (number, part) in numbers.iter_mut().zip(parts) {
            *number = part.parse().ok()?;
            n += 1;
        }
        let half = |word: &str| cell.split(' ').any(|own| own.eq_ignore_ascii_case(word));
        match numbers[3] {
            12 if half("AM") => numbers[3] = 0,
            0..12 if half("PM") => numbers[3] += 12,
            _ => {}
        }
        let between = cell.trim_start_matches(|letter: char| letter.is_ascii_digit()).chars().next();
        let orders: &[[usize; 3]] = match (numbers[0], between) {
            (32.., _) => &[[2, 1, 0]],
            (_, Some('.')) => &[[0, 1, 2]],
            _ => &[[0, 1, 2], [1, 0, 2]],
        };
        (n >= 3).then_some(Self { numbers, orders })
    }

    /// Whether it is earlier, in whatever order day and month stand.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        let read = |one: &Self, [day, month, year]: [usize; 3]| {
            let [.., hour, minute, second] = one.numbers;
            let at = |place: usize| one.numbers.get(place).copied().unwrap_or(0);
            (1..=12).contains(&at(month)).then(|| [at(year), at(month), at(day), hour, minute, second])
        };
        let both = self.orders.iter().filter_map(|order| Some((read(self, *order)?, read(other, *order)?)));
        let mut both = both.filter(|_| self.orders == other.orders).peekable();
        both.peek().is_some() && both.all(|(own, other)| own < other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert!(["2024-02-29", "2025-12-31", "2000-02-29"].into_iter().all(is_date));
        let wrong = [
            "2025-02-29",
            "1900-02-29",
            "2025-13-01",
            "2025-1-01",
            "2025-01-00",
            "+025-01-01",
            "20250101",
            "",
        ];
        assert!(!wrong.into_iter().any(is_date));
    }
    #[test]
    fn moments_are_earlier_where_every_reading_says_so() {
        let before = |one: &str, other: &str| {
            let (one, other) = (Moment::of(one).unwrap(), Moment::of(other).unwrap());
            (one.is_before(&other), other.is_before(&one))
        };
        let earlier = [
            ("2025-10-01 09:55:00", "2025-10-01T10:00:00.5+02:00"),
            ("2022/06/22 11:07:29 AM AST", "2022/06/22 1:07:29 PM AST"),
            ("03/27/2026 12:10:00 AM", "03/27/2026 01:00:00 AM"),
            ("27/03/2026 9:00", "28/03/2026 8:00"),
            ("28.02.2026 09:00", "01.03.2026 08:00"),
            ("10/1/25 9:55:00", "10/1/25 10:00:00"),
        ];
        assert_eq!(earlier.map(|(one, other)| before(one, other)), [(true, false); 6]);
        // March and April, or the third and the fourth.
        assert_eq!(before("03/05/2026", "04/02/2026"), (false, false));
        assert_eq!(before("2026-03-05", "05.03.2026"), (false, false));
        assert!(["", "45931.41", "12:30", "1 2 99999"].iter().all(|cell| Moment::of(cell).is_none()));
    }
}
