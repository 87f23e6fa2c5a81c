//! Whole inputs, from bytes to documents. People, papers and places are invented.

use std::io::{BufReader, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::read::GzEncoder;
use onrecord_intake::{
    BodyExtractor, Document, Input, InputError, MAX_BYTES, Readability, Refusal, Trafilatura,
};

const HARBOUR: &str = include_str!("pages/harbour.html");

fn read_all(name: &str, bytes: &[u8]) -> Vec<Result<Document, InputError>> {
    Input::new(name, bytes).documents().collect()
}

fn read_one(name: &str, bytes: &[u8]) -> Document {
    let mut documents = read_all(name, bytes);
    assert_eq!(documents.len(), 1);
    documents.remove(0).expect("a document")
}

fn refusal(name: &str, bytes: &[u8]) -> InputError {
    let mut documents = read_all(name, bytes);
    assert_eq!(documents.len(), 1);
    documents.remove(0).expect_err("a refusal")
}

fn paragraphs(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().map(|span| span.of(&document.text)).collect()
}

fn gzip(bytes: impl Read) -> Vec<u8> {
    let mut packed = Vec::new();
    GzEncoder::new(bytes, Compression::best()).read_to_end(&mut packed).expect("packs");
    packed
}

mod pages {
    use super::*;

    #[test]
    fn the_article_without_the_page_around_it() {
        let document = read_one("harbour.html", HARBOUR.as_bytes());
        let article = paragraphs(&document);
        assert_eq!(article.len(), 5, "{article:#?}");
        assert!(
            article[0].starts_with("PORT TESSALY (AP) — Tessaly has asked its neighbour Ordovia")
        );
        assert!(article[1].contains("closed to large ships since a strike"));
        assert!(article[2].starts_with("“I have seen no letter,”"));
        assert!(article[4].ends_with("a statement said."));
        assert_eq!(document.text, article.join("\n\n"));
    }

    #[test]
    fn what_the_page_states_of_itself() {
        let document = read_one("harbour.html", HARBOUR.as_bytes());
        assert_eq!(
            document.title.as_deref(),
            Some("Tessaly asked Ordovia for pilots, officials say")
        );
        assert_eq!(document.byline, ["MIRA HOLT", "Anders Quill"]);
        assert_eq!(document.credit, ["AP"], "the wire is not the outlet");
        assert_eq!(document.outlet.name.as_deref(), Some("The Quayside Courier"));
        assert_eq!(document.outlet.domain.as_deref(), Some("quaysidecourier.example"));
        assert_eq!(document.published.as_deref(), Some("2031-05-06T18:30:00+02:00"));
        assert_eq!(document.language.as_deref(), Some("en"));
        assert_eq!(
            document.url.as_deref(),
            Some("https://www.quaysidecourier.example/world/tessaly-pilots")
        );
        assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    }

    #[test]
    fn both_extractors_find_the_body() {
        for extractor in [&Trafilatura as &dyn BodyExtractor, &Readability] {
            let record = Input::new("harbour.html", HARBOUR.as_bytes()).records().next();
            let record = record.expect("a record").expect("readable");
            let document = record.document_with(extractor).expect("a document");
            assert!(document.text.contains("and I read all of them."));
            assert!(!document.text.contains("Five hills"), "{}", document.text);
        }
    }

    #[test]
    fn the_date_of_a_change_or_of_an_address_is_no_date_of_publication() {
        let page = HARBOUR.replace("datePublished", "dateCreated");
        let input = Input {
            url: Some("https://quaysidecourier.example/2031/05/06/pilots".into()),
            ..Input::new("-", page.as_bytes())
        };
        let document = input.documents().next().expect("one").expect("a document");
        assert_eq!(document.published, None);
        assert_eq!(document.warnings, ["no date"]);
    }

    #[test]
    fn the_given_address_stands_where_the_page_names_none() {
        let page = HARBOUR.replace("rel=\"canonical\"", "rel=\"next\"");
        let url = "http://www.courier.example/x?y";
        let input = Input { url: Some(url.into()), ..Input::new("-", page.as_bytes()) };
        let document = input.documents().next().expect("one").expect("a document");
        assert_eq!(document.url.as_deref(), Some(url));
        assert_eq!(document.outlet.domain.as_deref(), Some("courier.example"));
    }

    #[test]
    fn pages_without_an_article() {
        let error = refusal("empty.html", include_bytes!("pages/empty.html"));
        assert!(matches!(error.reason, Refusal::NoArticle { .. }));
        assert_eq!(
            error.to_string(),
            "empty.html: no article: expected a page with an article, found nothing that stands out as one"
        );
        match Input::new("wall.html", &include_bytes!("pages/wall.html")[..]).documents().next() {
            Some(Ok(document)) => assert!(document.warnings.contains(&"login wall".to_owned())),
            Some(Err(error)) => assert!(error.to_string().ends_with("a login wall"), "{error}"),
            None => panic!("one document or error"),
        }
    }

    #[test]
    fn an_article_that_only_the_metadata_holds() {
        let document = read_one("script-only.html", include_bytes!("pages/script-only.html"));
        assert_eq!(document.paragraphs.len(), 3);
        assert_eq!(document.byline, ["Anders Quill"]);
        assert_eq!(document.warnings, ["text from the page's metadata", "paywall"]);
    }

    #[test]
    fn pages_that_call_themselves_something_else() {
        let page = HARBOUR
            .replace("NewsArticle", "Product")
            .replace("datePublished", "x")
            .replace("content=\"article\"", "content=\"product\"");
        let document = read_one("shop.html", page.as_bytes());
        assert!(document.warnings.contains(&"not news".to_owned()), "{:?}", document.warnings);
    }

    #[test]
    fn nesting_of_any_depth() {
        let tags = ["div", "b", "blockquote", "table><tr><td", "ul><li", "span"];
        for (depth, tags) in [(200, &tags[..]), (10_000, &tags[..2]), (200_000, &tags[..1])] {
            for tag in tags {
                let open = format!("<{tag}>").repeat(depth);
                let page = HARBOUR.replace("<article>", &format!("<article>{open}"));
                for document in read_all("deep.html", page.as_bytes()).into_iter().flatten() {
                    assert!(
                        document.warnings.contains(&"deeply nested page".to_owned()),
                        "{tag} {depth}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_deep_page_keeps_its_article() {
        let open = "<div>".repeat(10_000);
        let close = "</div>".repeat(10_000);
        let page = HARBOUR
            .replace("<article>", &format!("{open}<article>"))
            .replace("</article>", &format!("</article>{close}"));
        let document = read_one("deep.html", page.as_bytes());
        assert!(document.text.contains("did not say how many pilots were wanted"));
        assert!(document.warnings.contains(&"deeply nested page".to_owned()));
    }

    #[test]
    fn a_page_of_megabytes_is_cut() {
        let sentence =
            "The harbour office said on Tuesday that the ferry would leave an hour later. ";
        let paragraph = format!("<p>{}</p>\n", sentence.repeat(1000));
        let page = format!("<html><body><article>{}</article></body></html>", paragraph.repeat(60));
        let document = read_one("long.html", page.as_bytes());
        assert!(
            document.warnings.contains(&"page cut at its limit".to_owned()),
            "{:?}",
            document.warnings
        );
        assert!(document.text.len() <= 2 * 1024 * 1024);
    }

    #[test]
    fn tags_that_keep_a_tokenizer_busy() {
        let attributes: String = (0..100_000).map(|i| format!(" a{i}")).collect();
        let unclosed = "<a href=x><b>".repeat(20_000);
        for noise in [
            format!("<div{attributes}>"),
            format!("<svg><script><p{attributes}></script></svg>"),
            format!("<!-- --!><div{attributes}></div>"),
            unclosed,
            "<".repeat(500_000),
            "&".repeat(500_000),
        ] {
            let page = HARBOUR.replace("</article>", &format!("</article>{noise}"));
            let document = read_one("busy.html", page.as_bytes());
            assert!(document.text.contains("did not say how many pilots were wanted"));
        }
    }

    #[test]
    fn a_script_with_signs_of_tags() {
        let script = format!("<script>if (i<n) {{ {} }}</script>", "word ".repeat(200));
        let page = HARBOUR.replace("<article>", &format!("{script}<article>"));
        assert_eq!(read_one("page.html", page.as_bytes()).paragraphs.len(), 5);
    }

    #[test]
    fn bytes_that_are_not_in_the_charset() {
        let mut page = HARBOUR.as_bytes().to_vec();
        let at = HARBOUR.find("I have seen no letter").expect("in the article");
        page.insert(at + "I have".len(), 0xFF);
        let document = read_one("harbour.html", &page);
        assert_eq!(document.paragraphs.len(), 5);
        assert!(document.text.contains("I have\u{FFFD} seen no letter,"));
        assert_eq!(document.warnings, ["undecodable bytes"]);
    }

    #[test]
    fn a_page_in_another_language() {
        let sentence = "Der Hafenmeister sagte am Dienstag, dass über die Lotsen noch nicht entschieden sei. \
            Die Botschaft erklärte, sie wisse nichts von einem Brief, und bat um Geduld für drei Tage.";
        let paragraphs = format!("<p>{sentence}</p>").repeat(3);
        let page =
            format!("<html lang=de><h1>Lotsen gesucht</h1><article>{paragraphs}</article></html>");
        let document = read_one("lotsen.html", page.as_bytes());
        assert!(document.text.starts_with("Der Hafenmeister"), "{}", document.text);
        assert_eq!(document.language.as_deref(), Some("de"));
        assert_eq!(document.warnings, ["not English: de", "no date"]);
    }

    #[test]
    fn broken_pages_are_read_or_refused() {
        for cut in (0..HARBOUR.len()).step_by(211) {
            let Some(start) = HARBOUR.get(..cut) else { continue };
            let _ = read_all("cut.html", start.as_bytes());
            let Some(end) = HARBOUR.get(cut..) else { continue };
            let _ = read_all("cut.html", end.as_bytes());
        }
    }
}

mod texts {
    use super::*;

    const SCRAPED: &str = "Embassy: “Never heard of it”: Papers: Tessaly asks Ordovia for pilots\n\n\
        Embassy: “Never heard of it”\nPapers: Tessaly asks Ordovia for pilots\n\n\
        Tessaly has asked Ordovia for harbour pilots, two papers report. The embassy denies knowing \
        anything regarding it.\n\n“That’s regarding half of the pilots we have,” the harbour master \
        said on Sunday, and he was confident that the talks would go on in spite of that.Leave a Replay\n";

    #[test]
    fn a_scraped_article() {
        let document = read_one("scraped.txt", SCRAPED.as_bytes());
        assert_eq!(document.text, SCRAPED, "not one character is changed");
        let article = paragraphs(&document);
        assert_eq!(article.len(), 2, "{article:?}");
        assert!(
            article[0].starts_with("Tessaly has asked")
                && article[1].ends_with("in spite of that.")
        );
        assert_eq!(
            document.title.as_deref(),
            Some("Embassy: “Never heard of it”: Papers: Tessaly asks Ordovia for pilots")
        );
        assert_eq!(document.warnings, ["no date", "looks machine-translated"]);
    }

    #[test]
    fn byline_date_and_credit_stand_in_the_text() {
        let text = "Tessaly asks Ordovia for pilots\nBy Mira Holt\nTuesday, May 6, 2031\n\n\
            PORT TESSALY (Reuters) - Tessaly has asked Ordovia for harbour pilots, officials said. The \
            embassy said that it knew nothing of a letter, and the ministry of ports did not answer. \
            A spokesman for the harbour said that the pilots were wanted in June.\n\n\
            (Reporting by Mira Holt; Editing by Anders Quill)";
        let document = read_one("report.txt", text.as_bytes());
        assert_eq!(document.byline, ["Mira Holt"]);
        assert_eq!(document.published.as_deref(), Some("2031-05-06"));
        assert_eq!(document.credit, ["Reuters"]);
        assert_eq!(paragraphs(&document).len(), 2, "the headline is said once and stays");
        assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    }

    #[test]
    fn other_charsets() {
        let text = "Der Hafenmeister sagte am Dienstag, dass über die Lotsen noch nicht entschieden sei. \
            Die Botschaft erklärte, sie wisse nichts von einem Brief, und bat um Geduld für drei Tage.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let document = read_one("brief.txt", &latin);
        assert_eq!(document.text, text);
        assert_eq!(document.language.as_deref(), Some("de"));
        assert_eq!(document.warnings[0], "charset guessed: windows-1252");
        let declared =
            Input { charset: Some("latin1".into()), ..Input::new("brief.txt", &latin[..]) };
        let document = declared.documents().next().expect("one").expect("a document");
        assert_eq!(document.warnings, ["not English: de", "no date", "little text"]);
    }

    #[test]
    fn what_is_no_text() {
        for (bytes, expected) in [
            (&b""[..], "empty: expected an article, found no bytes"),
            (b" \n\t ", "empty: expected an article, found only white space"),
            (b"The port\0has asked", "binary: expected text, found a null character"),
            (
                b"%PDF-1.7\n",
                "unsupported: expected plain text, HTML, JSON, a feed or WARC, plain or gzipped, found PDF",
            ),
        ] {
            assert_eq!(refusal("a.txt", bytes).to_string(), format!("a.txt: {expected}"));
        }
        let noise: Vec<u8> =
            (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(matches!(refusal("noise", &noise).reason, Refusal::Binary { .. }));
    }

    #[test]
    fn a_text_or_page_beyond_the_limit() {
        for start in [&b"The port has asked. "[..], b"<!DOCTYPE html><p>"] {
            let endless = BufReader::new(start.chain(std::io::repeat(b'a')));
            let error =
                Input::new("-", endless).documents().next().expect("one").expect_err("a refusal");
            assert!(matches!(error.reason, Refusal::TooLarge { limit: MAX_BYTES, .. }), "{error}");
        }
    }
}

mod records {
    use super::*;

    const TEXT: &str = "Tessaly has asked Ordovia for harbour pilots, officials said on Tuesday.";

    #[test]
    fn the_field_names_of_other_tools() {
        let ours = format!(
            r#"{{"id": 7, "url": "https://www.courier.example/a", "title": "Pilots", "published": "2031-05-06",
                "outlet": {{"name": "The Courier", "domain": "courier.example"}}, "text": "{TEXT}"}}"#
        );
        let ngec = format!(
            r#"{{"id": "20310506-1", "story_id": "X1", "date": "2031-05-07", "pub_date": "2031-05-06",
                "publisher": "The Courier", "headline": "Pilots", "event_text": "{TEXT}"}}"#
        );
        let newspaper4k = format!(
            r#"{{"url": "http://courier.example/a?amp", "canonical_link": "https://www.courier.example/a",
                "title": "Pilots", "authors": ["Mira Holt"], "publish_date": "2031-05-06T00:00:00",
                "meta_site_name": "The Courier", "meta_lang": "en", "language": "en", "text": "{TEXT}", "html": ""}}"#
        );
        let trafilatura = format!(
            r#"{{"title": "Pilots", "author": "Mira Holt; Anders Quill", "hostname": "courier.example",
                "date": "2031-05-06", "source": "https://courier.example/a", "source-hostname": "The Courier",
                "raw_text": "something else", "text": "{TEXT}", "language": "en"}}"#
        );
        let news_please = format!(
            r#"{{"authors": ["Mira Holt"], "date_download": "2031-05-09 10:00:00", "date_publish": "2031-05-06 10:00:00",
                "maintext": "{TEXT}", "text": null, "source_domain": "courier.example", "title": "Pilots",
                "title_page": null, "language": "en", "url": "https://courier.example/a", "publisher": "The Courier"}}"#
        );
        for record in [ours, ngec, newspaper4k, trafilatura, news_please] {
            let document = read_one("record.json", record.as_bytes());
            assert_eq!(document.text, TEXT);
            assert_eq!(document.title.as_deref(), Some("Pilots"), "{record}");
            assert_eq!(document.published.as_deref(), Some("2031-05-06"), "{record}");
            assert_eq!(document.outlet.name.as_deref(), Some("The Courier"), "{record}");
            let has_address = record.contains("courier.example");
            assert_eq!(document.outlet.domain.is_some(), has_address, "{record}");
            assert_eq!(!document.byline.is_empty(), record.contains("Mira Holt"), "{record}");
        }
    }

    #[test]
    fn a_given_text_stays_as_it_is() {
        let text = " \u{feff}Pilots\r\n\r\nTessaly  has\u{a0}asked.\n\n\n\tLeave a Reply ";
        let record = serde_json::json!({"text": text, "title": "Pilots"});
        let document = read_one("-", record.to_string().as_bytes());
        assert_eq!(document.text, text);
        assert_eq!(paragraphs(&document), ["\u{feff}Pilots", "Tessaly  has\u{a0}asked."]);
    }

    #[test]
    fn a_record_with_a_page() {
        let record = serde_json::json!({"html": HARBOUR, "text": "", "title": "Pilots wanted", "published": "2031-05-01"});
        let document = read_one("-", record.to_string().as_bytes());
        assert_eq!(
            document.title.as_deref(),
            Some("Pilots wanted"),
            "the caller's word goes first"
        );
        assert_eq!(document.published.as_deref(), Some("2031-05-01"));
        assert_eq!(document.paragraphs.len(), 5);
        assert_eq!(document.outlet.name.as_deref(), Some("The Quayside Courier"));
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_are_read() {
        let lines = format!(
            "{{\"text\": \"{TEXT}\"}}\n\n{{\"text\": oops}}\n[1]\n{{\"title\": \"Pilots\"}}\n{{\"text\": \"{TEXT}\"}}"
        );
        let documents = read_all("articles.jsonl", lines.as_bytes());
        let errors: Vec<String> =
            documents.iter().filter_map(|d| d.as_ref().err()).map(InputError::to_string).collect();
        assert_eq!(documents.len(), 5);
        assert_eq!(errors.len(), 3);
        assert!(
            errors[0].starts_with("articles.jsonl:3: malformed JSON: expected an object"),
            "{}",
            errors[0]
        );
        assert_eq!(
            errors[1],
            "articles.jsonl:4: malformed JSON: expected an object with the fields of an article, found an array instead"
        );
        assert_eq!(
            errors[2],
            "articles.jsonl:5: missing text: expected one of text, html, event_text, maintext, article_text, body, \
             content, raw_text, found title"
        );
        assert!(documents[4].is_ok());
    }

    #[test]
    fn arrays_and_values_over_several_lines() {
        let array = format!("[{{\"text\": \"{TEXT}\"}},\n {{\"text\": \"{TEXT}\"}}]");
        assert_eq!(read_all("a.json", array.as_bytes()).into_iter().flatten().count(), 2);
        let spread = format!("{{\n  \"text\": \"{TEXT}\"\n}}\n");
        assert_eq!(read_one("-", spread.as_bytes()).text, TEXT);
        let deep = format!("{{\"text\": {}1", "[".repeat(100_000));
        assert!(matches!(
            refusal("a.jsonl", deep.as_bytes()).reason,
            Refusal::MalformedJson { .. }
        ));
    }

    /// Gives a line at each call, and counts the calls.
    struct Trickle<'a> {
        line: &'a [u8],
        calls: &'a AtomicUsize,
    }

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.calls.fetch_add(1, Ordering::Relaxed);
            buffer[..self.line.len()].copy_from_slice(self.line);
            Ok(self.line.len())
        }
    }

    #[test]
    fn a_line_that_came_is_read_before_the_next() {
        let line = format!("{{\"text\": \"{TEXT}\"}}\n");
        for name in ["-", "articles.jsonl"] {
            let calls = AtomicUsize::new(0);
            let pipe = Trickle { line: line.as_bytes(), calls: &calls };
            let mut documents = Input::new(name, BufReader::new(pipe)).documents();
            for number in 1..=3 {
                let document = documents.next().expect("a record").expect("a document");
                assert_eq!(document.text, TEXT);
                assert_eq!(calls.load(Ordering::Relaxed), number, "{name}");
            }
        }
    }

    #[test]
    fn a_file_of_any_size_is_read_line_by_line() {
        // 80 MB that are never in memory at once.
        let line = format!("{{\"text\": \"{}\"}}\n", "The port has asked. ".repeat(50_000));
        let stream =
            std::iter::repeat_n(line, 80).map(|line| std::io::Cursor::new(line.into_bytes()));
        let stream = stream
            .fold(Box::new(std::io::empty()) as Box<dyn Read + Send>, |all, line| {
                Box::new(all.chain(line))
            });
        let count =
            Input::new("big.jsonl", BufReader::new(stream)).records().filter(Result::is_ok).count();
        assert_eq!(count, 80);
    }
}

mod packed {
    use super::*;

    #[test]
    fn every_form_may_be_gzipped() {
        let document = read_one("harbour.html.gz", &gzip(HARBOUR.as_bytes()));
        assert_eq!(document.paragraphs.len(), 5);
        let lines = "{\"text\": \"The port has asked.\"}\n".repeat(3);
        let mut members = gzip(lines.as_bytes());
        members.write_all(&gzip(lines.as_bytes())).expect("a second member");
        assert_eq!(read_all("a.jsonl.gz", &members).into_iter().flatten().count(), 6);
    }

    #[test]
    fn bombs_are_refused() {
        let more = MAX_BYTES + MAX_BYTES / 8;
        let zeros = gzip(std::io::repeat(b' ').take(more));
        let error = refusal("bomb.txt.gz", &zeros);
        assert!(matches!(error.reason, Refusal::Bomb { .. } | Refusal::TooLarge { .. }), "{error}");
        let errors = read_all("bomb.jsonl.gz", &zeros);
        assert!(errors.len() <= 2 && errors.iter().all(Result::is_err), "{errors:?}");
        let blank = [" ".repeat(1 << 16).as_bytes(), b"\n"].concat().repeat((more >> 16) as usize);
        let error = refusal("bomb.jsonl.gz", &gzip(&blank[..])).to_string();
        assert!(error.starts_with("bomb.jsonl.gz:10"), "{error}");
        assert!(
            error.ends_with("expected text to unpack to at most 200 times its size, found more"),
            "{error}"
        );
    }

    #[test]
    fn a_stream_that_breaks_off() {
        let packed = gzip(HARBOUR.as_bytes());
        let error = refusal("cut.html.gz", &packed[..packed.len() / 2]);
        assert!(matches!(error.reason, Refusal::Unreadable(_)), "{error}");
        let lines: String = (0..2000)
            .map(|i| format!("{{\"text\": \"The port asked {i} times for {}.\"}}\n", i * i))
            .collect();
        let packed = gzip(lines.as_bytes());
        let (mut whole, mut errors) = (0, Vec::new());
        for document in read_all("cut.jsonl.gz", &packed[..packed.len() * 9 / 10]) {
            match document {
                Ok(_) => whole += 1,
                Err(error) => errors.push(error),
            }
        }
        assert!(whole > 1000, "the lines before the break are read: {whole}");
        assert_eq!(errors.len(), 1);
        assert!(matches!(errors[0].reason, Refusal::Unreadable(_)), "{}", errors[0]);
        let twice = gzip(&gzip(HARBOUR.as_bytes())[..]);
        assert!(refusal("twice.gz", &twice).to_string().ends_with("found gzip inside gzip"));
    }
}
