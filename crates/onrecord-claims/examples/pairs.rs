//! temporary
use onrecord_claims::{Article, claims, explain, propositions};
use std::io::BufRead;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let file = std::fs::File::open(&args[1]).unwrap();
    let articles: Vec<Article> = std::io::BufReader::new(file)
        .lines()
        .map(|l| {
            let report: onrecord::report::Report = serde_json::from_str(&l.unwrap()).unwrap();
            Article::from_report(&report)
        })
        .collect();
    if args.get(2).is_some_and(|a| a == "pairs") {
        let all: Vec<_> = articles.iter().flat_map(propositions).collect();
        for p in &all {
            println!("P\t{}\t{}\t{}", p.id, p.lead, serde_json::to_string(p).unwrap());
        }
        for (i, a) in all.iter().enumerate() {
            for b in &all[i + 1..] {
                if a.article != b.article {
                    println!("X\t{}\t{}\t{}", a.id, b.id, explain(a, b));
                }
            }
        }
    } else {
        for c in claims(&articles) {
            println!("{}", serde_json::to_string(&c).unwrap());
        }
    }
}
