//! Any bytes as records to show: a page of each article and of the drop in which no text is markup,
//! or a message.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::page::{Survey, article, entries};
use wiredesk::record::Line;

fuzz_target!(|bytes: &[u8]| {
    let dir = tempfile::tempdir().expect("a folder for the file");
    let path = dir.path().join("a.jsonl");
    fs::write(&path, bytes).expect("the file is written");
    let mut survey = Survey::new(None, 2);
    let read = entries(&path, |entry| {
        if let Line::Article(record) = &entry.line {
            let html = article(record);
            assert!(html.ends_with("</article>\n"));
            assert!(!html.contains("<script") && html.matches("<style").count() == 1);
        }
        survey.add(entry);
    });
    if read.is_ok() {
        assert!(survey.html().ends_with("</script>\n</body>\n</html>\n"));
    }
});
