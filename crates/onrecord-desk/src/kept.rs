//! Answers that take long to find and that many ask for, kept for a while.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Answers by their questions.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    most: usize,
    answers: Mutex<VecDeque<Answer<T>>>,
    /// Held by who looks for an answer that nobody has yet.
    looking: Mutex<()>,
}

#[derive(Debug)]
struct Answer<T> {
    question: String,
    found: Instant,
    answer: Arc<T>,
}

/// What is known of a question.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Known<T> {
    Fresh(Arc<T>),
    /// Good enough to be given; who gets it is to look for a new one, since nobody else is told so.
    Old(Arc<T>),
    Nothing,
}

/// How old an answer may be.
const FRESH: Duration = Duration::from_secs(10);

impl<T> Kept<T> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, answers: Mutex::default(), looking: Mutex::default() }
    }

    pub(crate) fn known(&self, question: &str) -> Known<T> {
        let mut answers = lock(&self.answers);
        let Some(kept) = answers.iter_mut().find(|kept| kept.question == question) else {
            return Known::Nothing;
        };
        let answer = Arc::clone(&kept.answer);
        if kept.found.elapsed() <= FRESH {
            return Known::Fresh(answer);
        }
        kept.found = Instant::now();
        Known::Old(answer)
    }

    /// The answer that is kept, else the one that `look` finds; only one looks at a time.
    pub(crate) fn answer<E>(
        &self,
        question: &str,
        look: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let _turn = lock(&self.looking);
        match self.known(question) {
            Known::Fresh(answer) | Known::Old(answer) => Ok(answer),
            Known::Nothing => Ok(self.keep(question, look()?)),
        }
    }

    pub(crate) fn keep(&self, question: &str, answer: T) -> Arc<T> {
        let answer = Arc::new(answer);
        let mut answers = lock(&self.answers);
        answers.retain(|kept| kept.question != question);
        if answers.len() >= self.most {
            answers.pop_front();
        }
        answers.push_back(Answer {
            question: question.to_owned(),
            found: Instant::now(),
            answer: Arc::clone(&answer),
        });
        answer
    }

    /// Forgets everything: the ledger has changed by us.
    pub(crate) fn forget(&self) {
        lock(&self.answers).clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_once() {
        let kept = Kept::new(2);
        let look = |n: u32| kept.answer("q", || Ok::<_, ()>(n)).map(|answer| *answer);
        assert_eq!(look(1), Ok(1));
        assert_eq!(look(2), Ok(1));
        assert_eq!(kept.known("q"), Known::Fresh(Arc::new(1)));
        kept.forget();
        assert_eq!(kept.known("q"), Known::Nothing);
        assert_eq!(look(3), Ok(3));
        assert_eq!(kept.answer("other", || Err("no")).map(|answer| *answer), Err("no"));
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let kept = Kept::new(2);
        for question in ["a", "b", "c"] {
            kept.keep(question, 0);
        }
        assert_eq!(kept.known("a"), Known::Nothing);
        assert_eq!(kept.known("c"), Known::Fresh(Arc::new(0)));
    }
}
