//! Answers that take long to find and that many ask for, kept for a while.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Answers by their questions. One that is old is found anew by the first who asks; whoever asks
/// meanwhile gets the old one.
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

/// How old an answer may be.
const FRESH: Duration = Duration::from_secs(10);

impl<T> Kept<T> {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, answers: Mutex::default(), looking: Mutex::default() }
    }

    /// The answer that is kept, else the one that `look` finds.
    pub(crate) fn answer<E>(
        &self,
        question: &str,
        look: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let mut old = false;
        if let Some(answer) = self.known(question, &mut old) {
            return Ok(answer);
        }
        let turn = (!old).then(|| lock(&self.looking));
        // Somebody else may have found it while this one waited.
        if turn.is_some()
            && let Some(answer) = self.known(question, &mut old)
        {
            return Ok(answer);
        }
        let answer = Arc::new(look()?);
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
        Ok(answer)
    }

    /// A fresh answer. An old one is told to be `old`, and counts as fresh for all others, since who
    /// asked will look for a new one now.
    fn known(&self, question: &str, old: &mut bool) -> Option<Arc<T>> {
        let mut answers = lock(&self.answers);
        let kept = answers.iter_mut().find(|kept| kept.question == question)?;
        if kept.found.elapsed() > FRESH {
            kept.found = Instant::now();
            *old = true;
            return None;
        }
        Some(Arc::clone(&kept.answer))
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
        kept.forget();
        assert_eq!(look(3), Ok(3));
        assert_eq!(kept.answer("other", || Err("no")).map(|answer| *answer), Err("no"));
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let kept = Kept::new(2);
        for question in ["a", "b", "c"] {
            let _ = kept.answer(question, || Ok::<_, ()>(0));
        }
        assert_eq!(kept.answer("a", || Ok::<_, ()>(1)).map(|answer| *answer), Ok(1));
        assert_eq!(kept.answer("c", || Ok::<_, ()>(1)).map(|answer| *answer), Ok(0));
    }
}
