//! What people set right.

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::{Error, Ledger, Result, moment};

/// What somebody set right, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its number, in the order of their coming.
    pub id: i64,
    /// When.
    pub at: String,
    /// Who, as they call themselves.
    pub who: String,
    /// What they say.
    #[serde(flatten)]
    pub says: Says,
    /// Why.
    pub note: Option<String>,
}

/// What a correction says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub enum Says {
    /// A finding is right.
    Right(Finding),
    /// A finding is wrong.
    Wrong(Finding),
    /// Two claims are one.
    Join(Two),
    /// A claim that is one is two: the article's proposition does not belong to it.
    Part(Two),
}

impl Says {
    /// In a word: `right`, `wrong`, `join`, `part`.
    pub fn verdict(&self) -> &'static str {
        match self {
            Says::Right(_) => "right",
            Says::Wrong(_) => "wrong",
            Says::Join(_) => "join",
            Says::Part(_) => "part",
        }
    }
}

/// Something that was found in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The article.
    pub article: String,
    /// As the report called it then: `s1`, `v1`, `g1`, `e1`.
    pub finding: String,
    /// Where it stands: this finds it again in a newer reading.
    pub span: [u32; 2],
}

/// Two claims, or a claim and what does not belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Two {
    /// A claim.
    pub claim: String,
    /// The other claim; of [`Says::Part`], the article whose mention does not belong to the claim.
    pub other: String,
}

const COLUMNS: &str = "id, at, who, verdict, article, finding, start, end, claim, other, note";

impl Ledger {
    /// Writes a correction down. It changes nothing in reports and claims: what is shown is the
    /// engine's answer with corrections on top.
    ///
    /// # Errors
    /// Where nobody's name is given, or the file cannot be written.
    pub fn correct(&mut self, who: &str, says: &Says, note: Option<&str>) -> Result<Correction> {
        if who.trim().is_empty() {
            return Err(Error::Wish {
                what: "a correction",
                expected: "a name".into(),
                found: "none".to_owned(),
            });
        }
        let (finding, two) = match says {
            Says::Right(finding) | Says::Wrong(finding) => (Some(finding), None),
            Says::Join(two) | Says::Part(two) => (None, Some(two)),
        };
        let at = moment::now();
        let id = self
            .db
            .prepare_cached(
                "INSERT INTO corrections (at, who, verdict, article, finding, start, end, claim, other, note)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                at,
                who,
                says.verdict(),
                finding.map(|f| &f.article),
                finding.map(|f| &f.finding),
                finding.map(|f| f.span[0]),
                finding.map(|f| f.span[1]),
                two.map(|two| &two.claim),
                two.map(|two| &two.other),
                note,
            ])?;
        let note = note.map(str::to_owned);
        Ok(Correction { id, at, who: who.to_owned(), says: says.clone(), note })
    }

    /// Takes a correction back. Tells whether there was one.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn take_back(&mut self, correction: i64) -> Result<bool> {
        let mut delete = self.db.prepare_cached("DELETE FROM corrections WHERE id = ?")?;
        Ok(delete.execute([correction])? > 0)
    }

    /// All corrections, the first first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>> {
        self.corrections_where("TRUE", "")
    }

    /// The corrections of an article's findings.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn corrections_of_article(&self, article: &str) -> Result<Vec<Correction>> {
        self.corrections_where("article = ?1", article)
    }

    /// The corrections that bear on a claim, also under identifiers that it had earlier.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn corrections_of_claim(&self, claim: &str) -> Result<Vec<Correction>> {
        self.corrections_where(
            "claim = ?1 OR other = ?1
             OR claim IN (SELECT id FROM former_claims WHERE now = ?1)
             OR other IN (SELECT id FROM former_claims WHERE now = ?1)",
            claim,
        )
    }

    /// What a claim is called now that was called so.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn current_claim(&self, id: &str) -> Result<String> {
        let mut look = self.db.prepare_cached("SELECT now FROM former_claims WHERE id = ?")?;
        let now: Option<String> = look.query_row([id], |row| row.get(0)).optional()?;
        Ok(now.unwrap_or_else(|| id.to_owned()))
    }

    fn corrections_where(&self, condition: &str, value: &str) -> Result<Vec<Correction>> {
        let question = format!("SELECT {COLUMNS} FROM corrections WHERE ({condition}) ORDER BY id");
        let mut look = self.db.prepare_cached(&question)?;
        let found =
            if look.parameter_count() == 0 { look.query([])? } else { look.query([value])? };
        Ok(found
            .mapped(correction)
            .collect::<rusqlite::Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect())
    }
}

/// A row; nothing where it says what this version does not know.
fn correction(row: &Row<'_>) -> rusqlite::Result<Option<Correction>> {
    let text = |n: usize| row.get::<_, Option<String>>(n).map(Option::unwrap_or_default);
    let finding = || -> rusqlite::Result<Finding> {
        let point = |n: usize| row.get::<_, Option<u32>>(n).map(Option::unwrap_or_default);
        Ok(Finding { article: text(4)?, finding: text(5)?, span: [point(6)?, point(7)?] })
    };
    let two = || -> rusqlite::Result<Two> { Ok(Two { claim: text(8)?, other: text(9)? }) };
    let says = match text(3)?.as_str() {
        "right" => Says::Right(finding()?),
        "wrong" => Says::Wrong(finding()?),
        "join" => Says::Join(two()?),
        "part" => Says::Part(two()?),
        _ => return Ok(None),
    };
    Ok(Some(Correction {
        id: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        says,
        note: row.get(10)?,
    }))
}
