//! Feeds, lists of feeds and web archives into a ledger.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_ledger::Ledger;

use crate::fetch::{Site, html};
use crate::{Desk, PLAIN, page, reports};

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel><title>Ostermund Gazette: World</title><link>https://gazette.example/</link>{items}</channel></rss>"
    )
}

fn item(link: &str, rest: &str) -> String {
    format!(
        "<item><title>Harbour shut</title><link>{link}</link><pubDate>Mon, 16 Mar 2026 07:40:00 GMT</pubDate>{rest}</item>"
    )
}

fn content() -> String {
    format!(
        "<content:encoded><![CDATA[<p>{}</p>]]></content:encoded>",
        PLAIN.trim().replace("\n\n", "</p><p>")
    )
}

#[test]
fn a_feed_keeps_whose_article_it_is() {
    let desk = Desk::new();
    let own = item("https://gazette.example/a", &content());
    let foreign = item(
        "https://wire.example/b",
        &format!(
            "<source url=\"https://wire.example/rss\">North Wire</source><author>d@x.example (Odd Brekke)</author>{}",
            content()
        ),
    );
    desk.write("f.xml", rss(&(own + &foreign)));
    assert!(desk.run(&["add", "L.db", "f.xml"]).fine().starts_with("2 added"));
    let ledger = Ledger::open_read_only(desk.path("L.db")).unwrap();
    let mut articles = ledger.articles(10, 0).unwrap();
    articles.sort_by(|a, b| a.url.cmp(&b.url));
    let told =
        |n: usize| (articles[n].outlet.as_deref().unwrap(), articles[n].url.as_deref().unwrap());
    assert_eq!(told(0), ("Ostermund Gazette: World", "https://gazette.example/a"));
    assert_eq!(told(1), ("North Wire", "https://wire.example/b"));
    assert_eq!(articles[1].published.as_deref(), Some("2026-03-16T07:40:00Z"));
    let report = ledger.article(&articles[1].id).unwrap().unwrap();
    assert_eq!(report.document.byline, ["Odd Brekke"]);
    assert!(report.statements.iter().any(|s| s.speaker.name == "Edda Voss"));
}

#[test]
fn pages_behind_summaries_are_fetched_once() {
    let site = Site::new(|port| {
        let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
        let kind = |kind: &str| format!("200 OK\r\nContent-Type: {kind}");
        let (head, body) = html("Harbour shut");
        let summary = "<description>The harbour is shut.</description>";
        let feed = rss(&(item(&at("/a"), summary) + &item(&at("/gone"), summary)));
        let list = format!(
            "<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/></body></opml>",
            at("/rss")
        );
        vec![
            ("/a", head, body),
            ("/rss", kind("application/rss+xml"), feed.into_bytes()),
            ("/list", kind("text/x-opml"), list.into_bytes()),
        ]
    });
    let desk = Desk::new();
    let list = format!(
        "<opml version=\"2.0\"><body><outline xmlUrl=\"{}\"/></body></opml>",
        site.at("/rss")
    );
    desk.write("mine.opml", list);
    let run = desk.run(&["add", "L.db", "mine.opml"]);
    assert!(run.out.starts_with("1 added, 1 failed"), "{} {}", run.out, run.err);
    assert!(run.err.contains("/gone") && run.err.contains("404"), "{}", run.err);
    let ledger = Ledger::open_read_only(desk.path("L.db")).unwrap();
    let article = &ledger.articles(1, 0).unwrap()[0];
    // What the feed says goes before what the page says; the page knows its publisher better than
    // the title of a feed does.
    assert_eq!(article.title.as_deref(), Some("Harbour shut"));
    assert_eq!(article.published.as_deref(), Some("2026-03-16T07:40:00Z"));
    assert_eq!(article.outlet.as_deref(), Some("Ostermund Gazette"));
    desk.run(&["add", "L.db", &site.at("/list"), "--quiet"]);
    let asked = site.paths();
    assert_eq!(asked.iter().filter(|path| *path == "/a").count(), 1, "{asked:?}");
    assert_eq!(asked.iter().filter(|path| *path == "/rss").count(), 2, "{asked:?}");
}

#[test]
fn files_lead_nowhere_unless_asked_to() {
    let site = Site::new(|_| {
        let (head, body) = html("Harbour shut");
        vec![("/a", head, body)]
    });
    let desk = Desk::new();
    let teaser = "<description>The harbour of Ostermund will stay closed until Friday, the harbour master said.</description>";
    desk.write("f.xml", rss(&item(&site.at("/a"), teaser)));
    desk.run(&["add", "L.db", "f.xml", "--quiet"]).fine();
    assert!(site.paths().is_empty());
    desk.run(&["add", "M.db", "f.xml", "--quiet", "--follow"]).fine();
    assert!(site.paths().contains(&"/a".to_owned()));
    let opml = format!("<opml><body><outline xmlUrl=\"{}\"/></body></opml>", site.at("/rss"));
    desk.write("m.opml", opml);
    let run = desk.run(&["add", "L.db", "m.opml", "--quiet", "--no-follow"]);
    assert_eq!(run.code, Some(1));
    assert!(!site.paths().contains(&"/rss".to_owned()));
}

fn archived(url: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn archives_are_read_plain_and_packed() {
    let desk = Desk::new();
    let mut plain =
        String::from("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n");
    let mut packed = Vec::new();
    for n in 0..3 {
        let record =
            archived(&format!("https://gazette.example/{n}"), &page(&format!("Harbour {n}")));
        // Each record is a member of its own, as crawlers write them.
        let mut member = GzEncoder::new(Vec::new(), Compression::fast());
        member.write_all(record.as_bytes()).unwrap();
        packed.extend(member.finish().unwrap());
        plain += &record;
    }
    plain += &archived("https://gazette.example/empty", "<html><body></body></html>");
    desk.write("a.warc", &plain).write("b.warc.gz", &packed);
    let run = desk.run(&["add", "L.db", "a.warc"]);
    assert!(run.out.starts_with("3 added, 1 failed"), "{} {}", run.out, run.err);
    assert!(run.err.contains("a.warc <https://gazette.example/empty>: no article"), "{}", run.err);
    assert!(desk.run(&["add", "L.db", "b.warc.gz"]).fine().starts_with("0 added, 3 known already"));
    // Cut off in the middle: what came before is in, and the cut is told.
    desk.write("c.warc.gz", &packed[..packed.len() - 200]);
    let run = desk.run(&["add", "M.db", "c.warc.gz"]);
    assert!(run.out.starts_with("2 added, 1 failed"), "{} {}", run.out, run.err);
    let problems = reports(&desk.run(&["problems", "M.db", "--format", "jsonl"]).fine());
    assert_eq!(problems.len(), 1);
}

#[test]
fn hostile_inputs_do_no_harm() {
    let desk = Desk::new();
    let feed = rss(&(item("https://gazette.example/a", &content())
        + &item("javascript:alert(1)", "<description>x</description>")));
    let archive = archived("https://gazette.example/0", &page("Harbour"));
    let mut names = Vec::new();
    for (n, original) in [feed.as_bytes(), archive.as_bytes()].into_iter().enumerate() {
        // Every cut, and bytes turned over: from each place on something else is wrong.
        for (m, at) in (0..original.len()).step_by(original.len() / 12).enumerate() {
            let mut broken = original.to_vec();
            broken[at] ^= 0x55;
            let name = format!("{n}-{m}.xml");
            desk.write(&name, &original[..at]).write(&format!("x{name}"), broken);
            names.extend([name.clone(), format!("x{name}")]);
        }
    }
    let bomb = {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed
            .write_all(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n")
            .unwrap();
        packed.write_all(&vec![b' '; 80 << 20]).unwrap();
        packed.finish().unwrap()
    };
    desk.write("bomb.warc.gz", bomb);
    desk.write("deep.xml", rss(&"<item>".repeat(50_000)));
    names.extend(["bomb.warc.gz".to_owned(), "deep.xml".to_owned()]);
    let mut arguments = vec!["add", "L.db", "--quiet"];
    arguments.extend(names.iter().map(String::as_str));
    let run = desk.run(&arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.err);
    let ledger = Ledger::open(desk.path("L.db")).unwrap();
    assert_eq!(ledger.check().unwrap(), [""; 0]);
    assert!(
        ledger
            .problems()
            .unwrap()
            .iter()
            .all(|problem| !problem.reason.contains("fault of onrecord"))
    );
    for article in ledger.articles(100, 0).unwrap() {
        assert!(article.url.is_none_or(|url| url.starts_with("http")), "javascript is no address");
    }
}
