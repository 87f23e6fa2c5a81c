//! Whom an article credits as the source of its own text: agencies, and papers it was taken from.

use std::sync::LazyLock;

use regex::Regex;

use crate::Outlet;
use crate::furniture::{self, Furniture::Notice, Furniture::SignOff};
use crate::text::squash;

/// The agencies and outlets credited in the fields of bylines and publishers, and in the text.
///
/// `lines` are those of the article and of what stood around it, in order: a dateline opens one of
/// the first, a sign-off is one of the last. The outlet itself is never among its credits.
pub(crate) fn of<'a>(
    fields: impl IntoIterator<Item = &'a str>,
    lines: &[&str],
    outlet: &Outlet,
) -> Vec<String> {
    let mut credits = Vec::new();
    for field in fields {
        credits.extend(agencies_in(field));
    }
    for line in lines.iter().take(TOP) {
        credits.extend(of_dateline(line));
    }
    for (from_end, line) in lines.iter().rev().take(BOTTOM).enumerate() {
        credits.extend(of_credit_line(line));
        if from_end < LAST {
            credits.extend(of_ending(line));
        }
    }
    tidy(&mut credits, outlet);
    credits
}

/// Leaves each credit once, and the outlet's own name out.
pub(crate) fn tidy(credits: &mut Vec<String>, outlet: &Outlet) {
    let mut seen: Vec<String> = Vec::new();
    credits.retain(|credit| {
        let new = !is_outlet(credit, outlet) && !seen.contains(credit);
        seen.push(credit.clone());
        new
    });
    credits.truncate(MOST);
}

/// The names in a field that a caller filled as credit: agencies by their own name, all else as it
/// stands.
pub(crate) fn of_field(field: &str) -> Vec<String> {
    let field = field.trim();
    let field = HAT_TIP.replace(field, "");
    let pieces = field.split([';', '/', '|', ',']).flat_map(|piece| piece.split(" and "));
    pieces
        .map(|piece| piece.trim().trim_start_matches('©').trim_end_matches('.').trim())
        .filter(|piece| !piece.is_empty() && piece.len() <= 80)
        .map(|piece| agency(piece).map_or_else(|| piece.to_owned(), str::to_owned))
        .collect()
}

/// Does this name, of a publisher say, belong to an agency?
pub(crate) fn agency(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_end_matches('.');
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let is =
        |form: &&str| if is_short(form) { *form == bare } else { form.eq_ignore_ascii_case(bare) };
    AGENCIES.iter().find(|a| a.forms().any(|form| is(&form))).map(|a| a.name)
}

/// The agency whose site this is.
pub(crate) fn agency_at(domain: &str) -> Option<&'static str> {
    AGENCIES.iter().find(|agency| agency.owns(domain)).map(|agency| agency.name)
}

struct Agency {
    /// The name that a credit gets.
    name: &'static str,
    /// Other names and forms. Short ones are matched letter by letter.
    forms: &'static [&'static str],
    /// Its own sites, where it is the outlet.
    sites: &'static [&'static str],
}

impl Agency {
    fn forms(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.forms.iter().copied())
    }

    /// Is this one of its sites, or below one?
    fn owns(&self, domain: &str) -> bool {
        self.sites
            .iter()
            .any(|site| domain.strip_suffix(site).is_some_and(|d| d.is_empty() || d.ends_with('.')))
    }
}

#[rustfmt::skip]
const AGENCIES: &[Agency] = &[
    Agency { name: "Reuters", forms: &["Thomson Reuters", "Reuters Staff", "Reuters News"], sites: &["reuters.com"] },
    Agency { name: "AP", forms: &["Associated Press", "A.P."], sites: &["apnews.com", "ap.org"] },
    Agency { name: "AFP", forms: &["Agence France-Presse", "Agence France Presse"], sites: &["afp.com"] },
    Agency { name: "UPI", forms: &["United Press International"], sites: &["upi.com"] },
    Agency { name: "dpa", forms: &["Deutsche Presse-Agentur", "DPA"], sites: &["dpa.com", "dpa-international.com"] },
    Agency { name: "Bloomberg", forms: &["Bloomberg News"], sites: &["bloomberg.com"] },
    Agency { name: "PA", forms: &["Press Association", "PA Media", "PA News Agency"], sites: &["pa.media"] },
    Agency { name: "EFE", forms: &["Agencia EFE"], sites: &["efe.com"] },
    Agency { name: "Europa Press", forms: &[], sites: &["europapress.es"] },
    Agency { name: "ANSA", forms: &["Agenzia ANSA"], sites: &["ansa.it"] },
    Agency { name: "Adnkronos", forms: &[], sites: &["adnkronos.com"] },
    Agency { name: "APA", forms: &["Austria Presse Agentur", "Austria Press Agency"], sites: &["apa.at"] },
    Agency { name: "ANP", forms: &[], sites: &["anp.nl"] },
    Agency { name: "Belga", forms: &["Belga News Agency"], sites: &["belga.be", "belganewsagency.eu"] },
    Agency { name: "Lusa", forms: &["Agência Lusa"], sites: &["lusa.pt"] },
    Agency { name: "PAP", forms: &["Polish Press Agency"], sites: &["pap.pl"] },
    Agency { name: "CTK", forms: &["ČTK", "Czech News Agency"], sites: &["ctk.cz", "ctk.eu"] },
    Agency { name: "MTI", forms: &[], sites: &["mti.hu"] },
    Agency { name: "Agerpres", forms: &[], sites: &["agerpres.ro"] },
    Agency { name: "BTA", forms: &["Bulgarian News Agency"], sites: &["bta.bg"] },
    Agency { name: "HINA", forms: &["Hina"], sites: &["hina.hr"] },
    Agency { name: "Tanjug", forms: &[], sites: &["tanjug.rs"] },
    Agency { name: "Ritzau", forms: &[], sites: &["ritzau.dk"] },
    Agency { name: "NTB", forms: &[], sites: &["ntb.no"] },
    Agency { name: "TT", forms: &["TT News Agency"], sites: &["tt.se"] },
    Agency { name: "BNS", forms: &["Baltic News Service"], sites: &["bns.lt", "bns.ee"] },
    Agency { name: "Ukrinform", forms: &[], sites: &["ukrinform.net", "ukrinform.ua"] },
    Agency { name: "Interfax-Ukraine", forms: &[], sites: &["interfax.com.ua"] },
    Agency { name: "UNIAN", forms: &[], sites: &["unian.net", "unian.info"] },
    Agency { name: "BelTA", forms: &["BELTA"], sites: &["belta.by"] },
    Agency { name: "TASS", forms: &["ITAR-TASS", "Itar-Tass"], sites: &["tass.com", "tass.ru"] },
    Agency { name: "RIA Novosti", forms: &["RIA"], sites: &["ria.ru"] },
    Agency { name: "Interfax", forms: &[], sites: &["interfax.com", "interfax.ru"] },
    Agency { name: "Anadolu", forms: &["Anadolu Agency", "AA"], sites: &["aa.com.tr"] },
    Agency { name: "IRNA", forms: &["Islamic Republic News Agency"], sites: &["irna.ir"] },
    Agency { name: "Tasnim", forms: &["Tasnim News Agency"], sites: &["tasnimnews.com"] },
    Agency { name: "SANA", forms: &["Syrian Arab News Agency"], sites: &["sana.sy"] },
    Agency { name: "SPA", forms: &["Saudi Press Agency"], sites: &["spa.gov.sa"] },
    Agency { name: "WAM", forms: &["Emirates News Agency"], sites: &["wam.ae"] },
    Agency { name: "QNA", forms: &["Qatar News Agency"], sites: &["qna.org.qa"] },
    Agency { name: "KUNA", forms: &["Kuwait News Agency"], sites: &["kuna.net.kw"] },
    Agency { name: "Petra", forms: &["Petra News Agency"], sites: &["petra.gov.jo"] },
    Agency { name: "MENA", forms: &["Middle East News Agency"], sites: &["mena.org.eg"] },
    Agency { name: "WAFA", forms: &[], sites: &["wafa.ps"] },
    Agency { name: "MAP", forms: &["Maghreb Arabe Presse"], sites: &["mapnews.ma"] },
    Agency { name: "APS", forms: &["Algérie Presse Service", "Algeria Press Service"], sites: &["aps.dz"] },
    Agency { name: "NAN", forms: &["News Agency of Nigeria"], sites: &["nannews.ng"] },
    Agency { name: "SAnews", forms: &[], sites: &["sanews.gov.za"] },
    Agency { name: "PTI", forms: &["Press Trust of India"], sites: &["ptinews.com"] },
    Agency { name: "ANI", forms: &["Asian News International"], sites: &["aninews.in"] },
    Agency { name: "IANS", forms: &["Indo-Asian News Service"], sites: &["ians.in"] },
    Agency { name: "UNI", forms: &["United News of India"], sites: &["uniindia.com"] },
    Agency { name: "APP", forms: &["Associated Press of Pakistan"], sites: &["app.com.pk"] },
    Agency { name: "BSS", forms: &["Bangladesh Sangbad Sangstha"], sites: &["bssnews.net"] },
    Agency { name: "Xinhua", forms: &["Xinhua News Agency"], sites: &["xinhuanet.com", "news.cn"] },
    Agency { name: "CNS", forms: &["China News Service"], sites: &["ecns.cn", "chinanews.com"] },
    Agency { name: "CNA", forms: &["Central News Agency"], sites: &["cna.com.tw", "focustaiwan.tw"] },
    Agency { name: "Kyodo", forms: &["Kyodo News"], sites: &["kyodonews.net", "kyodonews.jp"] },
    Agency { name: "Jiji", forms: &["Jiji Press", "JIJI"], sites: &["jiji.com", "jen.jiji.com"] },
    Agency { name: "Yonhap", forms: &["Yonhap News Agency", "Yonhap News"], sites: &["yna.co.kr"] },
    Agency { name: "KCNA", forms: &["Korean Central News Agency"], sites: &["kcna.kp"] },
    Agency { name: "VNA", forms: &["Vietnam News Agency"], sites: &["vnanet.vn"] },
    Agency { name: "Antara", forms: &[], sites: &["antaranews.com"] },
    Agency { name: "Bernama", forms: &[], sites: &["bernama.com"] },
    Agency { name: "PNA", forms: &["Philippine News Agency"], sites: &["pna.gov.ph"] },
    Agency { name: "AAP", forms: &["Australian Associated Press"], sites: &["aap.com.au"] },
    Agency { name: "Canadian Press", forms: &["The Canadian Press", "CP"], sites: &["thecanadianpress.com"] },
    Agency { name: "Notimex", forms: &[], sites: &["notimex.gob.mx"] },
    Agency { name: "Agência Brasil", forms: &["Agencia Brasil"], sites: &["agenciabrasil.ebc.com.br"] },
    Agency { name: "Télam", forms: &["Telam"], sites: &["telam.com.ar"] },
    Agency { name: "Prensa Latina", forms: &[], sites: &["prensa-latina.cu"] },
    Agency { name: "Tribune News Service", forms: &["TNS"], sites: &["tribunenewsservice.com"] },
    Agency { name: "CNN", forms: &["CNN Newsource"], sites: &["cnn.com"] },
];

/// Every agency named in a short field, in order.
fn agencies_in(field: &str) -> Vec<String> {
    let field = crate::text::prefix(field, LONG_LINE);
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    for agency in AGENCIES {
        let at = agency.forms().filter_map(|form| find_name(field, form)).min();
        found.extend(at.map(|at| (at, agency.name)));
    }
    // "Associated Press of Pakistan" is no "Associated Press": the later table entry is longer.
    if found.iter().any(|(_, name)| *name == "APP") {
        found.retain(|(_, name)| *name != "AP");
    }
    if found.iter().any(|(_, name)| *name == "AAP") {
        found.retain(|(_, name)| *name != "AP");
    }
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// Where a name stands as whole words; a short one in its own letters, a long one in any case.
fn find_name(field: &str, form: &str) -> Option<usize> {
    let matches = |at: usize| {
        let Some(candidate) = field.get(at..at + form.len()) else { return false };
        let same =
            if is_short(form) { candidate == form } else { candidate.eq_ignore_ascii_case(form) };
        let before =
            field[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let after = field[at + form.len()..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && c != '-');
        same && before && after
    };
    field.char_indices().map(|(at, _)| at).find(|&at| matches(at))
}

fn is_short(form: &str) -> bool {
    form.len() <= 5
}

/// `WASHINGTON (AP) —`, `KYIV, March 14 (Reuters) -`, `(AFP)`.
fn of_dateline(line: &str) -> Vec<String> {
    let Some(found) = DATELINE.captures(line) else { return Vec::new() };
    found.name("who").or(found.name("by")).map_or_else(Vec::new, |who| agencies_in(who.as_str()))
}

/// `(With reporting by AFP)`, `This article was first published by The Example.`
fn of_credit_line(line: &str) -> Vec<String> {
    if line.len() > LONG_LINE {
        return Vec::new();
    }
    let mut credits = Vec::new();
    if let Some(found) = ORIGIN.captures(line) {
        let name = found["who"].trim().trim_end_matches('.');
        credits.push(agency(name).unwrap_or(name).to_owned());
    }
    if CREDITING.is_match(line) || matches!(furniture::judge(line), Some(SignOff | Notice)) {
        credits.extend(agencies_in(line));
    }
    credits
}

/// `— AP`, `AFP/Reuters` as the last line, or `... he said. (AFP)` at its end.
fn of_ending(line: &str) -> Vec<String> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let alone: Vec<_> =
        bare.split('/').flat_map(|piece| piece.split(" and ")).map(agency).collect();
    if alone.iter().all(Option::is_some) {
        return alone.into_iter().flatten().map(str::to_owned).collect();
    }
    TAIL.captures(line).map_or_else(Vec::new, |found| agencies_in(&found["who"]))
}

fn is_outlet(credit: &str, outlet: &Outlet) -> bool {
    let agency = AGENCIES.iter().find(|a| a.name == credit);
    let mut forms: Vec<&str> = agency.into_iter().flat_map(Agency::forms).collect();
    forms.push(credit);
    let by_name = outlet.name.as_deref().map(squash).is_some_and(|name| {
        forms.iter().any(|form| squash(form) == name || squash(form) + "news" == name)
    });
    let by_site = outlet.domain.as_deref().is_some_and(|domain| {
        let label = domain.split('.').next().unwrap_or_default();
        agency.is_some_and(|agency| agency.owns(domain)) || squash(credit) == squash(label)
    });
    by_name || by_site
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of our own")
}

/// A place or a bracket alone, then who wrote it.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?x)
        ^ [^.!?:“”"]{0,70}? \( (?<who>[^()]{2,40}) \) \s* (?: [-–—] | $ | [A-Z“"] )
        | ^ \p{Lu}[\p{Lu}\s.,]{2,40} ,\x20 (?: [A-Z][a-z]{2,8} \.? \x20 \d{1,2} \x20 )? \( (?<by>[^()]{2,40}) \)
        "#,
    )
});

/// The last words of a paragraph, in brackets, between slashes or after a dash.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?x) [.!?”"’] \s* (?: [-–—]+ \s* | \( | / ) (?<who>[^()/]{2,40}?) [)/]? \.? $"#)
});

/// Words that credit somebody with the text.
static CREDITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?xi)
        ^\W* (?:
            sources? :
            | (?:with\x20|additional\x20|further\x20)*
              (?:reporting|inputs?|files|material|information) \x20 (?:by|from) \b
            | with\x20agenc | agencies\b
        )
        | \b contributed\x20 (?:to\x20this|reporting)
        | \b via\x20 (?:reuters|ap|afp) \W* $",
    )
});

/// Where the text is said to come from.
static ORIGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:
            ^ (?:Provided|Distributed|Syndicated|Republished|Reprinted)
            (?:\x20with\x20permission)? \x20 (?:by|from)
          |
            \b [Tt]h(?:is|e) (?:\x20\w+)? \x20 (?:article|story|report|piece|post|text)
            (?:\x20(?:was|is|has\x20been))? (?:\x20\w+ly)? (?:\x20first)?
            \x20 (?:published|appeared|produced|provided|reported) (?:\x20\w+)? \x20 (?:by|on|in|at)
        )
        \x20 (?<who>
            (?:[Tt]he\x20)? \p{Lu}[\p{L}\d&’'-]*
            (?: \x20 (?:(?:of|the|for|de|and)\x20)? \p{Lu}[\p{L}\d&’'-]* ){0,5}
        )",
    )
});

/// What stands before the name in a field.
static HAT_TIP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:h/t|hat tip|via|source)(?::\s*|\s+)"));

/// Lines at the top among which a dateline is looked for.
const TOP: usize = 4;
/// Lines at the end among which a sign-off is looked for.
const BOTTOM: usize = 6;
/// Lines at the end that may be, or end in, the bare name of an agency.
const LAST: usize = 3;
/// Bytes beyond which a line is a paragraph rather than a credit.
const LONG_LINE: usize = 400;
/// Credits that one article may have.
const MOST: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn credits(lines: &[&str]) -> Vec<String> {
        of([], lines, &Outlet::default())
    }

    #[test]
    fn datelines() {
        for (line, expected) in [
            ("WASHINGTON (AP) — The minister said so.", vec!["AP"]),
            ("KYIV, March 14 (Reuters) - The minister said so.", vec!["Reuters"]),
            ("(AFP) - The minister said so.", vec!["AFP"]),
            ("Beijing (dpa/AFP) – The minister said so.", vec!["dpa", "AFP"]),
            ("The agency (AP) said so on Monday.", vec![]),
            ("The minister said so to Reuters on Monday.", vec![]),
            ("He told the Press Trust of India (PTI) that he would go.", vec![]),
        ] {
            assert_eq!(
                credits(&[line, "More.", "x", "x", "x", "x", "x", "The end of it."]),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn sign_offs() {
        for (line, expected) in [
            ("— AP", vec!["AP"]),
            ("AFP", vec!["AFP"]),
            ("(With reporting by Reuters and AFP)", vec!["Reuters", "AFP"]),
            ("Source: Xinhua", vec!["Xinhua"]),
            ("The Associated Press contributed to this report.", vec!["AP"]),
            ("With inputs from agencies", vec![]),
            ("(Reporting by Jane Doe; Editing by John Roe)", vec![]),
            ("Copyright 2022 The Associated Press. All rights reserved.", vec!["AP"]),
            ("The talks go on. (AFP)", vec!["AFP"]),
            ("The talks go on. /TASS/", vec!["TASS"]),
            (
                "This article was originally published by The Example Post. Read it there.",
                vec!["The Example Post"],
            ),
            ("This story first appeared in Example Magazine.", vec!["Example Magazine"]),
            ("The minister told Reuters that he would go.", vec![]),
            ("Reuters reported it first.", vec![]),
            ("He works for AP.", vec![]),
            ("Jane Doe / Reuters.", vec![]),
        ] {
            assert_eq!(credits(&["Opening.", "x", "x", "x", "x", line]), expected, "{line}");
        }
    }

    #[test]
    fn an_outlet_is_not_its_own_credit() {
        let lines = ["LONDON (Reuters) - It rained.", "It stopped."];
        let named = |name: &str| Outlet { name: Some(name.into()), domain: None };
        let at = |domain: &str| Outlet { name: None, domain: Some(domain.into()) };
        assert_eq!(of([], &lines, &named("Example Daily")), ["Reuters"]);
        assert!(of([], &lines, &named("Reuters")).is_empty());
        assert!(of([], &lines, &at("uk.reuters.com")).is_empty());
        assert!(of(["Associated Press"], &[], &named("AP News")).is_empty());
        assert_eq!(of(["AP Auto Writer", "Jane Doe"], &[], &at("example.org")), ["AP"]);
    }

    #[test]
    fn fields_of_callers() {
        assert_eq!(of_field("h/t: The Example"), ["The Example"]);
        assert_eq!(of_field("The Associated Press"), ["AP"]);
        assert_eq!(of_field("AP/Reuters"), ["AP", "Reuters"]);
        assert!(of_field("").is_empty());
    }

    #[test]
    fn similar_names_are_kept_apart() {
        assert_eq!(agencies_in("Associated Press of Pakistan"), ["APP"]);
        assert_eq!(agencies_in("Australian Associated Press"), ["AAP"]);
        assert_eq!(agencies_in("Interfax-Ukraine"), ["Interfax-Ukraine"]);
        assert!(agencies_in("MAPLE, NAPA").is_empty());
    }
}
