//! scratch
use wiredesk::extract::{amounts::amounts, dates::dates};
fn main() {
    let anchor = std::env::args().nth(1).and_then(|a| a.parse().ok());
    for path in std::env::args().skip(2) {
        println!("=== {path}");
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes).replace("\r", "");
        let text = text.split("\n\n").map(|p| p.replace('\n', " ")).collect::<Vec<_>>();
        for para in &text {
            for s in para.split_inclusive(". ") {
                let (a, d) = (amounts(s), dates(s, anchor));
                if a.is_empty() && d.is_empty() && !s.chars().any(|c| c.is_ascii_digit()) {
                    continue;
                }
                println!("* {}", s.split_whitespace().collect::<Vec<_>>().join(" "));
                for a in a {
                    println!(
                        "    A {:?} {} v={} {}..{} {} u={:?} m={} per={:?} about={}",
                        a.span.of(s),
                        a.kind,
                        a.value.map_or("-".into(), |v| v.to_string()),
                        a.min.map_or("-".into(), |v| v.to_string()),
                        a.max.map_or("-".into(), |v| v.to_string()),
                        a.currency.unwrap_or_default(),
                        a.unit,
                        a.modifier.map_or("-", |m| m.name()),
                        a.per,
                        a.about.map_or("-", |m| m.name())
                    );
                }
                for d in d {
                    println!("    D {:?} {:?}", d.span.of(s), d.value);
                }
            }
        }
    }
}
